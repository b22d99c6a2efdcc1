using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Dispersal.Scenarios;

/// <summary>What a cell holds. A number is a parameter of the model, with a range and a source of its own; a figure is just a number, or blank.</summary>
internal enum CellKind
{
    Number,
    Figure,
    Text,
    Switch,
    Date,
    Month,
    Choice,
}

/// <summary>A property with a <see cref="ColumnAttribute"/>: how it is named, read and bounded.</summary>
internal sealed class ColumnDeclaration
{
    public ColumnDeclaration(PropertyInfo property, ColumnAttribute attribute, Type owner, IReadOnlyList<string> keys)
    {
        Property = property;
        Attribute = attribute;
        Name = attribute.Name ?? JsonNamingPolicy.KebabCaseLower.ConvertName(property.Name);
        IsKey = keys.Contains(Name, StringComparer.Ordinal);
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        Kind = type == typeof(Parameter) ? CellKind.Number
            : type == typeof(double) ? CellKind.Figure
            : type == typeof(bool) ? CellKind.Switch
            : type == typeof(DateOnly) ? (attribute.IsMonth ? CellKind.Month : CellKind.Date)
            : type.IsEnum ? CellKind.Choice
            : CellKind.Text;
        Choices = type.IsEnum ? Dispersal.Scenarios.Choices.Of(type) : [];
        IsId = Kind == CellKind.Text && attribute.RefersTo is null && !attribute.IsAddress && (IsKey || (owner == typeof(Scenario) && Name == "name"));
        IsProvenance = owner.GetCustomAttribute<TableAttribute>() is not null && Name is "source" or "grade" or "reason";
        Unit = Units.Of(Name);
        (Low, High, Spread, Source, Grade, Reason) =
            (Name + "-low", Name + "-high", Name + "-distribution", Name + "-source", Name + "-grade", Name + "-reason");
    }

    /// <summary>Names of the cells that accompany a number.</summary>
    public string Low { get; }

    public string High { get; }

    public string Spread { get; }

    public string Source { get; }

    public string Grade { get; }

    public string Reason { get; }

    public PropertyInfo Property { get; }

    public ColumnAttribute Attribute { get; }

    public string Name { get; }

    public CellKind Kind { get; }

    public bool IsKey { get; }

    /// <summary>Whether the text names this row, so that letters that would confuse an address are refused.</summary>
    public bool IsId { get; }

    /// <summary>Whether the column is a row's source, grade or reason.</summary>
    public bool IsProvenance { get; }

    public string Unit { get; }

    /// <summary>The words of an enumeration with their values, in order of declaration.</summary>
    public ImmutableArray<KeyValuePair<string, object>> Choices { get; }

    public bool IsRequired => Kind == CellKind.Number ? double.IsNaN(Attribute.Default) : Attribute.Required;

    public Parameter ParameterOf(object row) => (Parameter)Property.GetValue(row)!;
}

/// <summary>A type whose properties are cells: a table's row, a section of scenario.json or its top level.</summary>
internal sealed class RowDeclaration
{
    /// <summary>What may be written besides a number's value, as <c>NAME-low</c> in CSV and <c>low</c> in a JSON object.</summary>
    public static readonly ImmutableArray<string> Companions = ["low", "high", "distribution", "source", "grade", "reason"];

    public RowDeclaration(Type type, string name, string? file, string label, IReadOnlyList<string> keys, PropertyInfo? holder)
    {
        Type = type;
        Name = name;
        File = file;
        Label = label;
        Keys = [.. keys];
        Holder = holder;
        IsForReaders = type.GetCustomAttribute<TableAttribute>() is { ForReaders: true };
        Columns =
        [
            .. from property in type.GetProperties().OrderBy(p => p.MetadataToken)
               let attribute = property.GetCustomAttribute<ColumnAttribute>()
               where attribute is not null
               select new ColumnDeclaration(property, attribute, type, keys),
        ];
        ByName = Columns.ToImmutableDictionary(c => c.Name, StringComparer.Ordinal);
        CellNames =
        [
            .. Columns.SelectMany(c => c.Kind == CellKind.Number ? Companions.Select(x => $"{c.Name}-{x}").Prepend(c.Name) : [c.Name]),
        ];
        known = CellNames.ToImmutableHashSet(StringComparer.Ordinal);
    }

