namespace Dispersal.Experiments.Fitting;

/// <summary>Ordinary least squares on standardised inputs, with a touch of ridge so that inputs that hardly vary do no harm.</summary>
internal sealed class LinearFit
{
    private const double Ridge = 1e-3;

    private readonly double[] mean;
    private readonly double[] scale;
    private readonly Cholesky normal;
    private readonly int width;
    private readonly double[][] rows;

    /// <summary>Prepares fits on some inputs.</summary>
    /// <param name="inputs">Inputs by observation, each of the same length.</param>
    public LinearFit(double[][] inputs)
    {
        int n = inputs.Length;
        int count = inputs[0].Length;
        mean = new double[count];
        scale = new double[count];
        for (int j = 0; j < count; j++)
        {
            mean[j] = inputs.Average(row => row[j]);
            double variance = inputs.Sum(row => (row[j] - mean[j]) * (row[j] - mean[j])) / n;
            scale[j] = variance > 0 ? Math.Sqrt(variance) : 1;
        }

        rows = [.. inputs.Select(Row)];
        width = count + 1;
        double[] products = new double[width * width];
        for (int a = 0; a < width; a++)
        {
            for (int b = 0; b <= a; b++)
            {
                products[(a * width) + b] = products[(b * width) + a] = rows.Sum(row => row[a] * row[b]) + (a == b && a > 0 ? Ridge * n : 0);
            }
        }

        // With the ridge there is always a root.
        normal = Cholesky.Of(products, width)!;
    }

    /// <summary>The coefficients for an output: of the constant, then of each input as <see cref="Row"/> gives it.</summary>
    /// <param name="outputs">Output by observation.</param>
    public double[] Weights(double[] outputs)
    {
        double[] weights = new double[width];
        for (int a = 0; a < width; a++)
        {
            weights[a] = rows.Zip(outputs, (row, y) => row[a] * y).Sum();
        }

        normal.Solve(weights);
        return weights;
    }

    /// <summary>The fitted value of each observation.</summary>
    /// <param name="weights">Coefficients.</param>
    public double[] Fitted(double[] weights) => [.. rows.Select(row => row.Zip(weights, (x, w) => x * w).Sum())];

    /// <summary>Inputs as coefficients take them: 1, then each standardised.</summary>
    public double[] Row(double[] input)
    {
        double[] row = new double[input.Length + 1];
        row[0] = 1;
        for (int j = 0; j < input.Length; j++)
        {
            row[j + 1] = (input[j] - mean[j]) / scale[j];
        }

        return row;
    }
}
