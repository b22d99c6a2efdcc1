using System.Collections.Frozen;
using Dispersal.Model;

namespace Dispersal.Engines;

/// <summary>The modeller's own rules made ready to run: which terms and crossings they scale, and today's levels.</summary>
internal sealed class Rules
{
    private readonly IMechanism[] rules;
    private readonly Lever[] levers;
    private readonly FrozenDictionary<(Exit, int), int> hazards;
    private readonly int[] passing;

    public Rules(Scenario scenario, Geography geography)
    {
        rules = [.. scenario.Rules];
        levers = [.. rules.SelectMany(r => r.Levers)];
        passing = [.. Enumerable.Repeat(-1, geography.Routes.Length)];
        Dictionary<(Exit, int), int> scaled = [];
        for (int i = 0; i < levers.Length; i++)
        {
            Lever lever = levers[i];
            if (lever.Route.Length > 0)
            {
                passing[geography.Routes.IndexOf(geography.Routes.Single(r => r.Id == lever.Route))] = i;
                continue;
            }

            Exit exit = Enum.GetValues<Exit>().Single(e => Names.Of(e) == lever.Exit);
            IEnumerable<int> places = lever.Place == "*" ? Enumerable.Range(0, geography.Places.Length) : [geography.Place(lever.Place)];
            foreach (int place in places)
            {
                scaled[(exit, place)] = i;
            }
        }

        hazards = scaled.ToFrozenDictionary();
    }

    /// <summary>Number of levers.</summary>
    public int Count => levers.Length;

    /// <summary>Names of rules that need identities.</summary>
    public IEnumerable<string> NeedingIdentity => rules.Where(r => r.NeedsIdentity).Select(r => r.Name);

    /// <summary>A term as the rules scale it: its bound rises to the lever's ceiling.</summary>
    public HazardTerm Scaled(HazardTerm term, int place) => hazards.TryGetValue((term.Exit, place), out int lever)
        ? term with { Scale = term.Scale * levers[lever].Ceiling, Lever = lever }
        : term;

    /// <summary>Today's level of a term's lever as a share of its ceiling.</summary>
    public double ShareOfCeiling(int lever, Fields fields) => fields.Levels[lever] / levers[lever].Ceiling;

    /// <summary>Today's multiplier of P(pass) on a route.</summary>
    public double Passing(int route, Fields fields) => passing[route] < 0 ? 1 : fields.Levels[passing[route]];

    /// <summary>Lets every rule set its levels for today.</summary>
    /// <exception cref="InvalidOperationException">A rule sets a level out of bounds.</exception>
    public void Act(DayView today, Fields fields)
    {
        int first = 0;
        foreach (IMechanism rule in rules)
        {
            Span<double> levels = fields.Levels.AsSpan(first, rule.Levers.Count);
            levels.Fill(1);
            rule.Act(today, levels);
            for (int i = 0; i < levels.Length; i++)
            {
                if (!(levels[i] >= 0 && levels[i] <= levers[first + i].Ceiling))
                {
                    throw new InvalidOperationException(FormattableString.Invariant(
                        $"The rule {rule.Name} set level {i} to {levels[i]} on {today.Date:yyyy-MM-dd}; it must lie between 0 and {levers[first + i].Ceiling}."));
                }
            }

            first += rule.Levers.Count;
        }
    }
}

/// <summary>A day of a run as rules see it.</summary>
internal sealed class RunningDay(CompiledModel model, Stocks stocks) : DayView
{
    private readonly Dictionary<string, Course> courses = new(StringComparer.Ordinal);

    /// <summary>Number of the day.</summary>
    public int Day { get; set; }

    /// <inheritdoc/>
    public override DateOnly Date => model.Scenario.Start.AddDays(Day);

    /// <inheritdoc/>
    public override double Persons(string place, string stage)
    {
        if (!StageNames.TryParse(stage, out Stage parsed))
        {
            throw new ArgumentException($"There is no stage \"{stage}\".", nameof(stage));
        }

        int index = model.Geography.TryPlace(place) ?? throw new ArgumentException($"There is no place \"{place}\".", nameof(place));
        return stocks.Cells[stocks.Layout.PlaceStage + (index * StageNames.Count) + (int)parsed];
    }

    /// <inheritdoc/>
    public override double Travellers(string route)
    {
        int index = model.Geography.TryRoute(route) ?? throw new ArgumentException($"There is no route \"{route}\".", nameof(route));
        return stocks.Fields.OnLeg[index];
    }

    /// <inheritdoc/>
    public override double Value(string address)
    {
        if (!courses.TryGetValue(address, out Course course))
        {
            courses[address] = course = model.Scenario.CourseOf(address);
        }

        return course[Day];
    }
}
