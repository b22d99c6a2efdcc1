using System.Collections.Immutable;
using Dispersal.Experiments;

namespace Dispersal.Cli;

/// <summary>The result of <c>sensitivity --json</c>.</summary>
internal static class SensitivityJson
{
    public static object Of(Sweep sweep, ImmutableArray<(Measure Measure, string Subject, DateOnly? Date)> figures) => new
    {
        Scenario = sweep.Design.Scenario.Name,
        sweep.Design.Scenario.Fingerprint,
        Method = sweep.Design.Kind,
        Factors = sweep.Design.Factors.Length,
        sweep.Replicates,
        sweep.Runs,
        sweep.RunsFailed,
        Figures = figures.Select(figure => One(sweep, figure.Measure, figure.Subject, figure.Date)),
    };

    private static object One(Sweep sweep, Measure measure, string subject, DateOnly? date)
    {
        double[][] values = sweep.Values(measure, subject, date);
        if (sweep.Design.Kind == DesignKind.Morris)
        {
            MorrisScreening screening = MorrisScreening.Of(sweep.Design, values);
            return new
            {
                Measure = measure.Name,
                Subject = subject,
                Date = date,
                screening.AssumedShare,
                screening.LowGradeShare,
                Effects = screening.Effects.Select(effect => new
                {
                    Factor = effect.Factor.Name,
                    MuStar = Number(effect.MuStar),
                    Mu = Number(effect.Mu),
                    Sigma = Number(effect.Sigma),
                    Chance = Number(effect.Chance),
                    effect.Effects,
                }),
            };
        }

        SobolIndices indices = SobolIndices.Of(sweep.Design, values);
        return new
        {
            Measure = measure.Name,
            Subject = subject,
            Date = date,
            indices.Rows,
            indices.RowsLeftOut,
            InputVariance = indices.Split?.Inputs,
            ChanceVariance = indices.Split?.Chance,
            ChanceShare = indices.Split is { } split ? Number(split.ChanceShare) : null,
            AssumedShare = new { indices.AssumedShare.Least, indices.AssumedShare.Most },
            LowGradeShare = new { indices.LowGradeShare.Least, indices.LowGradeShare.Most },
            Indices = indices.Indices.Select(index => new
            {
                Factor = index.Factor.Name,
                index.First,
                index.FirstLow,
                index.FirstHigh,
                index.Total,
                index.TotalLow,
                index.TotalHigh,
            }),
        };
    }

    // JSON has no word for what is not a number.
    private static double? Number(double value) => double.IsFinite(value) ? value : null;
}
