using System.Diagnostics;
using System.Text.Json;
using Dispersal.Tests.Scenarios;

namespace Dispersal.Tests.Shipped;

/// <summary>The files of every shipped scenario.</summary>
public sealed class ShippedFilesTests
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static TheoryData<string> Names => [.. ShippedScenarios.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_shipped_scenario_has_no_problem_at_all(string name) =>
        Assert.Empty(Scenario.Check(ShippedScenarios.FolderOf(name)).Problems.Select(problem => problem.ToString()));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_shipped_scenario_has_a_readme_and_names_its_schema(string name)
    {
        string folder = ShippedScenarios.FolderOf(name);
        Assert.True(File.Exists(Path.Combine(folder, "README.md")), $"{name} has no README.md.");
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "scenario.json")), Lenient);
        string schema = json.RootElement.GetProperty("$schema").GetString()!;
        Assert.Equal(Repository.PathOf("docs/scenario.schema.json"), Path.GetFullPath(Path.Combine(folder, schema)));
    }

    [Fact]
    public void Every_number_of_raqqa_2017_has_a_source_or_is_assumed_with_a_range()
    {
        // What no file mentions is a default of the model. Zero is the absence of a thing. Positions are read off maps; the others are switches, not quantities.
        string folder = ShippedScenarios.FolderOf("raqqa-2017");
        Scenario scenario = Scenario.Load(folder);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "scenario.json")), Lenient);
        HashSet<string> written = [.. json.RootElement.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Object).Select(p => p.Name + "/")];
        foreach (string table in Directory.GetFiles(folder, "*.csv"))
        {
            string header = File.ReadLines(table).First(line => line[0] != '#');
            written.UnionWith(header.Split(',').Select(column => $"{Path.GetFileNameWithoutExtension(table)}//{column}"));
        }

        string[] exact = ["observation/history-persons", "forcing/affiliates/marawi/pull/"];
        string[] bare =
        [
            .. scenario.Parameters
                .Where(p => string.IsNullOrWhiteSpace(p.Parameter.Source) || (p.Parameter.Source == Parameter.Assumed && !p.Parameter.IsRanged && p.Parameter.Value != 0))
                .Select(p => p.Address)
                .Where(a => written.Contains(a[..(a.IndexOf('/', StringComparison.Ordinal) + 1)])
                    || written.Contains(a[..(a.IndexOf('/', StringComparison.Ordinal) + 1)] + a[a.LastIndexOf('/')..]))
                .Where(a => !a.EndsWith("/lat", StringComparison.Ordinal) && !a.EndsWith("/lon", StringComparison.Ordinal))
                .Where(a => !exact.Any(e => a.StartsWith(e, StringComparison.Ordinal))),
        ];
        Assert.True(bare.Length == 0, $"{bare.Length} numbers have neither source nor range:\n{string.Join('\n', bare.Take(40))}");
    }

    [NeedsPythonFact("jsonschema")]
    public void An_independent_validator_accepts_every_shipped_scenario()
    {
        foreach (string name in ShippedScenarios.Names)
        {
            using ScratchFolder scratch = new();
            using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Path.Combine(ShippedScenarios.FolderOf(name), "scenario.json")), Lenient);
            File.WriteAllText(Path.Combine(scratch.Root, "case.json"), JsonSerializer.Serialize(json.RootElement));
            string said = Python(
                scratch.Root,
                "-c",
                """
                import json, sys, jsonschema
                judge = jsonschema.Draft202012Validator(json.load(open(sys.argv[1])))
                print("\n".join(error.json_path + ": " + error.message for error in judge.iter_errors(json.load(open("case.json")))))
                """,
                Repository.PathOf("docs/scenario.schema.json"));
            Assert.True(said.Length == 0, $"{name}: {said}");
        }
    }

    [NeedsPythonFact]
    public void The_tables_of_raqqa_2017_are_those_derived_from_its_evidence() =>
        Python(ShippedScenarios.FolderOf("raqqa-2017"), "-B", "derive.py", "--check");

    private static string Python(string folder, params string[] words)
    {
        ProcessStartInfo start = new(NeedsPythonFactAttribute.Python, words)
        {
            UseShellExecute = false, WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using Process python = Process.Start(start)!;
        Task<string> errors = python.StandardError.ReadToEndAsync();
        string said = python.StandardOutput.ReadToEnd().Trim();
        python.WaitForExit();
        Assert.True(python.ExitCode == 0, said + errors.Result);
        return said;
    }
}
