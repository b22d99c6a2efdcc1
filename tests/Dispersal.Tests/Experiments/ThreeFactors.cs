using Dispersal.Experiments;
using Dispersal.Tests.Scenarios;

namespace Dispersal.Tests.Experiments;

/// <summary>The small scenario and its ranged parameters: one by itself, two of a column of routes, two of a column of groups.</summary>
internal static class ThreeFactors
{
    public static Scenario Scenario { get; } = Small.Scenario();

    /// <summary>Any number of factors of one cell each, for designs whose levels are all that matters.</summary>
    public static Factor[] Many(int count)
    {
        string[] addresses = [.. Scenario.Parameters.Where(p => p.Min <= 0 && p.Max >= 1).Select(p => p.Address).Take(count)];
        Assert.Equal(count, addresses.Length);
        return [.. addresses.Select(address => Factor.OfRange(Scenario, address, 0, 1))];
    }

    public static double[][] Levels(Design design) => [.. Enumerable.Range(0, design.Count).Select(point => design.Levels(point).ToArray())];
}
