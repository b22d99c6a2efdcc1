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

    /// <summary>Settles at a place without goal or route.</summary>
    public readonly PersonState At(Stage stage, int place)
    {
        PersonState next = this;
        next.Stage = stage;
        next.Place = (ushort)place;
        next.Goal = None;
        next.Route = None;
        next.Phase = 0;
        return next;
    }

    /// <summary>Waits at a place for a way to a goal.</summary>
    public readonly PersonState StrandedAt(int place, int goal)
    {
        PersonState next = At(Stage.Stranded, place);
        next.Goal = (ushort)goal;
        return next;
    }

    /// <summary>Sets out on a route towards a goal.</summary>
    public readonly PersonState Travelling(int place, int route, int goal)
    {
        PersonState next = At(Stage.InTransit, place);
        next.Route = (ushort)route;
        next.Goal = (ushort)goal;
        return next;
    }
}
