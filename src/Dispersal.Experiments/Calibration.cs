using System.Collections.Immutable;
using System.Globalization;
using Dispersal.Experiments.Fitting;
using Dispersal.Experiments.Store;

namespace Dispersal.Experiments;

/// <summary>Parameters of a scenario fitted to what sources publish: which values agree, how well, and what the figures could not tell.</summary>
/// <remarks>
/// (1) History matching rules out parameters with few runs and an emulator. (2) Approximate Bayesian computation weighs what is left; or, in place of both, a Markov chain over a response
/// surface. (3) The report says which parameter which figure tells.
/// The prior is the range of each factor with its distribution, as far as the scenario can be run so. The same arguments give the same numbers, whatever the number of threads, and
/// whether or not the calibration was cut and taken up again from its store.
/// </remarks>
public sealed class Calibration
{
    private const double RidgeFrom = 0.5;

    private Calibration(Scenario scenario, ImmutableArray<Factor> factors, Targets targets, CalibrationOptions options, ulong seed)
    {
        (Scenario, Factors, Targets, Options, Seed) = (scenario, factors, targets, options, seed);
    }

    /// <summary>The scenario.</summary>
    public Scenario Scenario { get; }

    /// <summary>What was fitted.</summary>
    public ImmutableArray<Factor> Factors { get; }

    /// <summary>What it was fitted to.</summary>
    public Targets Targets { get; }

    /// <summary>How.</summary>
    public CalibrationOptions Options { get; }

    /// <summary>Seed of all luck.</summary>
    public ulong Seed { get; }

    /// <summary>Waves of history matching; none where it was not asked for.</summary>
    public ImmutableArray<HistoryWave> Waves { get; private init; } = [];

    /// <summary>Generations; none where only history matching was asked for.</summary>
    public ImmutableArray<AbcGeneration> Generations { get; private init; } = [];

    /// <summary>What is left of the prior, as parameter sets with weights.</summary>
    public required Posterior Posterior { get; init; }

    /// <summary>What is known about each factor, the best known first.</summary>
    public required ImmutableArray<ParameterFit> Parameters { get; init; }

    /// <summary>How well each target is met, in the order of their ids; without values after the fit where only history matching was asked for.</summary>
    public required ImmutableArray<TargetFit> Fits { get; init; }

    /// <summary>Pairs of factors that the targets tell together rather than apart: correlations of 0.5 or more in the posterior, the strongest first.</summary>
    public required ImmutableArray<(Factor First, Factor Second, double Correlation)> Ridges { get; init; }

    /// <summary>Runs that the calibration rests on.</summary>
    public int Runs { get; private init; }

    /// <summary>Of these, runs that the scenario's checks refused.</summary>
    public int RunsFailed { get; private init; }

    /// <summary>Factor by which observation errors had to be widened; 1 where runs agree with them as they are.</summary>
    public double Tolerance => Generations.IsEmpty ? 1 : Generations[^1].Tolerance;

    /// <summary>Fits parameters.</summary>
    /// <param name="scenario">The scenario with its targets.</param>
    /// <param name="factors">What is fitted; every ranged parameter when not given. Up to a dozen or so can be told apart.</param>
    /// <param name="options">How much is run.</param>
    /// <param name="seed">Seed of all luck.</param>
    /// <param name="store">SQLite file that keeps every run: a calibration that was cut goes on from there. None when not given.</param>
    /// <param name="jobs">Threads to use; 0 for one per core. The numbers do not depend on it.</param>
    /// <param name="progress">Told after each run, from one thread at a time.</param>
    /// <param name="cancellationToken">Ends the calibration; what is done is in the store.</param>
    /// <exception cref="ScenarioException">There is nothing to fit, or nothing to fit it to.</exception>
    /// <exception cref="NotEnoughMemoryException">Its runs cannot fit into memory.</exception>
    /// <exception cref="ArgumentException">Two factors are named alike or share a cell, or an option is out of its bounds.</exception>
    /// <exception cref="IOException">The store holds something else, is being written by another process, or cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Calibration Run(
        Scenario scenario, IEnumerable<Factor>? factors = null, CalibrationOptions? options = null, ulong seed = 1, string? store = null, int jobs = 0,
        IProgress<CalibrationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentOutOfRangeException.ThrowIfNegative(jobs);
        cancellationToken.ThrowIfCancellationRequested();
        options ??= new();
        options.ThrowIfWrong();
        Targets targets = Targets.Of(scenario).Where(target => target.IsFitted);
        ImmutableArray<Factor> varied = factors is null ? Unless(options.Differing, Factor.Ranged(scenario)) : [.. factors];
        ThrowIfNothing(scenario, varied, targets);
        targets.ThrowIfNotCounted(scenario);
        if (options.Differing is not [] && options.Method != CalibrationMethod.Surface)
        {
            throw new ArgumentException("What differs without being fitted needs the method of the response surface.", nameof(options));
        }

