using Dispersal.Experiments;

namespace Dispersal.Cli;

/// <summary>The result of <c>validate --json</c>.</summary>
internal static class ValidationJson
{
    public static object Of(Validation validation, (string Name, Validation Validation)? rival) => new
    {
        Scenario = validation.Scenario.Name,
        validation.Scenario.Fingerprint,
        validation.Replicates,
        validation.Seed,
        Posterior = validation.Posterior?.Digest,
        ShareMet = Number(validation.ShareMet),
        Coverage = Number(validation.Coverage),
        Foreseen = Number(validation.Foreseen),
        Targets = validation.Checks.Select(check => new
        {
            check.Target.Id,
            check.Target.Figure.Role,
            check.Target.Figure.Low,
            check.Target.Figure.Central,
            check.Target.Figure.High,
            Band = new { check.Band.Low, check.Band.Median, check.Band.High },
            Met = check.IsMet,
            check.Covers,
            Publication = check.PublishedLow is null ? null : new { Low = check.PublishedLow, High = check.PublishedHigh },
            Foreseen = check.IsForeseen,
            check.Pooled,
            check.Regional,
        }),
        MeanLogError = new
        {
            LeftOut = Number(validation.MeanError(origin => origin.LeftOutError)),
            Fitted = Number(validation.MeanError(origin => origin.FittedError)),
            Pooled = Number(validation.MeanError(origin => origin.PooledError)),
            Regional = Number(validation.MeanError(origin => origin.RegionalError)),
            Floor = validation.Origins.IsEmpty ? null : Number(validation.Origins.Average(origin => origin.Floor)),
        },
        Contests = validation.AgainstPooled is null ? null : new
        {
            Pooled = Contest(validation.AgainstPooled),
            Regional = Contest(validation.AgainstRegional),
            PooledByInformation = Contest(validation.AgainstPooledByInformation),
            RegionalByInformation = Contest(validation.AgainstRegionalByInformation),
        },
        Origins = validation.Origins.Select(origin => new
        {
            origin.Origin,
            origin.Departed,
            origin.Published,
            origin.Fitted,
            LeftOut = Number(origin.LeftOut),
            Pooled = Number(origin.Pooled),
            Regional = Number(origin.Regional),
            origin.Floor,
            origin.Information,
        }),
        Parameters = validation.Parameters.Select(parameter => new
        {
            parameter.Info.Address,
            parameter.Info.Parameter.Value,
            parameter.Low,
            parameter.Median,
            parameter.High,
            parameter.Info.Description,
            Correlations = validation.Checks.Select((check, t) => new { check.Target.Id, Rank = Number(parameter.Correlations[t]) }),
        }),
        Rival = rival is not { } other ? null : new
        {
            other.Name,
            ShareMet = Number(other.Validation.ShareMet),
            Targets = validation.Beside(other.Validation).Select(check => new
            {
                check.Ours.Target.Id,
                Band = new { check.Rival.Band.Low, check.Rival.Band.Median, check.Rival.Band.High },
                check.Difference,
                RivalNearer = check.IsRivalNearer,
            }),
        },
    };

    private static object? Contest(ForecastContest? contest) => contest is null ? null : new
    {
        contest.ModelError,
        contest.NaiveError,
        contest.Better,
        contest.Origins,
        contest.SignLevel,
        GainLevel = Number(contest.GainLevel),
    };

    // JSON has no word for what is not a number.
    private static double? Number(double value) => double.IsFinite(value) ? value : null;
}
