using Dispersal.Reporting;

namespace Dispersal.Tests.Reporting;

public class ScenarioDescriptionTests
{
    private static readonly string[] Odd =
    [
        "1. Purpose and patterns", "2. Entities, state variables, and scales", "3. Process overview and scheduling", "4. Design concepts",
        "5. Initialisation", "6. Input data", "7. Submodels", "8. Claims, values in force, and results",
    ];

    private static readonly string[] DesignConcepts =
    [
        "Basic principles", "Emergence", "Adaptation", "Objectives", "Learning", "Prediction", "Sensing", "Interaction", "Stochasticity",
        "Collectives", "Observation",
    ];

    [Fact]
    public void The_elements_of_ODD_stand_in_their_order()
    {
        string[] lines = Lines(ScenarioDescription.Of(MadeUpEnsemble.Tiny()));

        Assert.Equal(Odd, lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..]));
        Assert.Equal(DesignConcepts, Under(lines, "## 4. Design concepts").Where(line => line.StartsWith("### ", StringComparison.Ordinal)).Select(line => line[4..]));
        Assert.Equal(Enumerable.Range(1, 7).Select(n => $"{n}. "), Under(lines, "## 3. Process overview and scheduling").Where(line => char.IsAsciiDigit(line.FirstOrDefault())).Select(line => line[..3]));
        Assert.Equal(
            Enumerable.Range(1, 18).Select(n => $"### M{n} "),
            Under(lines, "## 7. Submodels").Where(line => line.StartsWith("### M", StringComparison.Ordinal)).Select(line => line[..(line.IndexOf(' ', 4) + 1)]));
    }

    [Fact]
    public void Each_mechanism_in_force_stands_with_its_paragraph_its_parameters_and_the_columns_it_reads()
    {
        string[] border = [.. Under(Lines(ScenarioDescription.Of(MadeUpEnsemble.Tiny())), "### M6 Border (border): on", "###")];

        Assert.Contains(border, line => line.StartsWith("Land and sea routes: P(stopped alone)", StringComparison.Ordinal));
        Assert.Contains(border, line => line.StartsWith("| wait-share | 0.5 |", StringComparison.Ordinal));
        Assert.Contains(border, line => line.StartsWith(@"| routes/\*/patrol | 2 | 0.5 | 1 |", StringComparison.Ordinal));
        Assert.DoesNotContain(border, line => line.Contains("record-use-share", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_switched_off_is_named_and_not_described()
    {
        Scenario open = MadeUpEnsemble.Tiny().With("border/on", "false").With("transit/on", "false");

        string[] lines = Lines(ScenarioDescription.Of(open));

        Assert.Equal(
            ["- M6 Border (border): off. All pass, nobody waits for a guide.", "- M8 Transit states (transit): off. No arrests inside, no hubs, nobody is deported or freed from detention (holders' courts, M10, and repatriation, M17, go on)."],
            Under(lines, "### What is switched off", "###").Where(line => line.StartsWith("- ", StringComparison.Ordinal)));
        Assert.DoesNotContain("### M6 Border (border): on", lines);
        Assert.DoesNotContain(lines, line => line.StartsWith("| wait-share ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("**switched off**: M6 Border, M8 Transit states", StringComparison.Ordinal));
        Assert.Contains(Under(lines, "### Other numbers of the tables", "##"), line => line.StartsWith(@"| routes/\*/patrol ", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.StartsWith("- M6 M8: travellers compete", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("M4 M6 (off)", StringComparison.Ordinal));
    }

    [Fact]
    public void Design_concepts_of_which_nothing_is_left_say_so()
    {
        Scenario still = MadeUpEnsemble.Tiny().With("goal/on", "false").With("way/on", "false");

        Assert.Equal(
            ["None: the mechanisms concerned are switched off."],
            Under(Lines(ScenarioDescription.Of(still)), "### Objectives", "###").Where(line => line.Length > 0));
    }

    [Fact]
    public void Without_claims_there_is_no_table_of_them()
    {
        Scenario bare = Scenario.FromTexts(new Dictionary<string, string>
        {
            ["scenario.json"] = """{ "name": "bare", "start": "2015-01-01", "end": "2015-01-31" }""",
        });

        string[] lines = Lines(ScenarioDescription.Of(bare));

        Assert.Equal(Odd[..7], lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..]));
        Assert.Contains(lines, line => line.StartsWith("Patterns: none are written", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_shipped_scenario_is_described()
    {
        string[] folders = [.. Directory.EnumerateDirectories(Repository.PathOf("scenarios")).Where(folder => File.Exists(Path.Combine(folder, "scenario.json")))];

        Assert.True(folders.Length >= 2);
        Assert.All(folders, folder =>
        {
            string[] lines = ScenarioDescription.Of(Scenario.Load(folder)).ToText().Split('\n');
            Assert.Equal(Odd[..7], lines.Where(line => Odd.Contains(line) && line != Odd[^1]));
            Assert.All(lines, line => Assert.InRange(PrintableText.Width(line), 0, Document.DefaultWidth));
        });
    }

    [Fact]
    public void A_rule_of_ones_own_is_named_with_what_it_scales()
    {
        string[] lines = [.. Under(Lines(ScenarioDescription.Of(MadeUpEnsemble.Tiny().With(new Closing()))), "### Rules of the modeller's own", "###")];

        Assert.Equal("- **closing**: scales P(pass) of town-bbb; the hazard of arrested at \\*, up to 2 times. Parameters: threshold 100", lines.Single(line => line.Length > 0));
    }

    [Fact]
    public void What_files_say_cannot_change_the_form_of_the_document()
    {
        Dictionary<string, string> texts = new()
        {
            ["scenario.json"] = """{ "name": "bare", "title": "# x\n## y", "summary": "<b>|", "start": "2015-01-01", "end": "2015-01-31" }""",
            ["claims.csv"] = "id,claim,parameters\nc1,\"a | b\n## 9. More <br>\",border/wear\n",
        };

        string[] lines = Lines(ScenarioDescription.Of(Scenario.FromTexts(texts)));

        Assert.Equal(8, lines.Count(line => line.StartsWith("## ", StringComparison.Ordinal)));
        Assert.DoesNotContain(lines, line => line.Contains("<b>", StringComparison.Ordinal));
    }

    private static string[] Lines(Document document) => document.ToMarkdown().Split('\n');

    // The lines below a heading up to the next one that begins with the mark.
    private static IEnumerable<string> Under(string[] lines, string heading, string mark = "## ") =>
        lines.SkipWhile(line => line != heading).Skip(1).TakeWhile(line => !line.StartsWith(mark, StringComparison.Ordinal));

    private sealed class Closing : IMechanism
    {
        public string Name => "closing";

        public IReadOnlyDictionary<string, double> Parameters { get; } = new Dictionary<string, double>(StringComparer.Ordinal) { ["threshold"] = 100 };

        public IReadOnlyList<Lever> Levers { get; } = [Lever.Passing("town-bbb"), Lever.Hazard("arrested", "*", 2)];

        public void Act(DayView today, Span<double> levels)
        {
        }
    }
}