        // What differs comes after what is fitted.
        int dimensions = Design.Varied(scenario, varied).Length;
        ImmutableArray<Factor> all = Design.Varied(scenario, [.. varied, .. options.Differing]);
        varied = all[..dimensions];
        Scenario cut = Cut(scenario, targets);
        int workers = jobs == 0 ? Environment.ProcessorCount : jobs;
        string meaning = string.Join('\n', [cut.Fingerprint, .. all.Select(factor => factor.Meaning), .. targets.All.Select(target => $"{target.Id} {target.Figure.Measure} {target.Figure.Subject} {target.Figure.Date}")]);
        string? path = store is null ? null : Path.GetFullPath(store);
        if (path is null || !File.Exists(path))
        {
            // Before there is a store with nothing in it: the middle of all ranges, about which runs will lie.
            ThrowIfTooLarge();
        }

        using StoreLock? held = path is null ? null : StoreLock.Take(path);
        using CalibrationStore? kept = path is null ? null : CalibrationStore.Open(
            path,
            [
                ("format", "1"), ("scenario", scenario.Name), ("fingerprint", scenario.Fingerprint), ("seed", seed.ToString(CultureInfo.InvariantCulture)),
                ("history-engine", Name(options.HistoryEngine)), ("engine", Name(options.Engine)), ("version", typeof(Scenario).Assembly.GetName().Version!.ToString(3)),
            ]);
        ScenarioRuns Runs(EngineKind engine, string label) => new(
            cut, all, targets, seed, Ensemble.CommonEngine(engine, [cut], targets.Recording), workers, kept, $"{label}\n{Name(engine)}\n{meaning}", progress, cancellationToken);

        ScenarioRuns history = Runs(options.HistoryEngine, "history");
        ScenarioRuns abc = Runs(options.Engine, "abc");
        Observations observations = new(targets.All.Select(target => new Observation(
            target.Id, $"{target.Figure.Measure}|{target.Figure.Subject}|{target.Figure.Date}", target.Low, target.Figure.Central, target.High, target.Weight, options.Discrepancy)));
        Fitted fitted = Fit(history, abc, observations, varied.Length, options, seed);
        return Told(scenario, varied, all, targets, observations, options, seed, fitted, history.Failed + abc.Failed);

        static string Name(EngineKind engine) => engine.ToString().ToLowerInvariant();

