using Dispersal.Experiments;
using Microsoft.Data.Sqlite;

namespace Dispersal.Tests.Experiments;

/// <summary>Parameters planted in the scenario of two countries and found again.</summary>
public sealed class CalibrationTests : IDisposable
{
    private const double Mortality = 0.0015;
    private const double Disillusion = 0.0026;

    private static readonly CalibrationOptions Few = new() { WaveRuns = 40, Waves = 2, GenerationRuns = 100, Generations = 4, Discrepancy = 0.02 };

    private static readonly Lazy<Scenario> Planted = new(() => WithTargets(Ensemble.Run(
        Base().With("war/mortality-per-day", Mortality).With("goal/disillusion-per-day", Disillusion), 20, seed: 99)));

    private static readonly Lazy<Calibration> Found = new(() => Calibration.Run(Planted.Value, Factors(Planted.Value), Few, seed: 4, jobs: 2));

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("dispersal-");

    private string Store => Path.Combine(folder.FullName, "calibration.db");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Planted_parameters_are_found_and_what_nothing_tells_is_said()
    {
        Calibration calibration = Found.Value;
        Assert.Equal(1, calibration.Tolerance);
        ParameterFit mortality = calibration.Parameters.Single(fit => fit.Factor.Name == "war/mortality-per-day");
        ParameterFit disillusion = calibration.Parameters.Single(fit => fit.Factor.Name == "goal/disillusion-per-day");
        ParameterFit killed = calibration.Parameters.Single(fit => fit.Factor.Name == "border/wear");

        Assert.InRange(Mortality, mortality.Low, mortality.High);
        Assert.InRange(Disillusion, disillusion.Low, disillusion.High);
        Assert.InRange(mortality.Contraction, 0.9, 1);
        Assert.InRange(disillusion.Contraction, 0.9, 1);
        Assert.False(killed.IsInformed);
        Assert.Contains(mortality.InformedBy, by => by.Target == "dead");
        Assert.Empty(killed.InformedBy);
        Assert.All(calibration.Fits.Where(fit => fit.Target.Id != "least"), fit => Assert.InRange(fit.Distance, 0, 2));
    }

    [Fact]
    public void Its_posterior_runs_and_brings_the_targets_back()
    {
        Uncertainty drawn = new() { Posterior = Found.Value.Posterior, DrawsRanges = false };
        Ensemble ensemble = UncertainEnsemble.Run(Planted.Value, drawn, 30, seed: 8);
        double published = Targets.Of(Planted.Value).All.Single(target => target.Id == "dead").Figure.Central!.Value;
        Assert.Equal(published, ensemble.At(Measure.Dead, "HOM", new(2013, 6, 30)).Median, 0.1 * published);
    }

    [Fact]
    public void Neither_threads_nor_a_cut_change_anything()
    {
        string whole = Path.Combine(folder.FullName, "whole.db");
        Calibration once = Calibration.Run(Planted.Value, Factors(Planted.Value), Few, seed: 4, store: whole, jobs: 1);
        Assert.Equal(Found.Value.Posterior.Digest, once.Posterior.Digest);

        for (int cut = 1; cut <= 3; cut++)
        {
            using CancellationTokenSource stop = new();
            CountDown after = new(60, stop.Cancel);
            Assert.Throws<OperationCanceledException>(() => Calibration.Run(Planted.Value, Factors(Planted.Value), Few, seed: 4, store: Store, progress: after, cancellationToken: stop.Token));
        }

        Calibration resumed = Calibration.Run(Planted.Value, Factors(Planted.Value), Few, seed: 4, store: Store);
        Assert.Equal(once.Posterior.Digest, resumed.Posterior.Digest);
        Assert.Equal(StoreDump.Of(whole), StoreDump.Of(Store));
        Assert.Equal(["calibration.db", "whole.db"], folder.EnumerateFiles().Select(file => file.Name).Order(StringComparer.Ordinal));

        IOException other = Assert.Throws<IOException>(() => Calibration.Run(Planted.Value, Factors(Planted.Value), Few, seed: 5, store: Store));
        Assert.Contains("holds another calibration: its seed is '4', here it is '5'", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_ends_with_the_last_target_has_the_same_figures()
    {
        Scenario whole = Planted.Value;
        Scenario cut = whole.With("end", "2013-06-30");
        Targets targets = Targets.Of(whole);
        Assert.Equal(
            targets.Values(Ensemble.Run(whole, 3, recording: targets.Recording)), targets.Values(Ensemble.Run(cut, 3, recording: targets.Recording)));
    }

    [Fact]
    public void Nothing_to_fit_and_nothing_to_fit_to_are_both_said()
    {
        ScenarioException problem = Assert.Throws<ScenarioException>(() => Calibration.Run(Base()));
        Assert.Equal(2, problem.Problems.Length);
    }

    [Fact]
    public void A_store_of_something_else_is_refused()
    {
        using (SqliteConnection connection = new($"Data Source={Store};Pooling=false"))
        {
            connection.Open();
            StoreDump.Read(connection, "CREATE TABLE something (x)");
        }

        Assert.Throws<IOException>(() => Calibration.Run(Planted.Value, Factors(Planted.Value), Few, store: Store));
    }

    /// <summary>A scenario with targets and factors to be fitted.</summary>
    private static Scenario Base() => Scenario.Load(Repository.PathOf("scenarios/two-country"));

    private static Factor[] Factors(Scenario scenario) =>
    [
        Factor.OfRange(scenario, "war/mortality-per-day", 0.0002, 0.003), Factor.OfRange(scenario, "goal/disillusion-per-day", 0.0005, 0.005),
        Factor.OfRange(scenario, "border/wear", 0, 1),
    ];

    // What sources say: a point with a range, another, and a count known to be incomplete.
    private static Scenario WithTargets(Ensemble truth)
    {
        double Of(Measure measure) => Math.Round(truth.At(measure, "HOM", new(2013, 6, 30)).Mean);
        (double dead, double returned) = (Of(Measure.Dead), Of(Measure.Returned));
        Dictionary<string, string> texts = Directory.EnumerateFiles(Repository.PathOf("scenarios/two-country"))
            .Where(file => Path.GetExtension(file) is ".csv" or ".json")
            .ToDictionary(file => Path.GetFileName(file), File.ReadAllText, StringComparer.Ordinal);
        texts["targets.csv"] = FormattableString.Invariant(
            $"id,measure,subject,date,low,central,high,weight,role,source\ndead,dead,HOM,2013-06-30,{dead - 20},{dead},{dead + 20},,,a\nreturned,returned,HOM,2013-06-30,{returned - 20},{returned},{returned + 20},,,a\nleast,stopped,HOM,2013-06-30,{returned / 4:0},,,,,b\n");
        return Scenario.FromTexts(texts);
    }

    private sealed class CountDown(int runs, Action then) : IProgress<CalibrationProgress>
    {
        private int left = runs;

        public void Report(CalibrationProgress value)
        {
            if (Interlocked.Decrement(ref left) == 0)
            {
                then();
            }
        }
    }
}
