using System.Globalization;
using System.IO.Compression;
using Dispersal.Engines;
using Dispersal.Results;
using Dispersal.Tests.Laws;
using Dispersal.Tests.Reference;
using Dispersal.Tests.Shipped;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Dispersal.Tests.Results;

/// <summary>Runs that go on from a checkpoint: the same numbers, to the last digit, as runs that never stopped.</summary>
public sealed class CheckpointTests : IDisposable
{
    private static readonly DateOnly Start = new(2015, 1, 1);
    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(60).WithQuietOnSuccess(true).WithReplay(20171017, 7);

    private readonly string folder = Directory.CreateTempSubdirectory("checkpoints-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Property(MaxTest = 60, Replay = "20171017,7", QuietOnSuccess = true, Arbitrary = [typeof(ScenarioSketches)])]
    public void Random_scenarios_go_on_as_if_they_had_never_stopped(ScenarioSketch sketch)
    {
        Scenario scenario = sketch.Build();
        DateOnly day = DayOf(scenario, sketch.Seed);
        Ensemble whole = Ensemble.Run(scenario, 3, sketch.Seed, EngineKind.Individuals);

        Assert.Equal(whole.ResultDigest, Saved(scenario, day, sketch.Seed).ResultDigest);
        using Checkpoint checkpoint = Checkpoint.Open(PathOf(day));
        Assert.Equal(whole.ResultDigest, checkpoint.Continue(scenario, threads: 2).ResultDigest);
    }

    [Fact]
    public void A_policy_dated_from_the_checkpoint_on_gives_what_it_gives_from_the_beginning()
    {
        int differ = 0;
        Prop.ForAll(ScenarioSketch.Arbitrary(), sketch =>
        {
            Scenario scenario = sketch.Build();
            DateOnly day = DayOf(scenario, sketch.Seed);
            Scenario policy = sketch.Build(files => files["policies.csv"] =
                "id,address,from,to,operation,value\n" + FormattableString.Invariant(
                    $"war,war/mortality-per-day,{day:yyyy-MM-dd},,multiply,4\ncourt,countries/DEU/evidence-probability,{day:yyyy-MM-dd},,set,1\n")
                + FormattableString.Invariant($"leave,goal/disillusion-per-day,{day:yyyy-MM-dd},,multiply,0.3\n"));
            Ensemble before = Saved(scenario, day, sketch.Seed);
            Ensemble whole = Ensemble.Run(policy, 3, sketch.Seed, EngineKind.Individuals);
            differ += before.ResultDigest == whole.ResultDigest ? 0 : 1;

            using Checkpoint checkpoint = Checkpoint.Open(PathOf(day));
            Assert.Equal(whole.ResultDigest, checkpoint.Continue(policy).ResultDigest);
        }).Check(Quick);
        Assert.True(differ > 40, $"The policy changed {differ} scenarios only: nothing was tested.");
    }

    [Theory]
    [InlineData("whole-model")]
    [InlineData("networks")]
    public void Every_mechanism_goes_on(string name)
    {
        Scenario scenario = SmallScenarios.Load(name);
        if (name == "networks")
            scenario = scenario.With("networks/ties-by-person", "true");
        DateOnly day = scenario.Start.AddDays(scenario.Days / 3);
        DateOnly later = scenario.Start.AddDays(scenario.Days / 2);
        Ensemble whole = Saved(scenario, day, 5);

        // From checkpoint to checkpoint.
        using Checkpoint checkpoint = Checkpoint.Open(PathOf(day));
        checkpoint.Continue(scenario, files: new CheckpointFiles(Path.Combine(folder, "second"), later));
        using Checkpoint second = Checkpoint.Open(Path.Combine(folder, $"second.{later:yyyy-MM-dd}.checkpoint"));
        Assert.Equal(whole.ResultDigest, second.Continue(scenario).ResultDigest);
    }

    [Fact]
    public void The_base_scenario_goes_on_and_a_policy_leaves_its_past_alone()
    {
        Scenario scenario = ShippedScenarios.Load("raqqa-2017");
        Scenario policy = ShippedScenarios.Load("turkish-border-surge");
        DateOnly day = new(2016, 1, 1);
        Ensemble whole = Saved(scenario, day, 7, replicates: 2);
        using Checkpoint checkpoint = Checkpoint.Open(PathOf(day));
        Assert.Equal(whole.ResultDigest, checkpoint.Continue(scenario).ResultDigest);

        Ensemble branch = checkpoint.Continue(policy);
        foreach (string subject in whole.Subjects(Measure.Returned))
        {
            foreach (DateOnly date in whole.Dates.Where(date => date < day))
                Assert.Equal(whole.Values(Measure.Returned, subject, date), branch.Values(Measure.Returned, subject, date));
        }

        Assert.NotEqual(whole.Values(Measure.Stopped, "TUR", scenario.End), branch.Values(Measure.Stopped, "TUR", scenario.End));
        Assert.Equal(2, branch.Minus(whole).Total(Measure.Returned, "WORLD").Replicates);
    }

    [Fact]
    public void A_replicate_saved_by_three_threads_is_that_saved_by_one()
    {
        CompiledModel model = new(ShippedScenarios.Load("two-country"));
        byte[] one = BytesAt(model, 200, threads: 1);
        byte[] three = BytesAt(model, 200, threads: 3);
        Assert.Equal(one, three);

        RunRecord[] ends = [.. ((int[])[1, 3]).Select(threads => Run(model, threads, new Continuation((_, _) => one, [], (_, _, _) => { })))];
        RunRecord whole = Run(model, 1, Continuation.None);
        foreach (RunRecord end in ends)
        {
            Assert.Equal(whole.Counts, end.Counts);
            Assert.Equal(whole.Reals, end.Reals);
            Assert.Equal(whole.PersonDays, end.PersonDays);
            Assert.Equal(Lives.Of(whole), Lives.Of(end));
        }
    }

    [Fact]
    public void The_same_run_gives_the_same_file_for_any_number_of_threads()
    {
        Scenario scenario = SmallScenarios.Load("whole-model");
        DateOnly day = scenario.Start.AddDays(60);
        Checkpoint.Run(scenario, new CheckpointFiles(Path.Combine(folder, "one"), day), 5, 3, threads: 1);
        Checkpoint.Run(scenario, new CheckpointFiles(Path.Combine(folder, "three"), day), 5, 3, threads: 3);
        Assert.Equal(File.ReadAllBytes(PathOf(day, "one")), File.ReadAllBytes(PathOf(day, "three")));
        Assert.Empty(Directory.EnumerateFiles(folder, "*.partial"));
    }

    [Fact]
    public void A_scenario_of_another_structure_is_refused_with_every_difference()
    {
        Scenario scenario = ShippedScenarios.Load("two-country");
        DateOnly day = scenario.Start.AddDays(50);
        Saved(scenario, day, 1);
        using Checkpoint checkpoint = Checkpoint.Open(PathOf(day));
        ScenarioException problem = Assert.Throws<ScenarioException>(() => checkpoint.Continue(ShippedScenarios.Load("afghan-volunteers-1992")));
        Assert.All(problem.Problems, p => Assert.Contains("afghan-volunteers-1992 cannot go on from this checkpoint of two-country: ", p.Message, StringComparison.Ordinal));
        Assert.Contains(problem.Problems, p => p.Message.Contains("its countries are others; the scenario has ", StringComparison.Ordinal));
        Assert.Contains(problem.Problems, p => p.Message.Contains("its first days are others", StringComparison.Ordinal));

        problem = Assert.Throws<ScenarioException>(() => checkpoint.Continue(scenario.With("end", scenario.Start.AddDays(30).ToString("yyyy-MM-dd"))));
        Assert.Contains("before the checkpoint's day", Assert.Single(problem.Problems).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2012-01-16", "2012-03-31", "2012-01-15", false)]    // the month of the checkpoint was cut: half as many had arrived in it
    [InlineData("2012-03-31", "2012-01-16", "2012-01-15", false)]
    [InlineData("2012-02-16", "2012-03-31", "2012-02-01", true)]     // nobody of that month had arrived
    [InlineData("2012-01-31", "2012-02-15", "2012-01-15", true)]
    public void Another_end_is_taken_unless_it_changes_who_has_arrived(string savedEnd, string end, string date, bool isTaken)
    {
        Scenario scenario = ShippedScenarios.Load("two-country");
        DateOnly day = DateOnly.Parse(date, CultureInfo.InvariantCulture);
        Saved(scenario.With("end", savedEnd), day, 1);
        using Checkpoint checkpoint = Checkpoint.Open(PathOf(day));
        Scenario other = scenario.With("end", end);
        if (!isTaken)
        {
            Assert.Contains("its last days are others; the scenario has " + end, Assert.Single(Assert.Throws<ScenarioException>(() => checkpoint.Continue(other)).Problems).Message, StringComparison.Ordinal);
            return;
        }

        // As the other run from the beginning.
        Assert.Equal(Ensemble.Run(other, checkpoint.Replicates, 1).ResultDigest, checkpoint.Continue(other).ResultDigest);
    }

    [Fact]
    public void Days_outside_the_run_are_refused_at_once()
    {
        Scenario scenario = ShippedScenarios.Load("two-country");
        ScenarioException problem = Assert.Throws<ScenarioException>(
            () => Checkpoint.Run(scenario, new CheckpointFiles(Path.Combine(folder, "x"), scenario.Start, scenario.End, scenario.End.AddDays(1)), 1));
        Assert.Equal(2, problem.Problems.Length);
        Assert.Empty(Directory.EnumerateFiles(folder));
    }

    [Fact]
    public void A_run_that_is_stopped_leaves_no_file()
    {
        using CancellationTokenSource stop = new();
        Scenario scenario = ShippedScenarios.Load("two-country");
        Progress first = new(_ => stop.Cancel());
        Assert.ThrowsAny<OperationCanceledException>(() => Checkpoint.Run(
            scenario, new CheckpointFiles(Path.Combine(folder, "x"), scenario.Start.AddDays(5)), 50, threads: 1, progress: first, cancellationToken: stop.Token));
        Assert.Empty(Directory.EnumerateFiles(folder));
    }

    [Fact]
    public void Damage_of_any_kind_is_noticed()
    {
        Scenario scenario = ShippedScenarios.Load("two-country");
        DateOnly day = scenario.Start.AddDays(50);
        Saved(scenario, day, 1);
        byte[] sound = File.ReadAllBytes(PathOf(day));
        ulong state = 88172645463325252;
        for (int round = 0; round < 200; round++)
        {
            byte[] damaged = [.. sound];
            if (round % 4 == 0)
                damaged = damaged[..(int)(Next() % (ulong)sound.Length)];
            else
                damaged[Next() % (ulong)sound.Length] ^= (byte)(1 + (Next() % 255));
            string path = Path.Combine(folder, "damaged.checkpoint");
            File.WriteAllBytes(path, damaged);
            try
            {
                using Checkpoint checkpoint = Checkpoint.Open(path);
                Ensemble ensemble = checkpoint.Continue(scenario);

                // A byte that nobody reads, such as a time in the archive, may be anything.
                Assert.Equal(Ensemble.Run(scenario, 3, 1, EngineKind.Individuals).ResultDigest, ensemble.ResultDigest);
            }
            catch (InvalidDataException problem)
            {
                Assert.Contains("cannot be used as a checkpoint", problem.Message, StringComparison.Ordinal);
            }
            catch (ScenarioException problem)
            {
                // Names and values of the header are compared with the scenario's.
                Assert.Contains("cannot go on from", problem.Message, StringComparison.Ordinal);
            }
        }

        ulong Next()
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            return state;
        }
    }

    [Fact]
    public void Persons_who_cannot_be_are_refused_even_with_right_hashes()
    {
        Scenario scenario = ShippedScenarios.Load("two-country");
        CompiledModel model = new(scenario);
        SavedReplicate saved = SavedReplicate.FromBytes(BytesAt(model, 100, 1));
        saved.Persons[0].State.Place = 60_000;
        byte[] bytes = saved.ToBytes();
        Assert.Equal(46, System.Runtime.CompilerServices.Unsafe.SizeOf<SavedPerson>());
        Assert.Throws<InvalidDataException>(() => Run(model, 1, new Continuation((_, _) => bytes, [], (_, _, _) => { })));
    }

    [Fact]
    public void What_was_recorded_must_be_that_of_the_dates_before_the_day()
    {
        CompiledModel model = new(ShippedScenarios.Load("two-country"));
        SavedReplicate saved = SavedReplicate.FromBytes(BytesAt(model, 100, 1));
        Assert.NotEmpty(saved.Counts);
        Assert.NotEmpty(saved.Reals);
        RecordPlan plan = new RecordPlanBuilder(model, model.Layout).Plan;
        Assert.NotNull(RunFrom(saved.Counts, saved.Reals));

        // Half a date, a date too few, a date too many.
        Refused(saved.Counts[..^1], saved.Reals);
        Refused(saved.Counts, saved.Reals[..^1]);
        Refused(saved.Counts[..^plan.CountCells], saved.Reals[..^plan.RealCells]);
        Refused([.. saved.Counts, .. new double[plan.CountCells]], [.. saved.Reals, .. new double[plan.RealCells]]);

        void Refused(double[] counts, double[] reals) => Assert.Throws<InvalidDataException>(() => RunFrom(counts, reals));

        RunRecord RunFrom(double[] counts, double[] reals)
        {
            byte[] bytes = new SavedReplicate
            {
                Day = saved.Day, PersonDays = saved.PersonDays, Cells = saved.Cells, Levels = saved.Levels, PlotWaits = saved.PlotWaits, Plots = saved.Plots,
                OrderWaits = saved.OrderWaits, Orders = saved.Orders, Counts = counts, Reals = reals, Persons = saved.Persons, Steps = saved.Steps,
            }.ToBytes();
            using Individuals engine = new(model, new RecordPlanBuilder(model, model.Layout), 1, new Continuation((_, _) => bytes, [], (_, _, _) => { }));
            return engine.Run(3, 0, CancellationToken.None);
        }
    }

    private static RunRecord Run(CompiledModel model, int threads, Continuation continuation)
    {
        using Individuals engine = new(model, new RecordPlanBuilder(model, model.Layout), threads, continuation);
        RunRecord record = engine.Run(3, 0, CancellationToken.None);
        return new RunRecord { Counts = [.. record.Counts], Reals = [.. record.Reals], PersonDays = record.PersonDays, Histories = record.Histories };
    }

    private static byte[] BytesAt(CompiledModel model, int day, int threads)
    {
        byte[] saved = [];
        Run(model, threads, new Continuation(null, [day], (_, _, bytes) => saved = bytes));
        return saved;
    }

    private static DateOnly DayOf(Scenario scenario, ulong seed) => Start.AddDays(1 + (int)((seed * 37) % (ulong)(scenario.Days - 1)));

    private Ensemble Saved(Scenario scenario, DateOnly day, ulong seed, int replicates = 3) =>
        Checkpoint.Run(scenario, new CheckpointFiles(Path.Combine(folder, "run"), day), replicates, seed);

    private string PathOf(DateOnly day, string stem = "run") => Path.Combine(folder, FormattableString.Invariant($"{stem}.{day:yyyy-MM-dd}.checkpoint"));

    private sealed class Progress(Action<RunProgress> report) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => report(value);
    }
}
