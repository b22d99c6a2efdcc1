using System.Runtime.CompilerServices;

namespace Dispersal.Model;

/// <summary>What brought a step of a life about.</summary>
internal enum Cause : byte
{
    ReachedTheatre,
    StoppedOnTheWayIn,
    Dislodged,
    KilledWhenDislodged,
    CapturedWhenDislodged,
    Disillusioned,
    Reconsidered,
    KilledInWar,
    CapturedInWar,
    GainedExperience,
    Died,
    Waited,
    Crossed,
    ReachedGoal,
    TurnedBack,
    HeldAtCrossing,
    KilledAtCrossing,
    Retried,
    Arrested,
    Deported,
    Freed,
    Charged,
    Acquitted,
    Convicted,
    ConvictedByHolder,
    AcquittedByHolder,
    ServedPhase,
    Released,
    ReleasedAndDeported,
    Enrolled,
    CompletedProgramme,
    DroppedOut,
    Settled,
    JoinedCell,
    RejoinedCell,
    Disengaged,
    LeftAgain,
    Found,
    FoundInCell,
    PlotFoiled,
    PlotFailed,
    Attacked,
    KilledInAttack,
    SentHome,
    GaveBirth,
    Born,
    GrewUp,
    Repatriated,
}

/// <summary>Names of causes as written in files.</summary>
internal static class CauseNames
{
    private static readonly string[] Names =
    [
        "reached-theatre", "stopped-on-the-way-in", "dislodged", "killed-when-dislodged", "captured-when-dislodged", "disillusioned",
        "reconsidered", "killed-in-war", "captured-in-war", "gained-experience", "died", "waited", "crossed", "reached-goal", "turned-back",
        "held-at-crossing", "killed-at-crossing", "retried", "arrested", "deported", "freed",
        "charged", "acquitted", "convicted", "convicted-by-holder", "acquitted-by-holder", "served-phase", "released", "released-and-deported",
        "enrolled", "completed-programme", "dropped-out", "settled", "joined-cell", "rejoined-cell", "disengaged", "left-again", "found", "found-in-cell",
        "plot-foiled", "plot-failed", "attacked", "killed-in-attack", "sent-home", "gave-birth", "born", "grew-up", "repatriated",
    ];

    /// <summary>The cause's name as written in files.</summary>
    public static string NameOf(this Cause cause) => Names[(int)cause];
}

/// <summary>Outcomes of a crossing, as counted in <c>flows.csv</c>.</summary>
internal enum CrossingOutcome : sbyte
{
    /// <summary>No crossing.</summary>
    None = -1,

    Passed = 0,
    TurnedBack = 1,
    Held = 2,
    Killed = 3,
}

/// <summary>What an exit leads to.</summary>
/// <param name="Next">State after the step.</param>
/// <param name="Cause">What brought it about.</param>
/// <param name="Route">Route crossed or tried; -1 for none.</param>
/// <param name="Outcome">Outcome of the crossing.</param>
/// <param name="Guided">Whether a guide led the crossing.</param>
/// <param name="Plot">The plot, where there is one.</param>
internal record struct Transition(
    PersonState Next, Cause Cause, int Route = -1, CrossingOutcome Outcome = CrossingOutcome.None, bool Guided = false, Plot Plot = default)
{
    /// <summary>State after the step: a field, so that it can be changed where it stands.</summary>
    public PersonState Next = Next;

    /// <summary>Where a step begins: nothing has happened yet.</summary>
    public static Transition From(in PersonState state) => new(state, Cause.Waited);

    /// <summary>The same, where it stands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Begin(in PersonState state)
    {
        Next = state;
        Cause = Cause.Waited;
        Route = -1;
        Outcome = CrossingOutcome.None;
        Guided = false;
        Plot = default;
    }
}
