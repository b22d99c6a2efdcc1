namespace Dispersal.Experiments.Fitting;

/// <summary>What runs say about a figure at parameters that were not run: a Gaussian process around a plane (Sacks et al. 1989; Rasmussen and Williams 2006).</summary>
/// <remarks>
/// (1) The plane by least squares. (2) For its residuals a squared-exponential kernel with a length for each parameter and a nugget for chance; lengths and nugget by
/// maximum likelihood over a grid, one after the other. (3) Left-out runs are predicted from the others (Dubrule 1983); where errors are larger than the process holds
/// them to be, its variances are raised to match. A process rather than a quadratic surface because it says itself where it knows little, and because one nugget tells chance from shape.
/// </remarks>
internal sealed class Emulator
{
    private static readonly double[] Lengths = [0.3, 0.6, 1.2, 2.5, 5, 10];
    private static readonly double[] Nuggets = [1e-6, 1e-3, 0.01, 0.05, 0.2, 1, 5];
    private const int Sweeps = 2;

    private readonly double[][] points;
    private readonly double[] plane;
    private readonly double[] inverseSquares;
    private readonly double[] solved;
    private readonly Cholesky factor;
    private readonly double variance;
    private readonly double nugget;

    private Emulator(double[][] points, double[] plane, double[] inverseSquares, double nugget, double variance, double[] solved, Cholesky factor, double predictivity)
    {
        (this.points, this.plane, this.inverseSquares, this.nugget) = (points, plane, inverseSquares, nugget);
        (this.variance, this.solved, this.factor) = (variance, solved, factor);
        Predictivity = predictivity;
    }

    /// <summary>Share of the variance of left-out runs that the others predict, chance included; at most 1.</summary>
    public double Predictivity { get; }

    /// <summary>Variance from chance of a run around its mean.</summary>
    public double ChanceVariance => variance * nugget;

    /// <summary>An emulator of runs.</summary>
    /// <param name="points">Levels of the parameters.</param>
    /// <param name="values">The figure in each run.</param>
    public static Emulator Of(double[][] points, double[] values)
    {
        int n = points.Length;
        int d = points[0].Length;
        double[] trend = Plane(points, values);                                     // (1)
        double[] residuals = [.. values.Select((value, i) => value - At(trend, points[i]))];
        double mean = values.Sum() / n;
        double spread = values.Sum(value => (value - mean) * (value - mean));
        if (spread <= 1e-18 * n * mean * mean || spread == 0)
        {
            double[] unit = new double[n * n];
            for (int i = 0; i < n; i++)
            {
                unit[(i * n) + i] = 1;
            }

            return new(points, trend, new double[d], 0, 0, new double[n], Cholesky.Of(unit, n)!, 1);
        }

        int[] length = [.. Enumerable.Repeat(2, d)];                                // (2)
        int noise = 3;
        double best = Likelihood();
        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            noise = Better(Nuggets.Length, noise, candidate => noise = candidate);
            for (int k = 0; k < d; k++)
            {
                int parameter = k;
                length[k] = Better(Lengths.Length, length[k], candidate => length[parameter] = candidate);
            }
        }

        double[] squares = Squares();
        Cholesky cholesky = Cholesky.Of(Matrix(points, squares, Nuggets[noise]), n)!;
        double[] weighted = [.. residuals];
        cholesky.Solve(weighted);
        double scale = Math.Max(1e-300, residuals.Zip(weighted, (r, s) => r * s).Sum() / n);

        double errors = 0;                                                          // (3)
        double standardised = 0;
        double[] column = new double[n];
        for (int i = 0; i < n; i++)
        {
            column.AsSpan().Clear();
            column[i] = 1;
            cholesky.Solve(column);
            double error = weighted[i] / column[i];
            errors += error * error;
            standardised += error * error * column[i] / scale;
        }

        return new(points, trend, squares, Nuggets[noise], scale * Math.Max(1, standardised / n), weighted, cholesky, 1 - (errors / spread));

        double[] Squares() => [.. length.Select(l => 1 / (2 * Lengths[l] * Lengths[l]))];

        double Likelihood()
        {
            if (Cholesky.Of(Matrix(points, Squares(), Nuggets[noise]), n) is not { } triangle)
            {
                return double.NegativeInfinity;
            }

            double[] half = [.. residuals];
            triangle.SolveLower(half);
            double squared = half.Sum(x => x * x) / n;
            return (-n * PortableMath.Log(Math.Max(squared, 1e-300)) / 2) - (triangle.LogDeterminant / 2);
        }

        int Better(int candidates, int now, Action<int> set)
        {
            int chosen = now;
            for (int candidate = 0; candidate < candidates; candidate++)
            {
                if (candidate == now)
                {
                    continue;
                }

                set(candidate);
                double likelihood = Likelihood();
                if (likelihood > best)
                {
                    (best, chosen) = (likelihood, candidate);
                }
            }

            set(chosen);
            return chosen;
        }
    }

    /// <summary>The mean of the figure, and the variance of what is not known about it, chance not included.</summary>
    public (double Mean, double Variance) At(ReadOnlySpan<double> point)
    {
        double[] kernel = new double[points.Length];
        double mean = At(plane, point);
        for (int i = 0; i < kernel.Length; i++)
        {
            kernel[i] = Kernel(points[i], point, inverseSquares);
            mean += kernel[i] * solved[i];
        }

        if (variance == 0)
        {
            return (mean, 0);
        }

        factor.SolveLower(kernel);
        double known = 0;
        foreach (double x in kernel)
        {
            known += x * x;
        }

        return (mean, variance * Math.Max(0, 1 - known));
    }

    private static double At(double[] trend, ReadOnlySpan<double> point)
    {
        double sum = trend[0];
        for (int k = 0; k < point.Length; k++)
        {
            sum += trend[k + 1] * (point[k] - 0.5);
        }

        return sum;
    }

    // Least squares by the normal equations; a trace of a ridge keeps them solvable with few runs.
    private static double[] Plane(double[][] points, double[] values)
    {
        int size = points[0].Length + 1;
        double[] normal = new double[size * size];
        double[] right = new double[size];
        double[] row = new double[size];
        for (int i = 0; i < points.Length; i++)
        {
            row[0] = 1;
            for (int k = 1; k < size; k++)
            {
                row[k] = points[i][k - 1] - 0.5;
            }

            for (int a = 0; a < size; a++)
            {
                right[a] += row[a] * values[i];
                for (int b = 0; b < size; b++)
                {
                    normal[(a * size) + b] += row[a] * row[b];
                }
            }
        }

        for (int a = 1; a < size; a++)
        {
            normal[(a * size) + a] += 1e-3;
        }

        Cholesky.Of(normal, size)!.Solve(right);
        return right;
    }

    private static double[] Matrix(double[][] points, double[] inverseSquares, double nugget)
    {
        int n = points.Length;
        double[] matrix = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            matrix[(i * n) + i] = 1 + nugget;
            for (int j = 0; j < i; j++)
            {
                matrix[(i * n) + j] = matrix[(j * n) + i] = Kernel(points[i], points[j], inverseSquares);
            }
        }

        return matrix;
    }

    private static double Kernel(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double[] inverseSquares)
    {
        double sum = 0;
        for (int k = 0; k < inverseSquares.Length; k++)
        {
            double step = a[k] - b[k];
            sum += step * step * inverseSquares[k];
        }

        return PortableMath.Exp(-sum);
    }
}
