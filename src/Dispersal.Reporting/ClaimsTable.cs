using System.Collections.Immutable;

namespace Dispersal.Reporting;

/// <summary>What sources claim, the values that express it and what came out of a run, side by side.</summary>
internal static class ClaimsTable
{
    public static ImmutableArray<Block> Of(Scenario scenario, RunSummary? results)
    {
        if (scenario.Claims.IsEmpty)
        {
            return [];
        }

        return
        [
            new Heading("8. Claims, values in force, and results"),
            new Paragraph(Provenance(scenario, results)),
            new TextTable(
                [new("claim", Wraps: true), new("in force", Wraps: true), new("result", Wraps: true)],
                [.. ClaimLine.Of(scenario, results).Select(line => (ImmutableArray<TableCell>)[Said(line), Lines(Values(line)), Lines(Results(line, results))])])
            {
                IsSpaced = true,
            },
        ];
    }

    private static string Provenance(Scenario scenario, RunSummary? results)
    {
        string sources = string.Join(", ", scenario.Claims.Select(claim => claim.Source).Where(source => source is not null).Distinct(StringComparer.Ordinal));
        string from = sources.Length > 0 ? $"Claims are those of {sources}. " : "";
        if (results is null)
        {
            return $"{from}Results are not shown: write them with 'dispersal run SCENARIO --out DIR' and describe the scenario again with '--results DIR'.";
        }

        string run = $"{from}Results are those of {results.Scenario}, seed {results.Seed}, {results.Replicates:N0} {(results.Replicates == 1 ? "replicate" : "replicates")}: "
            + "the median with the 5 % and 95 % quantiles, on the last day or on the last recorded one not after the day named.";
        return results.Fingerprint == scenario.Fingerprint ? run : $"{run} That run was of another scenario or of other values: its fingerprint is {results.Fingerprint}.";
    }

    private static TableCell Said(ClaimLine line)
    {
        List<string> below = [];
        if (!line.Mechanisms.IsEmpty)
        {
            below.Add(string.Join(' ', line.Mechanisms.Select(mechanism => mechanism.IsOn ? mechanism.Label : $"{mechanism.Label} (off)")));
        }

        if (line.Claim.Grade != Grade.Unspecified)
        {
            below.Add($"grade {line.Claim.Grade.ToString().ToLowerInvariant() switch { { Length: 1 } letter => letter.ToUpperInvariant(), var word => word }}");
        }

        return new($"{line.Claim.Id}: {line.Claim.Text}") { Below = [.. below] };
    }

    private static IEnumerable<string> Values(ClaimLine line) =>
        line.Values.Select(value => $"{value.Address}: {value.Value}").Concat(line.Claim.Reason is { } reason ? [$"({reason})"] : Array.Empty<string>());

    private static IEnumerable<string> Results(ClaimLine line, RunSummary? results) =>
        results is null
            ? line.Results.Select(entry => entry.Figure.ToString()).Concat(line.Results.IsEmpty ? [] : ["(run, then --results)"])
            : line.Results.Select(entry => $"{entry.Figure}: {(entry.Result is { } result ? result.ToString() : "not recorded")}");

    private static TableCell Lines(IEnumerable<string> lines)
    {
        string[] all = [.. lines];
        return all.Length == 0 ? "" : new TableCell(all[0]) { Below = [.. all[1..]] };
    }
}
