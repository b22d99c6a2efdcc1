namespace Dispersal;

/// <summary>The way in which a route is travelled; decides which checks stop a traveller.</summary>
public enum RouteMode
{
    /// <summary>Over land, past patrols (M6).</summary>
    Land,

    /// <summary>By boat, past patrols (M6).</summary>
    Sea,

    /// <summary>With a passport, past records (M7).</summary>
    Air,

    /// <summary>Among refugees, past screening (M7).</summary>
    Refugee,
}

/// <summary>
/// A directed way from one place to another. Parallel routes between two places are allowed. One row of <c>routes.csv</c>.
/// </summary>
/// <remarks>The authorities that stop a traveller are those of the country of <see cref="To"/>, except on air routes, where
/// they are those of the country of <see cref="From"/>; who is held is held at that end of the route.</remarks>
[Table("routes.csv", "id")]
public sealed record Route
{
    /// <summary>Unique id, such as <c>syr-tur-west</c>.</summary>
    [Column(Required = true)] public required string Id { get; init; }

    /// <summary>Place of departure.</summary>
    [Column(Required = true, RefersTo = "places")] public required string From { get; init; }

    /// <summary>Place of arrival.</summary>
    [Column(Required = true, RefersTo = "places")] public required string To { get; init; }

    /// <summary>How the route is travelled.</summary>
    [Column(Required = true)] public required RouteMode Mode { get; init; }

    /// <summary>Mean stay before the crossing; the leg is left at hazard 1 / days.</summary>
    [Column(Min = 0.1, Max = 10000, Dated = true)] public required Parameter Days { get; init; }

    /// <summary>What the way costs, expressed in days of travel.</summary>
    [Column(Min = 0, Max = 10000, Default = 0, Dated = true)] public required Parameter MoneyDays { get; init; }

    /// <summary>Patrol pressure on land and sea; 0 none, 1 stops 63 % of those on open ground.</summary>
    [Column(Min = 0, Max = 100, Default = 0, Dated = true)] public required Parameter Patrol { get; init; }

    /// <summary>Cover given by mountains, marsh or sea: 0 open ground, 1 patrols see nothing.</summary>
    [Column(Min = 0, Max = 1, Default = 0)] public required Parameter Terrain { get; init; }

    /// <summary>Share of stops that a guide avoids, 0 to 1.</summary>
    [Column(Min = 0, Max = 1, Default = 0, Dated = true)] public required Parameter Smuggling { get; init; }

    /// <summary>Travellers that guides can take across in a day before interdiction wears their capacity down.</summary>
    [Column(Min = 0, Max = 1e6, Default = 0, Dated = true)] public required Parameter GuidesPerDay { get; init; }

    /// <summary>Share of crossings that no patrol stops.</summary>
    [Column(Min = 0, Max = 1, Default = 0, Dated = true)] public required Parameter FloorShare { get; init; }

    /// <summary>Of those stopped, the share held; the rest, less those killed, are turned back.</summary>
    [Column(Min = 0, Max = 1, Default = 0, Dated = true)] public required Parameter HeldShare { get; init; }

    /// <summary>Of those stopped, the share killed.</summary>
    [Column(Min = 0, Max = 1, Default = 0, Dated = true)] public required Parameter KilledShare { get; init; }

    /// <summary>Source of the row's numbers that carry none of their own.</summary>
    [Column] public string? Source { get; init; }

    /// <summary>Grade of the row's numbers that carry none of their own.</summary>
    [Column] public Grade Grade { get; init; }

    /// <summary>Reason for the row's numbers that carry none of their own.</summary>
    [Column] public string? Reason { get; init; }
}
