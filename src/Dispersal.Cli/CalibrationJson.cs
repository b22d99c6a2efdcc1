using Dispersal.Experiments;

namespace Dispersal.Cli;

/// <summary>The result of <c>calibrate --json</c>.</summary>
internal static class CalibrationJson
{
    public static object Of(Calibration calibration, string? file) => new
    {
        Scenario = calibration.Scenario.Name,
        calibration.Scenario.Fingerprint,
        calibration.Seed,
        calibration.Options.Method,
        calibration.Runs,
        calibration.RunsFailed,
        calibration.Tolerance,
        calibration.Waves,
        calibration.Generations,
        Parameters = calibration.Parameters.Select(fit => new
        {
            Factor = fit.Factor.Name,
            Prior = new { P05 = fit.PriorLow, Median = fit.PriorMedian, P95 = fit.PriorHigh },
            Posterior = new { P05 = fit.Low, fit.Median, P95 = fit.High },
            fit.Contraction,
            fit.IsInformed,
            InformedBy = fit.InformedBy.Select(by => new { by.Target, by.Contraction }),
        }),
        Ridges = calibration.Ridges.Select(ridge => new { First = ridge.First.Name, Second = ridge.Second.Name, ridge.Correlation }),
        Targets = calibration.Fits.Select(fit => new
        {
            fit.Target.Id,
            Low = fit.Target.Figure.Low,
            fit.Target.Figure.Central,
            High = fit.Target.Figure.High,
            Prior = new { P05 = Number(fit.PriorLow), Median = Number(fit.PriorMedian), P95 = Number(fit.PriorHigh) },
            Posterior = new { P05 = Number(fit.Low), Median = Number(fit.Median), P95 = Number(fit.High) },
            Distance = Number(fit.Distance),
        }),
        EffectiveSize = calibration.Posterior.EffectiveSize,
        Posterior = file,
        PosteriorDigest = calibration.Posterior.Digest,
    };

    // JSON has no word for what is not a number.
    private static double? Number(double value) => double.IsFinite(value) ? value : null;
}
