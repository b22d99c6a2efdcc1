using System.Collections.Immutable;
using Dispersal.Experiments.Analysis;
using Dispersal.Experiments.Notebooks;
using Dispersal.Notebooks;

namespace Dispersal.Experiments;

/// <summary>Effects of one factor, each the change of the output per whole range of the factor, along the trajectories of a Morris design.</summary>
/// <param name="Factor">The factor.</param>
/// <param name="MuStar">Mean of the sizes of effects (Campolongo, Cariboni and Saltelli 2007): how much the factor matters.</param>
/// <param name="Mu">Mean of the effects: which way it works, as far as it works one way.</param>
/// <param name="Sigma">Standard deviation of the effects over trajectories: how far they depend on where one stands, that is, on the other factors.</param>
/// <param name="Chance">Standard deviation of an effect over replicates, pooled: the luck in <paramref name="MuStar"/>; not a number with one replicate.</param>
/// <param name="Effects">Effects seen; fewer than trajectories where runs failed.</param>
public sealed record ElementaryEffects(Factor Factor, double MuStar, double Mu, double Sigma, double Chance, int Effects);

/// <summary>Screening by elementary effects: which of many factors matter, for few runs (Morris, Factorial sampling plans, Technometrics 33, 1991).</summary>
[TypeFormatterSource(typeof(ExperimentFormatters))]
public sealed class MorrisScreening
{
    private MorrisScreening(ImmutableArray<ElementaryEffects> effects) => Effects = effects;

    /// <summary>Effects by factor, the largest <see cref="ElementaryEffects.MuStar"/> first.</summary>
    public ImmutableArray<ElementaryEffects> Effects { get; }

    /// <summary>Share of the sum of all mu* that rests on cells whose source is <c>assumed</c>; see <see cref="Factor.AssumedShare"/>.</summary>
    public double AssumedShare => ShareOf(factor => factor.AssumedShare);

    /// <summary>Share of the sum of all mu* that rests on assumed or low-grade cells; see <see cref="Factor.LowGradeShare"/>.</summary>
    public double LowGradeShare => ShareOf(factor => factor.LowGradeShare);

    /// <summary>Effects in the outputs of a Morris design.</summary>
    /// <param name="design">A design made by <see cref="Design.Morris"/>.</param>
    /// <param name="outputs">Output by point and replicate; not a number where a run failed: the effects it takes part in are left out.</param>
    /// <exception cref="ArgumentException">The design is of another kind, or there is not one row of outputs for each point, each with as many replicates.</exception>
    public static MorrisScreening Of(Design design, IReadOnlyList<double[]> outputs)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(outputs);
        if (design.Kind != DesignKind.Morris || outputs.Count != design.Count)
        {
            throw new ArgumentException("Elementary effects need a Morris design and one row of outputs for each of its points.", nameof(design));
        }

        Outputs.ThrowIfRagged(outputs);
        int k = design.Factors.Length;
        var means = Enumerable.Range(0, k).Select(_ => new List<double>()).ToArray();
        double[] squares = new double[k];
        long[] freedom = new long[k];
        ImmutableArray<double> at = [];
        for (int point = 0; point < design.Count; point++)
        {
            ImmutableArray<double> next = design.Levels(point);
            if (point % (k + 1) != 0)
            {
                int moved = Enumerable.Range(0, k).First(f => next[f] != at[f]);
                Take(outputs[point - 1], outputs[point], next[moved] - at[moved], means[moved], ref squares[moved], ref freedom[moved]);
            }

            at = next;
        }

        return new(
        [
            .. Enumerable.Range(0, k).Select(f => Summary(design.Factors[f], means[f], squares[f], freedom[f]))
                .OrderByDescending(effect => effect.MuStar).ThenBy(effect => effect.Factor.Name, StringComparer.Ordinal),
        ]);
    }

    // With common luck an effect is taken replicate by replicate; its spread over replicates is chance.
    private static void Take(double[] before, double[] after, double step, List<double> means, ref double squares, ref long freedom)
    {
        double[] effects = [.. before.Zip(after, (a, b) => (b - a) / step).Where(double.IsFinite)];
        if (effects.Length == 0)
        {
            return;
        }

        double mean = effects.Average();
        means.Add(mean);
        squares += effects.Sum(effect => (effect - mean) * (effect - mean));
        freedom += effects.Length - 1;
    }

    private static ElementaryEffects Summary(Factor factor, List<double> effects, double squares, long freedom)
    {
        if (effects.Count == 0)
        {
            return new(factor, double.NaN, double.NaN, double.NaN, double.NaN, 0);
        }

        double mu = effects.Average();
        double variance = effects.Sum(effect => (effect - mu) * (effect - mu)) / (effects.Count - 1);
        return new(factor, effects.Average(Math.Abs), mu, Math.Sqrt(variance), freedom == 0 ? double.NaN : Math.Sqrt(squares / freedom), effects.Count);
    }

    private double ShareOf(Func<Factor, double> share)
    {
        ElementaryEffects[] seen = [.. Effects.Where(effect => effect.Effects > 0)];
        double all = seen.Sum(effect => effect.MuStar);
        return all == 0 ? 0 : seen.Sum(effect => effect.MuStar * share(effect.Factor)) / all;
    }
}
