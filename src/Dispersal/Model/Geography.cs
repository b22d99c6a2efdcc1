using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Dispersal.Model;

/// <summary>Places, countries and routes by index, in the order of their ids.</summary>
internal sealed class Geography
{
    private readonly FrozenDictionary<string, int> countryIndex;
    private readonly FrozenDictionary<string, int> placeIndex;
    private readonly FrozenDictionary<string, int> routeIndex;

    public Geography(Scenario scenario)
    {
        Countries = scenario.Countries;
        Places = scenario.Places;
        Routes = scenario.Routes;
        countryIndex = Index(Countries.Select(c => c.Id));
        placeIndex = Index(Places.Select(p => p.Id));
        routeIndex = Index(Routes.Select(r => r.Id));
        CountryOf = [.. Places.Select(p => countryIndex[p.Country])];
        From = [.. Routes.Select(r => placeIndex[r.From])];
        To = [.. Routes.Select(r => placeIndex[r.To])];
        IsTheatre = [.. Places.Select(p => p.Kind == PlaceKind.Theatre)];
        AffiliateOf = [.. Enumerable.Repeat(-1, Places.Length)];
        for (int a = 0; a < scenario.Affiliates.Length; a++)
        {
            AffiliateOf[placeIndex[scenario.Affiliates[a].Place]] = a;
        }

        HomeOf = [.. Enumerable.Repeat(-1, Countries.Length)];
        for (int p = 0; p < Places.Length; p++)
        {
            if (Places[p].Kind == PlaceKind.Country && HomeOf[CountryOf[p]] < 0)
            {
                HomeOf[CountryOf[p]] = p;
            }
        }

        // On air routes the authorities of the country of departure check; elsewhere those of the country of arrival.
        CheckedAt = [.. Routes.Select((r, i) => r.Mode == RouteMode.Air ? From[i] : To[i])];
    }

    /// <summary>Countries in the order of their indices.</summary>
    public ImmutableArray<Country> Countries { get; }

    /// <summary>Places in the order of their indices.</summary>
    public ImmutableArray<Place> Places { get; }

    /// <summary>Routes in the order of their indices.</summary>
    public ImmutableArray<Route> Routes { get; }

    /// <summary>Country of each place.</summary>
    public int[] CountryOf { get; }

    /// <summary>Place of kind <c>country</c> of each country; -1 where it has none.</summary>
    public int[] HomeOf { get; }

    /// <summary>Affiliate at each place; -1 where there is none.</summary>
    public int[] AffiliateOf { get; }

    /// <summary>Whether each place belongs to the theatre.</summary>
    public bool[] IsTheatre { get; }

    /// <summary>Start of each route.</summary>
    public int[] From { get; }

    /// <summary>End of each route.</summary>
    public int[] To { get; }

    /// <summary>Place at which travellers on each route are stopped and held.</summary>
    public int[] CheckedAt { get; }

    public int Country(string id) => countryIndex[id];

    public int Place(string id) => placeIndex[id];

    public int? TryPlace(string id) => placeIndex.TryGetValue(id, out int place) ? place : null;

    public int? TryRoute(string id) => routeIndex.TryGetValue(id, out int route) ? route : null;

    private static FrozenDictionary<string, int> Index(IEnumerable<string> ids) =>
        ids.Select((id, i) => KeyValuePair.Create(id, i)).ToFrozenDictionary(StringComparer.Ordinal);
}
