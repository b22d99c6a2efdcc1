using System.Collections.Immutable;
using Dispersal.Notebooks;

namespace Dispersal;

/// <summary>
/// Everything a run needs, as a value: dates, switches, parameters with their provenance, and tables. Immutable; changes make a new scenario.
/// </summary>
/// <remarks>Tables are sorted by key in ordinal order, whatever the order of rows in the files.</remarks>
[TypeFormatterSource(typeof(LibraryFormatters))]
public sealed partial class Scenario
{
    /// <summary>Short name, such as <c>raqqa-2017</c>.</summary>
    [Column(Required = true)] public required string Name { get; init; }

    /// <summary>Title for people to read; the name when none is written.</summary>
    [Column] public required string Title { get => field.Length > 0 ? field : Name; init; }

    /// <summary>What the scenario describes, in a few sentences.</summary>
    [Column] public required string Summary { get; init; }

    /// <summary>First day.</summary>
    [Column(Required = true)] public required DateOnly Start { get; init; }

    /// <summary>Last day, inclusive.</summary>
    [Column(Required = true)] public required DateOnly End { get; init; }

    /// <summary>First day of the forecast; null where nothing is forecast.</summary>
    [Column] public DateOnly? ForecastFrom { get; init; }

    /// <summary>Number of days simulated.</summary>
    public int Days => End.DayNumber - Start.DayNumber + 1;

    /// <summary>M1 Inflow.</summary>
    public required InflowParameters Inflow { get; init; }

    /// <summary>M2 Territory.</summary>
    public required TerritoryParameters Territory { get; init; }

    /// <summary>M3 War.</summary>
    public required WarParameters War { get; init; }

    /// <summary>M4 Goal.</summary>
    public required GoalParameters Goal { get; init; }

    /// <summary>M5 Way.</summary>
    public required WayParameters Way { get; init; }

    /// <summary>M6 Border.</summary>
    public required BorderParameters Border { get; init; }

    /// <summary>M7 Legal travel.</summary>
    public required LegalTravelParameters LegalTravel { get; init; }

    /// <summary>M8 Transit states.</summary>
    public required TransitParameters Transit { get; init; }

    /// <summary>M9 Arrival.</summary>
    public required ArrivalParameters Arrival { get; init; }

    /// <summary>M10 Justice.</summary>
    public required JusticeParameters Justice { get; init; }

    /// <summary>M11 Watching.</summary>
    public required WatchingParameters Watching { get; init; }

    /// <summary>M12 Programmes: the switch; see <see cref="ExitProgrammes"/>.</summary>
    public required ProgrammesParameters Programmes { get; init; }

    /// <summary>M13 Networks.</summary>
    public required NetworksParameters Networks { get; init; }

    /// <summary>M14 Attacks.</summary>
    public required AttacksParameters Attacks { get; init; }

    /// <summary>M15 Appeal.</summary>
    public required AppealParameters Appeal { get; init; }

    /// <summary>M16 Affiliate growth.</summary>
    public required AffiliateGrowthParameters AffiliateGrowth { get; init; }

    /// <summary>M17 Families.</summary>
    public required FamiliesParameters Families { get; init; }

    /// <summary>M18 Shape of the organisation.</summary>
    public required ShapeParameters Shape { get; init; }

    /// <summary>What is recorded besides the tables every run writes.</summary>
    public required ObservationParameters Observation { get; init; }

    /// <summary>States.</summary>
    public required ImmutableArray<Country> Countries { get; init; }

    /// <summary>Nodes of the network.</summary>
    public required ImmutableArray<Place> Places { get; init; }

    /// <summary>Directed edges of the network.</summary>
    public required ImmutableArray<Route> Routes { get; init; }

    /// <summary>Described populations.</summary>
    public required ImmutableArray<FighterGroup> Groups { get; init; }

    /// <summary>Monthly weights of arrivals.</summary>
    public required ImmutableArray<Arrival> Arrivals { get; init; }

    /// <summary>First theatres by origin.</summary>
    public required ImmutableArray<FirstTheatre> FirstTheatres { get; init; }

    /// <summary>Dated gains and losses.</summary>
    public required ImmutableArray<ControlEvent> Control { get; init; }

    /// <summary>Published areas.</summary>
    public required ImmutableArray<PublishedArea> PublishedAreas { get; init; }

    /// <summary>Groups elsewhere.</summary>
    public required ImmutableArray<Affiliate> Affiliates { get; init; }

    /// <summary>Third countries some settle in.</summary>
    public required ImmutableArray<ThirdCountry> ThirdCountries { get; init; }

    /// <summary>Disengagement programmes.</summary>
    public required ImmutableArray<ExitProgramme> ExitProgrammes { get; init; }

    /// <summary>Courses of parameters over time, as written (addresses may hold a <c>*</c>).</summary>
    public required ImmutableArray<ForcingPoint> Forcing { get; init; }

    /// <summary>Dated changes, as written (addresses may hold a <c>*</c>).</summary>
    public required ImmutableArray<Policy> Policies { get; init; }

    /// <summary>What sources claim, and where it lives in the scenario; for readers.</summary>
    public required ImmutableArray<Claim> Claims { get; init; }

    /// <summary>Figures that sources publish and that runs are held against; they change nothing in a run.</summary>
    public required ImmutableArray<PublishedFigure> Targets { get; init; }
}
