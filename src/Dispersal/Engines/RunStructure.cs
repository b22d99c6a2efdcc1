using System.Globalization;
using Dispersal.Model;

namespace Dispersal.Engines;

/// <summary>
/// What two runs must share for one to go on where the other was saved: the names behind the indices, and where each count stands. Values of parameters are no
/// part of it.
/// </summary>
internal static class RunStructure
{
    /// <summary>The part that may differ: the last day. Whether two of them go together depends on the day of the checkpoint, see <see cref="SameArrivals"/>.</summary>
    public const string LastDays = "last days";

    private const string Day = "yyyy-MM-dd";

    /// <summary>
    /// Whether the same persons have arrived before a day whichever of two last days a run has. The persons of a month come on its days inside the run: where the
    /// run ends within the month of the day, others come, on other days.
    /// </summary>
    public static bool SameArrivals(DateOnly before, string lastDay, string otherLastDay)
    {
        DateOnly month = new DateOnly(before.Year, before.Month, 1).AddMonths(1).AddDays(-1);
        return before.Day == 1 || Inside(lastDay) == Inside(otherLastDay);

        DateOnly Inside(string last) => DateOnly.ParseExact(last, Day, CultureInfo.InvariantCulture) is var end && end < month ? end : month;
    }

    /// <summary>The structure of a run, by part.</summary>
    public static SortedDictionary<string, string[]> Of(CompiledModel model, RecordPlanBuilder plan)
    {
        Geography geography = model.Geography;
        Recording recording = plan.Plan.Recording;
        return new(StringComparer.Ordinal)
        {
            ["groups"] = [.. model.Population.Groups.Select(group => $"{group.Id} {group.Origin} {group.Role}")],
            ["countries"] = [.. geography.Countries.Select(country => country.Id)],
            ["places"] = [.. geography.Places.Select(place => $"{place.Id} {place.Country} {place.Kind}")],
            ["routes"] = [.. geography.Routes.Select(route => $"{route.Id} {route.From} {route.To}")],
            ["affiliates"] = [.. model.Scenario.Affiliates.Select(affiliate => $"{affiliate.Id} {affiliate.Place}")],
            ["destinations"] = [.. model.Goal.Destinations.Concat(model.Goal.ThirdCountries).Select(place => geography.Places[place].Id)],
            ["numbers of counts"] = [model.Layout.Count.ToString(CultureInfo.InvariantCulture)],
            ["first days"] = [model.Scenario.Start.ToString(Day, CultureInfo.InvariantCulture)],
            [LastDays] = [model.Scenario.End.ToString(Day, CultureInfo.InvariantCulture)],
            ["measures"] = [.. plan.Plan.Summary.Select(series => series.Key[0]).Distinct(StringComparer.Ordinal)],
            ["tables"] = [.. (string[])[recording.Flows ? "flows" : "", recording.Stocks ? "stocks" : "", recording.Fates ? "fates" : ""]],
            ["numbers of histories"] = [plan.HistoryPersons.ToString(CultureInfo.InvariantCulture)],
        };
    }
}
