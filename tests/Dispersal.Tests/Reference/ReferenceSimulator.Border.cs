namespace Dispersal.Tests.Reference;

/// <content>M6 Border.</content>
internal partial class ReferenceSimulator
{
    /// <summary>M6: P(stopped) of a traveller without a guide.</summary>
    protected virtual double StoppedAlone(ReferenceLeg leg, int day) =>
        scenario.Border.On ? (1 - leg.Floor[day]) * (1 - Math.Exp(-leg.Patrol[day] * (1 - leg.Row.Terrain))) : 0;

    /// <summary>M6: guided share.</summary>
    protected virtual double GuidedShare(double guides, double trying) =>
        guides <= 0 ? 0 : trying <= 0 ? 1 : Math.Min(1, guides / trying);

    private double StoppedGuided(ReferenceLeg leg, int day) => StoppedAlone(leg, day) * (1 - leg.Smuggling[day]);

    /// <summary>P(pass) with a guide where there are guides, else alone.</summary>
    private double PassAtBest(ReferenceLeg leg, int day) =>
        1 - (leg.GuidesPerDay[day] > 0 ? StoppedGuided(leg, day) : StoppedAlone(leg, day));

    /// <summary>K of today from K of yesterday and yesterday's stops.</summary>
    private double GuidesToday(ReferenceLeg leg, int day)
    {
        double full = leg.GuidesPerDay[day];
        return day == 0
            ? full
            : Math.Clamp(
                (leg.Guides + (scenario.Border.RecoveryPerDay * (full - leg.Guides)))
                    / (1 + (leg.Guides > 0 ? scenario.Border.Wear * leg.GuidedStopped / leg.Guides : 0)),
                0, full);
    }

    /// <summary>False when he waits for a guide.</summary>
    private bool TriesTheBorder(ReferenceLeg leg, int day, out bool guided)
    {
        guided = false;
        if (!scenario.Border.On || leg.GuidesPerDay[day] == 0)
        {
            return true;
        }

        guided = random.Chance(leg.GuidedShare);
        return guided || !random.Chance(scenario.Border.WaitShare);
    }

    private double Permeability(ReferenceLeg leg, int day)
    {
        if (!scenario.Border.On || leg.GuidesPerDay[day] == 0)
        {
            return 1 - StoppedAlone(leg, day);
        }

        double guided = leg.GuidedShare;
        double alone = (1 - guided) * (1 - scenario.Border.WaitShare);
        return guided + alone == 0
            ? 0
            : ((guided * (1 - StoppedGuided(leg, day))) + (alone * (1 - StoppedAlone(leg, day)))) / (guided + alone);
    }

    private void Stop(ReferencePerson p, ReferenceLeg leg, int day)
    {
        result.Happened(day, "stopped", leg.StopsAt.State.Id);
        double killed = leg.KilledShare[day];
        double held = leg.HeldShare[day];
        switch (random.Weighted([killed, held, 1 - killed - held]))
        {
            case 0:
                result.Happened(day, "flow killed", leg.Id);
                Die(p, leg.StopsAt, day);
                break;
            case 1:
                result.Happened(day, "flow held", leg.Id);
                Hold(p, leg.StopsAt, day);
                break;
            default:
                result.Happened(day, "flow turned-back", leg.Id);
                Strand(p);
                break;
        }
    }
}
