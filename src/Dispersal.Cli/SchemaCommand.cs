using System.CommandLine;

namespace Dispersal.Cli;

/// <summary><c>dispersal schema</c>: the JSON schema of <c>scenario.json</c>.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        Verb verb = new("schema", "Writes the JSON schema of scenario.json, for editors and validators.",
            "dispersal schema > scenario.schema.json");
        verb.SetAction(_ =>
        {
            Terminal.WriteResult(Scenario.JsonSchema);
            return ExitCode.Done;
        });
        return verb;
    }
}
