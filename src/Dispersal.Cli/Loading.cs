using System.Collections.Immutable;

namespace Dispersal.Cli;

/// <summary>Loads what is to be run.</summary>
internal static class Loading
{
    /// <summary>The scenario of a folder, warnings counted on stderr.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="quiet">Whether nothing is said of warnings.</param>
    /// <param name="targets">File with published figures in place of the scenario's own; null for its own.</param>
    public static Scenario Load(string folder, bool quiet, string? targets = null)
    {
        ScenarioCheck check = Scenario.Check(folder, targets);
        Scenario scenario = check.Required();
        if (!check.Problems.IsEmpty && !quiet)
        {
            string warnings = check.Problems.Length == 1 ? "1 warning" : $"{check.Problems.Length:N0} warnings";
            Terminal.WriteNote($"{scenario.Name}: {warnings}; 'dispersal check {folder}' lists them.");
        }

        return scenario;
    }

    /// <summary>Two scenarios, warnings counted on stderr.</summary>
    /// <exception cref="ScenarioException">One of them or both cannot be read; carries every problem of both, each with its folder.</exception>
    public static (Scenario One, Scenario Other) LoadBoth(string one, string other, bool quiet)
    {
        Diagnostic[] problems = [.. Errors(one).Concat(Errors(other)).Distinct()];    // they may be one folder
        return problems.Length == 0 ? (Load(one, quiet), Load(other, quiet)) : throw new ScenarioException(problems);

        static IEnumerable<Diagnostic> Errors(string folder)
        {
            try
            {
                return Scenario.Check(folder).Problems.Where(problem => problem.Severity == Severity.Error).Select(problem => problem with { File = Path.Combine(folder, problem.File) });
            }
            catch (ScenarioException problem)
            {
                return problem.Problems;
            }
        }
    }

    /// <summary>The scenario with the changes of <c>--set</c>.</summary>
    public static Scenario Changed(this Scenario scenario, ImmutableSortedDictionary<string, string> changes) =>
        changes.Count == 0 ? scenario : scenario.With(changes);
}
