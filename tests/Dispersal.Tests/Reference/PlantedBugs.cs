namespace Dispersal.Tests.Reference;

/// <summary>Patrols see through mountains.</summary>
internal sealed class PatrolIgnoresTerrain(Scenario scenario) : ReferenceSimulator(scenario)
{
    protected override double StoppedAlone(ReferenceLeg leg, int day) => (1 - leg.Floor[day]) * (1 - Math.Exp(-leg.Patrol[day]));
}

/// <summary>Guides take everybody while there are any.</summary>
internal sealed class GuidesWithoutCapacity(Scenario scenario) : ReferenceSimulator(scenario)
{
    protected override double GuidedShare(double guides, double trying) => guides > 0 ? 1 : 0;
}

/// <summary>The hazard of dislodgement is the loss of control, not the logarithm of its ratio.</summary>
internal sealed class DislodgementByDifference(Scenario scenario) : ReferenceSimulator(scenario)
{
    protected override double DislodgementHazard(double controlToday, double controlTomorrow) =>
        Math.Max(0, controlToday - controlTomorrow);
}

/// <summary>Nobody is drawn by those who went before.</summary>
internal sealed class NoTies(Scenario scenario) : ReferenceSimulator(scenario)
{
    protected override double TieShare(int settledThere, int allAlive) => 0;
}

/// <summary>Experience does not protect.</summary>
internal sealed class VeteransDieLikeNovices(Scenario scenario) : ReferenceSimulator(scenario)
{
    protected override double WarDeath(ReferencePerson p, int day)
    {
        bool veteran = p.Veteran;
        p.Veteran = false;
        double hazard = base.WarDeath(p, day);
        p.Veteran = veteran;
        return hazard;
    }
}
