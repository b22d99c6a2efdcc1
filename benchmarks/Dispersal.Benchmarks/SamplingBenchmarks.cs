using BenchmarkDotNet.Attributes;
using Dispersal.Engines;
using Dispersal.Model;
using Dispersal.Randomness;

namespace Dispersal.Benchmarks;

/// <summary>The draws of the hot loops: a random block, an exponential, the search for the day of the next event, binomial numbers, all branches of an exit.</summary>
public class SamplingBenchmarks
{
    private readonly CompiledModel model = new(BaseScenario.Load());
    private readonly StreamKey luck = new(7, 0);
    private readonly PersonStates states;
    private readonly uint embeddedNumber;
    private readonly Steps steps;
    private readonly BranchWalker<PooledDivision> shares;
    private readonly BranchWalker<MultinomialDivision> numbers;
    private LuckStream stream = new(new StreamKey(7, 0), 1, 0, Purpose.Exit);
    private PersonState embedded;
    private uint ordinal;

    public SamplingBenchmarks()
    {
        Fields fields = new Stocks(model, model.Layout).Fields;
        model.UpdateFields(0, fields);
        steps = new Steps(model, fields);
        shares = new BranchWalker<PooledDivision>(steps);
        numbers = new BranchWalker<MultinomialDivision>(steps);
        embedded.Commitment = 1;
        embedded = embedded.At(Stage.Embedded, model.Geography.Place("raqqa"));
        states = new PersonStates(model);
        embeddedNumber = states.NumberOf(embedded);
    }

    /// <summary>One Philox block: four words, two uniform numbers.</summary>
    [Benchmark]
    public double Block() => luck.Draw(12345, ordinal++, Purpose.Event).First;

    /// <summary>A block made into an exponential.</summary>
    [Benchmark]
    public double Exponential() => luck.Draw(12345, ordinal++, Purpose.Event).LogFirst;

    /// <summary>The next candidate day of a fighter in Raqqa: several hazards that change from day to day.</summary>
    [Benchmark]
    public int WaitEmbedded()
    {
        ReadOnlySpan<StateTerm> terms = states.TermsOf(embeddedNumber);
        ReadOnlySpan<ChangingHazard> changing = ChangingHazard.Among(model.Hazards, terms, stackalloc ChangingHazard[terms.Length]);
        return new WaitingTime(changing, 0, 700, model.Days).Day(-luck.Draw(12345, ordinal++, Purpose.Event).LogFirst);
    }

    /// <summary>A binomial number; by inversion up to ten expected, by rejection above.</summary>
    [Benchmark]
    [Arguments(1L, 0.3)]
    [Arguments(20L, 0.05)]
    [Arguments(1000L, 0.008)]
    [Arguments(1000L, 0.3)]
    [Arguments(1_000_000_000L, 0.3)]
    public long BinomialNumber(long n, double p) => Binomial.Draw(n, p, ref Stream());

    /// <summary>A Poisson number.</summary>
    [Benchmark]
    [Arguments(0.3)]
    [Arguments(300.0)]
    public long PoissonNumber(double mean) => Poisson.Draw(mean, ref Stream());

    /// <summary>One person reconsiders.</summary>
    [Benchmark]
    public int OneReconsiders() => steps.Resolve(Exit.Disillusioned, embedded, 700, new PersonLuck(new StreamKey(7, 0), 1, ordinal++)).Next.Route;

    /// <summary>All branches of reconsidering.</summary>
    [Benchmark]
    public int AllBranches()
    {
        shares.StartDay(700);
        shares.Start(Exit.Disillusioned, embedded, 1, default);
        int branches = 0;
        while (shares.Next(out _, out _))
        {
            branches++;
        }

        return branches;
    }

    /// <summary>A cohort of those who reconsider dealt to the branches.</summary>
    [Benchmark]
    [Arguments(1)]
    [Arguments(100)]
    public int SomeReconsider(int persons)
    {
        numbers.StartDay(700);
        numbers.Start(Exit.Disillusioned, embedded, persons, new MultinomialDivision(new LuckStream(new StreamKey(7, 0), 1, ordinal++, Purpose.Exit)));
        int branches = 0;
        while (numbers.Next(out _, out _))
        {
            branches++;
        }

        return branches;
    }

    // A stream of a day and purpose ends; a measurement takes more numbers than any day.
    private ref LuckStream Stream()
    {
        if (stream.Taken > 1 << 20)
        {
            stream = new(new StreamKey(7, 0), 1, ordinal++, Purpose.Exit);
        }

        return ref stream;
    }
}
