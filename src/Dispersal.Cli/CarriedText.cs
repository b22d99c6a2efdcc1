namespace Dispersal.Cli;

/// <summary>Texts of the folder <c>Scripts</c>, which the tool carries and prints.</summary>
internal static class CarriedText
{
    public static string Read(string file)
    {
        using StreamReader reader = new(typeof(CarriedText).Assembly.GetManifestResourceStream("scripts/" + file)!);
        return reader.ReadToEnd();
    }
}
