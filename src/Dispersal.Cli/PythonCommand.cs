using System.CommandLine;
using System.Text.Json;

namespace Dispersal.Cli;

/// <summary><c>dispersal python</c>: the module by which Python uses the library in its own process.</summary>
internal static class PythonCommand
{
    public static Command Create()
    {
        Option<bool> where = new("--where") { Description = "Print the folder in which the module finds the library, instead." };
        Verb verb = new("python", "Writes dispersal.py: the library in Python's own process, by the standard library alone.",
            "dispersal python > dispersal.py",
            "python3 -c \"import dispersal; print(dispersal.load('my-scenario').title)\"")
        {
            where,
        };
        verb.SetAction(parse =>
        {
            string folder = AppContext.BaseDirectory;
            Terminal.WriteResult(parse.GetValue(where)
                ? folder
                : CarriedText.Read("dispersal.py").Replace("INSTALLED = None", $"INSTALLED = {JsonSerializer.Serialize(folder)}", StringComparison.Ordinal));
            return ExitCode.Done;
        });
        return verb;
    }
}
