using System.Collections.Frozen;
using System.Reflection;
using System.Xml;
using System.Xml.Linq;

namespace Dispersal.Scenarios;

/// <summary>Summaries of the declarations, from the documentation file that stands beside the assembly; empty without it.</summary>
internal static class Descriptions
{
    private static readonly Lazy<FrozenDictionary<string, string>> Summaries = new(Read);

    public static string Of(PropertyInfo property) => Summaries.Value.GetValueOrDefault($"P:{property.DeclaringType!.FullName}.{property.Name}", "");

    public static string Of(Type type) => Summaries.Value.GetValueOrDefault($"T:{type.FullName}", "");

    private static FrozenDictionary<string, string> Read()
    {
        // In a process of another language, such as Python's, the application's folder is not that of the assembly.
        string folder = Path.GetDirectoryName(typeof(Descriptions).Assembly.Location) is { Length: > 0 } beside ? beside : AppContext.BaseDirectory;
        string file = Path.Combine(folder, "Dispersal.xml");
        try
        {
            if (File.Exists(file))
            {
                return XDocument.Load(file).Descendants("member")
                    .ToFrozenDictionary(m => m.Attribute("name")!.Value, m => Plain(m.Element("summary")), StringComparer.Ordinal);
            }
        }
        catch (Exception failure) when (failure is XmlException or IOException or UnauthorizedAccessException)
        {
            // Without descriptions everything else still works.
        }

        return FrozenDictionary<string, string>.Empty;
    }

    private static string Plain(XElement? summary)
    {
        if (summary is null)
        {
            return "";
        }

        foreach (XElement reference in summary.Descendants().Where(e => e.Attribute("cref") is not null).ToList())
        {
            reference.ReplaceWith(reference.Attribute("cref")!.Value.Split('.')[^1]);
        }

        return string.Join(' ', summary.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
