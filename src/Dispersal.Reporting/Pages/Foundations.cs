namespace Dispersal.Reporting.Pages;

/// <summary>What results rest on: how they came about, parameters with their sources, claims beside results.</summary>
internal static class Foundations
{
    private const int MostSources = 2;

    /// <summary>The facts of a run.</summary>
    public static void Provenance(Markup page, ManifestHead head, Scenario scenario)
    {
        int assumed = scenario.Parameters.Count(FactorTable.IsAssumed);
        int ranged = scenario.Parameters.Count(info => info.Parameter.IsRanged);
        page.Raw("<dl class=\"facts\">");
        foreach ((string name, string text) in (ReadOnlySpan<(string, string)>)
        [
            ("Scenario", $"{head.Scenario}, {PageWords.Day(scenario.Start)} to {PageWords.Day(scenario.End)}"),
            ("Fingerprint", head.Fingerprint),
            ("Run", $"{head.Replicates:N0} {(head.Replicates == 1 ? "replicate" : "replicates")}, seed {head.Seed}, engine {head.Engine}, dispersal {head.Version}"),
            ("Uncertain parameters", head.Uncertainty.Length > 0 ? head.Uncertainty : "held at their values"),
            ("Digest of the results", head.Digest),
            ("Numbers that went in", $"{scenario.Parameters.Length:N0} parameters: {scenario.Parameters.Length - assumed:N0} with a source, {assumed:N0} assumed; {ranged:N0} with a range"),
            ("Mechanisms in force", Names(Mechanism.Of(scenario).Where(mechanism => mechanism.IsOn))),
            ("Switched off", Names(Mechanism.Of(scenario).Where(mechanism => !mechanism.IsOn))),
        ])
        {
            page.Element("dt", name).Element("dd", text);
        }

        page.Raw("</dl>\n");
    }

    /// <summary>Parameters, a line for each that is alone and for each column of a table.</summary>
    public static void Parameters(Markup page, Scenario scenario)
    {
        var factors = scenario.Parameters.GroupBy(info => info.Factor, StringComparer.Ordinal).ToArray();
        page.Raw("<details><summary>Parameters and their sources</summary>\n")
            .Element("p class=\"soft\"", $"{factors.Length:N0} lines. A column of a table is one line: from its least to its greatest value. “assumed” marks numbers judged rather than measured.")
            .Raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Parameters\"><table class=\"sortable\"><thead><tr><th scope=\"col\">Parameter</th>")
            .Raw("<th scope=\"col\" class=\"number\">Value</th><th scope=\"col\">Range</th><th scope=\"col\">Unit</th><th scope=\"col\" class=\"number\">Cells</th><th scope=\"col\" class=\"number\">Assumed</th><th scope=\"col\">Source</th></tr></thead><tbody>\n");
        foreach (var factor in factors)
        {
            ParameterInfo[] cells = [.. factor];
            double least = cells.Min(info => info.Parameter.Value);
            double greatest = cells.Max(info => info.Parameter.Value);
            string value = least == greatest ? Figures.Exact(least) : $"{Figures.Exact(least)} to {Figures.Exact(greatest)}";
            string range = cells.Length == 1 && cells[0].Parameter.IsRanged
                ? $"{Figures.Exact(cells[0].Parameter.Low!.Value)} to {Figures.Exact(cells[0].Parameter.High!.Value)}"
                : cells.Count(info => info.Parameter.IsRanged) is var ranged and > 0 && cells.Length > 1 ? $"{ranged:N0} with a range" : "";
            string[] sources = [.. cells.Select(info => info.Parameter.Source).GroupBy(source => source, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Key)];
            string source = string.Join("; ", sources.Take(MostSources)) + (sources.Length > MostSources ? $"; and {sources.Length - MostSources:N0} others" : "");
            page.Raw($"<tr><th scope=\"row\" class=\"address\">").Text(factor.Key).Raw($"</th><td class=\"number\" data-value=\"{greatest:R}\">").Text(value).Raw("</td>")
                .Element("td", range).Element("td", cells[0].Unit)
                .Raw($"<td class=\"number\" data-value=\"{cells.Length}\">{cells.Length:N0}</td><td class=\"number\" data-value=\"{cells.Count(FactorTable.IsAssumed)}\">{cells.Count(FactorTable.IsAssumed):N0}</td>")
                .Element("td", source).Raw("</tr>\n");
        }

