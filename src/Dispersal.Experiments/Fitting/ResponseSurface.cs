namespace Dispersal.Experiments.Fitting;

/// <summary>A quadratic in all parameters for the logarithm of every figure, and how runs lie around it: together, since what is chance to one figure is chance to its neighbours.</summary>
/// <remarks>Box and Wilson (1951). What the runs vary besides the parameters counts as chance.</remarks>
internal sealed class ResponseSurface
{
    // Small counts have logarithms too.
    private const double Offset = 0.5;

    private readonly int dimensions;
    private readonly LinearFit fit;
    private readonly double[][] weights;

    /// <summary>Fits the surface.</summary>
    /// <param name="points">Levels from 0 to 1 by run; only the first count as parameters.</param>
    /// <param name="outputs">Figures by run, all finite; more runs than the quadratic has coefficients.</param>
    /// <param name="dimensions">How many of the levels are parameters.</param>
    public ResponseSurface(double[][] points, double[][] outputs, int dimensions)
    {
        this.dimensions = dimensions;
        int runs = points.Length;
        int free = runs - FeatureCount(dimensions);
        fit = new([.. points.Select(point => Features(point))]);
        Figures = outputs[0].Length;
        double[][] logs = [.. Enumerable.Range(0, Figures).Select(figure => outputs.Select(output => LogOf(output[figure])).ToArray())];
        weights = [.. logs.Select(fit.Weights)];
        double[][] residuals = [.. logs.Select((ofFigure, figure) => ofFigure.Zip(fit.Fitted(weights[figure]), (log, fitted) => log - fitted).ToArray())];
        Covariance = new double[Figures * Figures];
        for (int a = 0; a < Figures; a++)
        {
            for (int b = 0; b <= a; b++)
            {
                Covariance[(a * Figures) + b] = Covariance[(b * Figures) + a] = residuals[a].Zip(residuals[b], (x, y) => x * y).Sum() / free;
            }
        }
    }

    /// <summary>Number of figures.</summary>
    public int Figures { get; }

    /// <summary>Covariance of the logarithms of runs around the surface, row by row.</summary>
    public double[] Covariance { get; }

    /// <summary>Number of coefficients of a quadratic.</summary>
    public static int FeatureCount(int dimensions) => (dimensions + 1) * (dimensions + 2) / 2;

    /// <summary>The scale on which figures are compared.</summary>
    public static double LogOf(double figure) => PortableMath.Log(Math.Max(figure, 0) + Offset);

    /// <summary>The figure at a place of that scale.</summary>
    public static double FigureOf(double log) => Math.Max(0, PortableMath.Exp(log) - Offset);

    /// <summary>Expected logarithms at a point.</summary>
    public void At(ReadOnlySpan<double> point, Span<double> logs)
    {
        double[] row = fit.Row(Features(point));
        for (int figure = 0; figure < Figures; figure++)
        {
            double sum = 0;
            double[] ofFigure = weights[figure];
            for (int j = 0; j < row.Length; j++)
            {
                sum += ofFigure[j] * row[j];
            }

            logs[figure] = sum;
        }
    }

    // x, then products; the constant is the fit's own.
    private double[] Features(ReadOnlySpan<double> point)
    {
        double[] features = new double[FeatureCount(dimensions) - 1];
        int n = 0;
        for (int k = 0; k < dimensions; k++)
        {
            double x = point[k] - 0.5;
            features[n++] = x;
            for (int l = 0; l <= k; l++)
            {
                features[n++] = x * (point[l] - 0.5);
            }
        }

        return features;
    }
}
