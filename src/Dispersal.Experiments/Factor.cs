using System.Collections.Immutable;
using System.Globalization;

namespace Dispersal.Experiments;

/// <summary>What varies in a design: one number of a scenario, or several that move together. Immutable.</summary>
/// <remarks>
/// Factors from the ranges of a scenario are held to be uncertain about the world: they change the baseline too (<see cref="Scenario.Revised(IReadOnlyDictionary{string, double})"/>). Factors
/// with levels or a range given by the caller change the scenario as <c>--set</c> does (<see cref="Scenario.With(string, double)"/>).
/// </remarks>
public sealed class Factor
{
    private Factor(string name, ImmutableArray<FactorCell> cells, string unit, bool isQuantile, bool revisesBaseline)
    {
        Name = name;
        Cells = cells;
        Unit = unit;
        IsQuantile = isQuantile;
        RevisesBaseline = revisesBaseline;
    }

    /// <summary>Name: an address, or a pattern such as <c>routes/*/patrol</c>; the column of the factor in a store.</summary>
    public string Name { get; }

    /// <summary>Numbers that move, in the order of their rows; at least one.</summary>
    public ImmutableArray<FactorCell> Cells { get; }

    /// <summary>Unit of the value; empty for pure numbers and quantiles.</summary>
    public string Unit { get; }

    /// <summary>Whether the value is a share from 0 to 1 that stands for that quantile of each cell's own range, as for a whole column.</summary>
    public bool IsQuantile { get; }

    /// <summary>Whether the baseline changes too; see the remarks.</summary>
    public bool RevisesBaseline { get; }

    /// <summary>The only values it takes, in the order given; empty for a range.</summary>
    public ImmutableArray<double> Values { get; private init; } = [];

    /// <summary>Share of the cells whose source is <c>assumed</c>, 0 to 1.</summary>
    public double AssumedShare => Cells.Count(IsAssumed) / (double)Cells.Length;

    /// <summary>Share of the cells that are assumed, or of grade C (a rough estimate) or anecdotal, 0 to 1.</summary>
    public double LowGradeShare => Cells.Count(cell => IsAssumed(cell) || cell.Parameter.Grade is Grade.C or Grade.Anecdotal) / (double)Cells.Length;

    /// <summary>Every ranged number of a scenario: those of one column are one factor and move together, from their lower to their upper bounds.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="split">Addresses, or patterns with one <c>*</c>, of cells that are a factor of their own instead; cells a pattern covers move together.</param>
    /// <exception cref="ScenarioException">A pattern covers no ranged number.</exception>
    public static ImmutableArray<Factor> Ranged(Scenario scenario, IEnumerable<string>? split = null)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        HashSet<string> taken = new(StringComparer.Ordinal);
        var apart = ImmutableArray.CreateBuilder<Factor>();
        foreach (string pattern in split ?? [])
        {
            Factor factor = Ranged(scenario, pattern);
            ImmutableArray<FactorCell> left = [.. factor.Cells.Where(cell => taken.Add(cell.Address))];
            if (!left.IsEmpty)
            {
                apart.Add(OfRanges(pattern, left, factor.Unit));
            }
        }

