using BenchmarkDotNet.Attributes;
using Dispersal.Engines;
using Dispersal.Model;
using Dispersal.Randomness;

namespace Dispersal.Benchmarks;

/// <summary>The draws of the hot loop: a random block, an exponential, and the search for the day of the next event.</summary>
public class SamplingBenchmarks
{
    private readonly CompiledModel model = new(BaseScenario.Load());
    private readonly StreamKey luck = new(7, 0);
    private readonly PersonStates states;
    private readonly uint embedded;
    private uint ordinal;

    public SamplingBenchmarks()
    {
        states = new PersonStates(model);
        PersonState fighter = default;
        fighter.Commitment = 1;
        embedded = states.NumberOf(fighter.At(Stage.Embedded, model.Geography.Place("raqqa")));
    }

    /// <summary>One Philox block: four words, two uniform numbers.</summary>
    [Benchmark]
    public double Block() => luck.Draw(12345, ordinal++, Purpose.Event).First;

    /// <summary>A block made into an exponential.</summary>
    [Benchmark]
    public double Exponential() => luck.Draw(12345, ordinal++, Purpose.Event).LogFirst;

    /// <summary>The next candidate day of a fighter in Raqqa: several hazards that change from day to day.</summary>
    [Benchmark]
    public int WaitEmbedded() => new WaitingTime(model.Hazards, states.TermsOf(embedded), 700, model.Days).Day(-luck.Draw(12345, ordinal++, Purpose.Event).LogFirst);
}
