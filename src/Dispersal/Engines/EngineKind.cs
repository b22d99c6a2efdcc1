namespace Dispersal;

/// <summary>How a run draws the flows of a day.</summary>
public enum EngineKind
{
    /// <summary>The cheapest engine that is exact for the question asked.</summary>
    Auto,

    /// <summary>Person by person, event by event; keeps identities and histories.</summary>
    Individuals,
}
