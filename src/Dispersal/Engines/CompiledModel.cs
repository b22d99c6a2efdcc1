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
        AffiliateGrowth = new AffiliateGrowth(scenario, Geography);
        War = new War(scenario, Geography, AffiliateGrowth);
        Border = new Border(scenario, Geography);
        LegalTravel = new LegalTravel(scenario, Geography);
        Transit = new Transit(scenario, Geography, Population);
        Arrival = new Mechanisms.Arrival(scenario, Geography, LegalTravel);
        Way = new Way(scenario, Geography, Seasons, Goal.Goals(scenario, Geography, Population), Border, LegalTravel);
        Goal = new Goal(scenario, Geography, Population, Seasons, Territory, Way, Arrival, AffiliateGrowth);
        Inflow = new Inflow(scenario, Geography, Population, Territory);
        Justice = new Justice(scenario, Geography);
        Watching = new Watching(scenario, Geography);
        Programmes = new Programmes(scenario, Geography);
        Networks = new Networks(scenario, Geography, Population);
        Attacks = new Attacks(scenario, Geography, Population);
        Appeal = new Appeal(scenario, Geography, Territory, Networks);
        Families = new Families(scenario, Geography, Population);
        Shape = new Shape(scenario);
        Rules = new Rules(scenario, Geography);
        byStageAndPlace = new HazardTerm[StageNames.Count * Geography.Places.Length][];
        for (int p = 0; p < Geography.Places.Length; p++)
        {
            for (int s = 0; s < StageNames.Count; s++)
            {
                byStageAndPlace[(p * StageNames.Count) + s] = [.. ExitsOf((Stage)s, p).Where(t => t.Scale > 0 && (!t.Series.IsZero || t.ByOrigin is not null)).Select(t => Rules.Scaled(t, p))];
            }
        }

        // Routes that begin at one place share all exits but the crossing itself.
        (HazardTerm[] War, HazardTerm[] Others, Course Speed)?[] onTheWay = new (HazardTerm[], HazardTerm[], Course)?[Geography.Places.Length];
        byRoute = [.. Enumerable.Range(0, Geography.Routes.Length).Select(r => LegExits(r, onTheWay[Geography.From[r]] ??= OnTheWay(Geography.From[r])).Where(t => t.Scale > 0 && (!t.Series.IsZero || t.ByOrigin is not null)).Select(t => Rules.Scaled(t, Geography.From[r])).ToArray())];
        Hazards = new DailyHazards(byStageAndPlace.Concat(byRoute).SelectMany(t => t), Days);
        OpenExits = new OpenExits(this, byStageAndPlace, byRoute);
        Layout = new CellLayout(this);
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

    public Justice Justice { get; }

    public Watching Watching { get; }

    public Programmes Programmes { get; }

    public Networks Networks { get; }

    public Attacks Attacks { get; }

    public Appeal Appeal { get; }

    public AffiliateGrowth AffiliateGrowth { get; }

    public Families Families { get; }

    public Shape Shape { get; }

    /// <summary>The modeller's own rules.</summary>
    public Rules Rules { get; }

    /// <summary>Hazards that change from day to day.</summary>
    public DailyHazards Hazards { get; }

    /// <summary>Where each count stands.</summary>
    public CellLayout Layout { get; }

    /// <summary>The competing exits of a state as the mechanisms declare them.</summary>
    public HazardTerm[] ExitsOf(in PersonState state) => state.Stage == Stage.InTransit
        ? byRoute[state.Route]
        : byStageAndPlace[(state.Place * StageNames.Count) + (int)state.Stage];

    /// <summary>The competing exits of every state as the engines read them.</summary>
    public OpenExits OpenExits { get; }

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
                return Transit.Cooperation(Population.OriginOf[state.Group]);
            case PersonFactor.Chargeable:
                return state.Has(Traits.Evidence) && IsNational(state) ? Justice.Responsibility(Geography.CountryOf[state.Place], state.Age) : 0;
            case PersonFactor.ChargeableCompleted:
                return state.Has(Traits.Completed) ? FactorOf(PersonFactor.Chargeable, state) : 0;
            case PersonFactor.Responsible:
                return Justice.Responsibility(Geography.CountryOf[state.Place], state.Age);
            case PersonFactor.National:
                return IsNational(state) ? 1 : 0;
            case PersonFactor.Joining:
                return Networks.JoiningFactor(state);
            case PersonFactor.Rejoining:
                return Networks.ByRoleAndAge(state)
                    * (state.Has(Traits.Completed) ? Programmes.EffectRatio(Geography.CountryOf[state.Place]) : 1);
            case PersonFactor.Disengaging:
                return Networks.DisengagingFactor(state);
            case PersonFactor.LeavingAgain:
                return Networks.LeavingAgainFactor(state);
            case PersonFactor.Fresh:
                return state.Phase == 0 ? 1 : 0;
            case PersonFactor.Directed:
                return state.Has(Traits.Directed) ? 1 : 0;
            case PersonFactor.NotDirected:
                return state.Has(Traits.Directed) ? 0 : 1;
            case PersonFactor.TargetMan:
                return Population.RoleOf[state.Group] == Role.Man ? Attacks.TargetWeight(Population.OriginOf[state.Group]) : 0;
            case PersonFactor.Woman:
                return Population.RoleOf[state.Group] == Role.Woman ? 1 : 0;
            case PersonFactor.Child:
                return state.Age == Age.Child ? 1 : 0;
            case PersonFactor.Youth:
                return state.Age == Age.Youth ? 1 : 0;
            case PersonFactor.Repatriation:
                return Population.RoleOf[state.Group] == Role.Man ? 0 : Families.Repatriation(Population.OriginOf[state.Group]);
            default:
                return 1;
        }
    }

    /// <summary>Today's level of a field as a share of the ceiling that the hazard's bound assumes; in [0, 1].</summary>
    /// <param name="factor">The field.</param>
    /// <param name="state">The person.</param>
    /// <param name="fields">The fields.</param>
    /// <param name="ties">Ties of the person to his own contacts; null where ties are to the group.</param>
    public double ShareOfCeiling(FieldFactor factor, in PersonState state, Fields fields, double? ties)
    {
        switch (factor)
        {
            case FieldFactor.HubSpeed:
                return Transit.SpeedShare(state.Place, fields);
            case FieldFactor.Arrest:
                return Transit.ArrestShare(state.Place, fields);
            case FieldFactor.Admission:
                return fields.Admission[Geography.CountryOf[state.Place]];
            case FieldFactor.Joining:
                return Networks.ShareOfCeiling(state, ties ?? Networks.TiesToGroup(state, fields), fields);
            case FieldFactor.Watched:
                return Networks.Watched(state, fields);
            case FieldFactor.Order:
                return fields.Orders[Geography.CountryOf[state.Place]].Share;
            case FieldFactor.Intensity:
                return AffiliateGrowth.ShareOfCeiling(state.Place, fields);
            default:
                return 1;
        }
    }

    /// <summary>Whether a state read from a file is one of this model's.</summary>
    public bool Holds(in PersonState state)
    {
        int places = Geography.Places.Length;
        bool hasRoute = state.Route < Geography.Routes.Length;
        return state.Group < Population.Groups.Length && state.Place < places && Enum.IsDefined(state.Stage) && Enum.IsDefined(state.Age)
            && state.Commitment <= 2 && state.Phase < Justice.SentencePhases
            && (state.Goal < places || state.Goal == PersonState.None)
            && (state.Stage is Stage.InTransit ? hasRoute && state.Goal < places && Geography.From[state.Route] == state.Place : state.Route == PersonState.None)
            && (state.Stage is not Stage.Stranded || state.Goal < places)
            && (state.Stage is not Stage.WithAffiliate || Geography.AffiliateOf[state.Place] >= 0);
    }

    private bool IsNational(in PersonState state) =>
        Population.OriginCountry[Population.OriginOf[state.Group]] == Geography.CountryOf[state.Place];


    /// <summary>Today's hazard of a leg, hub included.</summary>
    public double LegHazard(int route, int day, Fields fields) =>
        Way.LegHazardOn(route, day) * Transit.Speed(Geography.From[route], fields);

    /// <summary>Step (2) of the day: the fields, from the stocks and from yesterday's events.</summary>
    public void UpdateFields(int day, Fields fields)
    {
        Transit.UpdateFields(day, fields);
        foreach (int route in Border.GuidedRoutes)
        {
            double onLeg = fields.OnLeg[route];
            Border.UpdateGuides(route, day, onLeg == 0 ? 0 : onLeg * LegHazard(route, day, fields), fields);
        }

        Watching.Update(day, fields);
        Programmes.Update(day, fields);
        Appeal.Update(day, fields);
        AffiliateGrowth.Update(day, fields);
        Goal.UpdatePulls(day, fields);
        fields.ClearEvents();
    }

    private IEnumerable<HazardTerm> ExitsOf(Stage stage, int place)
    {
        IEnumerable<HazardTerm> exits = War.Exits(stage, place)
            .Concat(Goal.Exits(stage, place))
            .Concat(Justice.Exits(stage, place))
            .Concat(Programmes.Exits(stage, place))
            .Concat(Networks.Exits(stage, place))
            .Concat(Attacks.Exits(stage, place))
            .Concat(Families.Exits(stage));
        return stage switch
        {
            Stage.Embedded => exits.Prepend(Dislodged()),
            Stage.WithAffiliate when Territory.HasEvents(place) => exits.Prepend(Dislodged()),
            Stage.Stranded => exits.Concat(Way.StrandedExits()).Concat(Transit.ArrestExits(place)),
            Stage.Clandestine => Attacks.ExitsByOrder().Concat(exits),
            Stage.Held => exits.Concat(Transit.HeldExits(place)),
            _ => exits,
        };

        HazardTerm Dislodged() => new(Exit.Dislodged, Territory.Dislodgement(place), 1);
    }

    private (HazardTerm[] War, HazardTerm[] Others, Course Speed) OnTheWay(int place) =>
        ([.. War.Exits(Stage.InTransit, place)], [.. Transit.ArrestExits(place), .. Families.Exits(Stage.InTransit)], Transit.UnwornSpeed(place));

    private IEnumerable<HazardTerm> LegExits(int route, (HazardTerm[] War, HazardTerm[] Others, Course Speed) onTheWay)
    {
        HazardTerm crosses = new(Exit.Crosses, Way.LegHazard(route, Days, onTheWay.Speed), 1, PersonFactor.None, FieldFactor.HubSpeed);
        return [.. onTheWay.War, crosses, .. onTheWay.Others];
    }
}
