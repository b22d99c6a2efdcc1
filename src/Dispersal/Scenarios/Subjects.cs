namespace Dispersal.Scenarios;

/// <summary>Which subjects a measure has in a scenario, found without running it.</summary>
internal static class Subjects
{
    public const string World = "WORLD";
    public const string Region = "region:";

    private static readonly HashSet<Measure> ByOrigin =
    [
        Measure.Departed, Measure.DepartedWomen, Measure.DepartedMinors, Measure.Returned, Measure.ReturnedWomen, Measure.ReturnedMinors, Measure.Dead,
        Measure.InTheatre, Measure.ActiveInTheatre, Measure.AtLarge, Measure.Known, Measure.Repatriated, Measure.CareNeed, Measure.Imprisoned,
        Measure.InProgramme, Measure.Clandestine, Measure.Disengaged,
    ];

    private static readonly HashSet<Measure> ByAffiliate = [Measure.Relocated, Measure.WithAffiliate, Measure.AffiliateStrength];

    private static readonly HashSet<Measure> OfTheWorld =
        [Measure.Appeal, Measure.OnlineReach, Measure.MediaOutput, Measure.Decentralisation, Measure.EffectiveTheatres];

    /// <summary>The subjects, each once.</summary>
    public static IReadOnlySet<string> Of(Scenario scenario, Measure measure)
    {
        HashSet<string> subjects = new(StringComparer.Ordinal);
        if (OfTheWorld.Contains(measure))
        {
            subjects.Add(World);
        }
        else if (measure == Measure.Permeability)
        {
            subjects.UnionWith(scenario.Routes.Where(r => r.Mode is RouteMode.Land or RouteMode.Sea).Select(r => r.Id));
        }
        else if (ByAffiliate.Contains(measure))
        {
            Dictionary<string, string> countryOf = scenario.Places.ToDictionary(p => p.Id, p => p.Country, StringComparer.Ordinal);
            subjects.UnionWith(scenario.Affiliates.Select(a => a.Id));
            subjects.UnionWith(scenario.Affiliates.Where(a => countryOf.ContainsKey(a.Place)).Select(a => countryOf[a.Place]));
        }
        else
        {
            HashSet<string> origins = [.. scenario.Groups.Select(g => g.Origin)];
            foreach (Country country in scenario.Countries.Where(c => !ByOrigin.Contains(measure) || origins.Contains(c.Id)))
            {
                subjects.Add(country.Id);
                if (!string.IsNullOrEmpty(country.Region))
                {
                    subjects.Add(Region + country.Region);
                }
            }

            if (scenario.Countries.Any(c => c.Eu))
            {
                subjects.Add("EU");
            }

            subjects.Add(World);
        }

        return subjects;
    }
}
