namespace Dispersal;

/// <summary>How a run draws the flows of a day. Individuals and cohorts have one law; expected has its means, where no field feeds back.</summary>
public enum EngineKind
{
    /// <summary>
    /// The cheapest engine that is exact for the question asked: individuals or cohorts, by scenario and recording, never by machine. The results say which
    /// and why.
    /// </summary>
    Auto,

    /// <summary>Person by person, event by event; keeps identities and histories.</summary>
    Individuals,

    /// <summary>
    /// Numbers of persons who are alike: cost follows the states that they can be in, not heads. Keeps no histories, and refuses a scenario in which persons must be
    /// told apart.
    /// </summary>
    Cohorts,

    /// <summary>
    /// What is to be expected, without draws: one replicate, the same for every seed. Exact means where no field feeds back and every state can be followed;
    /// else near them: persons in fractions, as many as would fill a few replicates, live by a fixed table of luck. Never chosen by <see cref="Auto"/>.
    /// </summary>
    Expected,
}
