using System.Collections.Immutable;
using Dispersal.Experiments.Designs;
using Dispersal.Experiments.Analysis;
using Dispersal.Experiments.Notebooks;
using Dispersal.Notebooks;

namespace Dispersal.Experiments;

/// <summary>Sobol indices of one factor: shares of the variance that comes from inputs.</summary>
/// <param name="Factor">The factor.</param>
/// <param name="First">First-order index: the share that would go if the factor alone were known.</param>
/// <param name="FirstLow">2.5 % bound of it, by bootstrap.</param>
/// <param name="FirstHigh">97.5 % bound of it.</param>
/// <param name="Total">Total index: the share that would stay if the factor alone were not known.</param>
/// <param name="TotalLow">2.5 % bound of it, by bootstrap.</param>
/// <param name="TotalHigh">97.5 % bound of it.</param>
public sealed record SobolIndex(Factor Factor, double First, double FirstLow, double FirstHigh, double Total, double TotalLow, double TotalHigh);

/// <summary>First-order and total Sobol indices from a Saltelli design.</summary>
/// <remarks>
/// First order: Saltelli et al., Variance based sensitivity analysis of model output, Comput. Phys. Commun. 181 (2010), table 2 (b). Total: Jansen, Analysis
/// of variance designs for model output, Comput. Phys. Commun. 117 (1999). With two replicates or more both are of the expected output: products are taken
/// between different replicates and the luck in squares is taken off, so that chance adds to no index. With one replicate they are of the output under
/// that one luck. Intervals: percentiles of 1,000 bootstrap samples of the rows (Archer, Saltelli and Sobol' 1997).
/// </remarks>
[TypeFormatterSource(typeof(ExperimentFormatters))]
public sealed class SobolIndices
{
    private const int Samples = 1_000;

    private SobolIndices(ImmutableArray<SobolIndex> indices, VarianceSplit? split, int rows, int rowsLeftOut)
    {
        Indices = indices;
        Split = split;
        Rows = rows;
        RowsLeftOut = rowsLeftOut;
    }

    /// <summary>Indices by factor, the largest total index first.</summary>
    public ImmutableArray<SobolIndex> Indices { get; }

    /// <summary>Variance from inputs and from chance; null with one replicate, which cannot tell them apart.</summary>
    public VarianceSplit? Split { get; }

    /// <summary>Rows of the design that were used.</summary>
    public int Rows { get; }

    /// <summary>Rows left out because a run in them failed.</summary>
    public int RowsLeftOut { get; }

    /// <summary>
    /// Bounds of the share of the input variance that rests on cells whose source is <c>assumed</c>: what goes when these alone are known, and what stays
    /// when all others are. A factor counts by its share of such cells.
    /// </summary>
    public (double Least, double Most) AssumedShare => Bounds(factor => factor.AssumedShare);

    /// <summary>The same for cells that are assumed or of low grade; see <see cref="Factor.LowGradeShare"/>.</summary>
    public (double Least, double Most) LowGradeShare => Bounds(factor => factor.LowGradeShare);

    /// <summary>Indices of the outputs of a Saltelli design.</summary>
    /// <param name="design">A design made by <see cref="Design.Saltelli"/>.</param>
    /// <param name="outputs">Output by point and replicate; not a number where a run failed: its row is left out.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    /// <exception cref="ArgumentException">The design is of another kind, or there is not one row of outputs for each point, each with as many replicates, or fewer than two rows are whole.</exception>
    public static SobolIndices Of(Design design, IReadOnlyList<double[]> outputs, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(outputs);
        if (design.Kind != DesignKind.Saltelli || outputs.Count != design.Count)
        {
            throw new ArgumentException("Sobol indices need a Saltelli design and one row of outputs for each of its points.", nameof(design));
        }

        Outputs.ThrowIfRagged(outputs);
        int k = design.Factors.Length;
        int[] whole = [.. Enumerable.Range(0, design.Count / (k + 2)).Where(row => Enumerable.Range(row * (k + 2), k + 2).All(p => outputs[p].All(double.IsFinite)))];
        if (whole.Length < 2)
        {
            throw new ArgumentException("Fewer than two rows of the design are without a failed run.", nameof(outputs));
        }

        double[][] samples = [.. whole.SelectMany(row => (double[][])[outputs[row * (k + 2)], outputs[(row * (k + 2)) + 1]])];
        VarianceSplit? split = samples[0].Length > 1 ? VarianceSplit.Of(samples) : null;

        // (1) What each row adds to the sums, (2) the indices from all rows, (3) from bootstrap samples of the rows.
        RowSums sums = new(k, whole, outputs, samples);
        double[] first = new double[k];
        double[] total = new double[k];
        sums.Indices(Enumerable.Range(0, whole.Length), first, total);
        double[][] firsts = [.. Enumerable.Range(0, k).Select(_ => new double[Samples])];
        double[][] totals = [.. Enumerable.Range(0, k).Select(_ => new double[Samples])];
        SplitMix luck = new(seed);
        int[] drawn = new int[whole.Length];
        double[] f = new double[k];
        double[] t = new double[k];
        for (int sample = 0; sample < Samples; sample++)
        {
            for (int i = 0; i < drawn.Length; i++)
            {
                drawn[i] = luck.Next(drawn.Length);
            }

            sums.Indices(drawn, f, t);
            for (int factor = 0; factor < k; factor++)
            {
                (firsts[factor][sample], totals[factor][sample]) = (f[factor], t[factor]);
            }
        }

        return new(
            [
                .. Enumerable.Range(0, k)
                    .Select(factor => new SobolIndex(
                        design.Factors[factor], first[factor], Percentile(firsts[factor], 0.025), Percentile(firsts[factor], 0.975),
                        total[factor], Percentile(totals[factor], 0.025), Percentile(totals[factor], 0.975)))
                    .OrderByDescending(index => index.Total).ThenBy(index => index.Factor.Name, StringComparer.Ordinal),
            ],
            split, whole.Length, (design.Count / (k + 2)) - whole.Length);
    }

