namespace Dispersal;

/// <summary>What a result rests on: with the same values anybody gets the same numbers.</summary>
/// <param name="Scenario">Name of the scenario.</param>
/// <param name="Fingerprint">Fingerprint of the scenario's content, whatever the order of rows and the formatting of its files.</param>
/// <param name="Seed">Seed of the ensemble.</param>
/// <param name="Replicates">Number of replicates.</param>
/// <param name="Engine">Engine that ran.</param>
/// <param name="EngineReason">Why that engine.</param>
/// <param name="Version">Version of this library.</param>
public sealed record Provenance(
    string Scenario, string Fingerprint, ulong Seed, int Replicates, string Engine, string EngineReason, string Version)
{
    /// <summary>What differs between replicates besides luck: how parameters were drawn for each. Empty where nothing does.</summary>
    public string Uncertainty { get; init; } = "";

    /// <summary>Rules of one's own that were active, each with its numbers: they are code, in no file of the scenario. Empty where there are none.</summary>
    public string Rules { get; init; } = "";

    /// <summary>One line for the foot of a table; the fingerprint is cut to what tells scenarios apart.</summary>
    public override string ToString() =>
        $"{Scenario} ({Fingerprint[..Math.Min(12, Fingerprint.Length)]}), seed {Seed}, {Replicates} replicates, engine {Engine} ({EngineReason}), {(Uncertainty.Length > 0 ? Uncertainty + ", " : "")}{(Rules.Length > 0 ? "with the rules " + Rules + ", " : "")}dispersal {Version}";
}
