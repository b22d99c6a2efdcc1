using System.Collections.Immutable;

namespace Dispersal.Experiments;

/// <summary>What a calibration says about a factor. Values are in its unit, or quantiles of each cell's own range for a column.</summary>
/// <param name="Factor">The factor.</param>
/// <param name="PriorLow">5 % quantile of the prior.</param>
/// <param name="PriorMedian">Its median.</param>
/// <param name="PriorHigh">Its 95 % quantile.</param>
/// <param name="Low">5 % quantile of the posterior.</param>
/// <param name="Median">Its median.</param>
/// <param name="High">Its 95 % quantile.</param>
/// <param name="Contraction">Share of the prior variance that is gone, on the scale of quantiles: 0 where the targets say nothing, 1 where they say all.</param>
/// <param name="InformedBy">Targets that alone would take away a tenth of the prior variance or more, the most telling first.</param>
public sealed record ParameterFit(
    Factor Factor, double PriorLow, double PriorMedian, double PriorHigh, double Low, double Median, double High, double Contraction,
    ImmutableArray<(string Target, double Contraction)> InformedBy)
{
    /// <summary>Below this contraction the targets could not tell the parameter.</summary>
    public const double NotTold = 0.2;

    /// <summary>Whether the targets could tell anything about it.</summary>
    public bool IsInformed => Contraction >= NotTold;
}
