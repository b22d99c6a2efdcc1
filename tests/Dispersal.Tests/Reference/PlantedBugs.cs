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

/// <summary>M1: persons stopped on the way in are taken from those who arrive.</summary>
internal sealed class StoppedInsteadOfArriving(Scenario scenario) : ReferenceSimulator(scenario)
{
    protected override double Arriving(double expected, double expectedStopped) => expected - expectedStopped;
}

/// <summary>M5: every route that leads on is taken as often as any other.</summary>
internal sealed class RoutesWithoutCost(Scenario scenario) : ReferenceSimulator(scenario)
{
    protected override double RouteWeight(double dearerDays) => 1;
}

/// <summary>M7: every state consults every other's records.</summary>
internal sealed class RecordsShared(Scenario scenario) : ReferenceSimulator(scenario)
{
    protected override double RecordsAtHand(ReferenceState authority, ReferenceState origin, int day) => 1;
}

/// <summary>M8: hubs hide nobody.</summary>
internal sealed class HubsHideNobody(Scenario scenario) : ReferenceSimulator(scenario)
{
    protected override double Hidden(ReferenceSite site) => 0;
}

/// <summary>M9: whoever comes over land or as a refugee is noticed like a legal traveller.</summary>
internal sealed class EveryArrivalLegal(Scenario scenario) : ReferenceSimulator(scenario)
{
    protected override double NoticeRatio(ReferenceLeg by) => 1;
}

/// <summary>M10: laws reach back.</summary>
internal sealed class RetroactiveLaw(Scenario scenario) : ReferenceSimulator(scenario)
{
    protected override bool InForce(DateOnly? law, DateOnly arrival) => law is not null;
}

/// <summary>M10: a sentence is served in one phase of the same mean.</summary>
internal sealed class SentenceWithoutPhases(Scenario scenario) : ReferenceSimulator(scenario)
{
    protected override int Phases => 1;
}

/// <summary>M10: who takes part in a programme or has completed one is never charged.</summary>
internal sealed class ProgrammesGrantImmunity(Scenario scenario) : ReferenceSimulator(scenario)
{
    protected override bool MayBeCharged(ReferencePerson p) => p.Stage == ReferenceStage.Known;
}

/// <summary>M11: the home-grown take up nobody's time.</summary>
internal sealed class HomeGrownUnwatched(Scenario scenario) : ReferenceSimulator(scenario)
{
    protected override double[] NumbersAtRisk(ReferenceState state, int day) => [.. state.AtLibertyByRisk, 0];
}

/// <summary>M12: programmes admit whoever applies while they are open.</summary>
internal sealed class ProgrammesWithoutLimit(Scenario scenario) : ReferenceSimulator(scenario)
{
    protected override double FreePlaces(ReferenceProgramme programme, int participants, int day) => programme.Places[day] > 0 ? 1000 : 0;
}

/// <summary>M13: those in cells draw nobody in.</summary>
internal sealed class NoTiesToCells(Scenario scenario) : ReferenceSimulator(scenario)
{
    protected override double TiesToCells(int sameInCells) => 0;

    protected override double ContactsInCells(int inCells, int contacts) => 0;
}

/// <summary>M13: joining does not fall with time.</summary>
internal sealed class AlwaysFresh(Scenario scenario) : ReferenceSimulator(scenario)
{
    protected override double JoiningByTime(ReferencePerson p) => 1;
}

/// <summary>M14: deaths are counted from one.</summary>
internal sealed class EveryAttackKills(Scenario scenario) : ReferenceSimulator(scenario)
{
    protected override int Deaths(double mean) => 1 + base.Deaths(mean);
}

/// <summary>M14: everybody of a team makes a plot of his own.</summary>
internal sealed class APlotForEachOfTheTeam(Scenario scenario) : ReferenceSimulator(scenario)
{
    protected override int PlotsOf(int plotters) => plotters;
}

/// <summary>M14: orders come to each of a team rather than to the team.</summary>
internal sealed class OrdersToEachOfTheTeam(Scenario scenario) : ReferenceSimulator(scenario)
{
    protected override double OrdersPerDay(int team) => team * base.OrdersPerDay(team);
}

/// <summary>M14: the whole team takes part in every plot.</summary>
internal sealed class WholeTeamTakesPart(Scenario scenario) : ReferenceSimulator(scenario)
{
    protected override double TeamShare => 1;
}

/// <summary>M14: who is watched plots as safely as anybody.</summary>
internal sealed class WatchingFoilsNothing(Scenario scenario) : ReferenceSimulator(scenario)
{
    protected override double Foiled(double watched) => base.Foiled(0);
}

/// <summary>M15: defeat calls nobody to revenge.</summary>
internal sealed class NoRevenge(Scenario scenario) : ReferenceSimulator(scenario)
{
    protected override double AppealOfChange(double before, double now) => now > before ? base.AppealOfChange(before, now) : 0;
}

/// <summary>M15: the prominent mobilise nobody.</summary>
internal sealed class NoCelebrity(Scenario scenario) : ReferenceSimulator(scenario)
{
    protected override double Celebrity(ReferenceState state) => 1;
}

/// <summary>M16: novices win recruits too.</summary>
internal sealed class NovicesRecruit(Scenario scenario) : ReferenceSimulator(scenario)
{
    protected override bool Recruits(ReferencePerson p) => true;
}

/// <summary>M17: nobody is born in a camp.</summary>
internal sealed class NoBirthsInCamps(Scenario scenario) : ReferenceSimulator(scenario)
{
    protected override bool GivesBirth(ReferenceStage stage) => stage != ReferenceStage.Held && base.GivesBirth(stage);
}

/// <summary>M18: who hides no longer counts.</summary>
internal sealed class CoreWithoutUnderground(Scenario scenario) : ReferenceSimulator(scenario)
{
    protected override bool InCore(ReferencePerson p) => p.Stage == ReferenceStage.Embedded;
}