    private readonly ImmutableHashSet<string> known;

    public Type Type { get; }

    /// <summary>First part of addresses; empty for the top level.</summary>
    public string Name { get; }

    /// <summary>CSV file; null for a section or the top level.</summary>
    public string? File { get; }

    /// <summary>The mechanism's number; empty for anything else.</summary>
    public string Label { get; }

    public ImmutableArray<string> Keys { get; }

    /// <summary>Property of <see cref="Scenario"/> that holds the rows or the section.</summary>
    public PropertyInfo? Holder { get; }

    public ImmutableArray<ColumnDeclaration> Columns { get; }

    public ImmutableDictionary<string, ColumnDeclaration> ByName { get; }

    /// <summary>Every name a cell may have, in the order in which files are written.</summary>
    public ImmutableArray<string> CellNames { get; }

    public bool IsTable => File is not null;

    /// <summary>Whether rows change nothing in a run, so that they do not count in what a scenario means.</summary>
    public bool IsForReaders { get; }

    public bool Knows(string cell) => known.Contains(cell);

    /// <summary>Address of a row, or of the section.</summary>
    public string AddressOf(string key) => IsTable ? $"{Name}/{key}" : Name;

    public string AddressOf(string key, string column) =>
        IsTable ? $"{Name}/{key}/{column}" : Name.Length == 0 ? column : $"{Name}/{column}";

    public override string ToString() => Name;
}

/// <summary>Everything that may stand in a scenario, found once from the properties of <see cref="Scenario"/>.</summary>
internal static class Declarations
{
    public static readonly RowDeclaration Top = new(typeof(Scenario), "", null, "", [], null);

    public static readonly ImmutableArray<RowDeclaration> Sections =
    [
        .. from property in typeof(Scenario).GetProperties().OrderBy(p => p.MetadataToken)
           let section = property.PropertyType.GetCustomAttribute<SectionAttribute>()
           where section is not null
           select new RowDeclaration(property.PropertyType, section.Key, null, section.Label, [], property),
    ];

    public static readonly ImmutableArray<RowDeclaration> Tables =
    [
        .. from property in typeof(Scenario).GetProperties().OrderBy(p => p.MetadataToken)
           where property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
           let row = property.PropertyType.GetGenericArguments()[0]
           let table = row.GetCustomAttribute<TableAttribute>()
           where table is not null
           select new RowDeclaration(row, Path.GetFileNameWithoutExtension(table.File), table.File, "", table.Keys, property),
    ];

    public static readonly ImmutableDictionary<string, RowDeclaration> TableByName =
        Tables.ToImmutableDictionary(t => t.Name, StringComparer.Ordinal);

    public static readonly ImmutableDictionary<string, RowDeclaration> SectionByName =
        Sections.ToImmutableDictionary(t => t.Name, StringComparer.Ordinal);
}

/// <summary>Units are the last part of a name.</summary>
internal static class Units
{
    private static readonly (string Ending, string Unit)[] Endings =
    [
        ("per-day", "per day"), ("probability", "probability"), ("share", "share"), ("days", "days"), ("km2", "km2"), ("km", "km"),
        ("persons", "persons"), ("ratio", "ratio"), ("lat", "degrees"), ("lon", "degrees"),
    ];

    public static string Of(string name)
    {
        foreach ((string ending, string unit) in Endings)
        {
            if (name == ending || name.EndsWith("-" + ending, StringComparison.Ordinal))
            {
                return unit;
            }
        }

        return "";
    }
}

/// <summary>The words that stand for the values of an enumeration in files.</summary>
internal static class Choices
{
    public static readonly ImmutableArray<KeyValuePair<string, object>> Grades = Of(typeof(Grade));

    public static readonly ImmutableArray<KeyValuePair<string, object>> Distributions = Of(typeof(Distribution));

    public static ImmutableArray<KeyValuePair<string, object>> Of(Type type) =>
    [
        .. from value in Enum.GetValues(type).Cast<object>()
           where value is not Grade.Unspecified
           select KeyValuePair.Create(Word(value), value),
    ];

    /// <summary>A grade is a capital letter; everything else is kebab-case.</summary>
    public static string Word(object value)
    {
        string name = value.ToString()!;
        return name.Length == 1 ? name : JsonNamingPolicy.KebabCaseLower.ConvertName(name);
    }
}
