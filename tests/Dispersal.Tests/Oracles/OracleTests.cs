using System.Globalization;
using System.Text;
using Dispersal.Tests.Readme;

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
    public void Every_engine_draws_the_known_laws_in_10000_replicates_as_the_page_says()
    {
        Comparison[] comparisons = AssertRight(10_000);
        CorrectnessPage.Check("oracle-run", Summary(comparisons));
    }

    // A sum of so many counts is normal enough at the limit of z, where its third moment shifts the tail by less than half.
    [Fact]
    public void No_law_is_so_skewed_that_the_limit_of_z_would_mislead_in_10000_replicates()
    {
        double limit = Comparisons.LimitOfZ(1200);
        Assert.All(Catalogue.All.SelectMany(oracle => oracle.Figures), figure => Assert.InRange(Math.Abs(figure.Law.Skewness) * limit * limit * limit / (6 * Math.Sqrt(10_000)), 0, 0.5));
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(3, 2)]
    [InlineData(5, 3)]
    public void Whom_his_own_contacts_draw_in_joins_by_the_known_law(int size, int contacts)
    {
        Oracle oracle = Catalogue.OwnContacts(size, contacts);
        Ensemble ensemble = Ensemble.Run(oracle.Scenario, 4000, seed: 1, EngineKind.Individuals, recording: oracle.Recording);
        Comparison[] comparisons = [.. oracle.Figures.SelectMany(figure => Comparisons.WithLaw(oracle.Name, "individuals", figure.Key, Oracle.Read(ensemble, figure.Key), figure.Law))];

        // Three comparisons of each of three rings at this level: one false alarm in a thousand choices of the seed.
        Assert.All(comparisons, comparison => Assert.True(comparison.P > 1e-4, comparison.ToString()));
    }

    /// <summary>Names of the faults.</summary>
    public static TheoryData<string> FaultNames() => [.. Faults.All.Keys];

    [Theory]
    [MemberData(nameof(FaultNames))]
    public void A_fault_planted_in_an_engine_is_found(string fault)
    {
        // At the level of the whole suite of the right engines, by 300 replicates.
        double level = Comparisons.LevelOfEach(2000);
        Assert.True(Catalogue.All.AsParallel().Any(oracle => OracleRun.Compare(oracle, 300, Faults.Planted(fault)).Any(c => !(c.P > level))), "Nobody noticed.");
    }

    private static Comparison[] AssertRight(int replicates)
    {
        Comparison[] comparisons = OracleRun.Compare(replicates);
        Comparison[] failed = OracleRun.Failed(comparisons);
        Assert.True(failed.Length == 0, $"{failed.Length} of {comparisons.Length}:\n" + string.Join("\n", failed.Select(f => f.ToString())));
        return comparisons;
    }

    private static string Summary(Comparison[] comparisons)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{comparisons.Length} comparisons, each at level {Comparisons.LevelOfEach(comparisons.Length):E1}; |z| may be up to {Comparisons.LimitOfZ(comparisons.Length):F2}. ");
        text.Append(CultureInfo.InvariantCulture, $"Expected false alarms in the whole run: {Comparisons.FamilyLevel}. Found: {OracleRun.Failed(comparisons).Length}.\n\n");
        text.Append("| engine | of what | comparisons | below p = 0.01, 1 % expected | smallest p | largest \\|z\\| |\n|---|---|---|---|---|---|\n");
        foreach (IGrouping<(string Who, string Test), Comparison> group in comparisons.Where(c => c.Test is "mean" or "variance" or "law").GroupBy(c => (c.Who, c.Test)))
        {
            string z = group.Key.Test == "law" ? "" : group.Max(c => Math.Abs(c.Z)).ToString("F1", CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $"| {group.Key.Who} | {group.Key.Test} | {group.Count()} | {group.Count(c => c.P < 0.01)} | {group.Min(c => c.P):E0} | {z} |\n");
        }

        int sure = comparisons.Count(c => c.Test == "value");
        Comparison[] expected = [.. comparisons.Where(c => c.Test == "expectation")];
        text.Append(CultureInfo.InvariantCulture, $"\n{sure} values that leave nothing to luck were exact. {expected.Length} expectations were off by at most ");
        text.Append(CultureInfo.InvariantCulture, $"{expected.Max(c => c.Z) * Comparisons.StatedError:E0} of the persons of the model; {Comparisons.StatedError:E0} is allowed.\n");
        return text.ToString();
    }
}
