namespace Dispersal.Reporting;

/// <summary>Where figures come from, in a line under the heading of a report.</summary>
internal static class Origin
{
    // Enough of a fingerprint to tell scenarios apart; all of it is in the manifest.
    private const int FingerprintLetters = 12;

    public static string Line(Ensemble ensemble)
    {
        Provenance from = ensemble.Provenance;
        string fingerprint = from.Fingerprint[..Math.Min(FingerprintLetters, from.Fingerprint.Length)];
        return $"{from.Scenario} ({fingerprint}), seed {from.Seed}, "
            + $"{from.Replicates:N0} {(from.Replicates == 1 ? "replicate" : "replicates")}, engine {from.Engine}, {(from.Uncertainty.Length > 0 ? from.Uncertainty + ", " : "")}dispersal {from.Version}";
    }
}
