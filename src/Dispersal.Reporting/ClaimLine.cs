using System.Collections.Immutable;

namespace Dispersal.Reporting;

/// <summary>A claim beside the values that express it and what came out of a run.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Mechanisms">The mechanisms that carry it.</param>
/// <param name="Values">Addresses with what stands there.</param>
/// <param name="Results">Figures with their results; null where the run did not record them, or without a run.</param>
public sealed record ClaimLine(
    Claim Claim, ImmutableArray<Mechanism> Mechanisms, ImmutableArray<(string Address, string Value)> Values,
    ImmutableArray<(ClaimedFigure Figure, Estimate? Result)> Results)
{
    /// <summary>A line for every claim of a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="results">A run of it; null for none.</param>
    public static ImmutableArray<ClaimLine> Of(Scenario scenario, RunSummary? results = null)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ValuesInForce inForce = new(scenario);
        ImmutableArray<Mechanism> mechanisms = Mechanism.Of(scenario);
        return
        [
            .. scenario.Claims.Select(claim => new ClaimLine(
                claim,
                [.. mechanisms.Where(mechanism => Words(claim.Mechanisms).Contains(mechanism.Label))],
                [.. Words(claim.Parameters).Select(address => (address, inForce.At(address)))],
                [.. ClaimedFigure.Of(claim).Select(figure => (figure, results?[figure]))])),
        ];
    }

    private static string[] Words(string? list) => (list ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
