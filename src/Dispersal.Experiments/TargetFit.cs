namespace Dispersal.Experiments;

/// <summary>How well a target is met before and after a calibration.</summary>
/// <param name="Target">The target.</param>
/// <param name="PriorLow">5 % quantile of runs over the prior.</param>
/// <param name="PriorMedian">Their median.</param>
/// <param name="PriorHigh">Their 95 % quantile.</param>
/// <param name="Low">5 % quantile of runs by the posterior.</param>
/// <param name="Median">Their median.</param>
/// <param name="High">Their 95 % quantile.</param>
/// <param name="Distance">Distance of the posterior median from the target, in standard deviations of observation and discrepancy.</param>
public sealed record TargetFit(
    Target Target, double PriorLow, double PriorMedian, double PriorHigh, double Low, double Median, double High, double Distance);
