using Dispersal.Engines;
using Dispersal.Randomness;

namespace Dispersal.Benchmarks;

/// <summary>The states of the reference workload with their tables of outcomes: the same for every engine.</summary>
internal static class ReferenceStates
{
    /// <summary>Number of states a person can be in at a place: resident, arrested, killed, disengaged.</summary>
    public const int Fates = 4;

    /// <summary>Number of a state.</summary>
    public static uint Number(ReferenceGraph graph, int fate, int place) => (uint)(1 + (fate * graph.Places) + place);

    /// <summary>The table. Being turned back changes nothing, so it is no event: what is left of the daily probability leads somewhere else.</summary>
    public static StateTable Of(ReferenceGraph graph)
    {
        StateTable states = new();
        List<(double Hazard, double[] Shares, uint[] Targets)> open = [];
        for (int p = 0; p < graph.Places; p++)
        {
            double leaves = (1 - graph.Disengage[p]) * graph.Leave[p];
            double weights = graph.Routes[p].Sum(r => r.Weight);
            List<double> shares = [graph.Disengage[p]];
            List<uint> targets = [Number(graph, 3, p)];

            // What is rare stands together, for the guide.
            for (int fate = 0; fate < 3; fate++)
            {
                foreach (ReferenceRoute route in graph.Routes[p])
                {
                    shares.Add(leaves * route.Weight / weights * (fate == 0 ? route.Pass : fate == 1 ? route.Arrest : route.Kill));
                    targets.Add(Number(graph, fate, route.To));
                }
            }

            open.Add((-Elementary.Log(1 - shares.Sum()), [.. shares], [.. targets]));
        }

        for (int fate = 0; fate < Fates; fate++)
        {
            for (int p = 0; p < graph.Places; p++)
            {
                states.Add(fate == 0 ? 1 / open[p].Hazard : double.PositiveInfinity, [(fate * graph.Places) + p]);
            }
        }

        for (int p = 0; p < graph.Places; p++)
        {
            states.SetOutcomes(Number(graph, 0, p), open[p].Shares, open[p].Targets);
        }

        return states;
    }
}