    private (double Least, double Most) Bounds(Func<Factor, double> share)
    {
        double least = Indices.Sum(index => Math.Max(0, index.First) * share(index.Factor));
        double others = Indices.Sum(index => Math.Max(0, index.First) * (1 - share(index.Factor)));
        least = Math.Clamp(least, 0, 1);
        return (least, Math.Clamp(1 - others, least, 1));
    }

    private static double Percentile(double[] values, double share)
    {
        Array.Sort(values);
        double at = share * (values.Length - 1);
        int below = (int)at;
        return values[below] + ((at - below) * (values[Math.Min(below + 1, values.Length - 1)] - values[below]));
    }

    /// <summary>What each row of the design adds to the sums behind the indices.</summary>
    private sealed class RowSums
    {
        private readonly int k;
        private readonly double[] first;
        private readonly double[] total;
        private readonly double[] square;
        private readonly double[] level;

        public RowSums(int k, int[] rows, IReadOnlyList<double[]> outputs, double[][] samples)
        {
            this.k = k;
            int replicates = samples[0].Length;

            // Luck that all points share is taken off, and with it the mean: products of small numbers lose fewer digits.
            double[] mean = [.. Enumerable.Range(0, replicates).Select(r => samples.Average(point => point[r]))];
            first = new double[rows.Length * k];
            total = new double[rows.Length * k];
            square = new double[rows.Length];
            level = new double[rows.Length];
            for (int row = 0; row < rows.Length; row++)
            {
                double[] a = Centred(outputs[rows[row] * (k + 2)], mean);
                double[] b = Centred(outputs[(rows[row] * (k + 2)) + 1], mean);
                square[row] = (Product(a, a) + Product(b, b)) / 2;
                level[row] = (a.Average() + b.Average()) / 2;
                for (int factor = 0; factor < k; factor++)
                {
                    double[] mixed = Centred(outputs[(rows[row] * (k + 2)) + 2 + factor], mean);
                    double[] change = [.. mixed.Zip(a, (m, x) => m - x)];
                    first[(row * k) + factor] = Product(b, change);
                    total[(row * k) + factor] = Product(change, change) / 2;
                }
            }
        }

        public void Indices(IEnumerable<int> rows, Span<double> firsts, Span<double> totals)
        {
            firsts.Clear();
            totals.Clear();
            double squares = 0;
            double levels = 0;
            int count = 0;
            foreach (int row in rows)
            {
                squares += square[row];
                levels += level[row];
                count++;
                for (int factor = 0; factor < k; factor++)
                {
                    firsts[factor] += first[(row * k) + factor];
                    totals[factor] += total[(row * k) + factor];
                }
            }

            double variance = squares - (levels * levels / count);
            for (int factor = 0; factor < k; factor++)
            {
                // Where nothing varies no factor has a share.
                firsts[factor] = variance > 0 ? firsts[factor] / variance : 0;
                totals[factor] = variance > 0 ? totals[factor] / variance : 0;
            }
        }

        private static double[] Centred(double[] values, double[] mean) => [.. values.Zip(mean, (v, m) => v - m)];

        // The product of two expected values: over all pairs of different replicates, so that the luck of one is not multiplied by itself.
        private static double Product(double[] x, double[] y)
        {
            int n = x.Length;
            if (n == 1)
            {
                return x[0] * y[0];
            }

            double same = 0;
            for (int r = 0; r < n; r++)
            {
                same += x[r] * y[r];
            }

            return ((x.Sum() * y.Sum()) - same) / ((double)n * (n - 1));
        }
    }
}
