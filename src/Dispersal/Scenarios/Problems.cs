using System.Collections.Immutable;

namespace Dispersal.Scenarios;

/// <summary>Problems found so far. Reading goes on after a problem so that one check reports them all.</summary>
internal sealed class Problems
{
    /// <summary>After so many nobody reads on.</summary>
    public const int Most = 1_000;

    private const int LongestPart = 600;

    private readonly List<Diagnostic> found = [];

    public bool HasErrors { get; private set; }

    public int Count => found.Count;

    public void Error(Position at, string address, string message)
    {
        HasErrors = true;
        if (found.Count >= Most)
        {
            throw new TooManyProblemsException();
        }

        found.Add(new Diagnostic(Severity.Error, at.File, at.Line, at.Column, Short(address), Short(message)));
    }

    public void Warning(Position at, string address, string message) =>
        found.Add(new Diagnostic(Severity.Warning, at.File, at.Line, at.Column, address, message));

    public void AddRange(IEnumerable<Diagnostic> problems)
    {
        foreach (Diagnostic problem in problems)
        {
            HasErrors |= problem.Severity == Severity.Error;
            found.Add(problem);
        }
    }

    /// <summary>Says that there may be more than are listed.</summary>
    public void AndMore() => found.Add(new Diagnostic(
        Severity.Error, "", 0, 0, "", $"there are more than {Most:N0} problems; no more are looked for. Correct these first."));

    /// <summary>All problems by file, line and column, each once: a base scenario's problem is met again in its overlay.</summary>
    public ImmutableArray<Diagnostic> Sorted() =>
    [
        .. found.Distinct()
            .OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line).ThenBy(p => p.Column)
            .ThenBy(p => p.Address, StringComparer.Ordinal).ThenBy(p => p.Message, StringComparer.Ordinal),
    ];

    // What is quoted from a file may be a whole file.
    private static string Short(string text) =>
        text.Length <= LongestPart ? text : $"{Whole(text[..(LongestPart / 2)])} ... {Whole(text[^(LongestPart / 2)..])}";

    // A cut between the halves of a character leaves half of it at one end.
    private static string Whole(string part) => part[(char.IsLowSurrogate(part[0]) ? 1 : 0)..(char.IsHighSurrogate(part[^1]) ? part.Length - 1 : part.Length)];
}

/// <summary>Ends the reading of a scenario that has more problems than anybody reads.</summary>
internal sealed class TooManyProblemsException : Exception;
