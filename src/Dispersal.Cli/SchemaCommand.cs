using System.CommandLine;

namespace Dispersal.Cli;

/// <summary><c>dispersal schema</c>: the JSON schema of <c>scenario.json</c>, or the reference of all files to read.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        Option<bool> markdown = new("--markdown") { Description = "Write the reference of every key and column, tables included, as Markdown instead." };
        Verb verb = new("schema", "Writes the JSON schema of scenario.json, for editors and validators.",
            "dispersal schema > scenario.schema.json",
            "dispersal schema --markdown > reference.md")
        {
            markdown,
        };
        verb.SetAction(parse =>
        {
            Terminal.WriteResult(parse.GetValue(markdown) ? Scenario.FormatReference : Scenario.JsonSchema);
            return ExitCode.Done;
        });
        return verb;
    }
}