        void ThrowIfTooLarge()
        {
            Scenario middle;
            try
            {
                middle = Design.ScenarioAt(cut, all, [.. all.Select(_ => 0.5)]);
            }
            catch (ScenarioException)
            {
                return;    // as runs are that cannot be: the prior is what is left
            }

            EngineKind[] engines = options.Method switch
            {
                CalibrationMethod.Both => [options.HistoryEngine, options.Engine],
                CalibrationMethod.History => [options.HistoryEngine],
                _ => [options.Engine],
            };
            foreach (EngineKind engine in engines)
            {
                Ensemble.ThrowIfTooLarge(middle, workers, Ensemble.CommonEngine(engine, [cut], targets.Recording), targets.Recording);
            }
        }
    }

    /// <summary>What the algorithms leave: points with weights, and runs over the whole prior.</summary>
    internal sealed record Fitted(
        IReadOnlyList<double[]> Points, double[] Weights, IReadOnlyList<double[]>? Outputs, (double[][] Points, double[][] Outputs) Prior,
        ImmutableArray<HistoryWave> Waves, ImmutableArray<AbcGeneration> Generations, int Runs);

    /// <summary>The algorithms, on runs of anything.</summary>
    internal static Fitted Fit(IRuns history, IRuns abc, Observations observations, int dimensions, CalibrationOptions options, ulong seed)
    {
        if (options.Method == CalibrationMethod.Surface)
        {
            SurfacePosterior chain = SurfacePosterior.Of(abc, observations, dimensions, options.Differing.Length, options.WaveRuns, options.GenerationRuns, seed);
            return new(chain.Points, [.. chain.Points.Select(_ => 1.0 / chain.Points.Count)], chain.Outputs, chain.First, [], [], chain.Runs);
        }

        HistoryMatching? matched = options.Method == CalibrationMethod.Abc ? null : HistoryMatching.Of(
            history, observations, dimensions, options.WaveRuns > 0 ? options.WaveRuns : Math.Clamp(10 * dimensions, 60, 160), options.Waves, seed);
        if (options.Method == CalibrationMethod.History)
        {
            List<double[]> left = matched!.Left;
            return new(left, [.. left.Select(_ => 1.0 / left.Count)], null, matched.First, [.. matched.Waves], [], matched.Runs);
        }

        PopulationMonteCarlo sample = PopulationMonteCarlo.Of(
            abc, observations, matched?.Region ?? new Region(dimensions), dimensions, options.GenerationRuns, options.Generations, matched?.Runs ?? 0, seed);
        int first = Math.Min(options.GenerationRuns, sample.Points.Count);
        return new(
            sample.Points, sample.Weights, sample.Outputs, matched?.First ?? ([.. sample.Points.Take(first).Take(160)], [.. sample.Outputs.Take(first).Take(160)]),
            [.. matched?.Waves ?? []], [.. sample.Generations], (matched?.Runs ?? 0) + sample.Generations.Sum(generation => generation.Runs));
    }

    private static ImmutableArray<Factor> Unless(ImmutableArray<Factor> differing, ImmutableArray<Factor> ranged)
    {
        HashSet<string> taken = [.. differing.SelectMany(factor => factor.Cells.Select(cell => cell.Address))];
        return [.. ranged.Select(factor => factor.Without(taken)).OfType<Factor>()];
    }

    // A run for targets may end with the last of them: nothing that comes later changes what was.
    private static Scenario Cut(Scenario scenario, Targets targets)
    {
        if (targets.LastDay is not { } last || last >= scenario.End)
        {
            return scenario;
        }

        try
        {
            return scenario.With("end", last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
        catch (ScenarioException)
        {
            return scenario;
        }
    }

    private static void ThrowIfNothing(Scenario scenario, ImmutableArray<Factor> factors, Targets targets)
    {
        List<Diagnostic> problems = [];
        if (factors.IsEmpty)
        {
            problems.Add(new(Severity.Error, "", 0, 0, "", scenario.Parameters.Any(parameter => parameter.Parameter.IsRanged)
                ? "nothing is named that is to be fitted. Name what to vary, or leave factors out to fit every range."
                : $"{scenario.Name} gives no parameter a range, so there is nothing to fit. Write low and high bounds into its files, or name what to vary."));
        }

        if (targets.All.IsEmpty)
        {
            problems.Add(new(Severity.Error, "targets.csv", 0, 0, "", $"{scenario.Name} has no target to fit to. Write published figures with role calibration into targets.csv."));
        }

        if (problems.Count > 0)
        {
            throw new ScenarioException(problems);
        }
    }

    private static Calibration Told(
        Scenario scenario, ImmutableArray<Factor> factors, ImmutableArray<Factor> all, Targets targets, Observations observations, CalibrationOptions options, ulong seed, Fitted fitted, int failed)
    {
        double[][] narrowed = Identification.NarrowedBy(observations, fitted.Prior.Points, fitted.Prior.Outputs, seed);
        double[] weights = fitted.Weights;
        ImmutableArray<ParameterFit> parameters =
        [
            .. factors.Select((factor, f) => new ParameterFit(
                    factor, factor.ValueAt(0.05), factor.ValueAt(0.5), factor.ValueAt(0.95), Quantile(f, 0.05), Quantile(f, 0.5), Quantile(f, 0.95),
                    1 - (12 * Identification.Variance(fitted.Points, weights, 1, f)),
                    [
                        .. narrowed.Select((by, figure) => (Target: string.Join('+', observations.Figures[figure].Select(source => observations.All[source].Id)), Contraction: by[f]))
                            .Where(by => by.Contraction >= 0.1).OrderByDescending(by => by.Contraction).Take(3),
                    ]))
                .OrderByDescending(fit => fit.Contraction),
        ];
        ImmutableArray<TargetFit> fits =
        [
            .. targets.All.Select((target, t) =>
            {
                double[] even = [.. fitted.Prior.Points.Select(_ => 1.0)];
                double[] prior = [.. fitted.Prior.Outputs.Select(outputs => outputs[t])];
                double[]? after = fitted.Outputs is null ? null : [.. fitted.Outputs.Select(outputs => outputs[t])];
                double Of(double[]? values, double[] by, double share) => values is null ? double.NaN : Identification.Quantile(values, by, share);
                double median = Of(after, weights, 0.5);
                return new TargetFit(
                    target, Of(prior, even, 0.05), Of(prior, even, 0.5), Of(prior, even, 0.95), Of(after, weights, 0.05), median, Of(after, weights, 0.95),
                    double.IsNaN(median) ? double.NaN : Math.Sqrt(observations.All[t].SquaredDistance(median)));
            }),
        ];
        var ridges =
            from a in Enumerable.Range(0, factors.Length)
            from b in Enumerable.Range(a + 1, factors.Length - a - 1)
            let correlation = Correlation(fitted.Points, weights, a, b)
            where Math.Abs(correlation) >= RidgeFrom
            orderby Math.Abs(correlation) descending
            select (factors[a], factors[b], correlation);
        return new(scenario, factors, targets, options, seed)
        {
            Waves = fitted.Waves,
            Generations = fitted.Generations,
            Posterior = PosteriorOf(scenario, all, options, seed, fitted),
            Parameters = parameters,
            Fits = fits,
            Ridges = [.. ridges],
            Runs = fitted.Runs,
            RunsFailed = failed,
        };

        double Quantile(int f, double share) => factors[f].ValueAt(Identification.Quantile(fitted.Points.Select(point => point[f]), weights, share));
    }

    private static double Correlation(IReadOnlyList<double[]> points, double[] weights, int a, int b)
    {
        double meanA = points.Zip(weights, (point, weight) => weight * point[a]).Sum();
        double meanB = points.Zip(weights, (point, weight) => weight * point[b]).Sum();
        double product = points.Zip(weights, (point, weight) => weight * (point[a] - meanA) * (point[b] - meanB)).Sum();
        double scale = Math.Sqrt(Identification.Variance(points, weights, 1, a) * Identification.Variance(points, weights, 1, b));
        return scale > 0 ? product / scale : 0;
    }

    // Sets that nobody would ever draw are left out.
    private static Posterior PosteriorOf(Scenario scenario, ImmutableArray<Factor> factors, CalibrationOptions options, ulong seed, Fitted fitted)
    {
        const double negligible = 1e-4;
        double least = negligible * fitted.Weights.Max();
        int[] sets = [.. Enumerable.Range(0, fitted.Weights.Length).Where(i => fitted.Weights[i] > least)];
        return new(
            factors.SelectMany(factor => factor.Cells.Select(cell => cell.Address)),
            sets.Select(i => factors.SelectMany((factor, f) => factor.SettingsAt(fitted.Points[i][f]).Select(setting => setting.Value)).ToImmutableArray()),
            sets.Select(i => fitted.Weights[i]),
            [
                $"Parameter sets of {scenario.Name} ({scenario.Fingerprint[..12]}) that agree with its targets; made by 'dispersal calibrate', used by 'dispersal run --posterior'.",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"method {options.Method.ToString().ToLowerInvariant()}, seed {seed}, {fitted.Runs} runs, discrepancy {options.Discrepancy}, tolerance {(fitted.Generations.IsEmpty ? 1 : fitted.Generations[^1].Tolerance):0.###}"),
            ]);
    }
}
