using System.Collections.Immutable;
using Dispersal.Experiments;

namespace Dispersal.Reporting;

/// <summary>Which parameters matter for a figure: the report of a sweep over a Morris or Saltelli design.</summary>
public static class SensitivityReport
{
    private const int MostRows = 30;

    /// <summary>The report on one figure.</summary>
    /// <param name="sweep">A sweep over a design made by <see cref="Design.Morris"/> or <see cref="Design.Saltelli"/>.</param>
    /// <param name="measure">The measure.</param>
    /// <param name="subject">Its subject.</param>
    /// <param name="date">The recorded date on or before this one; the last when not given.</param>
    /// <exception cref="ArgumentException">The design is of another kind, or the figure is not in the store.</exception>
    public static Document Of(Sweep sweep, Measure measure, string subject, DateOnly? date = null)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        double[][] values = sweep.Values(measure, subject, date);
        string on = date is { } day ? $" by {day:yyyy-MM-dd}" : " at the end";
        Heading heading = new($"What moves {measure}/{subject}{on}");
        Scenario scenario = sweep.Design.Scenario;
        Facts origin = new(
        [
            ("scenario", $"{scenario.Name} ({scenario.Fingerprint[..12]})"),
            ("runs", $"{sweep.Runs:N0}{(sweep.RunsFailed > 0 ? $", {sweep.RunsFailed:N0} failed" : "")}; {sweep.Design.Factors.Length:N0} factors, {sweep.Replicates:N0} replicates"),
        ]);
        return sweep.Design.Kind == DesignKind.Morris
            ? new([heading, origin, .. Morris(MorrisScreening.Of(sweep.Design, values))])
            : new([heading, origin, .. Sobol(SobolIndices.Of(sweep.Design, values))]);
    }

    private static IEnumerable<Block> Morris(MorrisScreening screening)
    {
        yield return new TextTable(
            [new("factor", Wraps: true), new("mu*", Side.Right), new("mu", Side.Right), new("sigma", Side.Right), new("chance", Side.Right), new("assumed", Side.Right)],
            [
                .. screening.Effects.Take(MostRows).Select(effect => (ImmutableArray<TableCell>)
                [
                    effect.Factor.Name, Number(effect.MuStar), Number(effect.Mu), Number(effect.Sigma), Number(effect.Chance), Percent(effect.Factor.AssumedShare),
                ]),
            ]);
        yield return new Paragraph(
            "mu*: mean size of the change over the whole range of the factor; mu: the same with its sign; sigma: how far it depends on the other factors; "
            + $"chance: how far it differs between replicates.{Rest(screening.Effects.Length)}");
        yield return new Paragraph(
            $"{Percent(screening.AssumedShare)} of the sum of mu* rest on assumed values, {Percent(screening.LowGradeShare)} on assumed or low-grade ones.");
    }

    private static IEnumerable<Block> Sobol(SobolIndices indices)
    {
        yield return new TextTable(
            [new("factor", Wraps: true), new("first", Side.Right), new("[95 %]"), new("total", Side.Right), new("[95 %]"), new("assumed", Side.Right)],
            [
                .. indices.Indices.Take(MostRows).Select(index => (ImmutableArray<TableCell>)
                [
                    index.Factor.Name, $"{index.First:0.000}", $"[{index.FirstLow:0.000}, {index.FirstHigh:0.000}]", $"{index.Total:0.000}",
                    $"[{index.TotalLow:0.000}, {index.TotalHigh:0.000}]", Percent(index.Factor.AssumedShare),
                ]),
            ]);
        string leftOut = indices.RowsLeftOut > 0 ? $" {indices.RowsLeftOut:N0} rows with a failed run are left out." : "";
        yield return new Paragraph(
            "Shares of the variance that comes from inputs. First: what would go if the factor alone were known; total: what would stay if it alone were not. "
            + $"Intervals by bootstrap over {indices.Rows:N0} rows.{leftOut}{Rest(indices.Indices.Length)}");
        if (indices.Split is { } split)
        {
            yield return new Paragraph($"Of the whole variance {Percent(split.ChanceShare)} come from chance, the rest from inputs.");
        }

        (double least, double most) = indices.AssumedShare;
        (double low, double high) = indices.LowGradeShare;
        yield return new Paragraph(
            $"{Percent(least)} to {Percent(most)} of the input variance rest on assumed values, {Percent(low)} to {Percent(high)} on assumed or low-grade ones.");
    }

    private static string Rest(int factors) => factors > MostRows ? $" {factors - MostRows:N0} factors that matter less are not shown." : "";

    private static string Number(double value) => double.IsNaN(value) ? "–" : Figures.Text(value);

    private static string Percent(double share) => double.IsNaN(share) ? "–" : $"{share * 100:0} %";
}
