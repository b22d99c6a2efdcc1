using Dispersal.Model;
using Dispersal.Randomness;

namespace Dispersal.Engines;

/// <summary>States of cohorts by number, each with the content hash to which its draws belong: made of names, so that adding a country leaves others' luck alone.</summary>
internal sealed class CohortStates
{
    private readonly StateForm form;
    private readonly PersonStates states;
    private readonly ulong[] originRoles;
    private readonly ulong[] places;
    private readonly ulong[] routes;
    private ulong[] keys = new ulong[1024];
    private uint known;

    public CohortStates(CompiledModel model)
    {
        form = new StateForm(model);
        states = new PersonStates(model);
        known = (uint)states.Table.Count;
        originRoles = [.. model.Population.Groups.Select(g => ContentHash.Of($"{g.Origin}|{Names.Of(g.Role)}"))];
        places = [.. model.Geography.Places.Select(p => ContentHash.Of(p.Id))];
        routes = [.. model.Geography.Routes.Select(r => ContentHash.Of(r.Id))];
    }

    /// <summary>What the loop reads.</summary>
    public StateTable Table => states.Table;

    /// <summary>Number of states, those of the table that nobody can be in included.</summary>
    public int Count => states.Table.Count;

    /// <summary>A state by its number.</summary>
    public ref readonly PersonState this[uint number] => ref states[number];

    /// <summary>The exits that are open to a state.</summary>
    public ReadOnlySpan<StateTerm> TermsOf(uint number) => states.TermsOf(number);

    /// <summary>Content hash of a state.</summary>
    public ulong KeyOf(uint number) => keys[number];

    /// <summary>The number of the form of a state.</summary>
    public uint NumberOf(in PersonState state)
    {
        PersonState simplest = form.Of(state);
        uint number = states.NumberOf(simplest);
        if (number >= known)
        {
            known = number + 1;
            if (known > keys.Length)
            {
                Array.Resize(ref keys, 2 * keys.Length);
            }

            keys[number] = Key(simplest);
        }

        return number;
    }

    private ulong Key(in PersonState state)
    {
        ulong key = ContentHash.With(originRoles[state.Group], places[state.Place]);
        key = ContentHash.With(key, state.Goal == PersonState.None ? 0 : places[state.Goal]);
        key = ContentHash.With(key, state.Route == PersonState.None ? 0 : routes[state.Route]);
        return ContentHash.With(
            key,
            (ulong)state.Stage | ((ulong)state.Traits << 8) | ((ulong)state.Commitment << 24) | ((ulong)state.Phase << 32) | ((ulong)state.Age << 40));
    }
}
