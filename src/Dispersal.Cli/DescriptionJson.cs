namespace Dispersal.Cli;

/// <summary>The result of <c>describe --json</c>: the scenario's head and every parameter.</summary>
internal static class DescriptionJson
{
    public static object Of(Scenario scenario) => new
    {
        scenario.Name,
        scenario.Title,
        scenario.Summary,
        scenario.Start,
        scenario.End,
        scenario.ForecastFrom,
        scenario.Fingerprint,
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
    };

    // JSON has no infinity: a bound that is none is null.
    private static double? Finite(double bound) => double.IsFinite(bound) ? bound : null;
}
