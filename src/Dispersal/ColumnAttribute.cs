namespace Dispersal;

/// <summary>
/// Declares how a property of a row or of a mechanism's parameters is written in scenario files. The file reader, the JSON
/// schema, the parameter addresses and the parameter reference are all made from these declarations.
/// </summary>
/// <remarks>
/// The name in files is the property's name in kebab-case unless <see cref="Name"/> says otherwise; the unit is the name's
/// last part (<c>-per-day</c>, <c>-probability</c>, <c>-share</c>, <c>-days</c>, <c>-km</c>, <c>-persons</c>).
/// </remarks>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ColumnAttribute : Attribute
{
    /// <summary>Name in files when it is not the property's name in kebab-case.</summary>
    public string? Name { get; init; }

    /// <summary>Least value allowed, inclusive.</summary>
    public double Min { get; init; } = double.NegativeInfinity;

    /// <summary>Greatest value allowed, inclusive.</summary>
    public double Max { get; init; } = double.PositiveInfinity;

    /// <summary>Value that stands when nothing is written; NaN (the default) makes a number required.</summary>
    public double Default { get; init; } = double.NaN;

    /// <summary>Whether the value may change over time through <c>forcing.csv</c> and <c>policies.csv</c>.</summary>
    public bool Dated { get; init; }

    /// <summary>Whether a text, date or reference must be written.</summary>
    public bool Required { get; init; }

    /// <summary>Table whose ids this text must name, such as <c>places</c>; null for free text.</summary>
    public string? RefersTo { get; init; }

    /// <summary>A text that is allowed besides the ids of <see cref="RefersTo"/>, such as <c>*</c>.</summary>
    public string? OrElse { get; init; }

    /// <summary>Whether a date is written as a month, <c>yyyy-MM</c>, and stands for its first day.</summary>
    public bool IsMonth { get; init; }

    /// <summary>Whether the text is the address of a dated parameter, in which one <c>*</c> may stand for an id.</summary>
    public bool IsAddress { get; init; }

    /// <summary>Whether the text is a list of ids separated by spaces.</summary>
    public bool IsList { get; init; }
}

/// <summary>Declares the CSV file that holds rows of a type.</summary>
/// <param name="file">File name inside the scenario folder, such as <c>places.csv</c>.</param>
/// <param name="keys">The columns that together identify a row; their texts joined by <c>/</c> are its address.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TableAttribute(string file, params string[] keys) : Attribute
{
    /// <summary>File name inside the scenario folder.</summary>
    public string File { get; } = file;

    /// <summary>Columns that identify a row.</summary>
    public IReadOnlyList<string> Keys { get; } = keys;

    /// <summary>Whether the rows serve readers only: they change nothing in a run and do not count in a scenario's fingerprint.</summary>
    public bool ForReaders { get; init; }
}

/// <summary>Declares the key of <c>scenario.json</c> under which a mechanism's switch and parameters stand.</summary>
/// <param name="key">The key, such as <c>border</c>.</param>
/// <param name="label">The mechanism's number in the model's description, such as <c>M6</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SectionAttribute(string key, string label) : Attribute
{
    /// <summary>Key in <c>scenario.json</c> and first part of the parameters' addresses.</summary>
    public string Key { get; } = key;

    /// <summary>The mechanism's number in the model's description.</summary>
    public string Label { get; } = label;
}
