namespace Dispersal;

/// <summary>
/// A rule of a modeller's own: each day it looks at the stocks and scales the hazards and branch weights that it declared.
/// Add it to a scenario with <see cref="Scenario.With(IMechanism)"/>.
/// </summary>
/// <remarks>One instance serves all replicates and threads: <see cref="Act"/> must depend on nothing but what it is given, else results depend on
/// threads.</remarks>
public interface IMechanism
{
    /// <summary>Name of the rule, unique in a scenario, in letters, digits and hyphens.</summary>
    string Name { get; }

    /// <summary>The numbers the rule uses, by name; part of the scenario's fingerprint, so that results say what they rest on.</summary>
    IReadOnlyDictionary<string, double> Parameters { get; }

    /// <summary>What the rule scales, in a fixed order. Each hazard and each crossing may be scaled by one rule only.</summary>
    IReadOnlyList<Lever> Levers { get; }

    /// <summary>Whether the rule can only run where persons keep their identity.</summary>
    bool NeedsIdentity => false;

    /// <summary>Sets today's levels from what stands at the start of the day.</summary>
    /// <param name="today">Stocks at the start of the day, and the day's parameter values.</param>
    /// <param name="levels">One level for each lever, 1 on entry; each from 0 to the lever's ceiling.</param>
    void Act(DayView today, Span<double> levels);
}

/// <summary>Something that a rule scales from day to day.</summary>
public sealed record Lever
{
    private Lever(string route, string exit, string place, double ceiling) =>
        (Route, Exit, Place, Ceiling) = (route, exit, place, ceiling);

    /// <summary>Route whose P(pass) is scaled; empty for a hazard.</summary>
    public string Route { get; }

    /// <summary>Exit whose hazard is scaled, such as <c>disillusioned</c>; empty for a crossing.</summary>
    public string Exit { get; }

    /// <summary>Place at which the hazard is scaled; <c>*</c> for every place.</summary>
    public string Place { get; }

    /// <summary>Greatest level; the tighter, the fewer candidate events are rejected.</summary>
    public double Ceiling { get; }

    /// <summary>P(pass) of a crossing, scaled by a level from 0 (closed) to 1.</summary>
    /// <param name="route">Id of a route.</param>
    public static Lever Passing(string route)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(route);
        return new(route, "", "", 1);
    }

    /// <summary>Hazard of an exit at a place, scaled by a level from 0 to a ceiling.</summary>
    /// <param name="exit">The exit in kebab-case, such as <c>disillusioned</c>, <c>crosses</c>, <c>arrested</c>, <c>deported</c>, <c>joins-cell</c>.</param>
    /// <param name="place">Id of a place; <c>*</c> for every place.</param>
    /// <param name="ceiling">Greatest level, at least 1.</param>
    public static Lever Hazard(string exit, string place, double ceiling)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(exit);
        ArgumentException.ThrowIfNullOrWhiteSpace(place);
        return new("", exit, place, ceiling);
    }
}
