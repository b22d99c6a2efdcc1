using System.Collections.Immutable;

namespace Dispersal.Experiments;

/// <summary>How much is run to fit parameters, and how well the model is held to be able to agree.</summary>
public sealed record CalibrationOptions
{
    /// <summary>How parameters are fitted.</summary>
    public CalibrationMethod Method { get; init; }

    /// <summary>Standard deviation of what the model leaves out, as a share of each figure.</summary>
    public double Discrepancy { get; init; } = 0.1;

    /// <summary>
    /// What differs for reasons that no figure will tell: drawn anew from its range in every run and for every set of the posterior, not fitted. What it does to figures counts as
    /// chance, in all figures that it touches together. For <see cref="CalibrationMethod.Surface"/> only.
    /// </summary>
    public ImmutableArray<Factor> Differing { get; init; } = [];

    /// <summary>Runs in a wave of history matching; 0 for ten for each factor, 60 at least and 160 at most. For a response surface all its runs; 0 for four for each of its coefficients.</summary>
    public int WaveRuns { get; init; }

    /// <summary>Most waves of history matching; it ends earlier when a wave rules out little more.</summary>
    public int Waves { get; init; } = 3;

    /// <summary>Runs in a generation; with a response surface the number of sets.</summary>
    public int GenerationRuns { get; init; } = 300;

    /// <summary>Most generations; it ends earlier when observation errors need no widening and the sample is as large as half a generation.</summary>
    public int Generations { get; init; } = 6;

    /// <summary>Engine of the waves.</summary>
    public EngineKind HistoryEngine { get; init; }

    /// <summary>Engine of the generations.</summary>
    public EngineKind Engine { get; init; }
}
