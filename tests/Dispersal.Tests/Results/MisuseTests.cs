using Dispersal.Experiments;
using Dispersal.Reporting;
using Dispersal.Tests.Reference;
using Dispersal.Tests.Shipped;

namespace Dispersal.Tests.Results;

/// <summary>What callers of the library get wrong is refused with words, not computed with.</summary>
public sealed class MisuseTests
{
    private static readonly Scenario Small = SmallScenarios.Load("competing-risks");
    private static readonly Scenario Two = ShippedScenarios.Load("two-country");

    [Fact]
    public void Parts_that_kept_other_figures_or_dates_are_no_parts_of_one_ensemble()
    {
        Ensemble returned = Part(0..2, Recording.Only(Measure.Returned));
        Assert.Equal(4, returned.Append(Part(2..4, Recording.Only(Measure.Returned))).Replicates);
        Assert.Contains("recordings differ", Refused(() => returned.Append(Part(2..4, Recording.Only(Measure.Dead)))), StringComparison.Ordinal);
        Assert.Contains(
            "recordings differ",
            Refused(() => returned.Append(Part(2..4, Recording.Only(Measure.Returned) with { Dates = RecordedDates.LastDay }))), StringComparison.Ordinal);

        static Ensemble Part(Range replicates, Recording kept) => Ensemble.Run(Small, replicates, 7, EngineKind.Individuals, 1, kept);
    }

    [Fact]
    public void Only_ensembles_with_the_same_luck_are_paired()
    {
        Ensemble individuals = Ensemble.Run(Two, 2, engine: EngineKind.Individuals);
        Assert.Contains(
            "the engines (individuals and cohorts; Ensemble.CommonEngine gives one for both)",
            Refused(() => individuals.Minus(Ensemble.Run(Two, 2, engine: EngineKind.Cohorts))), StringComparison.Ordinal);

        Scenario ranged = Two.With("war/mortality-per-day", new Parameter(0.001) { Low = 0.0005, High = 0.002 });
        Ensemble uncertain = UncertainEnsemble.Run(ranged, new Uncertainty(), 2, engine: EngineKind.Individuals);
        Assert.Contains("drawn for each replicate (1 factor from its range and none)", Refused(() => uncertain.Minus(individuals)), StringComparison.Ordinal);
    }

    [Fact]
    public void Ensembles_without_a_common_measure_are_not_compared() => Assert.Contains(
        "no measure in common",
        Refused(() => Comparison.Of(
            Ensemble.Run(Two, 2, engine: EngineKind.Individuals, recording: Recording.Only(Measure.Returned)),
            Ensemble.Run(Two, 2, engine: EngineKind.Individuals, recording: Recording.Only(Measure.Dead)))), StringComparison.Ordinal);

