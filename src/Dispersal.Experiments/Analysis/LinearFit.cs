namespace Dispersal.Experiments.Analysis;

/// <summary>Ordinary least squares on standardised inputs, with a touch of ridge so that inputs that hardly vary do no harm.</summary>
internal sealed class LinearFit
{
    private const double Ridge = 1e-3;

    private readonly double[] mean;
    private readonly double[] scale;
    private readonly double[][] factor;
    private readonly double[][] rows;

    /// <summary>Prepares fits on some inputs.</summary>
    /// <param name="inputs">Inputs by observation, each of the same length.</param>
    public LinearFit(double[][] inputs)
    {
        int n = inputs.Length;
        int width = inputs[0].Length;
        mean = new double[width];
        scale = new double[width];
        for (int j = 0; j < width; j++)
        {
            mean[j] = inputs.Average(row => row[j]);
            double variance = inputs.Sum(row => (row[j] - mean[j]) * (row[j] - mean[j])) / n;
            scale[j] = variance > 0 ? Math.Sqrt(variance) : 1;
        }

        rows = [.. inputs.Select(Standard)];
        double[][] normal = [.. Enumerable.Range(0, width + 1).Select(_ => new double[width + 1])];
        for (int a = 0; a <= width; a++)
        {
            for (int b = 0; b <= a; b++)
            {
                normal[a][b] = rows.Sum(row => row[a] * row[b]) + (a == b && a > 0 ? Ridge * n : 0);
            }
        }

        factor = Cholesky(normal);
    }

    /// <summary>The fitted value of each observation.</summary>
    /// <param name="outputs">Output by observation.</param>
    public double[] Fitted(double[] outputs)
    {
        int width = factor.Length;
        double[] weights = new double[width];
        for (int a = 0; a < width; a++)
        {
            weights[a] = rows.Zip(outputs, (row, y) => row[a] * y).Sum();
            for (int b = 0; b < a; b++)
            {
                weights[a] -= factor[a][b] * weights[b];
            }

            weights[a] /= factor[a][a];
        }

        for (int a = width - 1; a >= 0; a--)
        {
            for (int b = a + 1; b < width; b++)
            {
                weights[a] -= factor[b][a] * weights[b];
            }

            weights[a] /= factor[a][a];
        }

        return [.. rows.Select(row => row.Zip(weights, (x, w) => x * w).Sum())];
    }

    private static double[][] Cholesky(double[][] matrix)
    {
        for (int a = 0; a < matrix.Length; a++)
        {
            for (int b = 0; b <= a; b++)
            {
                double sum = matrix[a][b];
                for (int k = 0; k < b; k++)
                {
                    sum -= matrix[a][k] * matrix[b][k];
                }

                matrix[a][b] = a == b ? Math.Sqrt(sum) : sum / matrix[b][b];
            }
        }

        return matrix;
    }

    private double[] Standard(double[] input) => [1, .. input.Select((x, j) => (x - mean[j]) / scale[j])];
}
