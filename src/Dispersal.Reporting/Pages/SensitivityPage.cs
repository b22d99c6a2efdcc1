namespace Dispersal.Reporting.Pages;

/// <summary>The page of a sensitivity analysis.</summary>
internal static class SensitivityPage
{
    /// <summary>The page, as one HTML file.</summary>
    public static string Of(SensitivityPart part)
    {
        Markup page = new();
        string title = $"What matters in {part.Scenario}";
        page.Raw("<header class=\"head\">\n<p class=\"kicker\">").Text($"Dispersal · {part.Scenario} · sensitivity").Raw("</p>\n").Element("h1", title)
            .Element("p class=\"origin\"", part.Origin).Raw("</header>\n<main id=\"content\">\n").Raw(part.Markup(2)).Raw("</main>\n");
        RunPage.Footer(page);
        return PageFrame.Around($"{title} · Dispersal", page.ToString());
    }
}