    [Fact]
    public void A_number_comes_with_its_range_and_source()
    {
        Parameter written = new(0.001) { Low = 0.0001, High = 0.01, Distribution = Distribution.LogUniform, Source = "Smith 2019", Grade = Grade.B, Reason = "Because." };
        Scenario ranged = Two.With("war/mortality-per-day", written);

        Assert.Equal(written, ranged["war/mortality-per-day"].Parameter);
        Assert.Equal("war/mortality-per-day", Assert.Single(Design.LatinHypercube(ranged, 3).Factors).Name);
        Assert.False(ranged.With("war/mortality-per-day", 0.002)["war/mortality-per-day"].Parameter.IsRanged);
        Assert.Contains("low", Assert.Throws<ScenarioException>(() => Two.With("war/mortality-per-day", new Parameter(0.1) { Low = 0.2, High = 0.3 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Switches_and_dates_are_set_as_such_and_nothing_as_null()
    {
        Assert.Equal(new DateOnly(2013, 12, 31), Two.With("end", new DateOnly(2013, 12, 31)).End);
        Assert.Equal(Two.With("border/on", "false").Fingerprint, Two.With("border/on", false).Fingerprint);
        Assert.Throws<ArgumentNullException>(() => Two.With("end", (string)null!));
        Assert.Contains("end is set to null", Refused(() => Two.With(new Dictionary<string, string> { ["end"] = null! })), StringComparison.Ordinal);
    }

    [Fact]
    public void Outputs_that_cannot_be_paired_are_refused()
    {
        Assert.Contains("Point 1 has 3 values and point 0 has 2", Refused(() => VarianceSplit.Of([[1, 2], [1, 2, 9999]])), StringComparison.Ordinal);
        Assert.Contains("Point 0 has no value", Refused(() => VarianceSplit.Of([[], [1, 2]])), StringComparison.Ordinal);
        Factor factor = Factor.OfRange(Two, "war/mortality-per-day", 0.001, 0.002);
        Design morris = Design.Morris(Two, 1, 1, [factor]);
        Assert.Contains("Point 1 has", Refused(() => MorrisScreening.Of(morris, [[1, 2], [1]])), StringComparison.Ordinal);
        Design saltelli = Design.Saltelli(Two, 2, 1, [factor]);
        Assert.Contains("has 1 values", Refused(() => SobolIndices.Of(saltelli, [.. Enumerable.Range(0, saltelli.Count).Select(p => new double[p == 2 ? 1 : 2])])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(double.PositiveInfinity)]
    public void A_precision_is_positive(double within) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Precision(Measure.Returned, "WORLD", within, true));

    [Fact]
    public void Options_of_a_calibration_are_judged_before_anything_runs()
    {
        CalibrationOptions[] wrong =
        [
            new() { Waves = 0 }, new() { Generations = -1 }, new() { GenerationRuns = -5 }, new() { GenerationRuns = 1 }, new() { WaveRuns = -7 },
            new() { Discrepancy = double.NaN }, new() { Discrepancy = -1 }, new() { Method = (CalibrationMethod)9 },
        ];
        Assert.All(wrong, options => Assert.Throws<ArgumentOutOfRangeException>(() => Calibration.Run(Two, options: options)));
        Assert.Contains("Differing is not set", Refused(() => Calibration.Run(Two, options: new() { Differing = default })), StringComparison.Ordinal);
    }

    [Fact]
    public void A_factor_of_another_scenario_and_figures_that_keep_nothing_are_refused()
    {
        Factor elsewhere = Factor.OfRange(ShippedScenarios.Load("raqqa-2017"), "routes/raqqa-tur-east/patrol", 0, 2);
        Assert.Contains("made for another scenario", Refused(() => Design.LatinHypercube(Two, 3, 7, [elsewhere])), StringComparison.Ordinal);
        Assert.Contains("no factor is named", Refused(() => Design.LatinHypercube(Two, 3, 7, [])), StringComparison.Ordinal);

        Design design = Design.LatinHypercube(Two, 2, 7, [Factor.OfRange(Two, "war/mortality-per-day", 0.001, 0.002)]);
        using Cli.TinyScenario place = new();
        string store = Path.Combine(place.Folder, "x.db");
        Assert.Contains("at least one figure", Refused(() => Sweep.Run(design, 1, store, figures: [])), StringComparison.Ordinal);
        foreach (string figure in (string[])["ded/WORLD", "returned/WORLD@1999-01-01", "returned/WORLD@2099-01-01"])
        {
            FigurePattern[] figures = [FigurePattern.Parse("returned/WORLD"), FigurePattern.Parse(figure)];
            Assert.Contains(figure, Assert.Throws<ScenarioException>(() => Sweep.Run(design, 1, store, figures: figures)).Message, StringComparison.Ordinal);
            Assert.Contains(figure, Assert.Throws<ScenarioException>(() => ShardedSweep.Create(design, 1, store + "-shards", 1, figures: figures)).Message, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(store) || Directory.Exists(store + "-shards"));
    }

    [Fact]
    public void A_store_read_for_its_design_has_the_order_of_the_design()
    {
        using Cli.TinyScenario place = new();
        string store = Path.Combine(place.Folder, "x.db");
        Design design = Design.Morris(Two, 4, 1, [Factor.OfRange(Two, "war/mortality-per-day", 0.001, 0.02), Factor.OfRange(Two, "routes/*/patrol", 0, 2)]);
        Sweep sweep = Sweep.Run(design, 2, store, figures: [FigurePattern.Parse("returned/WORLD")]);

        Assert.Equal(sweep.Values(Measure.Returned, "WORLD"), SweepTable.Read(store).Values(design, Measure.Returned, "WORLD"));
        Assert.NotEqual(sweep.Values(Measure.Returned, "WORLD"), SweepTable.Read(store).Values(Measure.Returned, "WORLD"));
        Assert.Contains("every point of the design", Refused(() => SweepTable.Read(store).Values(Design.Morris(Two, 4, 2, design.Factors), Measure.Returned, "WORLD")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_posterior_cannot_be_read_back_from_it_does_not_take()
    {
        foreach (string address in (string[])["weight", "a,b", "a\nb", "", " a", "\"a\""])
        {
            Assert.Throws<ArgumentException>(() => new Posterior([address], [[1.0]], [1]));
        }

        Assert.Throws<ArgumentException>(() => new Posterior(["a"], [default], [1]));
    }

    [Fact]
    public void Nothing_begins_that_is_cancelled_already()
    {
        using Cli.TinyScenario place = new();
        string store = Path.Combine(place.Folder, "x.db");
        CancellationToken cancelled = new(canceled: true);
        Design design = Design.LatinHypercube(Two, 2, 7, [Factor.OfRange(Two, "war/mortality-per-day", 0.001, 0.002)]);
        Assert.Throws<OperationCanceledException>(() => Sweep.Run(design, 1, store, cancellationToken: cancelled));
        Assert.Throws<OperationCanceledException>(() => Calibration.Run(Two, store: store, cancellationToken: cancelled));
        Assert.False(File.Exists(store));
    }

    [Fact]
    public void What_is_disposed_of_says_so()
    {
        using Cli.TinyScenario place = new();
        Checkpoint.Run(Two, new CheckpointFiles(Path.Combine(place.Folder, "past"), new DateOnly(2013, 1, 1)), 1);
        Checkpoint past = Checkpoint.Open(Directory.EnumerateFiles(place.Folder, "past*").Single());
        past.Dispose();
        Assert.Throws<ObjectDisposedException>(() => past.Continue(Two));

        ResultPlace results = ResultPlace.Hold(place.Out);
        results.Dispose();
        Assert.Throws<ObjectDisposedException>(() => results.Save(Ensemble.Run(Two, 1)));
    }

    [Fact]
    public void Tables_have_a_cell_for_each_column()
    {
        Assert.Throws<ArgumentException>(() => new TextTable([new("A"), new("B")], [["1"]]));
        Assert.Throws<ArgumentException>(() => new TextTable([new("A")], [["1", "2"]]));
        Assert.Throws<ArgumentException>(() => new TextTable([], []));
        Assert.Equal("", new Document(default).ToText());
        Assert.Equal("", new Document([new Facts([])]).ToText().Trim());
    }

    [Fact]
    public void A_day_that_was_not_recorded_has_no_figures()
    {
        Ensemble last = Ensemble.Run(Small, 2, recording: Recording.Only(Measure.Dead) with { Dates = RecordedDates.LastDay });
        DateOnly end = Small.End;
        FigureFormula Of(DateOnly day) => FigureFormula.Of(new PublishedFigure { Id = "dead", Measure = "dead", Subject = "WORLD", Date = $"{day:yyyy-MM-dd}" });

        Assert.Equal(last.Values(Measure.Dead, "WORLD", end), Of(end).Values(last));
        Assert.Contains("was not recorded", Refused(() => Of(end.AddDays(-1)).Values(last)), StringComparison.Ordinal);
        Assert.Contains("after the last day", Assert.Throws<ArgumentOutOfRangeException>(() => last.At(Measure.Dead, "WORLD", end.AddDays(1))).Message, StringComparison.Ordinal);
        Assert.Contains("after the last day", Assert.Throws<ArgumentOutOfRangeException>(() => Of(end.AddDays(1)).Values(last)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_four_engines()
    {
        Assert.Contains("There are: Auto, ", Assert.Throws<ArgumentOutOfRangeException>(() => Ensemble.Run(Small, 1, engine: (EngineKind)99)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => Ensemble.CommonEngine(EngineKind.Auto, [null!]));
    }

    [Fact]
    public void Intervals_have_a_finite_width() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ReplicateNeed.Of(Ensemble.Run(Small, 2), double.PositiveInfinity));

    [Fact]
    public void Shards_have_numbers_of_their_own()
    {
        using Cli.TinyScenario place = new();
        ShardedSweep sweep = ShardedSweep.Create(Design.Grid(Two, [Factor.OfValues(Two, "war/mortality-per-day", 0.001, 0.002)]), 1, Path.Combine(place.Folder, "sweep"), 2);

        Assert.Contains("the sweep has 1", Assert.Throws<ArgumentOutOfRangeException>(() => sweep.Look(-1)).Message, StringComparison.Ordinal);
        Assert.Contains("the sweep has 1", Assert.Throws<ArgumentOutOfRangeException>(() => sweep.Look(1)).Message, StringComparison.Ordinal);
        Assert.Equal(ShardState.Whole, sweep.Run(0, threads: 0).State);
    }

    private static string Refused(Action misuse) => Assert.Throws<ArgumentException>(misuse).Message;
}
