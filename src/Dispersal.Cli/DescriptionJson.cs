using Dispersal.Reporting;

namespace Dispersal.Cli;

/// <summary>The result of <c>describe --json</c>: the scenario's head, mechanisms, every parameter, and claims beside values and results.</summary>
internal static class DescriptionJson
{
    public static object Of(Scenario scenario, RunSummary? results) => new
    {
        scenario.Name,
        scenario.Title,
        scenario.Summary,
        scenario.Start,
        scenario.End,
        scenario.ForecastFrom,
        scenario.Fingerprint,
        ResultsOf = results is null ? null : new { results.Scenario, results.Fingerprint, results.Seed, results.Replicates },
        Mechanisms = Mechanism.Of(scenario).Select(mechanism => new { mechanism.Label, mechanism.Key, mechanism.Title, mechanism.IsOn }),
        Parameters = scenario.Parameters.Select(info => new
        {
            info.Address,
            info.Parameter.Value,
            info.Parameter.Low,
            info.Parameter.High,
            info.Unit,
            Min = Finite(info.Min),
            Max = Finite(info.Max),
            info.Description,
            info.Dated,
            info.Parameter.Source,
            info.Parameter.Grade,
            info.Parameter.Reason,
            info.Factor,
        }),
        Claims = ClaimLine.Of(scenario, results).Select(line => new
        {
            line.Claim.Id,
            Claim = line.Claim.Text,
            Mechanisms = line.Mechanisms.Select(mechanism => mechanism.Label),
            line.Claim.Source,
            line.Claim.Grade,
            line.Claim.Reason,
            Values = line.Values.Select(value => new { value.Address, value.Value }),
            Results = line.Results.Select(entry => new
            {
                Measure = entry.Figure.Measure.Name,
                entry.Figure.Subject,
                entry.Figure.Date,
                entry.Result?.Mean,
                Low = entry.Result?.Low,
                Median = entry.Result?.Median,
                High = entry.Result?.High,
            }),
        }),
    };

    // JSON has no infinity: a bound that is none is null.
    private static double? Finite(double bound) => double.IsFinite(bound) ? bound : null;
}
