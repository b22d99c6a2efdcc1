namespace Dispersal.Tests.Reference;

/// <content>M8 Transit states.</content>
internal partial class ReferenceSimulator
{
    /// <summary>H of today from H of yesterday and yesterday's arrests.</summary>
    private double HubToday(ReferenceSite site, int day)
    {
        if (!scenario.Transit.On)
        {
            return 0;
        }

        double full = site.HubStrength[day];
        return day == 0
            ? full
            : Math.Clamp(site.Hub + (scenario.Transit.HubRecoveryPerDay * (full - site.Hub)) - (scenario.Transit.HubWear * site.Arrests),
                0, full);
    }

    /// <summary>T of today from T of yesterday and yesterday's entries and attacks.</summary>
    private double ThreatToday(ReferenceState state, int day) => day == 0
        ? 0
        : Math.Clamp(
            state.Threat + (((scenario.Transit.ThreatPerEntry * state.Entries) + (scenario.Transit.ThreatPerAttack * state.Attacks) - state.Threat)
                / scenario.Transit.ThreatLagDays),
            0, scenario.Transit.ThreatCeiling);

    /// <summary>Share of arrests that the hub of a place averts.</summary>
    protected virtual double Hidden(ReferenceSite site) => scenario.Transit.HubHidingShare * site.Hub;

    private void AddHazardsOfTransitStates(ReferencePerson p, int day)
    {
        if (!scenario.Transit.On)
        {
            return;
        }

        ReferenceState here = p.Place.State;
        if (p.Stage is ReferenceStage.InTransit or ReferenceStage.Stranded && !p.Place.InTheatre && here != p.Origin)
        {
            hazards.Add((ReferenceExit.Arrest, here.InteriorArrest[day] * (1 + (scenario.Transit.ThreatResponse * here.Threat))
                * (1 - Hidden(p.Place))));
        }
        else if (p.Stage == ReferenceStage.Held)
        {
            hazards.Add((ReferenceExit.Deportation, here.Deportation[day] * p.Origin.Cooperation[day]));
            hazards.Add((ReferenceExit.Release, here.Release[day]));
        }
    }
}
