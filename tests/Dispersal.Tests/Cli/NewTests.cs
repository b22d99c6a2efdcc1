using Template = Dispersal.Cli.Template;

namespace Dispersal.Tests.Cli;

/// <summary><c>dispersal new</c>: what it writes can be run at once, and nothing that is there is touched.</summary>
public sealed class NewTests : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("dispersal-");

    [Fact]
    public void A_new_scenario_checks_clean_is_quick_and_teaches_every_table()
    {
        string folder = PathOf("my-scenario");
        Said said = Tool.Run("new", folder);

        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        ScenarioCheck check = Scenario.Check(folder);
        Assert.Empty(check.Problems);
        Scenario scenario = check.Required();
        Assert.Equal("my-scenario", scenario.Name);
        Assert.True(scenario.Parameters.Count(parameter => parameter.Parameter.IsRanged) > 10);

        // Somebody dies, somebody returns, somebody is held, somebody moves on: there is something to see for a reader.
        Ensemble ensemble = Ensemble.Run(scenario, replicates: 4, seed: 1);
        Assert.All(
            new[] { Measure.Departed, Measure.Dead, Measure.Returned, Measure.Stopped, Measure.Held, Measure.Deported, Measure.Relocated, Measure.Charged },
            measure => Assert.True(ensemble.Measures.Contains(measure) && ensemble.Subjects(measure).Any(subject => ensemble.Dates.Any(date => ensemble.At(measure, subject, date).High > 0)), measure.Name));
    }

    [Fact]
    public void Every_template_checks_clean_and_the_shipped_ones_mean_what_is_shipped()
    {
        foreach (string template in Template.Names)
        {
            string folder = PathOf($"{template}-copy/{template}");
            Said said = Tool.Run("new", folder, "--template", template, "--json");
            Assert.Equal((0, ""), (said.ExitCode, said.Error));
            string shipped = Repository.PathOf("scenarios/" + template);
            if (Directory.Exists(shipped))
            {
                Assert.Equal(Scenario.Load(shipped).Fingerprint, Scenario.Load(folder).Fingerprint);
            }
            else
            {
                Assert.Equal(Template.Standard, template);
            }

            Assert.Equal(Scenario.JsonSchema, File.ReadAllText(Path.Combine(folder, "scenario.schema.json")));
            Assert.Contains("\"$schema\": \"scenario.schema.json\"", File.ReadAllText(Path.Combine(folder, "scenario.json")), StringComparison.Ordinal);
        }

        Assert.Equal(
            new DirectoryInfo(Repository.PathOf("scenarios")).EnumerateDirectories().Select(folder => folder.Name).Order(StringComparer.Ordinal),
            Template.Names.Skip(1));
    }

    [Fact]
    public void An_overlay_lies_beside_what_it_extends_and_changes_nothing_until_it_is_filled_in()
    {
        string folder = PathOf("town");
        Tool.Run("new", folder);
        Said said = Tool.Run("new", "more-watching", "--extends", folder);

        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        ScenarioCheck check = Scenario.Check(PathOf("more-watching"));
        Assert.Empty(check.Problems);
        Assert.Equal("More watching", check.Required().Title);
        Assert.Empty(Scenario.Diff(Scenario.Load(folder), check.Required()).Where(difference => difference.Address is not ("name" or "title" or "summary")));

        // The example row of its table is right when the # is taken off.
        string policies = PathOf("more-watching/policies.csv");
        File.WriteAllText(policies, File.ReadAllText(policies).Replace("# denser", "denser", StringComparison.Ordinal));
        Assert.Empty(Scenario.Check(PathOf("more-watching")).Problems);
        Assert.Contains(Scenario.Diff(Scenario.Load(folder), Scenario.Load(PathOf("more-watching"))), difference => difference.Address.StartsWith("policies/denser-patrols", StringComparison.Ordinal));
    }

    [Fact]
    public void The_example_policies_of_the_small_scenario_are_right_when_the_mark_is_taken_off()
    {
        string folder = PathOf("town");
        Tool.Run("new", folder);
        string policies = Path.Combine(folder, "policies.csv");
        string text = File.ReadAllText(policies);
        File.WriteAllText(policies, text.Replace("# denser", "denser", StringComparison.Ordinal).Replace("# records", "records", StringComparison.Ordinal));

        Assert.Empty(Scenario.Check(folder).Problems);
        Assert.Equal(2, Scenario.Load(folder).Policies.Length);
    }

    [Fact]
    public void What_is_there_is_not_touched()
    {
        string folder = PathOf("mine");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "notes.txt"), "a year's work");

        Said said = Tool.Run("new", folder);

        Assert.Equal(3, said.ExitCode);
        Assert.Contains("is there already", said.Error, StringComparison.Ordinal);
        Assert.Equal(["notes.txt"], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("--template", "raqa-2017", "Did you mean 'raqqa-2017'?")]
    [InlineData("--extends", "x", "--template and --extends: write one of the two.", "--template", "small")]
    public void Wrong_words_are_answered(string option, string word, string answer, params string[] more)
    {
        Said said = Tool.Run(["new", PathOf("x"), option, word, .. more]);

        Assert.Equal(2, said.ExitCode);
        Assert.Contains(answer, said.Error, StringComparison.Ordinal);
        Assert.Empty(root.EnumerateFileSystemInfos());
    }

    [Fact]
    public void A_name_that_no_address_could_hold_is_refused()
    {
        Said said = Tool.Run("new", PathOf("my scenario"));

        Assert.Equal(2, said.ExitCode);
        Assert.Contains("'my scenario' cannot name a scenario", said.Error, StringComparison.Ordinal);
    }

    public void Dispose() => root.Delete(recursive: true);

    private string PathOf(string name) => Path.Combine([root.FullName, .. name.Split('/')]);
}
