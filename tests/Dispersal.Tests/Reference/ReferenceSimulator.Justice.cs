namespace Dispersal.Tests.Reference;

/// <content>M10 Justice.</content>
internal partial class ReferenceSimulator
{
    private ReferenceCourse TheatreEvidence => field ??= timeline.Course("justice/theatre-evidence", scenario.Justice.TheatreEvidence);

    /// <summary>Whether a law binds those who arrive in the theatre on a date: no law made later ever applies.</summary>
    protected virtual bool InForce(DateOnly? law, DateOnly arrival) => law <= arrival;

    /// <summary>P(evidence stands against a person who is known at home for the first time).</summary>
    protected virtual double EvidenceProbability(ReferencePerson p, int day) => p.Origin.Evidence[day] * TheatreEvidence[day]
        * (p.JoiningLaw ? 1 : p.MembershipLaw ? scenario.Justice.MembershipRatio : 0);

    /// <summary>Whether a person at home against whom evidence stands may be charged: a programme does not stand in the way.</summary>
    protected virtual bool MayBeCharged(ReferencePerson p) => p.Stage != ReferenceStage.Disengaged || p.Completed;

    /// <summary>Phases of a sentence.</summary>
    protected virtual int Phases => 3;

    private static double Responsibility(ReferencePerson p, ReferenceState court)
    {
        double years = court.Row.ResponsibilityYears;
        return p.Age switch
        {
            ReferenceAge.Adult => 1,
            ReferenceAge.Youth => Math.Clamp((18 - years) / 6, 0, 1),
            _ => Math.Clamp((12 - years) / 12, 0, 1),
        };
    }

    private void AddHazardsOfJustice(ReferencePerson p, int day)
    {
        if (!scenario.Justice.On)
        {
            return;
        }

        ReferenceState here = p.Place.State;
        switch (p.Stage)
        {
            case ReferenceStage.Known or ReferenceStage.InProgramme or ReferenceStage.Disengaged when p.Evidence && here == p.Origin && MayBeCharged(p):
                hazards.Add((ReferenceExit.Charge, here.Charge[day] * Responsibility(p, here)));
                break;
            case ReferenceStage.Charged:
                hazards.Add((ReferenceExit.Trial, here.Trial[day]));
                break;
            case ReferenceStage.Imprisoned:
                hazards.Add((ReferenceExit.PhaseServed, Phases / here.Sentence[day]));
                break;
            case ReferenceStage.Held:
                hazards.Add((ReferenceExit.HolderTrial, here.HolderTrial[day] * Responsibility(p, here)));
                break;
        }
    }

    /// <summary>On first being known at home, once and for all.</summary>
    private void WeighEvidence(ReferencePerson p, int day)
    {
        if (p.Examined || p.Place != homes[p.Origin.Id])
        {
            return;
        }

        p.Examined = true;
        p.Evidence = scenario.Justice.On && random.Chance(EvidenceProbability(p, day));
    }

    private void BeCharged(ReferencePerson p, int day)
    {
        CountCharged(p, day);
        Settle(p, p.Place, ReferenceStage.Charged, day);
    }

    private void CountCharged(ReferencePerson p, int day)
    {
        if (!p.EverCharged)
        {
            result.Happened(day, "charged", p.Place.State.Id);
            p.EverCharged = true;
        }
    }

    private void BeTried(ReferencePerson p, int day)
    {
        if (random.Chance(p.Place.State.Conviction[day]))
        {
            Imprison(p, day);
            return;
        }

        p.Evidence = false;
        BecomeKnown(p, p.Place, fresh: false, day);
    }

    private void BeTriedByHolder(ReferencePerson p, int day)
    {
        CountCharged(p, day);
        if (random.Chance(p.Place.State.Conviction[day]))
        {
            Imprison(p, day);
        }
    }

    private void Imprison(ReferencePerson p, int day)
    {
        if (!p.Convicted)
        {
            result.Happened(day, "convicted", p.Place.State.Id);
            p.Convicted = true;
        }

        p.PhasesServed = 0;
        Settle(p, p.Place, ReferenceStage.Imprisoned, day);
    }

    private void ServePhase(ReferencePerson p, int day)
    {
        p.PhasesServed++;
        if (p.PhasesServed < Phases)
        {
            return;
        }

        if (p.Place.State != p.Origin)
        {
            result.Happened(day, "deported", p.Place.State.Id);
        }

        p.Examined = true;
        p.Evidence = false;
        BecomeKnown(p, homes[p.Origin.Id], fresh: false, day);
    }

    /// <summary>Of M13 and M14: charged with plotting if old enough to answer for it, else known.</summary>
    private void BeCaughtPlotting(ReferencePerson p, int day)
    {
        if (scenario.Justice.On && random.Chance(scenario.Justice.PlottersChargedProbability * Responsibility(p, p.Place.State)))
        {
            BeCharged(p, day);
        }
        else
        {
            BecomeKnown(p, p.Place, fresh: false, day);
        }
    }
}
