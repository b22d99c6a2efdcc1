namespace Dispersal.Reporting.Pages;

/// <summary>Persons whom the authorities can watch, by subject and date, as the scenario has it.</summary>
internal static class WatchCapacity
{
    /// <summary>Courses of the capacity of every country, of regions, of the EU and of all.</summary>
    public static IEnumerable<(string Subject, double[] Capacity)> Of(Scenario scenario, ResultFiles results)
    {
        const string load = "watch-load";
        if (!results.Subjects.TryGetValue(load, out IReadOnlyList<string>? subjects))
        {
            yield break;
        }

        Dictionary<string, double[]> byCountry = [];
        foreach (Country country in scenario.Countries)
        {
            Course course = scenario.CourseOf($"countries/{country.Id}/watch-capacity-persons");
            byCountry[country.Id] = [.. results.Dates.Select(date => course[Math.Clamp(date.DayNumber - scenario.Start.DayNumber, 0, scenario.Days - 1)])];
        }

        foreach (string subject in subjects)
        {
            string[] members =
            [
                .. scenario.Countries.Where(country => subject switch
                {
                    SubjectNames.World => true,
                    SubjectNames.Eu => country.Eu,
                    _ when subject.StartsWith(SubjectNames.Region, StringComparison.Ordinal) => country.Region == subject[SubjectNames.Region.Length..],
                    _ => country.Id == subject,
                }).Select(country => country.Id),
            ];
            yield return (subject, [.. results.Dates.Select((_, at) => members.Sum(member => byCountry[member][at]))]);
        }
    }
}
