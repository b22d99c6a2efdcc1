using System.Text.Json;

namespace Dispersal;

/// <summary>Words as written in files: kebab-case of the names in code.</summary>
internal static class Names
{
    /// <summary>The word for a member of an enumeration.</summary>
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => Kebab(value.ToString());

    /// <summary>A name in PascalCase as kebab-case.</summary>
    public static string Kebab(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}
