namespace Dispersal.Reporting.Pages;

/// <summary>Measures in words.</summary>
internal static class MeasureNames
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["departed"] = "Reached the theatre", ["returned"] = "Came home", ["dead"] = "Died", ["in-theatre"] = "In the theatre", ["held"] = "Held",
        ["at-large"] = "At large, not known", ["known"] = "Known to the authorities", ["imprisoned"] = "In prison", ["deported"] = "Deported", ["plots"] = "Plots",
        ["attacks-returnee"] = "Attacks by returnees", ["attack-deaths"] = "Deaths in attacks", ["relocated"] = "Joined affiliates", ["repatriated"] = "Repatriated",
        ["stopped"] = "Stopped at crossings", ["with-affiliate"] = "With affiliates", ["convicted"] = "Convicted", ["charged"] = "Charged", ["captured"] = "Captured",
    };

    /// <summary>The words for a measure; its own name where there are none.</summary>
    public static string Of(string measure) => Names.GetValueOrDefault(measure, measure);
}
