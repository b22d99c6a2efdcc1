using System.Collections.Immutable;
using Dispersal.Reporting;

namespace Dispersal.Cli;

/// <summary>The problems of a scenario as lines, with their number.</summary>
internal static class ProblemList
{
    public static string Text(ImmutableArray<Diagnostic> problems)
    {
        int errors = problems.Count(problem => problem.Severity == Severity.Error);
        int warnings = problems.Length - errors;

        // Escaped one by one, so that no text in a file can pass for a line of ours.
        return string.Join('\n', problems.Select(problem => PrintableText.Escape(problem.ToString()))
            .Append((errors, warnings) switch
            {
                (0, 0) => "No problems.",
                (0, _) => $"{Counted(warnings, "warning")}; the scenario can be run.",
                (_, 0) => $"{Counted(errors, "error")}; nothing is run.",
                _ => $"{Counted(errors, "error")}, {Counted(warnings, "warning")}; nothing is run.",
            }));
    }

    private static string Counted(int number, string what) => number == 1 ? $"1 {what}" : $"{number:N0} {what}s";
}
