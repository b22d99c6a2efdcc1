using Dispersal.Network;
using Dispersal.Randomness;

namespace Dispersal.Mechanisms;

/// <summary>What the ways to every goal cost, season by season, and how traffic spreads over the routes that lead nearer.</summary>
internal sealed class WayTables
{
    private readonly WayCosts costs;
    private readonly RouteNetwork network;
    private readonly double[][][] costToGo;
    private readonly float[][][] cumulativeShare;

    private WayTables(RouteNetwork network, WayCosts costs)
    {
        this.costs = costs;
        this.network = network;
        costToGo = [.. Enumerable.Range(0, costs.Seasons).Select(_ => new double[costs.Goals.Length][])];
        cumulativeShare = [.. Enumerable.Range(0, costs.Seasons).Select(_ => new float[costs.Goals.Length][])];

        // Goal by goal, each on one thread, the seasons in order.
        int routes = costs.From.Length;
        Parallel.For(0, costs.Goals.Length, () => (Cheapest: new CostToGo(network), Costs: new double[routes]), (g, _, search) =>
        {
            for (int s = 0; s < costs.Seasons; s++)
            {
                // Most seasons differ from the last in nothing that matters here: share their tables.
                if (costs.IsAsBefore(s, g))
                {
                    costToGo[s][g] = costToGo[s - 1][g];
                    cumulativeShare[s][g] = cumulativeShare[s - 1][g];
                    continue;
                }

                costs.Fill(s, g, search.Costs);
                double[] toGo = new double[network.Nodes.Length];
                search.Cheapest.Fill(search.Costs, costs.Goals[g], toGo);
                costToGo[s][g] = toGo;
                cumulativeShare[s][g] = Shares(search.Costs, toGo);
            }

            return search;
        }, _ => { });
    }

    /// <summary>What they follow from.</summary>
    public WayCosts Costs => costs;

    /// <summary>The tables that follow from costs: those of a relative of the scenario where the same costs were there before.</summary>
    public static WayTables Of(SharedWays shared, RouteNetwork network, WayCosts costs)
    {
        if (shared.Last is { } before && before.costs.Equal(costs))
        {
            return before;
        }

        return shared.Last = new WayTables(network, costs);
    }

    /// <summary>Generalised cost of the cheapest way from each place to a goal; infinite where there is none.</summary>
    public double[] CostToGo(int season, int goal) => costToGo[season][goal];

    /// <summary>Running sums of the shares of the routes that leave each place, in the order of the network's outgoing edges.</summary>
    public float[] CumulativeShare(int season, int goal) => cumulativeShare[season][goal];

    private float[] Shares(ReadOnlySpan<double> costs, double[] toGo)
    {
        float[] cumulative = new float[costs.Length];
        double[] weights = new double[costs.Length];
        for (int place = 0; place < toGo.Length; place++)
        {
            ReadOnlySpan<int> edges = network.Outgoing.EdgesAt(place);
            int offset = network.Outgoing.StartOf(place);
            if (double.IsPositiveInfinity(toGo[place]))
            {
                continue;
            }

            double total = 0;
            for (int i = 0; i < edges.Length; i++)
            {
                double beyond = toGo[this.costs.To[edges[i]]];
                double whole = costs[edges[i]] + beyond;

                // Relative to the best way the exponent is never positive, so nothing overflows.
                weights[i] = beyond < toGo[place] && whole < double.PositiveInfinity
                    ? Elementary.Exp(-this.costs.Sensitivity * (whole - toGo[place]))
                    : 0;
                total += weights[i];
            }

            double sum = 0;
            for (int i = 0; i < edges.Length && total > 0; i++)
            {
                sum += weights[i];
                cumulative[offset + i] = (float)(sum / total);
            }
        }

        return cumulative;
    }
}
