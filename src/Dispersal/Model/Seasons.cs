using System.Collections.Frozen;

namespace Dispersal.Model;

/// <summary>
/// Spans of days within which travellers' knowledge of conditions stands still. A season starts on the first day of the scenario, of each quarter,
/// and on every day on which policies change something that travellers know: a policy on what they do not know, or one that changes nothing,
/// leaves their knowledge as it was.
/// </summary>
internal sealed class Seasons
{
    // What is read on the first day of a season: by Way of routes, borders and records, by Goal of pulls and of jeopardy at home.
    private static readonly FrozenSet<string> Known = new[]
    {
        "goal/home-utility", "goal/retreat-utility", "goal/underground-utility", "goal/affiliate-utility", "goal/third-country-utility", "goal/appeal",
        "affiliates/*/pull", "third-countries/*/pull",
        "countries/*/evidence-probability", "countries/*/own-detection-probability", "countries/*/listed-probability",
        "countries/*/record-sharing-share", "countries/*/record-use-share", "countries/*/check-share",
        "legal-travel/screening-probability", "legal-travel/refugees-per-day", "legal-travel/screening-capacity-per-day",
        "routes/*/days", "routes/*/money-days", "routes/*/patrol", "routes/*/smuggling", "routes/*/guides-per-day", "routes/*/floor-share",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly int[] firstDays;
    private readonly ushort[] ofDay;

    public Seasons(Scenario scenario)
    {
        SortedSet<int> starts = [0];
        for (DateOnly date = new(scenario.Start.Year, 1, 1); date <= scenario.End; date = date.AddMonths(3))
        {
            Add(date);
        }

        starts.UnionWith(DaysOfPolicies(scenario));
        firstDays = [.. starts];
        ofDay = new ushort[scenario.Days];
        for (int s = 0; s < firstDays.Length; s++)
        {
            int end = s + 1 < firstDays.Length ? firstDays[s + 1] : scenario.Days;
            Array.Fill(ofDay, (ushort)s, firstDays[s], end - firstDays[s]);
        }

        void Add(DateOnly date)
        {
            int day = date.DayNumber - scenario.Start.DayNumber;
            if (day > 0 && day < scenario.Days)
            {
                starts.Add(day);
            }
        }
    }

    /// <summary>Number of seasons.</summary>
    public int Count => firstDays.Length;

    /// <summary>First day of a season.</summary>
    public int FirstDay(int season) => firstDays[season];

    /// <summary>Season of a day.</summary>
    public int Of(int day) => ofDay[day];

    // Days on which a policy that begins or has ended makes a difference to something known.
    private static IEnumerable<int> DaysOfPolicies(Scenario scenario)
    {
        SortedSet<int> days = [.. scenario.Policies.SelectMany(policy => (int?[])[policy.From?.DayNumber, policy.To?.DayNumber + 1])
            .OfType<int>().Select(day => day - scenario.Start.DayNumber).Where(day => day > 0 && day < scenario.Days)];
        if (days.Count == 0)
        {
            yield break;
        }

        string[] known = [.. scenario.Courses.UnderPolicies.Where(address => Known.Contains(Pattern(address)))];
        foreach (int day in days)
        {
            if (Array.Exists(known, address => scenario.Courses.IsChangedByPolicies(address, scenario[address].Parameter, day)))
            {
                yield return day;
            }
        }
    }

    private static string Pattern(string address) =>
        address.Split('/') is [string table, _, string column] ? $"{table}/*/{column}" : address;
}
