using System.Globalization;
using Dispersal.Model;

namespace Dispersal.Engines;

/// <summary>
/// What two runs must share for one to go on where the other was saved: the names behind the indices, and where each count stands. Values of parameters are no
/// part of it.
/// </summary>
internal static class RunStructure
{
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
            ["first days"] = [model.Scenario.Start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)],
            ["measures"] = [.. plan.Plan.Summary.Select(series => series.Key[0]).Distinct(StringComparer.Ordinal)],
            ["tables"] = [.. (string[])[recording.Flows ? "flows" : "", recording.Stocks ? "stocks" : "", recording.Fates ? "fates" : ""]],
            ["numbers of histories"] = [plan.HistoryPersons.ToString(CultureInfo.InvariantCulture)],
        };
    }
}
