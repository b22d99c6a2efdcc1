using Dispersal.Experiments.Fitting;

namespace Dispersal.Experiments.Analysis;

/// <summary>What a posterior would forecast for an origin if the origin's own targets had not been fitted.</summary>
/// <remarks>
/// Importance sampling from the posterior with all targets. (1) Chance is taken out: logarithms of targets are regressed on the parameters over the replicates, which is
/// good where the posterior is narrow (Beaumont, Zhang and Balding 2002). What the sets vary for the origin alone is regressed on too and then held at its mean, since nothing is known of
/// it: what it did counts as chance. What they vary for other origins is left out. (2) Each parameter set weighs as much as the origin's
/// targets made it improbable: the inverse of their likelihood, log-normal with the width of the published ranges, a discrepancy of the model, and the covariance of what the regression leaves,
/// since a country that differs differs at all dates. (3) Weights are truncated at the root of their number times their
/// mean (Ionides 2008). (4) The forecast is the weighted mean of the regressed logarithms.
/// </remarks>
internal sealed class LeaveOneOut
{
    /// <summary>How far the model is off where its parameters are right, as a share: added to the published range in weighing.</summary>
    public const double Discrepancy = 0.2;

    /// <summary>Half the width of a 90 % interval of a normal variate.</summary>
    public const double Ninety = 1.6448536269514722;

    // What belongs to a single origin tells nothing of another.
    private const string OfOneOrigin = "countries/";

    private readonly Target[] targets;
    private readonly double[][] logs;
    private readonly double[][] parameters;
    private readonly string[] addresses;
    private readonly int sets;

    /// <summary>Prepares forecasts.</summary>
    /// <param name="targets">The targets.</param>
    /// <param name="values">Their values by target and replicate.</param>
    /// <param name="parameters">Parameters by replicate.</param>
    /// <param name="addresses">What the parameters set.</param>
    public LeaveOneOut(Target[] targets, double[][] values, double[][] parameters, IEnumerable<string> addresses)
    {
        (this.targets, this.parameters, this.addresses) = (targets, parameters, [.. addresses]);
        sets = parameters.Length;
        logs = [.. values.Select(ofTarget => ofTarget.Select(ResponseSurface.LogOf).ToArray())];
    }

    /// <summary>Number of parameters that are not an origin's own.</summary>
    public static int SharedCount(IEnumerable<string> addresses) => addresses.Count(IsShared);

    /// <summary>The forecast of a target, and the number of sets that would say as much with equal weights.</summary>
    /// <param name="index">The target.</param>
    /// <param name="origin">The origin whose targets do not count.</param>
    public (double Value, double EffectiveSets) Forecast(int index, string origin)
    {
        int[] leftOut = [.. Enumerable.Range(0, targets.Length).Where(t => targets[t].IsFitted && targets[t].Formula.Subjects is [{ } only] && only == origin)];
        int[] columns =
        [
            .. Enumerable.Range(0, addresses.Length).Where(column => IsShared(addresses[column])),
            .. Enumerable.Range(0, addresses.Length).Where(column => addresses[column].StartsWith($"{OfOneOrigin}{origin}/", StringComparison.Ordinal)),
        ];
        LinearFit fit = new([.. parameters.Select(set => columns.Select(column => set[column]).ToArray())]);
        int shared = SharedCount(addresses);
        double[] Regressed(int target)
        {
            double[] coefficients = fit.Weights(logs[target]);
            coefficients.AsSpan(1 + shared).Clear();
            return fit.Fitted(coefficients);
        }

        double[][] expected = [.. leftOut.Select(Regressed)];    // (1)
        double[] weights = HalfSquares(leftOut, expected, Math.Max(1, sets - columns.Length - 1));    // (2)
        double[] forecast = Regressed(index);
        double most = weights.Max();
        for (int r = 0; r < sets; r++)
        {
            weights[r] = PortableMath.Exp(weights[r] - most);
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
            mean += weight * forecast[r];
        }

        return (ResponseSurface.FigureOf(mean / sum), sum * sum / squares);    // (4)
    }

    /// <summary>Whether a parameter is not an origin's own.</summary>
    public static bool IsShared(string address) => !address.StartsWith(OfOneOrigin, StringComparison.Ordinal);

    private double[] HalfSquares(int[] leftOut, double[][] expected, int free)
    {
        double[][] chance = [.. leftOut.Select((t, i) => logs[t].Zip(expected[i], (log, fitted) => log - fitted).ToArray())];
        int count = leftOut.Length;
        (double Low, double Middle, double High)[] published = [.. leftOut.Select(t => Published(targets[t]))];
        double[] covariance = new double[count * count];
        for (int a = 0; a < count; a++)
        {
            for (int b = 0; b < count; b++)
            {
                double together = chance[a].Zip(chance[b], (x, y) => x * y).Sum() / free;
                (double low, _, double high) = published[a];
                double width = double.IsNaN(low + high) ? 0 : (high - low) / (2 * Ninety);
                covariance[(a * count) + b] = together + (a == b ? ((width * width) + (Discrepancy * Discrepancy)) / targets[leftOut[a]].Weight : 0);
            }
        }

        // A sum of squares with something on its diagonal has a root.
        Cholesky root = Cholesky.Of(covariance, count)!;
        double[] halves = new double[sets];
        double[] misses = new double[count];
        for (int r = 0; r < sets; r++)
        {
            for (int a = 0; a < count; a++)
            {
                (double low, double middle, double high) = published[a];
                double miss = expected[a][r] - middle;
                misses[a] = (double.IsNaN(high) && miss > 0) || (double.IsNaN(low) && miss < 0) ? 0 : miss;
            }

            root.SolveLower(misses);
            halves[r] = misses.Sum(miss => miss * miss) / 2;
        }

        return halves;
    }

    private static (double Low, double Middle, double High) Published(Target target)
    {
        double low = target.Figure.Low is { } l ? ResponseSurface.LogOf(l) : double.NaN;
        double high = target.Figure.High is { } h ? ResponseSurface.LogOf(h) : double.NaN;
        double middle = target.Figure.Central is { } c ? ResponseSurface.LogOf(c) : double.IsNaN(low) ? high : double.IsNaN(high) ? low : (low + high) / 2;
        return (low, middle, high);
    }
}
