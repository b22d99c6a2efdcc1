using System.Collections.Immutable;

namespace Dispersal.Experiments;

/// <summary>How much is run to fit parameters, and how well the model is held to be able to agree.</summary>
public sealed record CalibrationOptions
{
    private const int FewestWaveRuns = 10;
    private const int FewestGenerationRuns = 20;

    /// <summary>How parameters are fitted.</summary>
    public CalibrationMethod Method { get; init; }

    /// <summary>Standard deviation of what the model leaves out, as a share of each figure; 0 to 10.</summary>
    public double Discrepancy { get; init; } = 0.1;

    /// <summary>
    /// What differs for reasons that no figure will tell: drawn anew from its range in every run and for every set of the posterior, not fitted. What it does to figures counts as
    /// chance, in all figures that it touches together. For <see cref="CalibrationMethod.Surface"/> only.
    /// </summary>
    public ImmutableArray<Factor> Differing { get; init; } = [];

    /// <summary>Runs in a wave of history matching; 0 for ten for each factor, 60 at least and 160 at most. Else 10 or more. For a response surface all its runs; 0 for four for each of its coefficients.</summary>
    public int WaveRuns { get; init; }

    /// <summary>Most waves of history matching, at least 1; it ends earlier when a wave rules out little more.</summary>
    public int Waves { get; init; } = 3;

    /// <summary>Runs in a generation, at least 20; with a response surface the number of sets.</summary>
    public int GenerationRuns { get; init; } = 300;

    /// <summary>Most generations, at least 1; it ends earlier when observation errors need no widening and the sample is as large as half a generation.</summary>
    public int Generations { get; init; } = 6;

    /// <summary>Engine of the waves.</summary>
    public EngineKind HistoryEngine { get; init; }

    /// <summary>Engine of the generations.</summary>
    public EngineKind Engine { get; init; }

    /// <summary>Refuses what cannot be run, before anything is.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its bounds.</exception>
    /// <exception cref="ArgumentException">What differs is not given as a list.</exception>
    internal void ThrowIfWrong()
    {
        ThrowIfNot(Enum.IsDefined(Method), nameof(Method), Method, "There is no such method");
        ThrowIfNot(Discrepancy is >= 0 and <= 10, nameof(Discrepancy), Discrepancy, "It is a share from 0 to 10");
        ThrowIfNot(WaveRuns == 0 || WaveRuns >= FewestWaveRuns, nameof(WaveRuns), WaveRuns, $"It is 0 or at least {FewestWaveRuns}");
        ThrowIfNot(Waves >= 1, nameof(Waves), Waves, "There is at least one");
        ThrowIfNot(GenerationRuns >= FewestGenerationRuns, nameof(GenerationRuns), GenerationRuns, $"There are at least {FewestGenerationRuns}");
        ThrowIfNot(Generations >= 1, nameof(Generations), Generations, "There is at least one");
        if (Differing.IsDefault)
        {
            throw new ArgumentException($"{nameof(Differing)} is not set. Write an empty list for nothing.", nameof(Differing));
        }

        static void ThrowIfNot(bool holds, string name, object value, string what)
        {
            if (!holds)
            {
                throw new ArgumentOutOfRangeException(name, value, what + ".");
            }
        }
    }
}
