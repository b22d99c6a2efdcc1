using Dispersal.Experiments;

namespace Dispersal.Cli;

/// <summary>The result of <c>validate --json</c>.</summary>
internal static class ValidationJson
{
    public static object Of(Validation validation) => new
    {
        Scenario = validation.Scenario.Name,
        validation.Scenario.Fingerprint,
        validation.Replicates,
        validation.Seed,
        Posterior = validation.Posterior?.Digest,
        ShareMet = Number(validation.ShareMet),
        Coverage = Number(validation.Coverage),
        Targets = validation.Checks.Select(check => new
        {
            check.Target.Id,
            check.Target.Figure.Role,
            check.Target.Figure.Low,
            check.Target.Figure.Central,
            check.Target.Figure.High,
            Band = new { check.Band.Low, check.Band.Median, check.Band.High },
            Met = check.IsMet,
            check.Covers,
            check.Pooled,
            check.Regional,
        }),
        MeanLogError = new
        {
            LeftOut = Number(validation.MeanError(origin => origin.LeftOutError)),
            Fitted = Number(validation.MeanError(origin => origin.FittedError)),
            Pooled = Number(validation.MeanError(origin => origin.PooledError)),
            Regional = Number(validation.MeanError(origin => origin.RegionalError)),
            Floor = validation.Origins.IsEmpty ? null : Number(validation.Origins.Average(origin => origin.Floor)),
        },
        Origins = validation.Origins.Select(origin => new
        {
            origin.Origin,
            origin.Departed,
            origin.Published,
            origin.Fitted,
            LeftOut = Number(origin.LeftOut),
            Pooled = Number(origin.Pooled),
            Regional = Number(origin.Regional),
            origin.Floor,
        }),
    };

    // JSON has no word for what is not a number.
    private static double? Number(double value) => double.IsFinite(value) ? value : null;
}
