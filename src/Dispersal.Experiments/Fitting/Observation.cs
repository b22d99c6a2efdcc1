namespace Dispersal.Experiments.Fitting;

/// <summary>A published figure as a fit reads it: how far a value of a run is from it, and how far that would be no surprise.</summary>
/// <remarks>
/// The range from low to high is held to be about two standard deviations to either side of the central value. A range without a central value is as good
/// anywhere inside; a bound alone says nothing on its open side. The model's own discrepancy, a share of the figure, adds to the variance.
/// </remarks>
/// <param name="Id">Name.</param>
/// <param name="Figure">What is measured: observations of one figure by several sources are alternatives.</param>
/// <param name="Low">Lowest value that agrees with the source; minus infinity where only the highest is known.</param>
/// <param name="Central">The value itself; null where there is none.</param>
/// <param name="High">Highest value that agrees; infinity where only the lowest is known.</param>
/// <param name="Weight">How much it counts: the variance is divided by it.</param>
/// <param name="Discrepancy">Standard deviation of what the model leaves out, as a share of the figure.</param>
internal sealed record Observation(string Id, string Figure, double Low, double? Central, double High, double Weight, double Discrepancy)
{
    // A figure is never known better than this, as a share of itself; nor, where it is zero, than to one person.
    private const double Finest = 0.01;

    /// <summary>How far a value is from the figure, and the variance of that if all were well.</summary>
    public (double Miss, double Variance) MissOf(double value)
    {
        bool isBounded = double.IsFinite(Low) && double.IsFinite(High);
        double miss;
        double deviation;
        double scale;
        if (isBounded && Central is { } central)
        {
            miss = Math.Abs(value - central);
            deviation = (value < central ? central - Low : High - central) / 2;
            scale = Math.Abs(central);
        }
        else
        {
            double bound = value < Low || double.IsPositiveInfinity(High) ? Low : High;
            miss = value < Low ? Low - value : value > High ? value - High : 0;
            deviation = isBounded ? (High - Low) / 4 : 0;
            scale = Math.Abs(bound);
        }

        double floor = scale > 0 ? Finest * scale : deviation > 0 ? 0 : 1;
        return (miss, ((deviation * deviation) + (Discrepancy * scale * Discrepancy * scale) + (floor * floor)) / Weight);
    }

    /// <summary>The squared distance in deviations.</summary>
    /// <param name="value">A value of a run, or what is expected of one.</param>
    /// <param name="variance">Variance of the value itself: 0 for a run.</param>
    public double SquaredDistance(double value, double variance = 0)
    {
        (double miss, double own) = MissOf(value);
        return miss * miss / (own + variance);
    }
}
