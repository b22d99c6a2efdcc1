using Dispersal.Mechanisms;
using Dispersal.Randomness;

namespace Dispersal.Engines;

/// <summary>Persons, as luck has it.</summary>
internal sealed class PersonArrivals(Inflow inflow) : IArrivals
{
    /// <inheritdoc/>
    public int Number(int intake, in StreamKey luck) => Inflow.Number(inflow.Intakes[intake], luck);

    /// <inheritdoc/>
    public int Day(int intake, int index, ulong key, in StreamKey luck) => Inflow.ArrivalDay(inflow.Intakes[intake], key, luck);
}
