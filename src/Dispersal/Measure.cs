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

    /// <summary>Every measure named here.</summary>
    public static ImmutableArray<Measure> All { get; } =
    [
        Departed, DepartedWomen, DepartedMinors, Returned, ReturnedWomen, ReturnedMinors, Dead, Relocated, Stopped, Captured, Deported,
        InTheatre, ActiveInTheatre, AtLarge, Known, Stock, Held, HeldWomenMinors, WithAffiliate, Permeability,
    ];

    /// <summary>The name.</summary>
    public override string ToString() => Name ?? "";
}
