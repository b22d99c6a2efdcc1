using System.Collections.Immutable;
using Dispersal.Experiments.Analysis;

namespace Dispersal.Experiments;

/// <summary>How many replicates a figure needs, judged from a pilot.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Mean">Mean of the pilot.</param>
/// <param name="Deviation">Standard deviation over the pilot's replicates.</param>
/// <param name="Replicates">Least number of replicates whose 95 % interval of the mean is as narrow as wanted; null where the pilot's mean is zero.</param>
public sealed record ReplicateNeed(Measure Measure, string Subject, double Mean, double Deviation, long? Replicates)
{
    /// <summary>What each figure of a pilot needs, in the order of the results.</summary>
    /// <remarks>The pilot's deviation is taken for the true one; from 20 replicates it may be off by a third, and so the need by a factor of two.</remarks>
    /// <param name="pilot">An ensemble of at least two replicates; 20 or more are better.</param>
    /// <param name="within">Half the width of the interval wanted, as a share of the mean, such as 0.02; positive and finite.</param>
    /// <param name="date">The recorded date on or before this one; the last when not given.</param>
    public static ImmutableArray<ReplicateNeed> Of(Ensemble pilot, double within, DateOnly? date = null)
    {
        ArgumentNullException.ThrowIfNull(pilot);
        ArgumentOutOfRangeException.ThrowIfLessThan(pilot.Replicates, 2, nameof(pilot));
        if (!(within > 0 && double.IsFinite(within)))
        {
            throw new ArgumentOutOfRangeException(nameof(within), within, "Half the width of an interval is positive and finite.");
        }

        return
        [
            .. from measure in pilot.Measures
               from subject in pilot.Subjects(measure)
               let estimate = pilot.At(measure, subject, date ?? pilot.Dates[^1])
               let deviation = estimate.MonteCarloError * Math.Sqrt(estimate.Replicates)
               select new ReplicateNeed(
                   measure, subject, estimate.Mean, deviation,
                   estimate.Mean == 0 ? null : Student.Needed(deviation, within * Math.Abs(estimate.Mean))),
        ];
    }
}
