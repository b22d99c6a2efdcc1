namespace Dispersal.Reporting.Pages;

/// <summary>A part of the world to look at: name, and degrees west, south, east and north.</summary>
internal sealed record MapView(string Name, double[] Box)
{
    private const double LeastHeight = 3;

    /// <summary>The world, what lies around the theatre, the theatre, and the border where most are stopped.</summary>
    public static IReadOnlyList<MapView> Of(Scenario scenario, ResultFiles results, SubjectNames names)
    {
        List<MapView> views = [];
        Place[] theatre = [.. scenario.Places.Where(place => place.Kind == PlaceKind.Theatre)];
        if (Around(scenario.Places, 0.12) is { } all && all[2] - all[0] < 140)
        {
            views.Add(new("All places", all));
        }

        views.Add(new("World", [-128, -46, 180, 73]));
        if (Around(theatre, 0.25) is not { } inner)
        {
            return views;
        }

        double[] wider = [inner[0] - 32, Math.Max(-58, inner[1] - 16), inner[2] + 22, Math.Min(82, inner[3] + 20)];
        if (views.Count == 1)
        {
            views.Add(new("Around the theatre", wider));
        }

        views.Add(new("Theatre", inner));

        // The border is that of the state which, not being in the theatre itself, stops most of those who go there or come from there.
        HashSet<string> within = [.. theatre.Select(place => place.Id)];
        HashSet<string> states = [.. theatre.Select(place => place.Country)];
        Dictionary<string, Place> places = scenario.Places.ToDictionary(place => place.Id, StringComparer.Ordinal);
        var borders = scenario.Routes.Where(route => within.Contains(route.From) && places.TryGetValue(route.To, out Place? to) && to.Kind == PlaceKind.Transit && !states.Contains(to.Country))
            .GroupBy(route => places[route.To].Country, StringComparer.Ordinal)
            .Select(group => (Country: group.Key, Places: group.SelectMany(route => (Place[])[places[route.From], places[route.To]]).Distinct().ToArray()))
            .OrderByDescending(border => results["stopped", border.Country]?.Mean[^1] ?? 0).ThenBy(border => border.Country, StringComparer.Ordinal);
        foreach ((string country, Place[] ends) in borders.Take(1))
        {
            views.Add(new($"Border: {names.Of(country)}", Around(ends, 0.15)!));
        }

        return views;
    }

    private static double[]? Around(IReadOnlyCollection<Place> places, double margin)
    {
        if (places.Count == 0)
        {
            return null;
        }

        (double west, double east) = (places.Min(place => place.Longitude.Value), places.Max(place => place.Longitude.Value));
        (double south, double north) = (places.Min(place => place.Latitude.Value), places.Max(place => place.Latitude.Value));
        double size = Math.Max(LeastHeight, Math.Max(north - south, (east - west) / 2));
        double pad = size * margin;
        double missing = Math.Max(0, LeastHeight - (north - south)) / 2;
        return [Math.Max(-180, west - (2 * pad)), Math.Max(-85, south - pad - missing), Math.Min(190, east + (2 * pad)), Math.Min(85, north + pad + missing)];
    }
}
