using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Dispersal.Experiments.Analysis;

namespace Dispersal.Experiments;

/// <summary>A scenario held against its targets: what is met, how far bands cover, and what is forecast for an origin that was left out of the fit. Immutable.</summary>
/// <remarks>
/// With a posterior each replicate has one of its parameter sets, spread evenly over their weights, and luck of its own; without one all have the scenario's values.
/// The run ends on the last day that a target needs. Results depend on scenario, posterior, seed and number of replicates only.
/// </remarks>
public sealed class Validation
{
    // Fewer than so many replicates for each parameter cannot be regressed on.
    private const int LeastPerParameter = 4;

    private const int LeastForRanks = 3;

    // In standard errors: of a hundred figures that a rival leaves alone none should seem to move.
    private const double FarApart = 3;

    // As a share of the mean: less than that nobody counts.
    private const double WorthTelling = 0.05;

    private readonly double[][] byTarget;

    private Validation(Scenario scenario, Posterior? posterior, int replicates, ulong seed, double[][] values)
    {
        byTarget = values;
        Scenario = scenario;
        Posterior = posterior;
        Replicates = replicates;
        Seed = seed;
    }

    /// <summary>The scenario.</summary>
    public Scenario Scenario { get; }

    /// <summary>The parameter sets; null where all replicates have the scenario's values.</summary>
    public Posterior? Posterior { get; }

    /// <summary>Number of replicates.</summary>
    public int Replicates { get; }

    /// <summary>Seed of the luck.</summary>
    public ulong Seed { get; }

    /// <summary>The targets with what runs make of them, in the order of their ids.</summary>
    public ImmutableArray<TargetCheck> Checks { get; private init; } = [];

    /// <summary>Origins with a published return, in the order of their names.</summary>
    public ImmutableArray<OriginForecast> Origins { get; private init; } = [];

    /// <summary>Whether origins were left out in turn: that needs a posterior and four replicates for each of its parameters.</summary>
    public bool HasForecasts => Origins.Length > 0 && Origins.All(origin => !double.IsNaN(origin.LeftOut));

    /// <summary>Targets that are fitted.</summary>
    public IEnumerable<TargetCheck> Fitted => Checks.Where(check => check.Target.IsFitted);

    /// <summary>Share of the fitted targets that are met, 0 to 1; not a number where there are none.</summary>
    public double ShareMet => Share(Fitted.Select(check => check.IsMet));

    /// <summary>Share of the fitted targets with a published value whose band holds it: near 0.9 when bands say what they should.</summary>
    public double Coverage => Share(Fitted.Where(check => check.Covers is not null).Select(check => check.Covers!.Value));

    /// <summary>Share of the fitted targets with a published value and two bounds whose value lies within the band of what would be published: near 0.9 when runs and ranges say what they should.</summary>
    public double Foreseen => Share(Fitted.Where(check => check.IsForeseen is not null).Select(check => check.IsForeseen!.Value));

    /// <summary>The parameters of the posterior that are no country's own; empty without one, or for fewer than three replicates.</summary>
    public ImmutableArray<ParameterSpread> Parameters { get; private init; } = [];

    /// <summary>The model against the pooled share, each origin counting alike; null where origins are not left out.</summary>
    public ForecastContest? AgainstPooled => Contest(origin => origin.PooledError, _ => 1);

    /// <summary>The model against the share of the region, each origin counting alike.</summary>
    public ForecastContest? AgainstRegional => Contest(origin => origin.RegionalError, _ => 1);

    /// <summary>The model against the pooled share, each origin counting by what its published figure tells.</summary>
    public ForecastContest? AgainstPooledByInformation => Contest(origin => origin.PooledError, origin => origin.Information);

    /// <summary>The model against the share of the region, each origin counting by what its published figure tells.</summary>
    public ForecastContest? AgainstRegionalByInformation => Contest(origin => origin.RegionalError, origin => origin.Information);

