namespace Dispersal.Experiments;

/// <summary>What a shift is of.</summary>
public enum ShiftOf
{
    /// <summary>Crossings of a route over the whole run.</summary>
    Route,

    /// <summary>Persons alive at a place on the last date.</summary>
    Place,

    /// <summary>What has become, by the last date, of those who departed.</summary>
    Fate,
}

/// <summary>How many more or fewer persons a route, a place or a fate has after a change: where those went who no longer go elsewhere.</summary>
/// <param name="Of">Whether it is a route, a place or a fate.</param>
/// <param name="Name">Id of the route or place, or name of the fate.</param>
/// <param name="Before">Persons or crossings before the change.</param>
/// <param name="After">Persons or crossings after the change.</param>
/// <param name="Difference">After minus before, replicate by replicate.</param>
public sealed record Shift(ShiftOf Of, string Name, Estimate Before, Estimate After, Estimate Difference);