        IEnumerable<Factor> columns =
            from parameter in scenario.Parameters
            where parameter.Parameter.IsRanged && !taken.Contains(parameter.Address)
            group parameter by parameter.Factor into column
            select OfRanges(column.Key, [.. column.Select(Cell)], column.First().Unit);
        return [.. columns, .. apart];
    }

    /// <summary>The ranged numbers that an address or a pattern covers; they move together.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="pattern">An address; one <c>*</c> may stand for an id or a part of one.</param>
    /// <exception cref="ScenarioException">The pattern covers no ranged number.</exception>
    public static Factor Ranged(Scenario scenario, string pattern)
    {
        ParameterInfo[] covered = [.. Covered(scenario, pattern).Where(parameter => parameter.Parameter.IsRanged)];
        return covered.Length > 0
            ? OfRanges(pattern, [.. covered.Select(Cell)], covered[0].Unit)
            : throw Refused(pattern, "the scenario gives no range here. Write a low and a high bound into its files, or give values or a range to vary over.");
    }

    /// <summary>Values given by the caller, such as a policy's settings; a pattern sets every number it covers.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="pattern">An address; one <c>*</c> may stand for an id or a part of one.</param>
    /// <param name="values">The values, at least one, each finite and within the bounds of the parameter.</param>
    /// <exception cref="ScenarioException">The pattern covers no number, or a value is out of bounds.</exception>
    public static Factor OfValues(Scenario scenario, string pattern, params ReadOnlySpan<double> values)
    {
        ParameterInfo[] covered = [.. Covered(scenario, pattern)];
        if (values.IsEmpty)
        {
            throw Refused(pattern, "there is no value to take. Write one or more.");
        }

        foreach (double value in values)
        {
            Check(pattern, covered, value);
        }

        return new(pattern, [.. covered.Select(Cell)], covered[0].Unit, isQuantile: false, revisesBaseline: false) { Values = [.. values] };
    }

    /// <summary>A range given by the caller; a pattern sets every number it covers to the same value.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="pattern">An address; one <c>*</c> may stand for an id or a part of one.</param>
    /// <param name="low">Lower bound.</param>
    /// <param name="high">Upper bound, above the lower one.</param>
    /// <param name="distribution">Spread between the bounds; a triangular one has its mode halfway.</param>
    /// <exception cref="ScenarioException">The pattern covers no number, or the bounds are not allowed for it.</exception>
    public static Factor OfRange(Scenario scenario, string pattern, double low, double high, Distribution distribution = Distribution.Uniform)
    {
        ParameterInfo[] covered = [.. Covered(scenario, pattern)];
        Check(pattern, covered, low);
        Check(pattern, covered, high);
        if (!(low < high))
        {
            throw Refused(pattern, string.Create(CultureInfo.InvariantCulture, $"{low} is not below {high}. Write the lower bound first."));
        }

        if (distribution == Distribution.LogUniform && low <= 0)
        {
            throw Refused(pattern, "a log-uniform range needs a positive lower bound.");
        }

        return new(
            pattern,
            [.. covered.Select(p => new FactorCell(
                p.Address, p.Parameter with { Value = low + ((high - low) / 2), Low = low, High = high, Distribution = distribution }))],
            covered[0].Unit, isQuantile: false, revisesBaseline: false);
    }

    /// <summary>The value at a level of a design, as a store shows it.</summary>
    /// <param name="level">From 0 to 1: the quantile of the range, or the place among <see cref="Values"/>.</param>
    public double ValueAt(double level) =>
        IsQuantile ? level : Values.IsEmpty ? Cells[0].Parameter.Quantile(level) : Values[Math.Min((int)(level * Values.Length), Values.Length - 1)];

    /// <summary>New values by address at a level of a design.</summary>
    /// <param name="level">As in <see cref="ValueAt"/>.</param>
    public IEnumerable<KeyValuePair<string, double>> SettingsAt(double level) =>
        Cells.Select(cell => new KeyValuePair<string, double>(cell.Address, IsQuantile ? cell.Parameter.Quantile(level) : ValueAt(level)));

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>A factor as it was written down.</summary>
    internal static Factor Stored(string name, ImmutableArray<FactorCell> cells, string unit, bool isQuantile, bool revisesBaseline, ImmutableArray<double> values) =>
        new(name, cells, unit, isQuantile, revisesBaseline) { Values = values };

    // Everything a value of the factor means, for ids by content.
    internal string Meaning => string.Create(CultureInfo.InvariantCulture, $"{Name} {(IsQuantile ? "quantile" : "value")} {(RevisesBaseline ? "revised" : "set")}\n")
        + string.Concat(Cells.Select(cell => Values.IsEmpty && IsQuantile
            ? string.Create(CultureInfo.InvariantCulture, $"{cell.Address} {cell.Parameter.Value:R} {cell.Parameter.Low:R} {cell.Parameter.High:R} {cell.Parameter.Distribution}\n")
            : cell.Address + "\n"));

    /// <summary>The factor without some of its cells, named as before; null where none is left.</summary>
    internal Factor? Without(IReadOnlySet<string> addresses)
    {
        ImmutableArray<FactorCell> left = [.. Cells.Where(cell => !addresses.Contains(cell.Address))];
        return left.Length == Cells.Length ? this : left.IsEmpty ? null : new(Name, left, Unit, IsQuantile, RevisesBaseline) { Values = Values };
    }

    private static Factor OfRanges(string name, ImmutableArray<FactorCell> cells, string unit)
    {
        bool isQuantile = cells.Length > 1;
        return new(name, cells, isQuantile ? "" : unit, isQuantile, revisesBaseline: true);
    }

    private static bool IsAssumed(FactorCell cell) => cell.Parameter.Source.StartsWith(Parameter.Assumed, StringComparison.Ordinal);

    private static FactorCell Cell(ParameterInfo parameter) => new(parameter.Address, parameter.Parameter);

    private static IEnumerable<ParameterInfo> Covered(Scenario scenario, string pattern)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentException.ThrowIfNullOrWhiteSpace(pattern);
        ImmutableArray<ScenarioCell> cells = scenario.CellsAt(pattern);

        // What an address names when it names nothing, or no number, the scenario says itself.
        return cells.IsEmpty ? [scenario[pattern]] : cells.Select(cell => scenario[cell.Address]);
    }

    private static void Check(string pattern, ParameterInfo[] covered, double value)
    {
        if (covered.FirstOrDefault(p => !(value >= p.Min && value <= p.Max)) is { } refused)
        {
            throw Refused(pattern, string.Create(CultureInfo.InvariantCulture, $"{value} is out of bounds. Write a value from {refused.Min} to {refused.Max}."));
        }
    }

    private static ScenarioException Refused(string address, string problem) =>
        new([new Diagnostic(Severity.Error, "", 0, 0, address, problem)]);
}
