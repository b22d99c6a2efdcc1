using System.Collections.Immutable;

namespace Dispersal;

/// <summary>A figure that a run records month by month for each of its subjects: a country, region, affiliate, place or route.</summary>
/// <param name="Name">Name as written in <c>summary.csv</c>, such as <c>returned-women</c>.</param>
/// <remarks>A measure whose mechanism a scenario switches off is absent from its results.</remarks>
public readonly record struct Measure(string Name)
{
    /// <summary>Persons who reached the theatre, by origin; cumulative.</summary>
    public static Measure Departed { get; } = new("departed");

    /// <summary>Women among <see cref="Departed"/>.</summary>
    public static Measure DepartedWomen { get; } = new("departed-women");

    /// <summary>Minors among <see cref="Departed"/>.</summary>
    public static Measure DepartedMinors { get; } = new("departed-minors");

    /// <summary>First arrivals in the origin of persons who departed, by any way, by origin; cumulative.</summary>
    public static Measure Returned { get; } = new("returned");

    /// <summary>Women among <see cref="Returned"/>.</summary>
    public static Measure ReturnedWomen { get; } = new("returned-women");

    /// <summary>Minors among <see cref="Returned"/>, with children born in the theatre.</summary>
    public static Measure ReturnedMinors { get; } = new("returned-minors");

    /// <summary>Deaths of persons who departed, by origin; cumulative.</summary>
    public static Measure Dead { get; } = new("dead");

    /// <summary>Arrivals at an affiliate outside the own origin, by affiliate; cumulative.</summary>
    public static Measure Relocated { get; } = new("relocated");

    /// <summary>Stops, inbound and outbound, by the country that acts; events, cumulative.</summary>
    public static Measure Stopped { get; } = new("stopped");

    /// <summary>Captures by the war or by dislodgement, by the country of the place; cumulative.</summary>
    public static Measure Captured { get; } = new("captured");

    /// <summary>Persons expelled to their origin, by the holder; cumulative.</summary>
    public static Measure Deported { get; } = new("deported");

    /// <summary>Persons alive in theatre places, any stage, by origin; current.</summary>
    public static Measure InTheatre { get; } = new("in-theatre");

    /// <summary>Men embedded or underground in the theatre, by origin; current.</summary>
    public static Measure ActiveInTheatre { get; } = new("active-in-theatre");

    /// <summary>Returned and not noticed, by origin; current.</summary>
    public static Measure AtLarge { get; } = new("at-large");

    /// <summary>Returned and noticed by the authorities, by origin; current.</summary>
    public static Measure Known { get; } = new("known");

    /// <summary>Persons in a country, by the country where they are; current.</summary>
    public static Measure Stock { get; } = new("stock");

    /// <summary>Persons held, by the country where they are; current.</summary>
    public static Measure Held { get; } = new("held");

    /// <summary>Women and minors among <see cref="Held"/>.</summary>
    public static Measure HeldWomenMinors { get; } = new("held-women-minors");

    /// <summary>Persons with an affiliate, by affiliate; current.</summary>
    public static Measure WithAffiliate { get; } = new("with-affiliate");

    /// <summary>Probability that an attempt on a route passes, by route; current, 0 to 1.</summary>
    public static Measure Permeability { get; } = new("permeability");

    /// <summary>Persons fetched home by the own state, by origin; cumulative, exclusive of <see cref="Deported"/>.</summary>
    public static Measure Repatriated { get; } = new("repatriated");

    /// <summary>Persons charged, each once, by the court's country; cumulative.</summary>
    public static Measure Charged { get; } = new("charged");

    /// <summary>Persons convicted, each once, by the court's country; cumulative.</summary>
    public static Measure Convicted { get; } = new("convicted");

    /// <summary>Convicted persons who joined a cell after release, by country; cumulative.</summary>
    public static Measure Reengaged { get; } = new("reengaged");

    /// <summary>Plots completed, failed or foiled, of any attacker, by country; cumulative.</summary>
    public static Measure Plots { get; } = new("plots");

    /// <summary>Plots with a returnee, by country; cumulative.</summary>
    public static Measure PlotsReturnee { get; } = new("plots-returnee");

    /// <summary>Plots with somebody who came as a refugee or seeks asylum, by country; cumulative.</summary>
    public static Measure PlotsRefugee { get; } = new("plots-refugee");

    /// <summary>Returnees who plotted, by country; cumulative.</summary>
    public static Measure PlottersReturnee { get; } = new("plotters-returnee");

    /// <summary>Completed attacks by returnees of their own accord, by country; cumulative.</summary>
    public static Measure AttacksReturnee { get; } = new("attacks-returnee");

    /// <summary>Completed attacks by persons sent, by country; cumulative.</summary>
    public static Measure AttacksDirected { get; } = new("attacks-directed");

    /// <summary>Completed attacks by home-grown attackers in touch with the group, by country; cumulative.</summary>
    public static Measure AttacksLinked { get; } = new("attacks-linked");

    /// <summary>Completed attacks by home-grown attackers inspired only, by country; cumulative.</summary>
    public static Measure AttacksInspired { get; } = new("attacks-inspired");

    /// <summary>Attackers in completed attacks, by country; cumulative.</summary>
    public static Measure Attackers { get; } = new("attackers");

    /// <summary>Returnees among <see cref="Attackers"/>.</summary>
    public static Measure AttackersReturnee { get; } = new("attackers-returnee");

    /// <summary>Persons known to the authorities among <see cref="Attackers"/>.</summary>
    public static Measure AttackersKnown { get; } = new("attackers-known");

    /// <summary>Asylum seekers, and persons who came as such, among <see cref="Attackers"/>.</summary>
    public static Measure AttackersRefugee { get; } = new("attackers-refugee");

    /// <summary>Deaths in completed attacks, attackers not counted, by country; cumulative.</summary>
    public static Measure AttackDeaths { get; } = new("attack-deaths");

    /// <summary>Persons serving a sentence anywhere, by origin; current.</summary>
    public static Measure Imprisoned { get; } = new("imprisoned");

    /// <summary>Participants of exit programmes, by origin; current.</summary>
    public static Measure InProgramme { get; } = new("in-programme");

    /// <summary>Persons in cells, by origin; current.</summary>
    public static Measure Clandestine { get; } = new("clandestine");

    /// <summary>Persons who disengaged, by origin; current.</summary>
    public static Measure Disengaged { get; } = new("disengaged");

    /// <summary>Minors at home who need care, by origin; current.</summary>
    public static Measure CareNeed { get; } = new("care-need");

    /// <summary>Locals and foreigners of an affiliate; current.</summary>
    public static Measure AffiliateStrength { get; } = new("affiliate-strength");

    /// <summary>Load of the authorities, persons weighted by risk, by country; current.</summary>
    public static Measure WatchLoad { get; } = new("watch-load");

    /// <summary>Share of the load that is watched, by country; current.</summary>
    public static Measure WatchCoverage { get; } = new("watch-coverage");

    /// <summary>Home-grown subjects mobilised, by country; current.</summary>
    public static Measure HomeGrownMobilised { get; } = new("home-grown-mobilised");

    /// <summary>Appeal of the cause, for <c>WORLD</c>; current.</summary>
    public static Measure Appeal { get; } = new("appeal");

    /// <summary>Online reach of the cause, for <c>WORLD</c>; current.</summary>
    public static Measure OnlineReach { get; } = new("online-reach");

    /// <summary>Official media items a month, for <c>WORLD</c>; current.</summary>
    public static Measure MediaOutput { get; } = new("media-output");

    /// <summary>Share of the organisation's strength outside the core, for <c>WORLD</c>; current.</summary>
    public static Measure Decentralisation { get; } = new("decentralisation");

    /// <summary>Effective number of theatres over which strength is spread, for <c>WORLD</c>; current.</summary>
    public static Measure EffectiveTheatres { get; } = new("effective-theatres");

    /// <summary>Every measure named here.</summary>
    public static ImmutableArray<Measure> All { get; } =
    [
        Departed, DepartedWomen, DepartedMinors, Returned, ReturnedWomen, ReturnedMinors, Dead, Relocated, Stopped, Captured, Deported,
        InTheatre, ActiveInTheatre, AtLarge, Known, Stock, Held, HeldWomenMinors, WithAffiliate, Permeability,
        Repatriated, Charged, Convicted, Reengaged, Plots, PlotsReturnee, PlotsRefugee, PlottersReturnee, AttacksReturnee, AttacksDirected,
        AttacksLinked, AttacksInspired, Attackers, AttackersReturnee, AttackersKnown, AttackersRefugee, AttackDeaths, Imprisoned, InProgramme,
        Clandestine, Disengaged, CareNeed, AffiliateStrength, WatchLoad, WatchCoverage, HomeGrownMobilised, Appeal, OnlineReach, MediaOutput,
        Decentralisation, EffectiveTheatres,
    ];

    /// <summary>The name.</summary>
    public override string ToString() => Name ?? "";
}
