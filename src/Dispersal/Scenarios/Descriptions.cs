using System.Collections.Frozen;
using System.Reflection;

namespace Dispersal.Scenarios;

/// <summary>Summaries of the declarations. They are those of the doc comments; a test holds <c>descriptions.txt</c>, which is part of the assembly, to them.</summary>
/// <remarks>The documentation file itself is not copied to those who use the package.</remarks>
internal static class Descriptions
{
    /// <summary>Name of the resource: lines of a member's documentation id, a tab and its summary.</summary>
    public const string Resource = "descriptions.txt";

    private static readonly Lazy<FrozenDictionary<string, string>> Summaries = new(Read);

    public static string Of(PropertyInfo property) => Summaries.Value.GetValueOrDefault(IdOf(property), "");

    public static string Of(Type type) => Summaries.Value.GetValueOrDefault(IdOf(type), "");

    /// <summary>Documentation ids of all that is described: sections, tables, and their columns, in a fixed order.</summary>
    public static IEnumerable<string> Ids() => Declarations.Sections.Concat(Declarations.Tables).Prepend(Declarations.Top)
        .SelectMany(declaration => declaration.Columns.Select(column => IdOf(column.Property)).Prepend(IdOf(declaration.Type)))
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static string IdOf(PropertyInfo property) => $"P:{property.DeclaringType!.FullName}.{property.Name}";

    private static string IdOf(Type type) => $"T:{type.FullName}";

    private static FrozenDictionary<string, string> Read()
    {
        using Stream stream = typeof(Descriptions).Assembly.GetManifestResourceStream(Resource)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t', 2))
            .ToFrozenDictionary(parts => parts[0], parts => parts[1].TrimEnd('\r'), StringComparer.Ordinal);
    }
}
