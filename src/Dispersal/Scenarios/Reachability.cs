namespace Dispersal.Scenarios;

/// <summary>Warns of places, people and routes that a scenario cuts off, which is seldom meant.</summary>
internal static class Reachability
{
    // From here on 1 - exp(-x) is 1 in floating point: patrols stop everybody.
    private const double StopsEverybody = 36.8;

    public static void Warn(Scenario scenario, Problems problems)
    {
        RawDocument document = scenario.Document;
        List<Route> open = [];
        foreach (Route route in scenario.Routes)
        {
            if (CanBePassed(scenario, route))
            {
                open.Add(route);
                continue;
            }

            RawRow row = document.Table("routes")[route.Id];
            problems.Warning(row.At, $"routes/{route.Id}", "nobody can pass on any day. Lower patrol, or write a floor-share or guides with smuggling.");
        }

        ILookup<string, string> onward = open.ToLookup(r => r.From, r => r.To, StringComparer.Ordinal);
        ILookup<string, string> back = open.ToLookup(r => r.To, r => r.From, StringComparer.Ordinal);
        HashSet<string> reached = Reach(scenario.Places.Where(p => p.Kind == PlaceKind.Theatre).Select(p => p.Id), onward);
        HashSet<string> canLeave = Reach(scenario.Places.Where(p => p.Kind == PlaceKind.Country).Select(p => p.Id), back);
        var origins = scenario.Groups.Where(g => g.DepartedPersons.Value > 0).Select(g => g.Origin).ToHashSet(StringComparer.Ordinal);
        foreach (Place place in scenario.Places)
        {
            RawRow row = document.Table("places")[place.Id];
            string address = $"places/{place.Id}";
            if (place.Kind == PlaceKind.Theatre)
            {
                if (!canLeave.Contains(place.Id))
                {
                    problems.Warning(row.At, address, "no country can be reached from here: people can never leave. Add a route out of it.");
                }
            }
            else if (!reached.Contains(place.Id))
            {
                bool home = place.Kind == PlaceKind.Country && origins.Contains(place.Country);
                problems.Warning(
                    row.At, address,
                    home ? $"no way leads here from the theatre: people from {place.Country} can never return. Add a route."
                    : scenario.Routes.Any(r => r.To == place.Id) ? "no way leads here from the theatre. Add a route."
                    : "no route leads here. Add a route, or take the place out.");
            }
        }
    }

    private static bool CanBePassed(Scenario scenario, Route route)
    {
        if (route.Mode is RouteMode.Air or RouteMode.Refugee || !scenario.Border.On)
        {
            return true;
        }

        Course patrol = Of("patrol");
        Course floor = Of("floor-share");
        Course guides = Of("guides-per-day");
        Course smuggling = Of("smuggling");
        for (int day = 0; day < scenario.Days; day++)
        {
            if (floor[day] > 0 || patrol[day] * (1 - route.Terrain) < StopsEverybody || (guides[day] > 0 && smuggling[day] > 0))
            {
                return true;
            }
        }

        return false;

        Course Of(string column) => scenario.CourseOf($"routes/{route.Id}/{column}");
    }

    private static HashSet<string> Reach(IEnumerable<string> from, ILookup<string, string> edges)
    {
        var seen = new HashSet<string>(from, StringComparer.Ordinal);
        var open = new Queue<string>(seen);
        while (open.TryDequeue(out string? place))
        {
            foreach (string next in edges[place].Where(seen.Add))
            {
                open.Enqueue(next);
            }
        }

        return seen;
    }
}
