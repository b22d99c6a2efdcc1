namespace Dispersal.Tests.Reference;

/// <content>M12 Programmes.</content>
internal partial class ReferenceSimulator
{
    /// <summary>Places that are free today, those expected to fall free included.</summary>
    protected virtual double FreePlaces(ReferenceProgramme programme, int participants, int day) =>
        Math.Max(0, programme.Places[day] - (participants * Math.Exp(-1 / programme.Row.DurationDays)));

    private void AddHazardsOfProgrammes(ReferencePerson p, int day)
    {
        if (!scenario.Programmes.On || p.Place.State.Programme is not { } programme)
        {
            return;
        }

        if (p.Stage == ReferenceStage.Known && p.Place.State == p.Origin)
        {
            double applicants = p.Origin.KnownAtHome * programme.Row.TakeUpPerDay;
            double admitted = applicants > 0 ? Math.Min(1, FreePlaces(programme, p.Origin.Participants, day) / applicants) : 0;
            hazards.Add((ReferenceExit.Admission, programme.Row.TakeUpPerDay * admitted));
        }
        else if (p.Stage == ReferenceStage.InProgramme)
        {
            hazards.Add((ReferenceExit.EndOfProgramme, 1 / programme.Row.DurationDays));
        }
    }

    private void LeaveProgramme(ReferencePerson p, int day)
    {
        if (random.Chance(p.Place.State.Programme!.Row.CompletionProbability))
        {
            p.Completed = true;
            Settle(p, p.Place, ReferenceStage.Disengaged, day);
        }
        else
        {
            BecomeKnown(p, p.Place, fresh: false, day);
        }
    }
}
