using Dispersal.Experiments;

namespace Dispersal.Cli;

/// <summary>The result of <c>compare --json</c>: every figure that differs, the largest difference first.</summary>
internal static class ComparisonJson
{
    public static object Of(Comparison comparison) => new
    {
        Before = comparison.Before.Provenance,
        After = comparison.After.Provenance,
        comparison.Date,
        Figures = comparison.Figures.Where(figure => figure.IsChanged).Select(figure => new
        {
            Measure = figure.Measure.Name,
            figure.Subject,
            Before = Numbers(figure.Before),
            After = Numbers(figure.After),
            Difference = Numbers(figure.Difference),
            figure.IsSettled,
            figure.ReplicatesToSettle,
        }),
        Shifts = comparison.Shifts.Select(shift => new
        {
            shift.Of,
            shift.Name,
            Before = Numbers(shift.Before),
            After = Numbers(shift.After),
            Difference = Numbers(shift.Difference),
        }),
    };

    private static object Numbers(Estimate estimate) => new { estimate.Mean, P05 = estimate.Low, estimate.Median, P95 = estimate.High };
}
