using Dispersal.Experiments.Fitting;

namespace Dispersal.Experiments.Analysis;

/// <summary>What would be published of a figure if runs were right: their values with the error that the figure's own range admits.</summary>
/// <remarks>
/// (1) The error is log-normal, its width that of the published range, as in <see cref="SurfaceChain"/>; what a fit allows the model to be off by is no error of publishing and is left out.
/// (2) Every run stands for many publications, at the middles of equal shares of the error. (3) The band is that of all of them together.
/// </remarks>
internal static class PublicationError
{
    private const int PerRun = 200;

    private static readonly double[] Errors = Normal.Middles(PerRun);

    /// <summary>The 90 % band of publications; null where the figure has no central value with a bound on either side, so that nothing is known of its error.</summary>
    public static (double Low, double High)? Band(Target target, ReadOnlySpan<double> values)
    {
        if (target.Figure is not { Low: { } low, Central: not null, High: { } high } || !(target.Weight > 0))
        {
            return null;
        }

        double width = SurfaceChain.WidthOf(ResponseSurface.LogOf(low), ResponseSurface.LogOf(high)) / Math.Sqrt(target.Weight);    // (1)
        double[] published = new double[values.Length * PerRun];
        for (int r = 0; r < values.Length; r++)
        {
            double log = ResponseSurface.LogOf(values[r]);
            for (int e = 0; e < PerRun; e++)
            {
                published[(r * PerRun) + e] = ResponseSurface.FigureOf(log + (width * Errors[e]));    // (2)
            }
        }

        Estimate all = Estimate.Of(published);    // (3)
        return (all.Low, all.High);
    }
}
