using Dispersal.Engines;
using Dispersal.Model;
using Dispersal.Tests.Hostile;

namespace Dispersal.Tests.Engines;

/// <summary>States of any person anywhere, whether or not a life leads there.</summary>
internal static class AnyState
{
    /// <summary>A state that a model can hold.</summary>
    public static PersonState Of(CompiledModel model, Luck luck)
    {
        PersonState state = default;
        state.Group = (ushort)luck.Below(model.Population.Groups.Length);
        state.Traits = (Traits)luck.Below(2 * (int)Traits.Prominent);
        state.Commitment = (byte)luck.Below(3);
        state.Age = (Age)luck.Below(3);
        if (luck.Is(25) && model.Geography.Routes.Length > 0)
        {
            int route = luck.Below(model.Geography.Routes.Length);
            state.TravelBy(route, model.Geography.From[route], luck.Below(model.Geography.Places.Length));
        }
        else
        {
            Stage stage = (Stage)luck.Below(StageNames.Count);
            int place = luck.Is(30) ? model.Population.Home[model.Population.OriginOf[state.Group]] : luck.Below(model.Geography.Places.Length);
            bool possible = stage != Stage.InTransit && (stage != Stage.WithAffiliate || model.Geography.AffiliateOf[place] >= 0);
            state.MoveTo(possible ? stage : Stage.AtLarge, place);
        }

        state.Phase = (byte)luck.Below(3);
        return state;
    }
}
