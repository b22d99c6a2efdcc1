using Dispersal.Experiments;
using Dispersal.Tests.Cli;
using Microsoft.Data.Sqlite;

namespace Dispersal.Tests.Experiments;

public sealed class SweepTests : IDisposable
{
    private readonly TinyScenario tiny = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("dispersal-");
    private readonly Scenario scenario;

    public SweepTests() => scenario = Scenario.Load(tiny.Folder);

    private string Store => Path.Combine(folder.FullName, "sweep.db");

    public void Dispose()
    {
        tiny.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Every_run_is_what_an_ensemble_of_its_point_gives()
    {
        Design design = Design.LatinHypercube(scenario, 6);
        Sweep sweep = Sweep.Run(design, 11, Store, seed: 5);

        Assert.Equal((66, 0), (sweep.Runs, sweep.RunsFailed));
        Assert.Equal(["sweep.db"], folder.EnumerateFiles().Select(file => file.Name));
        double[][] dead = sweep.Values(Measure.Dead, "WORLD");
        for (int point = 0; point < 6; point++)
        {
            Assert.Equal(Ensemble.Run(design.ScenarioAt(point), 11, seed: 5).Values(Measure.Dead, "WORLD", scenario.End), dead[point]);
        }

        Assert.True(dead.Select(values => values.Average()).Distinct().Count() > 1);
    }

    [Fact]
    public void Expectations_are_run_once_whatever_is_asked_for()
    {
        Design design = Design.Grid(scenario, [Factor.OfValues(scenario, "routes/*/patrol", 0, 1)]);
        Sweep sweep = Sweep.Run(design, 5, Store, engine: EngineKind.Expected);
        Assert.Equal((2, 1), (sweep.Runs, sweep.Replicates));
    }

    [Fact]
    public void Only_what_is_kept_is_recorded_and_it_is_the_same()
    {
        Design design = Design.Grid(scenario, [Factor.OfValues(scenario, "routes/*/patrol", 0, 1)]);
        Assert.Equal(
            Recording.Only(Measure.Returned, Measure.Dead) with { Dates = RecordedDates.LastDay, Histories = true },
            Sweep.RecordingOf([FigurePattern.Parse("dead/*"), FigurePattern.Parse("returned/EU")], EngineKind.Auto));
        Assert.Equal(RecordedDates.MonthEnds, Sweep.RecordingOf([FigurePattern.Parse("dead/*@2015-06-30")], EngineKind.Auto).Dates);

        Sweep dated = Sweep.Run(design, 3, Store, figures: [FigurePattern.Parse("dead/WORLD@2015-06-10")]);
        Assert.Equal(Ensemble.Run(design.ScenarioAt(0), 3).Values(Measure.Dead, "WORLD", new(2015, 6, 10)), dated.Values(Measure.Dead, "WORLD")[0]);
    }

    [Fact]
    public void The_rows_do_not_depend_on_threads_or_on_where_the_sweep_was_cut()
    {
        Design design = Design.Grid(scenario, [Factor.OfValues(scenario, "war/mortality-per-day", 0.0001, 0.001), Factor.OfValues(scenario, "routes/*/patrol", 0, 0.5, 1)]);
        string other = Path.Combine(folder.FullName, "other.db");
        Sweep.Run(design, 5, other, jobs: 3);

        using CancellationTokenSource cut = new();
        Assert.Throws<OperationCanceledException>(() => Sweep.Run(
            design, 5, Store, jobs: 1, progress: new At(7, cut.Cancel), cancellationToken: cut.Token));
        SweepStatus status = Sweep.Status(Store);
        Assert.InRange(status.RunsDone, 7, 29);
        Assert.False(status.IsComplete);
        long before = status.RunsDone;
        Seen seen = new();
        Sweep.Run(design, 5, Store, jobs: 2, progress: seen);

        Assert.Equal(before, seen.First.RunsBefore);
        Assert.Equal(StoreDump.Of(other), StoreDump.Of(Store));
        Assert.True(Sweep.Status(Store).IsComplete);
    }

    [Fact]
    public void A_sweep_cut_on_its_way_has_runs_of_every_point()
    {
        Design design = Design.LatinHypercube(scenario, 8);
        using CancellationTokenSource cut = new();
        Assert.Throws<OperationCanceledException>(() => Sweep.Run(
            design, 12, Store, jobs: 1, progress: new At(64, cut.Cancel), cancellationToken: cut.Token));

        using SqliteConnection connection = new($"Data Source={Store};Pooling=false");
        connection.Open();
        int[] perPoint = [.. StoreDump.Read(connection, "SELECT count(*) FROM runs GROUP BY point").Select(int.Parse)];
        Assert.Equal(8, perPoint.Length);
        Assert.All(perPoint, runs => Assert.InRange(runs, 8, 12));
        Assert.True(perPoint.Sum() < 96);
    }

    [Fact]
    public void Asked_for_again_a_finished_sweep_runs_nothing_and_a_larger_one_only_what_is_new()
    {
        Sweep.Run(Design.Sobol(scenario, 4), 2, Store);
        string[] rows = StoreDump.Of(Store);
        Seen again = new();
        Sweep.Run(Design.Sobol(scenario, 4), 2, Store, progress: again);
        Assert.Equal((8, 8), (again.First.RunsBefore, again.First.Runs));
        Assert.Equal(rows, StoreDump.Of(Store));

        Seen larger = new();
        Sweep sweep = Sweep.Run(Design.Sobol(scenario, 8), 3, Store, progress: larger);
        Assert.Equal((8, 24, 24), (larger.First.RunsBefore, larger.First.Runs, sweep.Runs));
    }

    [Fact]
    public void A_store_of_another_sweep_is_refused_with_the_reason()
    {
        Sweep.Run(Design.Sobol(scenario, 2), 1, Store);

        Assert.Contains("another scenario", Refused(() => Sweep.Run(Design.Sobol(scenario.With("war/on", "false"), 2), 1, Store)), StringComparison.Ordinal);
        Assert.Contains("other factors", Refused(() => Sweep.Run(Design.Sobol(scenario, 2, factors: [Factor.OfRange(scenario, "border/wear", 0, 1)]), 1, Store)), StringComparison.Ordinal);
        Assert.Contains("another seed (1)", Refused(() => Sweep.Run(Design.Sobol(scenario, 2), 1, Store, seed: 2)), StringComparison.Ordinal);
        Assert.Contains("other figures", Refused(() => Sweep.Run(Design.Sobol(scenario, 2), 1, Store, figures: [new("dead", "*")])), StringComparison.Ordinal);
        File.WriteAllText(Store, "not a database, but long enough to be looked at as if it were one");
        Assert.Contains("is not an SQLite file", Refused(() => Sweep.Run(Design.Sobol(scenario, 2), 1, Store)), StringComparison.Ordinal);

        static string Refused(Action sweep) => Assert.Throws<IOException>(sweep).Message;
    }

    [Theory]
    [InlineData("PRAGMA user_version = 0")]
    [InlineData("PRAGMA journal_mode = WAL")]
    public void A_store_cut_while_it_was_made_is_made_anew(string statement)
    {
        using (SqliteConnection connection = new($"Data Source={Store};Pooling=false"))
        {
            connection.Open();
            StoreDump.Read(connection, statement);
        }

        Assert.False(Sweep.Exists(Store));
        Assert.Equal(4, Sweep.Run(Design.Sobol(scenario, 2), 2, Store).Runs);
    }

    [Fact]
    public void A_store_that_another_process_writes_is_left_alone()
    {
        using FileStream held = new(Store + ".lock", FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        Assert.Contains("is being written by another process", Assert.Throws<IOException>(() => Sweep.Run(Design.Sobol(scenario, 2), 2, Store)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_fails_is_recorded_with_its_error_and_the_others_go_on()
    {
        // Shares of one origin that sum to zero lead nowhere.
        Design design = Design.Grid(scenario, [Factor.OfValues(scenario, "first-theatres/*/AAA/share", 0, 1)]);
        Sweep sweep = Sweep.Run(design, 3, Store);

        Assert.Equal((6, 3), (sweep.Runs, sweep.RunsFailed));
        SweepStatus status = Sweep.Status(Store);
        (string error, long runs) = Assert.Single(status.Errors);
        Assert.Equal(3, runs);
        Assert.Contains("first-theatres", error, StringComparison.Ordinal);
        Assert.Equal([true, false], sweep.Values(Measure.Dead, "WORLD").Select(values => values.All(double.IsNaN)).OrderDescending());

        // They are not tried again unless that is asked for.
        Seen again = new();
        Sweep.Run(design, 3, Store, progress: again);
        Assert.Equal(6, again.First.RunsBefore);
        Seen retried = new();
        Sweep.Run(design, 3, Store, retry: true, progress: retried);
        Assert.Equal(3, retried.First.RunsBefore);
    }

    [Fact]
    public void Figures_are_kept_on_the_dates_asked_for()
    {
        Sweep sweep = Sweep.Run(Design.Sobol(scenario, 1), 2, Store, figures: [FigurePattern.Parse("dead/*@*"), FigurePattern.Parse("returned/BBB@2016-03-15")]);

        Assert.Equal(
            ["dead/BBB", "dead/CCC", "dead/EU", "dead/WORLD", "dead/region:The East", "dead/region:The West", "returned/BBB"],
            sweep.Figures().Select(figure => $"{figure.Measure}/{figure.Subject}"));
        using SqliteConnection connection = new($"Data Source={Store};Pooling=false");
        connection.Open();
        Assert.Equal(["2016-02-29"], StoreDump.Read(connection, "SELECT DISTINCT date FROM results WHERE measure = 'returned'"));
        Assert.Equal(["24"], StoreDump.Read(connection, "SELECT count(DISTINCT date) FROM results WHERE measure = 'dead'"));
        Ensemble half = Ensemble.Run(sweep.Design.ScenarioAt(0), 2);
        Assert.Equal(half.Values(Measure.Dead, "WORLD", new(2015, 12, 31)), sweep.Values(Measure.Dead, "WORLD", new(2016, 1, 15))[0]);
        Assert.Throws<ArgumentException>(() => sweep.Values(Measure.Known, "BBB"));
    }

    [Theory]
    [InlineData("returned")]
    [InlineData("/EU")]
    [InlineData("returned/EU@2017")]
    public void A_figure_is_written_as_measure_and_subject(string text) => Assert.Throws<FormatException>(() => FigurePattern.Parse(text));

    [Theory]
    [InlineData("dead*/*", "dead", "EU", true)]
    [InlineData("attacks-*e*/EU", "attacks-returnee", "EU", true)]
    [InlineData("attacks-*x*/EU", "attacks-returnee", "EU", false)]
    [InlineData("dead/region:*", "dead", "EU", false)]
    [InlineData("de*ad/EU", "dead", "EU", true)]
    [InlineData("dea*ad/EU", "dead", "EU", false)]
    public void A_star_stands_for_any_letters(string pattern, string measure, string subject, bool fits) =>
        Assert.Equal(fits, FigurePattern.Parse(pattern).Fits(measure, subject));

    [Fact]
    public void Points_carry_one_column_per_factor_in_the_units_of_the_scenario()
    {
        Sweep.Run(Design.Grid(scenario, [Factor.Ranged(scenario, "war/mortality-per-day"), Factor.OfValues(scenario, "routes/*/patrol", 0.25)], levels: 2), 1, Store);

        using SqliteConnection connection = new($"Data Source={Store};Pooling=false");
        connection.Open();
        Assert.Equal(["0.0001|0.25", "0.001|0.25"], StoreDump.Read(connection, "SELECT \"war/mortality-per-day\", \"routes/*/patrol\" FROM points ORDER BY 1"));
        Assert.Equal(
            ["war/mortality-per-day|0|value|per day|1", "routes/*/patrol|1|value||2"],
            StoreDump.Read(connection, "SELECT factor, position, kind, unit, cells FROM factors ORDER BY position"));
        Assert.Equal(["tiny"], StoreDump.Read(connection, "SELECT value FROM provenance WHERE key = 'scenario'"));
        Assert.Equal([scenario.Fingerprint], StoreDump.Read(connection, "SELECT value FROM provenance WHERE key = 'fingerprint'"));
    }

    private sealed class Seen : IProgress<SweepProgress>
    {
        private SweepProgress? first;

        public SweepProgress First => first!.Value;

        public void Report(SweepProgress value) => first ??= value;
    }

    private sealed class At(long runs, Action action) : IProgress<SweepProgress>
    {
        public void Report(SweepProgress value)
        {
            if (value.RunsDone >= runs)
            {
                action();
            }
        }
    }
}
