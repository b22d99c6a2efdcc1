namespace Dispersal.Experiments.Analysis;

/// <summary>What a posterior would forecast for an origin if the origin's own targets had not been fitted.</summary>
/// <remarks>
/// Importance sampling from the posterior with all targets. (1) Chance is taken out: logarithms of targets are regressed on the parameters over the replicates, which is
/// good where the posterior is narrow (Beaumont, Zhang and Balding 2002). (2) Each parameter set weighs as much as the origin's targets made it improbable: the inverse of their
/// likelihood, log-normal with the width of the published range, the chance of a count and a discrepancy of the model. (3) Weights are truncated at the root of their number times their
/// mean (Ionides 2008). (4) The forecast is the weighted mean of the regressed logarithms.
/// </remarks>
internal sealed class LeaveOneOut
{
    /// <summary>How far the model is off where its parameters are right, as a share: added to the published range in weighing.</summary>
    public const double Discrepancy = 0.2;

    // Small counts have logarithms too.
    private const double Offset = 0.5;

    // Half the width of a 90 % interval of a normal variate.
    private const double Ninety = 1.6448536269514722;

    // A target that is hopelessly missed says little about parameters.
    private const double MostDeviations = 3;

    private readonly Target[] targets;
    private readonly double[][] logs;
    private readonly int sets;

    /// <summary>Prepares forecasts.</summary>
    /// <param name="targets">The targets.</param>
    /// <param name="values">Their values by target and replicate.</param>
    /// <param name="parameters">Parameters by replicate.</param>
    public LeaveOneOut(Target[] targets, double[][] values, double[][] parameters)
    {
        this.targets = targets;
        sets = parameters.Length;
        LinearFit fit = new(parameters);
        logs = [.. values.Select(ofTarget => fit.Fitted([.. ofTarget.Select(value => Logarithm.Of(Math.Max(value, 0) + Offset))]))];
    }

    /// <summary>The forecast of a target, and the number of sets that would say as much with equal weights.</summary>
    /// <param name="index">The target.</param>
    /// <param name="isLeftOut">Targets that do not count.</param>
    public (double Value, double EffectiveSets) Forecast(int index, Func<Target, bool> isLeftOut)
    {
        double[] weights = new double[sets];
        for (int t = 0; t < targets.Length; t++)
        {
            if (targets[t].IsFitted && isLeftOut(targets[t]))
            {
                for (int r = 0; r < sets; r++)
                {
                    weights[r] += HalfSquare(targets[t], logs[t][r]);    // (2)
                }
            }
        }

        double most = weights.Max();
        for (int r = 0; r < sets; r++)
        {
            weights[r] = Logarithm.Inverse(weights[r] - most);
        }

        double cap = weights.Average() * Math.Sqrt(sets);    // (3)
        double sum = 0;
        double squares = 0;
        double mean = 0;
        for (int r = 0; r < sets; r++)
        {
            double weight = Math.Min(weights[r], cap);
            sum += weight;
            squares += weight * weight;
            mean += weight * logs[index][r];
        }

        return (Math.Max(0, Logarithm.Inverse(mean / sum) - Offset), sum * sum / squares);    // (4)
    }

    private static double HalfSquare(Target target, double log)
    {
        double low = target.Figure.Low is { } l ? Logarithm.Of(l + Offset) : double.NaN;
        double high = target.Figure.High is { } h ? Logarithm.Of(h + Offset) : double.NaN;
        double middle = target.Figure.Central is { } c ? Logarithm.Of(c + Offset) : double.IsNaN(low) ? high : double.IsNaN(high) ? low : (low + high) / 2;
        double width = double.IsNaN(low + high) ? 0 : (high - low) / (2 * Ninety);
        double chance = 1 / Math.Max(Logarithm.Inverse(middle), 1);
        double deviation = (log - middle) / Math.Sqrt((width * width) + chance + (Discrepancy * Discrepancy));
        if ((double.IsNaN(high) && deviation > 0) || (double.IsNaN(low) && deviation < 0))
        {
            return 0;
        }

        deviation = Math.Min(Math.Abs(deviation), MostDeviations);
        return target.Weight * deviation * deviation / 2;
    }
}
