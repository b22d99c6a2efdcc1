using System.Collections.Immutable;

namespace Dispersal.Experiments;

/// <summary>A wave of history matching.</summary>
/// <param name="Runs">Runs of the wave.</param>
/// <param name="ShareLeft">Share of the prior that is not ruled out after it.</param>
/// <param name="Cutoff">Distance in deviations beyond which a point was ruled out: 3, or more where nothing would have been left.</param>
/// <param name="Predictivity">For each target the share of the variance of left-out runs that the emulator predicts, chance included.</param>
public sealed record HistoryWave(int Runs, double ShareLeft, double Cutoff, ImmutableArray<double> Predictivity);
