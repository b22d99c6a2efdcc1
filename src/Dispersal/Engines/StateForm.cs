using Dispersal.Mechanisms;
using Dispersal.Model;

namespace Dispersal.Engines;

/// <summary>
/// The simplest of all states that are equal for whatever can still happen: what can matter no more is forgotten, so that persons who differ only there are
/// one cohort. Every exit, every count and everything an exit leads to is the same for a state and its form.
/// </summary>
internal sealed class StateForm
{
    private readonly Population population;
    private readonly ushort[] groupOf;
    private readonly bool leavesAgain;

    public StateForm(CompiledModel model)
    {
        population = model.Population;

        // Groups of one origin and role differ in how they arrive only.
        groupOf = [.. population.OriginRole.Select(both => (ushort)Array.IndexOf(population.OriginRole, both))];
        leavesAgain = model.Networks.LeaveAgain;
    }

    /// <summary>The form of a state.</summary>
    public PersonState Of(PersonState state)
    {
        state.Group = groupOf[state.Group];
        if (state.Stage == Stage.Dead)
        {
            // (1) The dead are counted by origin, by place and by whether they had departed.
            state.Traits &= Traits.Departed;
            state.Commitment = 0;
            state.Age = Age.Adult;
            return state;
        }

        // (2) A law on joining goes before one on membership.
        if (state.Has(Traits.JoiningLaw))
        {
            state.Traits &= ~Traits.MembershipLaw;
        }

        // (3) Where one was born matters for the first return only.
        if (state.Has(Traits.Returned))
        {
            state.Traits &= ~Traits.Born;
        }

        // (4) Who will never travel again is on no list that anybody reads, and once the evidence is weighed no law matters.
        if (state.Stage >= Stage.AtLarge && !(leavesAgain && population.RoleOf[state.Group] == Role.Man))
        {
            state.Traits &= ~Traits.Listed;
            if (state.Has(Traits.Examined))
            {
                state.Traits &= ~(Traits.JoiningLaw | Traits.MembershipLaw);
            }
        }

        return state;
    }
}
