using System.Collections.Immutable;
using Dispersal.Scenarios;

namespace Dispersal;

public sealed partial class Scenario
{
    private readonly Lazy<Courses> courses;
    private readonly Lazy<ImmutableArray<ParameterInfo>> parameters;

    /// <summary>Every number of the scenario, defaults included, in the order sections, then tables by key.</summary>
    public ImmutableArray<ParameterInfo> Parameters => parameters.Value;

    /// <summary>The number at an address.</summary>
    /// <exception cref="ScenarioException">The address names no number.</exception>
    public ParameterInfo this[string address] => Info(NumberAt(address));

    /// <summary>The value of a parameter on every day of the scenario, forcing and policies applied.</summary>
    /// <param name="address">Address of a number; one that cannot change over time has a constant course.</param>
    /// <exception cref="ScenarioException">The address names no number.</exception>
    public Course CourseOf(string address) => courses.Value.Of(address, ValueOf(NumberAt(address)));

    /// <summary>What stands at an address, or at every address that a pattern with one <c>*</c> for an id covers.</summary>
    /// <param name="pattern">An address of anything, or such a pattern.</param>
    /// <returns>The cells in the order of their rows; none where the pattern covers nothing.</returns>
    public ImmutableArray<ScenarioCell> CellsAt(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return [.. Addresses.Match(Document, pattern, out _).Select(target => new ScenarioCell(target.Address, Meaning.Of(target.Column, Holder(target))))];
    }

    /// <summary>Forcing and policies by address.</summary>
    internal Courses Courses => courses.Value;

    internal Parameter ValueOf(Target target) => target.Column.ParameterOf(Holder(target));

    private ImmutableArray<ParameterInfo> ListParameters()
    {
        var all = ImmutableArray.CreateBuilder<ParameterInfo>();
        foreach (RowDeclaration declaration in Declarations.Sections.Concat(Declarations.Tables))
        {
            ColumnDeclaration[] numbers = [.. declaration.Columns.Where(c => c.Kind == CellKind.Number)];
            IEnumerable<string> keys = declaration.IsTable ? Document.Table(declaration.Name).Keys : [""];
            all.AddRange(keys.SelectMany(key => numbers.Select(column => Info(new Target(declaration, key, column)))));
        }

        return all.DrainToImmutable();
    }

    private object Holder(Target target) =>
        target.Declaration.IsTable ? Document.Table(target.Declaration.Name)[target.Key].Bound!
        : target.Declaration.Holder is { } section ? section.GetValue(this)!
        : this;

    private Target NumberAt(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (Addresses.Find(Document, address, out string problem) is not { } target)
        {
            if (address.Contains('*', StringComparison.Ordinal) && !Addresses.Match(Document, address, out problem).IsEmpty)
            {
                problem = "this names several numbers. Write the address of one.";
            }

            throw Refused(address, problem);
        }

        return target.Column.Kind == CellKind.Number ? target : throw Refused(address, "this is not a number. Write the address of a number.");
    }

    private ParameterInfo Info(Target target)
    {
        (ColumnDeclaration column, double min, double max, string unit) =
            (target.Column, target.Column.Attribute.Min, target.Column.Attribute.Max, target.Column.Unit);
        if (target.Declaration.IsTable && Holder(target) is ForcingPoint or Policy { Operation: PolicyOperation.Set }
            && Addresses.MatchDated(Document, Document.Table(target.Declaration.Name)[target.Key].Cells["address"].Text, out _) is [{ } dated, ..])
        {
            // What a point or a set writes has the unit and the bounds of what it is written to.
            (min, max, unit) = (dated.Column.Attribute.Min, dated.Column.Attribute.Max, dated.Column.Unit);
        }

        string factor = target.Declaration.IsTable ? $"{target.Declaration.Name}/*/{column.Name}" : target.Address;
        return new ParameterInfo(
            target.Address, ValueOf(target), unit, min, max, column.Attribute.Dated, Descriptions.Of(column.Property), factor);
    }

    private static ScenarioException Refused(string address, string problem) =>
        new([new Diagnostic(Severity.Error, "", 0, 0, address, problem)]);
}
