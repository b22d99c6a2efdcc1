using System.Collections.Immutable;

namespace Dispersal;

/// <summary>Whether a problem stops a scenario from being run.</summary>
public enum Severity
{
    /// <summary>The scenario runs, but something in it is probably not meant.</summary>
    Warning,

    /// <summary>The scenario cannot be run.</summary>
    Error,
}

/// <summary>One problem of a scenario: where it is, what is wrong and what to write instead.</summary>
/// <param name="Severity">Whether it stops the scenario from being run.</param>
/// <param name="File">File in which it stands, relative to the scenario folder; empty when it is in no file.</param>
/// <param name="Line">Line, from 1; 0 when it concerns the whole file.</param>
/// <param name="Column">Column of the character, from 1; 0 when it concerns the whole line or file.</param>
/// <param name="Address">Address of the parameter, row or table; empty when it has none.</param>
/// <param name="Message">What is wrong and what to write, in full sentences.</param>
public sealed record Diagnostic(Severity Severity, string File, int Line, int Column, string Address, string Message)
{
    /// <summary>The problem as <c>file(line,column): address: message</c>.</summary>
    public override string ToString()
    {
        string place = Line > 0 ? $"{File}({Line},{Column}): " : File.Length > 0 ? $"{File}: " : "";
        string kind = Severity == Severity.Warning ? "warning: " : "";
        string address = Address.Length > 0 ? $"{Address}: " : "";
        return place + kind + address + Message;
    }
}

/// <summary>A scenario cannot be used; carries every problem found.</summary>
public sealed class ScenarioException : Exception
{
    /// <summary>Creates the exception from all problems.</summary>
    public ScenarioException(IEnumerable<Diagnostic> problems)
        : this([.. problems])
    {
    }

    private ScenarioException(ImmutableArray<Diagnostic> problems)
        : base(string.Join(Environment.NewLine, problems)) => Problems = problems;

    /// <summary>All problems, errors and warnings, in order of file and line.</summary>
    public ImmutableArray<Diagnostic> Problems { get; }
}
