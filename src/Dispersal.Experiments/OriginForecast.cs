using Dispersal.Experiments.Analysis;

namespace Dispersal.Experiments;

/// <summary>The return of one origin as published, and as forecast without any of its targets.</summary>
/// <param name="Target">The target: the latest return of the origin.</param>
/// <param name="Departed">Persons who departed, counted as the target counts the returned.</param>
/// <param name="Published">The published return.</param>
/// <param name="Fitted">What the model makes of it, all targets of the origin included in the fit.</param>
/// <param name="LeftOut">What the model makes of it when none of the origin's targets counts; not a number without a posterior.</param>
/// <param name="Pooled">The share of all other origins, times those departed.</param>
/// <param name="Regional">The share of the other origins of the region, of all others where it is alone there, times those departed.</param>
/// <param name="Floor">The error that the width of the published range alone implies: mean |log| distance of a value in the range from the published one.</param>
public sealed record OriginForecast(
    Target Target, double Departed, double Published, double Fitted, double LeftOut, double Pooled, double Regional, double Floor)
{
    /// <summary>The origin.</summary>
    public string Origin => Target.Formula.Subjects[0];

    /// <summary>log(fitted / published).</summary>
    public double FittedError => Error(Fitted);

    /// <summary>log(left out / published): an error of 0.7 is a factor of two.</summary>
    public double LeftOutError => Error(LeftOut);

    /// <summary>log(pooled / published).</summary>
    public double PooledError => Error(Pooled);

    /// <summary>log(regional / published).</summary>
    public double RegionalError => Error(Regional);

    /// <summary>
    /// What the published figure tells: 1 / (w^2 + 0.2^2), with w the standard deviation of its logarithm that the range implies as a 90 % interval. Figures that nobody knows better than by a
    /// factor of two weigh a tenth of those known to a few per cent.
    /// </summary>
    public double Information
    {
        get
        {
            double width = Target.Figure is { Low: > 0 and var low, High: { } high } ? PortableMath.Log(high / low) / (2 * LeaveOneOut.Ninety) : 0;
            return 1 / ((width * width) + (LeaveOneOut.Discrepancy * LeaveOneOut.Discrepancy));
        }
    }

    private double Error(double value) => double.IsNaN(value) ? double.NaN : PortableMath.Log(Math.Max(value, 0.5) / Published);
}
