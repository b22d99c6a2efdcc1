namespace Dispersal.Model;

/// <summary>
/// Spans of days within which travellers' knowledge of conditions stands still. A season starts on the first day of the scenario, of each quarter,
/// and on every day on which a policy begins or has ended.
/// </summary>
internal sealed class Seasons
{
    private readonly int[] firstDays;
    private readonly ushort[] ofDay;

    public Seasons(Scenario scenario)
    {
        SortedSet<int> starts = [0];
        for (DateOnly date = new(scenario.Start.Year, 1, 1); date <= scenario.End; date = date.AddMonths(3))
        {
            Add(date);
        }

        foreach (Policy policy in scenario.Policies)
        {
            if (policy.From is { } from)
            {
                Add(from);
            }

            if (policy.To is { } to && to < scenario.End)
            {
                Add(to.AddDays(1));
            }
        }

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
}
