using Dispersal.Mechanisms;
using Dispersal.Model;

namespace Dispersal.Engines;

/// <summary>
/// A scenario made ready to run: indices instead of ids, and for every stage and place the exits with the parts of their hazards that are known
/// before the run. Read-only, shared by all replicates and threads.
/// </summary>
internal sealed class CompiledModel
{
    private readonly HazardTerm[][] byStageAndPlace;
    private readonly HazardTerm[][] byRoute;

    public CompiledModel(Scenario scenario)
    {
        Scenario = scenario;
        Days = scenario.Days;
        Geography = new Geography(scenario);
        Population = new Population(scenario, Geography);
        Seasons = new Seasons(scenario);
        Territory = new Territory(scenario, Geography);
        War = new War(scenario, Geography);
        Border = new Border(scenario, Geography);
        LegalTravel = new LegalTravel(scenario, Geography);
        Transit = new Transit(scenario, Geography, Population);
        Arrival = new Mechanisms.Arrival(scenario, Geography, LegalTravel);
        Way = new Way(scenario, Geography, Seasons, Goal.Goals(scenario, Geography, Population), Border, LegalTravel);
        Goal = new Goal(scenario, Geography, Population, Seasons, Territory, Way, Arrival);
        Inflow = new Inflow(scenario, Geography, Population, Territory);
        byStageAndPlace = new HazardTerm[StageNames.Count * Geography.Places.Length][];
        for (int p = 0; p < Geography.Places.Length; p++)
        {
            for (int s = 0; s < StageNames.Count; s++)
            {
                byStageAndPlace[(p * StageNames.Count) + s] = [.. ExitsOf((Stage)s, p).Where(t => !t.Series.IsZero && t.Scale > 0)];
            }
        }

        byRoute = [.. Enumerable.Range(0, Geography.Routes.Length).Select(r => LegExits(r).Where(t => !t.Series.IsZero && t.Scale > 0).ToArray())];
        MostTerms = byStageAndPlace.Concat(byRoute).Select(t => t.Length).DefaultIfEmpty().Max();
    }

    public Scenario Scenario { get; }

    public int Days { get; }

    public Geography Geography { get; }

    public Population Population { get; }

    public Seasons Seasons { get; }

    public Inflow Inflow { get; }

    public Territory Territory { get; }

    public War War { get; }

    public Goal Goal { get; }

    public Way Way { get; }

    public Border Border { get; }

    public LegalTravel LegalTravel { get; }

    public Transit Transit { get; }

    public Mechanisms.Arrival Arrival { get; }

    /// <summary>Greatest number of exits of any state.</summary>
    public int MostTerms { get; }

    /// <summary>The competing exits of a state.</summary>
    public HazardTerm[] ExitsOf(in PersonState state) => state.Stage == Stage.InTransit
        ? byRoute[state.Route]
        : byStageAndPlace[(state.Place * StageNames.Count) + (int)state.Stage];

    /// <summary>Multiplier of an exit's hazard by the person.</summary>
    public double FactorOf(PersonFactor factor, in PersonState state)
    {
        switch (factor)
        {
            case PersonFactor.War:
                return War.FactorOf(Population.RoleOf[state.Group], state.Has(Traits.Veteran));
            case PersonFactor.Disillusion:
                return Goal.DisillusionFactor(Population.RoleOf[state.Group], state.Commitment);
            case PersonFactor.NoviceMan:
                return Population.RoleOf[state.Group] == Role.Man && !state.Has(Traits.Veteran) ? 1 : 0;
            case PersonFactor.Foreigner:
                return Population.OriginCountry[Population.OriginOf[state.Group]] == Geography.CountryOf[state.Place] ? 0 : 1;
            case PersonFactor.Cooperation:
                return Transit.GreatestCooperation(Population.OriginOf[state.Group]);
            default:
                return 1;
        }
    }

    /// <summary>Today's hazard of a leg, hub included.</summary>
    public double LegHazard(int route, int day, Fields fields) =>
        Way.LegHazardOn(route, day) * Transit.Speed(Geography.From[route], fields);

    /// <summary>Step (2) of the day: the fields, from the stocks and from yesterday's events.</summary>
    public void UpdateFields(int day, Fields fields)
    {
        Transit.UpdateFields(day, fields);
        foreach (int route in Border.GuidedRoutes)
        {
            Border.UpdateGuides(route, day, fields.OnLeg[route] * LegHazard(route, day, fields), fields);
        }

        fields.ClearEvents();
    }

    private IEnumerable<HazardTerm> ExitsOf(Stage stage, int place)
    {
        IEnumerable<HazardTerm> exits = War.Exits(stage, place).Concat(Goal.Exits(stage, place));
        return stage switch
        {
            Stage.Embedded => exits.Prepend(Dislodged()),
            Stage.WithAffiliate when Territory.HasEvents(place) => exits.Prepend(Dislodged()),
            Stage.Stranded => exits.Concat(Way.StrandedExits(Days)).Concat(Transit.ArrestExits(place)),
            Stage.Held => exits.Concat(Transit.HeldExits(place)),
            _ => exits,
        };

        HazardTerm Dislodged() => new(Exit.Dislodged, Territory.Dislodgement(place), 1);
    }

    private IEnumerable<HazardTerm> LegExits(int route)
    {
        int place = Geography.From[route];
        HazardTerm crosses = new(
            Exit.Crosses, Way.LegHazard(route, Days), Transit.SpeedCeiling(place), PersonFactor.None, FieldFactor.HubSpeed);
        return War.Exits(Stage.InTransit, place).Append(crosses).Concat(Transit.ArrestExits(place));
    }
}
