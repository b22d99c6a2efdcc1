using Dispersal.Engines;
using Dispersal.Results;
using Dispersal.Tests.Laws;
using Dispersal.Tests.Shipped;

namespace Dispersal.Tests.Engines;

/// <summary>Several threads that share the persons of one run: the same numbers and the same lives as one thread.</summary>
public sealed class ThreadsWithinTheDayTests
{
    [Theory]
    [InlineData("two-country")]
    [InlineData("afghan-volunteers-1992")]
    public void A_replicate_is_the_same_for_one_thread_and_three(string name)
    {
        CompiledModel model = new(ShippedScenarios.Load(name));
        RunRecord one = Run(model, 1);
        RunRecord three = Run(model, 3);

        Assert.Equal(one.Counts, three.Counts);
        Assert.Equal(one.Reals, three.Reals);
        Assert.Equal(one.PersonDays, three.PersonDays);
        Assert.NotEmpty(one.Histories);
        Assert.Equal(Lives.Of(one), Lives.Of(three));
    }

    [Fact]
    public void A_large_run_has_the_same_digest_when_threads_share_its_day()
    {
        Scenario scenario = ShippedScenarios.Load("two-country");
        FighterGroup group = scenario.Groups[0];
        Scenario large = scenario.With($"groups/{group.Id}/departed-persons", 120_000);

        Assert.Equal(
            Ensemble.Run(large, 1, 5, EngineKind.Individuals, threads: 1).ResultDigest,
            Ensemble.Run(large, 1, 5, EngineKind.Individuals, threads: 3).ResultDigest);
    }

    [Fact]
    public void What_goes_wrong_on_another_thread_is_thrown_where_the_run_was_asked_for()
    {
        using Crew crew = new(3);
        InvalidOperationException problem = Assert.Throws<InvalidOperationException>(() => crew.Do(i => _ = i == 2 ? throw new InvalidOperationException("here") : 0));
        Assert.Equal("here", problem.Message);

        // The crew goes on afterwards.
        int sum = 0;
        crew.Do(i => Interlocked.Add(ref sum, i));
        Assert.Equal(3, sum);
    }

    private static RunRecord Run(CompiledModel model, int threads)
    {
        using Individuals engine = new(model, new RecordPlanBuilder(model, model.Layout), threads);
        RunRecord record = engine.Run(3, 0, CancellationToken.None);
        return new RunRecord { Counts = [.. record.Counts], Reals = [.. record.Reals], PersonDays = record.PersonDays, Histories = record.Histories };
    }
}
