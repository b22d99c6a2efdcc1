using System.Collections.Immutable;
using Dispersal.Experiments;

namespace Dispersal.Cli;

/// <summary>The result of <c>run --json</c>: what the manifest says, and every figure on the last date.</summary>
internal static class RunJson
{
    public static object Of(Ensemble ensemble, string? folder, ImmutableArray<Precision> until) => new
    {
        ensemble.Provenance.Scenario,
        ensemble.Provenance.Fingerprint,
        ensemble.Seed,
        ensemble.Replicates,
        ensemble.Provenance.Engine,
        ensemble.Provenance.EngineReason,
        Uncertainty = ensemble.Provenance.Uncertainty.Length > 0 ? ensemble.Provenance.Uncertainty : null,
        ensemble.Threads,
        ensemble.Provenance.Version,
        ensemble.WallSeconds,
        ensemble.PersonDays,
        ensemble.ResultDigest,
        Out = folder,
        Until = until.Select(precision => new { Wanted = precision.ToString(), Reached = precision.IsReached(ensemble) }),
        Date = ensemble.Dates[^1],
        Figures =
            from measure in ensemble.Measures
            from subject in ensemble.Subjects(measure)
            let figure = ensemble.Total(measure, subject)
            select new { Measure = measure.Name, Subject = subject, figure.Mean, P05 = figure.Low, figure.Median, P95 = figure.High },
    };
}
