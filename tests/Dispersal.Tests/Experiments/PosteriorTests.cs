using Dispersal.Experiments;
using Dispersal.Tests.Scenarios;

namespace Dispersal.Tests.Experiments;

public sealed class PosteriorTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("dispersal-");

    private string File1 => Path.Combine(folder.FullName, "posterior.csv");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_posterior_is_read_as_it_was_written()
    {
        Posterior written = new(["a/b", "c/*/d"], [[0.1, 1.0 / 3], [2e-300, -4]], [0.25, 3], ["made by a test", "of two lines"]);
        written.Save(File1);
        Posterior read = Posterior.Read(File1);

        Assert.Equal(written.Digest, read.Digest);
        Assert.Equal(written.Notes.AsEnumerable(), read.Notes.AsEnumerable());
        Assert.Equal(written.Sets.SelectMany(set => set), read.Sets.SelectMany(set => set));
        Assert.StartsWith("# made by a test\n# of two lines\nweight,a/b,c/*/d\n0.25,0.1,", File.ReadAllText(File1), StringComparison.Ordinal);
        Assert.Equal(["posterior.csv"], folder.EnumerateFiles().Select(file => file.Name));
    }

    [Fact]
    public void Everything_wrong_with_a_file_is_said_at_once()
    {
        File.WriteAllText(File1, "# x\nweight,a/b,a/b\n1,2\n-1,x,3\n");
        string[] problems = [.. Assert.Throws<ScenarioException>(() => Posterior.Read(File1)).Problems.Select(problem => problem.ToString())];
        Assert.Equal(
            [
                "posterior.csv(2,1): the column 'a/b' is there twice.", "posterior.csv(3,1): the row has 2 cells where the first line names 3.",
                "posterior.csv(4,1): '-1' is not a weight: write a number that is not negative.", "posterior.csv(4,4): 'x' is not a number.",
            ], problems);
        File.WriteAllText(File1, "weight,a/b\n0,1\n");
        Assert.Contains("all weights are zero", Assert.Throws<ScenarioException>(() => Posterior.Read(File1)).Message, StringComparison.Ordinal);
        File.WriteAllText(File1, "");
        Assert.Contains("no parameter set", Assert.Throws<ScenarioException>(() => Posterior.Read(File1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Addresses_that_the_scenario_does_not_have_and_values_out_of_bounds_are_refused_before_anything_runs()
    {
        Posterior posterior = new(["war/mortality-per-dy", "border/wear"], [[1, -2]], [1]);
        ScenarioException problem = Assert.Throws<ScenarioException>(() => UncertainEnsemble.Run(Small.Scenario(), new() { Posterior = posterior }));
        Assert.Equal(2, problem.Problems.Length);
        Assert.Contains("posterior.csv: war/mortality-per-dy: ", problem.Message, StringComparison.Ordinal);
        Assert.Contains("border/wear: a set has a value that is not from 0", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scenario_has_the_posterior_of_its_folder_or_of_the_nearest_that_it_extends()
    {
        DirectoryInfo layer = folder.CreateSubdirectory("policy");
        folder.CreateSubdirectory("base");
        File.WriteAllText(Path.Combine(layer.FullName, "scenario.json"), "{ \"extends\": \"../base\", // a layer\n }");
        Assert.Null(Posterior.Beside(layer.FullName));

        string inherited = Path.Combine(folder.FullName, "base", Posterior.FileName);
        File.WriteAllText(inherited, "");
        Assert.Equal(inherited, Path.GetFullPath(Posterior.Beside(layer.FullName)!));
    }
}
