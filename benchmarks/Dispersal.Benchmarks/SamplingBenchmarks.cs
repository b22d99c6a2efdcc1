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
    private readonly double[] factors;
    private readonly double[] bases;
    private PersonState embedded;
    private PersonState held;
    private uint ordinal;

    public SamplingBenchmarks()
    {
        factors = new double[model.MostTerms];
        bases = new double[model.MostTerms];
        embedded.Commitment = 1;
        held = embedded.At(Stage.Held, model.Geography.Place("tur-istanbul"));
        embedded = embedded.At(Stage.Embedded, model.Geography.Place("raqqa"));
    }

    /// <summary>One Philox block: four words, two uniform numbers.</summary>
    [Benchmark]
    public double Block() => luck.Draw(12345, ordinal++, Purpose.Wait).First;

    /// <summary>A block made into an exponential.</summary>
    [Benchmark]
    public double Exponential() => luck.Draw(12345, ordinal++, Purpose.Wait).Exponential;

    /// <summary>The next candidate day of a fighter in Raqqa: several hazards that change from day to day.</summary>
    [Benchmark]
    public int WaitEmbedded() => new WaitingTime(model, embedded, 700, factors, bases).Day(luck.Draw(12345, ordinal++, Purpose.Wait).Exponential);

    /// <summary>The next candidate day of a person held: constant hazards.</summary>
    [Benchmark]
    public int WaitHeld() => new WaitingTime(model, held, 700, factors, bases).Day(luck.Draw(12345, ordinal++, Purpose.Wait).Exponential);
}
