namespace Dispersal.Model;

/// <summary>Everything a person's hazards and choices depend on; persons with equal states are exchangeable.</summary>
/// <remarks>Indices are those of <see cref="Geography"/> and <see cref="Population"/>, in sixteen bits each; a state takes sixteen bytes.</remarks>
internal struct PersonState
{
    /// <summary>Marks the absence of a goal or a route.</summary>
    public const ushort None = ushort.MaxValue;

    public ushort Group;
    public ushort Place;
    public ushort Goal;
    public ushort Route;
    public Stage Stage;
    public Traits Traits;

    /// <summary>Commitment: 0 low, 1 middle, 2 high.</summary>
    public byte Commitment;

    /// <summary>Phase of the stage: 0 fresh and 1 later for who is at liberty; 0, 1, 2 of a sentence.</summary>
    public byte Phase;

    public Age Age;

    /// <summary>The law that was in force when the person left: that on joining goes before that on membership; none of them.</summary>
    public readonly Traits Law => Has(Traits.JoiningLaw) ? Traits.JoiningLaw : Traits & Traits.MembershipLaw;

    public readonly bool Has(Traits trait) => (Traits & trait) != Traits.None;

    /// <summary>The same person in a stage at a place, without goal or route.</summary>
    public readonly PersonState At(Stage stage, int place)
    {
        PersonState next = this;
        next.MoveTo(stage, place);
        return next;
    }

    /// <summary>Settles in a stage at a place, without goal or route.</summary>
    public void MoveTo(Stage stage, int place)
    {
        Stage = stage;
        Place = (ushort)place;
        Goal = None;
        Route = None;
        Phase = 0;
    }

    /// <summary>Waits at a place for a way to a goal.</summary>
    public void StrandAt(int place, int goal)
    {
        MoveTo(Stage.Stranded, place);
        Goal = (ushort)goal;
    }

    /// <summary>Sets out on a route from a place towards a goal.</summary>
    public void TravelBy(int route, int place, int goal)
    {
        MoveTo(Stage.InTransit, place);
        Route = (ushort)route;
        Goal = (ushort)goal;
    }
}
