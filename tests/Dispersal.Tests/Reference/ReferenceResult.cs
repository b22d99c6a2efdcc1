namespace Dispersal.Tests.Reference;

/// <summary>What one run of the reference did: events by day, and who stood where at the end of each day.</summary>
internal sealed class ReferenceResult(Scenario scenario)
{
    /// <summary>Names of the stages, in the order of <see cref="ReferenceStage"/>.</summary>
    public static IReadOnlyList<string> Stages => StageNames;

    private static readonly string[] StageNames =
    [
        "embedded", "underground", "in-transit", "stranded", "with-affiliate", "held", "at-large", "known", "charged", "imprisoned",
        "in-programme", "clandestine", "disengaged", "dead",
    ];

    /// <summary>Names of the fates of those who departed: the stages, and two for who is elsewhere than at home.</summary>
    public static IReadOnlyList<string> Fates => FateNames;

    private static readonly string[] FateNames = [.. StageNames, "third-country", "imprisoned-abroad"];

    private readonly Dictionary<(string Measure, string Subject), List<int>> days = [];
    private readonly int[,,] stocks = new int[scenario.Days, scenario.Places.Length, StageNames.Length];
    private readonly int[,,] fates = new int[scenario.Days, scenario.Countries.Length, FateNames.Length];
    private readonly double[,] permeability = new double[scenario.Days, scenario.Routes.Length];
    private readonly Dictionary<(int Day, string Measure, string Subject), double> levels = [];
    private readonly HashSet<string> patrolled = [];
    private readonly Dictionary<string, int> countries = Indexed(scenario.Countries.Select(c => c.Id));
    private readonly Dictionary<string, int> places = Indexed(scenario.Places.Select(p => p.Id));
    private readonly Dictionary<string, int> routes = Indexed(scenario.Routes.Select(r => r.Id));

    /// <summary>Persons of an origin who reached the theatre up to and including a date.</summary>
    public int Departed(string origin, DateOnly date) => Events("departed", origin, date);

    public int Returned(string origin, DateOnly date) => Events("returned", origin, date);

    public int Dead(string origin, DateOnly date) => Events("dead", origin, date);

    public int Relocated(string affiliate, DateOnly date) => Events("relocated", affiliate, date);

    public int Stopped(string country, DateOnly date) => Events("stopped", country, date);

    public int Captured(string country, DateOnly date) => Events("captured", country, date);

    public int Deported(string country, DateOnly date) => Events("deported", country, date);

    /// <summary>Crossings of a route that ended <c>passed</c>, <c>turned-back</c>, <c>held</c> or <c>killed</c>.</summary>
    public int Flow(string route, string outcome, DateOnly date) => Events("flow " + outcome, route, date);

    /// <summary>Persons at a place in a stage at the end of a day.</summary>
    public int Stock(string place, string stage, DateOnly date) =>
        stocks[Day(date), places[place], Array.IndexOf(StageNames, stage)];

    /// <summary>Persons of an origin who departed, by fate at the end of a day.</summary>
    public int Fate(string origin, string fate, DateOnly date) =>
        fates[Day(date), countries[origin], Array.IndexOf(FateNames, fate)];

    /// <summary>Permeability of a land or sea route on a day.</summary>
    public double Permeability(string route, DateOnly date) => permeability[Day(date), routes[route]];

    /// <summary>Events of a measure up to and including a date; <c>entered</c> counts everybody who came to exist.</summary>
    public int Events(string measure, string subject, DateOnly date)
    {
        int until = Day(date);
        return days.TryGetValue((measure, subject), out List<int>? events) ? events.Count(day => day <= until) : 0;
    }

    /// <summary>Every count on a date, zeros left out, under keys such as <c>returned DEU</c>, <c>flow passed r1</c>, <c>stock raqqa embedded</c>.</summary>
    public Dictionary<string, double> CountsOn(DateOnly date)
    {
        int until = Day(date);
        var counts = new Dictionary<string, double>();
        foreach (var (measure, subject) in days.Keys)
        {
            if (Events(measure, subject, date) is > 0 and int events)
            {
                counts[$"{measure} {subject}"] = events;
            }
        }

        for (int stage = 0; stage < StageNames.Length; stage++)
        {
            foreach (var (place, index) in places)
            {
                if (stocks[until, index, stage] is > 0 and int persons)
                {
                    counts[$"stock {place} {StageNames[stage]}"] = persons;
                }
            }

        }

        for (int fate = 0; fate < FateNames.Length; fate++)
        {
            foreach (var (origin, index) in countries)
            {
                if (fates[until, index, fate] is > 0 and int persons)
                {
                    counts[$"fate {origin} {FateNames[fate]}"] = persons;
                }
            }
        }

        foreach (var ((at, measure, subject), value) in levels.Where(level => level.Key.Day == until))
        {
            counts[$"{measure} {subject}"] = value;
        }

        foreach (var (route, index) in routes.Where(route => patrolled.Contains(route.Key)))
        {
            counts[$"permeability {route}"] = permeability[until, index];
        }

        return counts;
    }

    internal void Happened(int day, string measure, string subject)
    {
        if (!days.TryGetValue((measure, subject), out List<int>? events))
        {
            days[(measure, subject)] = events = [];
        }

        events.Add(day);
    }

    internal void Stands(int day, ReferencePerson person)
    {
        stocks[day, person.Place.Index, (int)person.Stage]++;
        if (person.Departed)
        {
            fates[day, person.Origin.Index, FateOf(person)]++;
        }
    }

    internal void WasPermeable(int day, ReferenceLeg route, double share)
    {
        if (day == 0)
        {
            patrolled.Add(route.Id);
        }

        permeability[day, route.Index] = share;
    }

    /// <summary>Notes a level on a recorded day.</summary>
    internal void Level(int day, string measure, string subject, double value) => levels[(day, measure, subject)] = value;

    /// <summary>Adds to a level on a recorded day.</summary>
    internal void AddLevel(int day, string measure, string subject, double value) =>
        levels[(day, measure, subject)] = levels.GetValueOrDefault((day, measure, subject)) + value;

    /// <summary>At home a fate is the stage; elsewhere who is past his way is in a third country, or in prison abroad.</summary>
    private static int FateOf(ReferencePerson p)
    {
        bool elsewhere = p.Stage is >= ReferenceStage.AtLarge and < ReferenceStage.Dead && p.Place.State != p.Origin;
        return !elsewhere ? (int)p.Stage : Array.IndexOf(FateNames, p.Stage == ReferenceStage.Imprisoned ? "imprisoned-abroad" : "third-country");
    }

    private static Dictionary<string, int> Indexed(IEnumerable<string> ids) =>
        ids.Select((id, index) => (id, index)).ToDictionary(pair => pair.id, pair => pair.index);

    private int Day(DateOnly date) => date.DayNumber - scenario.Start.DayNumber;
}
