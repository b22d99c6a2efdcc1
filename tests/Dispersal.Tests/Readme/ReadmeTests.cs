#if README_API
namespace Dispersal.Tests.Readme;

/// <summary>The README's first example, compiled and run as a reader would.</summary>
[Collection(ProcessWide.Name)]
public class ReadmeTests
{
    [Fact]
    public void The_example_in_the_readme_is_the_code_that_runs_here() =>
        Assert.Equal("using Dispersal;\n\n" + ReadmeBlocks.RegionOf("ReadmeTests.cs"), ReadmeBlocks.Of("csharp")[0]);

    [Fact]
    [Trait("Suite", "Long")]
    public void The_example_in_the_readme_runs_and_its_policy_has_an_effect()
    {
        string[] lines = ProcessWide.Output(() =>
        {
            // <readme>
            Scenario baseline = Scenario.Load("scenarios/raqqa-2017");
            Scenario tightened = baseline.With("routes/raqqa-tur-east/patrol", 3.0);   // any address printed by: dispersal describe

            Ensemble before = Ensemble.Run(baseline, replicates: 20, seed: 7);
            Ensemble after = Ensemble.Run(tightened, replicates: 20, seed: 7);   // same luck, new policy

            Estimate change = after.Minus(before).Total(Measure.Returned, "EU");  // paired by replicate
            Console.WriteLine($"Returned to the EU: {change}");
            foreach (var (date, low, median, high) in after.Series(Measure.Returned, "EU"))
                Console.WriteLine($"{date:yyyy-MM} {median,8:N0} [{low:N0}, {high:N0}]");
            // </readme>
        });

        Assert.Matches(@"^Returned to the EU: -?[\d,.]+ \[-?[\d,.]+, -?[\d,.]+\]$", lines[0]);
        // An example in which nothing changes would teach the reader nothing.
        Assert.NotEqual("Returned to the EU: 0 [0, 0]", lines[0]);
        Assert.True(lines.Length > 12);
        Assert.All(lines[1..], line => Assert.Matches(@"^\d{4}-\d\d +[\d,]+ \[[\d,]+, [\d,]+\]$", line));
    }
}
#endif
