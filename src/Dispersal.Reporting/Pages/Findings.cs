namespace Dispersal.Reporting.Pages;

/// <summary>What a run says, in sentences and in a few large numbers.</summary>
internal sealed class Findings(Scenario scenario, ResultFiles results, SubjectNames names)
{
    private const int MostNamed = 3;
    private readonly int last = results.Dates.Count - 1;

    /// <summary>The numbers at the end, for everybody.</summary>
    public IEnumerable<(string Label, Estimate Estimate)> Tiles() =>
        from tile in ((string Measure, string Label)[])
        [
            ("departed", "reached the theatre"), ("returned", "came home"), ("dead", "died"), ("in-theatre", "are still in the theatre"),
            ("held", "are held, in camps or detention"), ("at-large", "are at large, not known"),
        ]
        let estimate = results.At(tile.Measure, SubjectNames.World, last)
        where estimate is not null
        select (tile.Label, estimate);

    /// <summary>Sentences, each with its intervals.</summary>
    public IEnumerable<string> Sentences()
    {
        int then = RunData.FirstShown(scenario, results.Dates);
        if (then < last && scenario.ForecastFrom is { } forecast && results.At("in-theatre", SubjectNames.World, then) is { } theatre
            && results.At("returned", SubjectNames.World, then) is { } returned)
        {
            yield return $"At the end of the month in which the forecast begins ({PageWords.Day(forecast)}), {PageWords.Of(theatre)} persons were in the theatre and "
                + $"{PageWords.Of(returned)} had come home.";
        }

        if (results.At("returned", SubjectNames.Eu, last) is { } eu && results.At("departed", SubjectNames.Eu, last) is { } left
            && scenario.Countries.Any(country => country.Eu))
        {
            yield return $"Of {PageWords.Of(left)} who left the European Union, {PageWords.Of(eu)} had come home by {PageWords.Day(results.Dates[last])}.";
        }

        foreach ((string measure, string before, string after) in ((string, string, string)[])
        [
            ("returned", "Most came home to ", "."), ("stopped", "Most stops at crossings, each try counted, were made by ", "."),
            ("held", "On the last day most are held in ", "."), ("relocated", "Most of those who moved on joined ", "."),
        ])
        {
            if (Largest(measure) is { } named)
            {
                yield return before + named + after;
            }
        }

        if (results.At("attacks-returnee", SubjectNames.World, last) is { } byReturnees && results.At("attacks-inspired", SubjectNames.World, last) is { } inspired
            && results.At("attacks-linked", SubjectNames.World, last) is { } linked && results.At("attacks-directed", SubjectNames.World, last) is { } directed
            && byReturnees.High + inspired.High + linked.High + directed.High > 0)
        {
            yield return $"Completed attacks over the whole run: {PageWords.Of(byReturnees)} by returnees of their own accord, {PageWords.Of(linked)} by home-grown attackers in touch "
                + $"with the group, {PageWords.Of(inspired)} by others it inspired, {PageWords.Of(directed)} by persons it sent.";
        }
    }

    private string? Largest(string measure)
    {
        if (!results.Subjects.TryGetValue(measure, out IReadOnlyList<string>? subjects))
        {
            return null;
        }

        HashSet<string> affiliates = [.. scenario.Affiliates.Select(affiliate => affiliate.Id)];
        HashSet<string> countries = [.. scenario.Countries.Select(country => country.Id)];
        string[] largest =
        [
            .. subjects.Where(subject => measure == "relocated" ? affiliates.Contains(subject) : countries.Contains(subject))
                .Select(subject => (subject, Estimate: results.At(measure, subject, last)!)).Where(entry => entry.Estimate.Median >= 1)
                .OrderByDescending(entry => entry.Estimate.Median).ThenBy(entry => entry.subject, StringComparer.Ordinal).Take(MostNamed)
                .Select(entry => $"{names.Of(entry.subject)}: {PageWords.Of(entry.Estimate)}"),
        ];
        return largest.Length < 2 ? null : string.Join("; ", largest);
    }
}
