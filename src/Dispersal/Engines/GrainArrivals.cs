using Dispersal.Mechanisms;
using Dispersal.Model;
using Dispersal.Randomness;

namespace Dispersal.Engines;

/// <summary>
/// Grains of the expected arrivals, counted off: those of a group without a break from its first month to its last, so that nothing of when and how many arrive
/// is left to luck but where each group's count begins.
/// </summary>
internal sealed class GrainArrivals : IArrivals
{
    private readonly Inflow inflow;
    private readonly double[] before;
    private readonly double[] expected;

    /// <summary>Counts off grains.</summary>
    /// <param name="inflow">Who is expected.</param>
    /// <param name="population">The groups.</param>
    /// <param name="grain">Persons in a grain.</param>
    public GrainArrivals(Inflow inflow, Population population, double grain)
    {
        this.inflow = inflow;
        StreamKey luck = new(0, 0);
        double[] running = [.. Enumerable.Range(0, 2 * population.Groups.Length)
            .Select(i => new LuckStream(luck, ContentHash.Of(population.Groups[i / 2].Id), (uint)(i % 2), Purpose.ArrivalCount).Next())];
        before = new double[inflow.Intakes.Count];
        expected = new double[inflow.Intakes.Count];
        foreach (int i in Enumerable.Range(0, inflow.Intakes.Count).OrderBy(i => inflow.Intakes[i].FirstDay))
        {
            Intake intake = inflow.Intakes[i];
            int who = (2 * intake.Group) + (intake.StoppedOnTheWay ? 1 : 0);
            before[i] = running[who];
            expected[i] = intake.Expected / grain;
            running[who] += expected[i];
        }
    }

    /// <inheritdoc/>
    public int Number(int intake, in StreamKey luck) => checked((int)(Math.Floor(before[intake] + expected[intake]) - Math.Floor(before[intake])));

    /// <inheritdoc/>
    public int Day(int intake, int index, ulong key, in StreamKey luck)
    {
        double part = (Math.Floor(before[intake]) + 1 + index - before[intake]) / expected[intake];
        Intake month = inflow.Intakes[intake];
        return month.FirstDay + Math.Clamp((int)(part * month.Days), 0, month.Days - 1);
    }
}
