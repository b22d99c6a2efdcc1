using System.Collections.Immutable;
using Dispersal.Experiments;

namespace Dispersal.Reporting;

/// <summary>What was fitted, how well it agrees, and what the targets could not tell.</summary>
public static class CalibrationReport
{
    private const double FarFrom = 2;

    /// <summary>The report.</summary>
    public static Document Of(Calibration calibration)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        return new(
        [
            new Heading($"{calibration.Scenario.Title}: parameters fitted to {calibration.Targets.All.Length:N0} {(calibration.Targets.All.Length == 1 ? "target" : "targets")}"),
            new Facts(
            [
                ("scenario", $"{calibration.Scenario.Name} ({calibration.Scenario.Fingerprint[..12]}), seed {calibration.Seed}"),
                ("runs", $"{calibration.Runs:N0}{(calibration.RunsFailed > 0 ? $", {calibration.RunsFailed:N0} refused by the scenario's checks" : "")}"),
                .. calibration.Waves.Select((wave, i) => ($"wave {i + 1}", Wave(wave))),
                .. calibration.Generations.Select((generation, i) => (
                    $"generation {i + 1}", $"{generation.Runs:N0} runs, tolerance {generation.Tolerance:0.##}, worth {generation.EffectiveSize:N0} parameter sets")),
            ]),
            .. Parameters(calibration),
            .. Fits(calibration),
        ]);
    }

    private static string Wave(HistoryWave wave) =>
        $"{wave.Runs:N0} runs; {Percent(wave.ShareLeft)} of the prior are left"
        + (wave.Cutoff > 3 ? $" at a cut-off of {wave.Cutoff:0.#}, since at 3 nothing would be" : "")
        + $"; the emulators predict {Percent(wave.Predictivity.Min())} to {Percent(wave.Predictivity.Max())} of left-out runs";

    private static IEnumerable<Block> Parameters(Calibration calibration)
    {
        yield return new TextTable(
            [new("parameter", Wraps: true), new("prior", Side.Right), new("posterior", Side.Right), new("told", Side.Right), new("by", Wraps: true)],
            [
                .. calibration.Parameters.Select(fit => (ImmutableArray<TableCell>)
                [
                    fit.Factor.Name, Small(fit.PriorMedian, fit.PriorLow, fit.PriorHigh), Small(fit.Median, fit.Low, fit.High), Percent(Math.Max(0, fit.Contraction)),
                    fit.InformedBy.IsEmpty ? "–" : string.Join(", ", fit.InformedBy.Select(by => $"{by.Target} {Percent(by.Contraction)}")),
                ]),
            ]);
        yield return new Paragraph(
            "Median with 5 % and 95 % quantiles; columns of several cells as a share of each cell's range. Told: share of the prior variance that is gone; by: what the target alone would take away.");
        string[] untold = [.. calibration.Parameters.Where(fit => !fit.IsInformed).Select(fit => fit.Factor.Name)];
        yield return new Paragraph(untold.Length == 0
            ? "The targets tell something about every parameter."
            : $"What the targets could not tell: {string.Join(", ", untold)}.");
        if (!calibration.Ridges.IsEmpty)
        {
            yield return new Paragraph("Told together rather than apart: "
                + string.Join("; ", calibration.Ridges.Select(ridge => $"{ridge.First} with {ridge.Second} (correlation {ridge.Correlation:0.00})")) + ".");
        }

        if (calibration.Tolerance > 1)
        {
            yield return new Paragraph(
                $"Runs agree with the targets only if observation errors are widened {calibration.Tolerance:0.##} times: the model, the ranges or the targets are at odds, or more generations are needed.");
        }
    }

    private static IEnumerable<Block> Fits(Calibration calibration)
    {
        if (calibration.Generations.IsEmpty)
        {
            yield break;
        }

        yield return new TextTable(
            [new("target", Wraps: true), new("published", Side.Right), new("prior", Side.Right), new("posterior", Side.Right), new("off", Side.Right)],
            [
                .. calibration.Fits.Select(fit => (ImmutableArray<TableCell>)
                [
                    fit.Target.Id, Published(fit.Target), Band(fit.PriorMedian, fit.PriorLow, fit.PriorHigh), Band(fit.Median, fit.Low, fit.High), $"{fit.Distance:0.0}",
                ]),
            ]);
        string[] far = [.. calibration.Fits.Where(fit => fit.Distance > FarFrom).Select(fit => fit.Target.Id)];
        yield return new Paragraph("Off: distance of the median from the target in standard deviations of observation and discrepancy."
            + (far.Length > 0 ? $" Not reached: {string.Join(", ", far)}." : ""));
    }

    private static string Published(Target target) =>
        (target.Figure.Central is { } central ? Figures.Text(central) + " " : "")
        + (target.Figure.Low is null ? $"at most {Figures.Text(target.High)}" : target.Figure.High is null ? $"at least {Figures.Text(target.Low)}"
            : $"[{Figures.Text(target.Low)}, {Figures.Text(target.High)}]");

    private static string Band(double median, double low, double high) => $"{Figures.Text(median)} [{Figures.Text(low)}, {Figures.Text(high)}]";

    // Hazards are small numbers: three digits that mean something rather than three after the point.
    private static string Small(double median, double low, double high) => $"{Digits(median)} [{Digits(low)}, {Digits(high)}]";

    private static string Digits(double value) => Math.Abs(value) < 1 ? Figures.Exact(Rounded(value)) : Figures.Text(value);

    private static double Rounded(double value)
    {
        int places = 3;
        for (double size = Math.Abs(value); size is > 0 and < 0.1 && places < 9; size *= 10)
        {
            places++;
        }

        return Math.Round(value, places);
    }

    private static string Percent(double share) => double.IsNaN(share) ? "–" : share is > 0 and < 0.01 ? $"{share * 100:0.##} %" : $"{share * 100:0} %";
}