        page.Raw("</tbody></table></div></details>\n");
    }

    /// <summary>What sources claim, the values that express it and what came out.</summary>
    public static void Claims(Markup page, Scenario scenario, RunSummary results)
    {
        if (scenario.Claims.IsEmpty)
        {
            return;
        }

        page.Raw($"<details><summary>Claims beside results ({scenario.Claims.Length:N0})</summary>\n")
            .Raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Claims\"><table><thead><tr><th scope=\"col\">Claim</th><th scope=\"col\">Values in force</th><th scope=\"col\">Results</th><th scope=\"col\">Source</th></tr></thead><tbody>\n");
        foreach (ClaimLine line in ClaimLine.Of(scenario, results))
        {
            string mechanisms = string.Join(" ", line.Mechanisms.Select(mechanism => mechanism.IsOn ? mechanism.Label : $"{mechanism.Label} (off)"));
            page.Raw("<tr><th scope=\"row\">").Text(line.Claim.Text).Raw("<small>").Text($"{line.Claim.Id}{(mechanisms.Length > 0 ? $" · {mechanisms}" : "")}").Raw("</small></th><td>");
            foreach ((string address, string value) in line.Values)
            {
                page.Raw("<span class=\"line\"><code>").Text(address).Raw("</code> ").Text(value).Raw("</span>");
            }

            page.Raw("</td><td>");
            foreach ((ClaimedFigure figure, Estimate? result) in line.Results)
            {
                page.Raw("<span class=\"line\">").Text($"{figure}: {(result is null ? "not recorded" : PageWords.Of(result))}").Raw("</span>");
            }

            string grade = line.Claim.Grade == Grade.Unspecified ? "" : $", grade {line.Claim.Grade.ToString()}";
            page.Raw("</td>").Element("td", $"{line.Claim.Source}{grade}{(line.Claim.Reason is { } reason ? $"; {reason}" : "")}").Raw("</tr>\n");
        }

        page.Raw("</tbody></table></div></details>\n");
    }

    /// <summary>Figures that were observed, by what they are used for.</summary>
    public static void Targets(Markup page, IReadOnlyList<Observed> observed, SubjectNames names)
    {
        if (observed.Count == 0)
        {
            return;
        }

        page.Raw($"<details><summary>Observed figures ({observed.Count:N0})</summary>\n")
            .Element("p class=\"soft\"", "Ranges that sources give. Those of a window are what happened within it and are in no chart, which count since the start.")
            .Raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Observed figures\"><table class=\"sortable\"><thead><tr><th scope=\"col\">Measure</th><th scope=\"col\">Of</th><th scope=\"col\">When</th>")
            .Raw("<th scope=\"col\" class=\"number\">Central</th><th scope=\"col\">Range</th><th scope=\"col\">Use</th><th scope=\"col\">Source</th></tr></thead><tbody>\n");
        foreach (Observed target in observed)
        {
            string range = (target.Low, target.High) switch
            {
                (null, null) => "",
                ({ } low, { } high) => $"{PageWords.Number(low)} to {PageWords.Number(high)}",
                ({ } low, null) => $"{PageWords.Number(low)} or more",
                (null, { } high) => $"up to {PageWords.Number(high)}",
            };
            page.Raw("<tr>").Element("th scope=\"row\"", target.Measure).Element("td", names.Of(target.Subject))
                .Element("td", target.IsOfWindow ? $"{target.From:yyyy-MM-dd} to {target.To:yyyy-MM-dd}" : $"{target.From:yyyy-MM-dd}")
                .Raw($"<td class=\"number\" data-value=\"{target.Central:R}\">").Text(PageWords.Number(target.Central)).Raw("</td>")
                .Element("td", range).Element("td", target.IsHeldBack ? target.Role : "calibration").Element("td", target.Source).Raw("</tr>\n");
        }

        page.Raw("</tbody></table></div></details>\n");
    }

    private static string Names(IEnumerable<Mechanism> mechanisms)
    {
        string text = string.Join(", ", mechanisms.Select(mechanism => $"{mechanism.Label} {mechanism.Title}"));
        return text.Length > 0 ? text : "none";
    }
}
