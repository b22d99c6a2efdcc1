using System.Diagnostics;
using System.Text.Json;

namespace Dispersal.Tests.Scenarios;

public class SchemaTests
{
    private static string Committed => Repository.PathOf("docs/scenario.schema.json");

    [Fact]
    public void The_committed_schema_is_the_one_made_from_the_types() => Approved.CheckFile(Committed, Scenario.JsonSchema);

    [NeedsPythonFact("jsonschema")]
    public void An_independent_validator_accepts_what_is_valid_and_refuses_what_is_not()
    {
        (string Json, bool Valid)[] cases =
        [
            (Small.Json, true),
            ("""{ "name": "a", "start": "2015-01-01", "end": "2015-02-01" }""", true),
            ("""{ "extends": "../small", "$schema": "x.json", "war": { "mortality-per-day": { "low": 0, "high": 1 } } }""", true),
            ("""{ "name": "a", "start": "2015-01-01" }""", false),
            ("""{ "extends": "../../small" }""", false),
            ("""{ "extends": "../small", "boarder": {} }""", false),
            ("""{ "extends": "../small", "border": { "waer": 1 } }""", false),
            ("""{ "extends": "../small", "border": { "wear": "1" } }""", false),
            ("""{ "extends": "../small", "border": { "wear": -1 } }""", false),
            ("""{ "extends": "../small", "border": { "on": 1 } }""", false),
            ("""{ "extends": "../small", "border": { "wear": { "value": 1, "low": 0.5 } } }""", false),
            ("""{ "extends": "../small", "border": { "wear": { "value": 1, "grade": "F" } } }""", false),
            ("""{ "extends": "../small", "start": "1.1.2015" }""", false),
            ("""{ "extends": "../small", "name": "a b" }""", false),
        ];
        using var scratch = new ScratchFolder();
        File.WriteAllText(Path.Combine(scratch.Root, "schema.json"), Scenario.JsonSchema);
        var lenient = new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
        string plain = $"[{string.Join(',', cases.Select(c => JsonDocument.Parse(c.Json, lenient).RootElement.GetRawText()).Select(Strict))}]";
        File.WriteAllText(Path.Combine(scratch.Root, "cases.json"), plain);
        const string Script =
            """
            import json, sys, jsonschema
            schema = json.load(open("schema.json"))
            jsonschema.Draft202012Validator.check_schema(schema)
            judge = jsonschema.Draft202012Validator(schema)
            print(" ".join("yes" if judge.is_valid(case) else "no" for case in json.load(open("cases.json"))))
            """;

        using Process python = Process.Start(
            new ProcessStartInfo(NeedsPythonFactAttribute.Python, ["-c", Script]) { UseShellExecute = false, WorkingDirectory = scratch.Root, RedirectStandardOutput = true, RedirectStandardError = true })!;
        string answers = python.StandardOutput.ReadToEnd().Trim();
        python.WaitForExit();

        Assert.True(python.ExitCode == 0, python.StandardError.ReadToEnd());
        Assert.Equal(string.Join(' ', cases.Select(c => c.Valid ? "yes" : "no")), answers);

        string Strict(string json) => JsonSerializer.Serialize(JsonDocument.Parse(json, lenient).RootElement);
    }
}
