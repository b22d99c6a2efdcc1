using System.CommandLine;

namespace Dispersal.Cli;

/// <summary>A verb of the tool with the examples that end its help.</summary>
/// <param name="name">The word.</param>
/// <param name="description">What it does.</param>
/// <param name="examples">Lines to try, whole commands.</param>
internal sealed class Verb(string name, string description, params string[] examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; } = examples;
}
