using Dispersal.Model;

namespace Dispersal.Engines;

/// <summary>Marks who is back in the origin for the first time, by whatever way.</summary>
internal sealed class FirstReturn(CompiledModel model)
{
    private readonly Geography geography = model.Geography;
    private readonly Population population = model.Population;

    /// <summary>The state with the mark where it is due.</summary>
    public PersonState Marked(PersonState state)
    {
        Mark(ref state);
        return state;
    }

    /// <summary>Sets the mark where it is due.</summary>
    public void Mark(ref PersonState state)
    {
        if ((state.Traits & (Traits.Departed | Traits.Born)) != Traits.None && !state.Has(Traits.Returned) && IsBack(state))
        {
            state.Traits |= Traits.Returned;
        }
    }

    private bool IsBack(in PersonState state)
    {
        int origin = population.OriginOf[state.Group];
        return state.Stage switch
        {
            >= Stage.AtLarge and < Stage.Dead => state.Place == population.Home[origin],
            Stage.WithAffiliate => geography.CountryOf[state.Place] == population.OriginCountry[origin],
            _ => false,
        };
    }
}
