namespace Dispersal.Reporting.Pages;

/// <summary>Names for people to read.</summary>
internal sealed class SubjectNames(Scenario scenario)
{
    /// <summary>How subjects that are regions begin.</summary>
    public const string Region = "region:";

    /// <summary>The subject that is everybody.</summary>
    public const string World = "WORLD";

    /// <summary>The subject that is the members of the European Union.</summary>
    public const string Eu = "EU";

    private readonly Dictionary<string, string> countries = scenario.Countries.ToDictionary(country => country.Id, country => country.Name, StringComparer.Ordinal);
    private readonly Dictionary<string, string> affiliates =
        scenario.Affiliates.ToDictionary(affiliate => affiliate.Id, affiliate => affiliate.Name ?? affiliate.Id, StringComparer.Ordinal);

    private readonly Dictionary<string, string> places = scenario.Places.ToDictionary(
        place => place.Id,
        place => place.Name ?? (place.Kind == PlaceKind.Country ? scenario.Countries.FirstOrDefault(country => country.Id == place.Country)?.Name : null) ?? place.Id,
        StringComparer.Ordinal);

    /// <summary>The name of a subject of a measure.</summary>
    public string Of(string subject) => PrintableText.Escape(subject switch
    {
        World => "World",
        Eu => "European Union",
        _ when subject.StartsWith(Region, StringComparison.Ordinal) => subject[Region.Length..],
        _ => countries.GetValueOrDefault(subject) ?? affiliates.GetValueOrDefault(subject) ?? subject,
    });

    /// <summary>The name of a place.</summary>
    public string OfPlace(string place) => PrintableText.Escape(places.GetValueOrDefault(place, place));
}