    /// <summary>Runs a scenario and holds it against its targets.</summary>
    /// <param name="scenario">The scenario, with targets.</param>
    /// <param name="posterior">Parameter sets; none for the scenario's own values.</param>
    /// <param name="replicates">Number of replicates, at least 1.</param>
    /// <param name="seed">Seed of the luck.</param>
    /// <param name="engine">How flows are drawn.</param>
    /// <param name="threads">Threads to use; 0 for one per core.</param>
    /// <param name="progress">Told after each replicate.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <exception cref="ScenarioException">The scenario has no targets, or the posterior names what it has not.</exception>
    public static Validation Run(
        Scenario scenario, Posterior? posterior = null, int replicates = 100, ulong seed = 1, EngineKind engine = EngineKind.Auto, int threads = 0,
        IProgress<RunProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentOutOfRangeException.ThrowIfLessThan(replicates, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        Targets targets = Targets.Of(scenario);
        if (targets.LastDay is not { } last)
        {
            throw new ScenarioException([new Diagnostic(
                Severity.Error, "targets.csv", 0, 0, "targets", $"{scenario.Name} has no targets to be held against. Write some into targets.csv.")]);
        }

        targets.ThrowIfNotCounted(scenario);

        // (1) Nothing after the last target matters. The horizon of the baseline is left alone: arrivals are those of the whole scenario.
        Scenario until = last < scenario.End ? scenario.With("end", $"{last:yyyy-MM-dd}") : scenario;
        (double[][] values, double[][]? parameters) = posterior is null
            ? (targets.Values(Ensemble.Run(until, replicates, seed, engine, threads, targets.Recording, progress, cancellationToken)), null)
            : OfSets(until, targets, posterior, replicates, seed, engine, threads, progress, cancellationToken);

        // (2) Origins and what naive forecasts say of them.
        ImmutableArray<OriginReturns.Row> rows = OriginReturns.Of(scenario, targets.All);
        var checks = targets.All.Select((target, t) => Check(target, values[t])).ToArray();
        LeaveOneOut? without = parameters is not null && LeaveOneOut.SharedCount(posterior!.Addresses) is > 0 and int shared && replicates >= LeastPerParameter * (shared + 1)
            ? new([.. targets.All], values, parameters, posterior.Addresses) : null;
        var origins = ImmutableArray.CreateBuilder<OriginForecast>();
        foreach (OriginReturns.Row row in rows)
        {
            (double pooled, double regional) = OriginReturns.Naive(scenario, rows, row);
            checks[row.Index] = checks[row.Index] with { Pooled = Known(pooled), Regional = Known(regional) };
            double leftOut = without?.Forecast(row.Index, row.Origin).Value ?? double.NaN;
            origins.Add(new(
                row.Target, row.Departed, row.Published, checks[row.Index].Band.Mean, leftOut, pooled, regional, OriginReturns.Floor(row.Target)));
        }

        return new(scenario, posterior, values[0].Length, seed, values)    // expectations are one replicate, however many were asked for
        {
            Checks = [.. checks],
            Origins = origins.DrainToImmutable(),
            Parameters = parameters is null || replicates < LeastForRanks ? [] : [.. Spreads(scenario, posterior!, parameters, values)],
        };

        static double? Known(double value) => double.IsNaN(value) ? null : value;
    }

    /// <summary>Mean of |log error| over the origins.</summary>
    /// <param name="error">Which error, such as <see cref="OriginForecast.LeftOutError"/>.</param>
    public double MeanError(Func<OriginForecast, double> error) => Origins.IsEmpty ? double.NaN : Origins.Average(origin => Math.Abs(error(origin)));

    /// <summary>The targets of which another validation, of the scenario under a rival hypothesis, makes something else: those whose mean differs by a twentieth or more, and by three standard errors.</summary>
    /// <param name="rival">The other: the same posterior, replicates and seed, so that replicates pair.</param>
    /// <exception cref="ArgumentException">Replicates do not pair.</exception>
    public ImmutableArray<RivalCheck> Beside(Validation rival)
    {
        ArgumentNullException.ThrowIfNull(rival);
        if (rival.Replicates != Replicates || rival.Seed != Seed || rival.Posterior?.Digest != Posterior?.Digest)
        {
            throw new ArgumentException("The other validation has another seed, posterior or number of replicates, so replicates do not pair.", nameof(rival));
        }

        Dictionary<string, int> places = rival.Checks.Select((check, place) => (check.Target.Id, place)).ToDictionary(item => item.Id, item => item.place, StringComparer.Ordinal);
        return
        [
            .. from item in Checks.Select((check, place) => (Check: check, Place: place))
               where places.ContainsKey(item.Check.Target.Id)
               let there = places[item.Check.Target.Id]
               let difference = Estimate.Of([.. rival.byTarget[there].Zip(byTarget[item.Place], (theirs, ours) => theirs - ours)])
               where Math.Abs(difference.Mean) > FarApart * difference.MonteCarloError && Math.Abs(difference.Mean) >= WorthTelling * Math.Abs(item.Check.Band.Mean)
               select new RivalCheck(item.Check, rival.Checks[there], difference.Mean),
        ];
    }

    private ForecastContest? Contest(Func<OriginForecast, double> naive, Func<OriginForecast, double> weight) =>
        HasForecasts && Origins.Length > 1 && Origins.All(origin => !double.IsNaN(naive(origin))) ? ForecastContest.Of(Origins, naive, weight) : null;

    private static TargetCheck Check(Target target, double[] values)
    {
        (double Low, double High)? published = PublicationError.Band(target, values);
        return new(target, Estimate.Of(values)) { PublishedLow = published?.Low, PublishedHigh = published?.High };
    }

    private static IEnumerable<ParameterSpread> Spreads(Scenario scenario, Posterior posterior, double[][] parameters, double[][] values)
    {
        Dictionary<string, ParameterInfo> known = scenario.Parameters.ToDictionary(parameter => parameter.Address, StringComparer.Ordinal);
        for (int column = 0; column < posterior.Addresses.Length; column++)
        {
            int c = column;
            if (LeaveOneOut.IsShared(posterior.Addresses[c]) && known.TryGetValue(posterior.Addresses[c], out ParameterInfo? info))
            {
                double[] levels = [.. parameters.Select(set => set[c])];
                Estimate spread = Estimate.Of(levels);
                yield return new(info, spread.Low, spread.Median, spread.High, [.. values.Select(ofTarget => RankCorrelation.Of(levels, ofTarget))]);
            }
        }
    }

    // Replicate r has the set on which the middle of the r-th of equal shares of the weight falls.
    private static (double[][] Values, double[][] Parameters) OfSets(
        Scenario scenario, Targets targets, Posterior posterior, int replicates, ulong seed, EngineKind engine, int threads,
        IProgress<RunProgress>? progress, CancellationToken cancellation)
    {
        int[] set = [.. Enumerable.Range(0, replicates).Select(r => posterior.SetAt((r + 0.5) / replicates))];
        EngineKind common = Ensemble.CommonEngine(engine, [scenario], targets.Recording);
        int atOnce = threads == 0 ? Environment.ProcessorCount : threads;
        Ensemble.ThrowIfTooLarge(Of(0), Math.Min(atOnce, replicates), common, targets.Recording);
        double[][] byReplicate = new double[replicates][];
        long personDays = 0;
        int done = 0;
        Lock gate = new();
        ParallelOptions options = new() { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellation };
        try
        {
            Parallel.For(0, replicates, options, r =>
            {
                Ensemble one = Ensemble.Run(Of(r), r..(r + 1), seed, common, 1, targets.Recording, cancellationToken: cancellation);
                byReplicate[r] = [.. targets.Values(one).Select(value => value[0])];
                lock (gate)
                {
                    personDays += one.PersonDays;
                    done++;
                    progress?.Report(new(done, replicates, personDays));
                }
            });
        }
        catch (AggregateException problems)
        {
            // One is enough to tell, and all are much the same.
            ExceptionDispatchInfo.Throw(problems.InnerExceptions[0]);
        }

        return (
            [.. Enumerable.Range(0, targets.All.Length).Select(t => byReplicate.Select(values => values[t]).ToArray())],
            [.. set.Select(s => posterior.Sets[s].ToArray())]);

        Scenario Of(int replicate) => scenario.Revised(
            posterior.Addresses.Zip(posterior.Sets[set[replicate]]).ToDictionary(v => v.First, v => v.Second, StringComparer.Ordinal));
    }

    private static double Share(IEnumerable<bool> which)
    {
        bool[] all = [.. which];
        return all.Length == 0 ? double.NaN : all.Count(yes => yes) / (double)all.Length;
    }
}
