namespace Dispersal.Tests.Oracles;

/// <summary>Models whose answers are known, on every engine.</summary>
public sealed class OracleTests
{
    [Fact]
    public void There_are_at_least_forty_models_and_each_has_a_name_of_its_own()
    {
        Assert.True(Catalogue.All.Count >= 40);
        Assert.Equal(Catalogue.All.Count, Catalogue.All.Select(oracle => oracle.Name).Distinct().Count());
    }

    [Fact]
    public void Every_engine_draws_the_known_laws_in_300_replicates() => AssertRight(300);

    [Fact]
    [Trait("Suite", "Long")]
    public void Every_engine_draws_the_known_laws_in_10000_replicates() => AssertRight(10_000);

    /// <summary>Names of the faults.</summary>
    public static TheoryData<string> FaultNames() => [.. Faults.All.Keys];

    [Theory]
    [MemberData(nameof(FaultNames))]
    public void A_fault_planted_in_an_engine_is_found(string fault)
    {
        // At the level of the whole suite of the right engines, by 300 replicates.
        int[] found = [.. Catalogue.All.AsParallel().Select(oracle => OracleRun.Compare(oracle, 300, Faults.Planted(fault)).Count(c => !(c.P > Comparisons.LevelOfEach(2000))))];
        Assert.True(found.Sum() > 0, "Nobody noticed.");
    }

    private static void AssertRight(int replicates)
    {
        Comparison[] comparisons = OracleRun.Compare(replicates);
        Comparison[] failed = OracleRun.Failed(comparisons);
        Assert.True(failed.Length == 0, $"{failed.Length} of {comparisons.Length}:\n" + string.Join("\n", failed.Select(f => f.ToString())));
    }
}
