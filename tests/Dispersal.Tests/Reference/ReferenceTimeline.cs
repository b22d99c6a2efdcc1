namespace Dispersal.Tests.Reference;

/// <summary>The values of a dated parameter by day.</summary>
/// <param name="daily">The values; a single one where they are all the same.</param>
/// <param name="days">Number of days.</param>
internal sealed class ReferenceCourse(double[] daily, int days)
{
    public int Length => days;

    public double this[int day] => daily.Length == 1 ? daily[0] : daily[day];
}

/// <summary>Section 2 of the model's description: values of dated parameters by day, and the first days of seasons.</summary>
internal sealed class ReferenceTimeline(Scenario scenario)
{
    /// <summary>What travellers know as it stood at the start of a season.</summary>
    private static readonly string[] Knowledge =
    [
        "routes/*/days", "routes/*/money-days", "routes/*/patrol", "routes/*/smuggling", "routes/*/guides-per-day", "routes/*/floor-share",
        "countries/*/evidence-probability", "countries/*/own-detection-probability", "countries/*/listed-probability",
        "countries/*/record-sharing-share", "countries/*/record-use-share", "countries/*/check-share",
        "legal-travel/screening-probability", "legal-travel/refugees-per-day", "legal-travel/screening-capacity-per-day",
        "goal/home-utility", "goal/retreat-utility", "goal/underground-utility", "goal/affiliate-utility", "goal/third-country-utility", "goal/appeal",
        "affiliates/*/pull", "third-countries/*/pull",
    ];

    private readonly List<(string[] Parts, ForcingPoint Point)> forcing = [.. scenario.Forcing.Select(p => (p.Address.Split('/'), p))];
    private readonly List<(string[] Parts, Policy Policy)> dated = [.. scenario.Policies.Select(p => (p.Address.Split('/'), p))];

    /// <summary>The value of a dated parameter on each day of the scenario.</summary>
    public ReferenceCourse Course(string address, double cell)
    {
        string[] parts = address.Split('/');
        var points = forcing.Where(p => Covers(p.Parts, parts)).Select(p => p.Point).OrderBy(p => p.Date).ToList();
        var policies = dated.Where(p => Covers(p.Parts, parts)).Select(p => p.Policy).ToList();
        if (points.Count == 0 && policies.Count == 0)
        {
            return new ReferenceCourse([cell], scenario.Days);
        }

        double[] values = new double[scenario.Days];
        for (int day = 0; day < values.Length; day++)
        {
            DateOnly date = scenario.Start.AddDays(day);
            values[day] = Under(policies, date, OnTheLine(points, date, cell));
        }

        return new ReferenceCourse(values, scenario.Days);
    }

    /// <summary>For each day, the first day of its season.</summary>
    public int[] SeasonStarts()
    {
        var starts = new HashSet<DateOnly> { scenario.Start };
        foreach (ParameterInfo known in scenario.Parameters.Where(p => Knowledge.Any(k => Covers(k.Split('/'), p.Address.Split('/')))))
        {
            starts.UnionWith(Turns(known.Address.Split('/'), known.Parameter));
        }

        int[] startOf = new int[scenario.Days];
        for (int day = 1; day < startOf.Length; day++)
        {
            DateOnly date = scenario.Start.AddDays(day);
            bool quarter = date.Day == 1 && date.Month is 1 or 4 or 7 or 10;
            startOf[day] = quarter || starts.Contains(date) ? day : startOf[day - 1];
        }

        return startOf;
    }

    /// <summary>Days on which policies give a number another value than those of the day before would.</summary>
    private IEnumerable<DateOnly> Turns(string[] parts, double cell)
    {
        var points = forcing.Where(p => Covers(p.Parts, parts)).Select(p => p.Point).OrderBy(p => p.Date).ToList();
        var policies = dated.Where(p => Covers(p.Parts, parts)).Select(p => p.Policy).ToList();
        return policies.SelectMany(p => new[] { p.From ?? scenario.Start, (p.To ?? scenario.End).AddDays(1) })
            .Where(date => Under(policies, date, OnTheLine(points, date, cell)) != Under(policies, date.AddDays(-1), OnTheLine(points, date, cell)));
    }

    private double Under(List<Policy> policies, DateOnly date, double value)
    {
        var inForce = policies.Where(p => (p.From ?? scenario.Start) <= date && date <= (p.To ?? scenario.End)).ToList();
        value = inForce.LastOrDefault(p => p.Operation == PolicyOperation.Set) is { } set ? set.Value : value;
        value = inForce.Where(p => p.Operation == PolicyOperation.Multiply).Aggregate(value, (product, p) => product * p.Value);
        return inForce.Where(p => p.Operation == PolicyOperation.Add).Aggregate(value, (sum, p) => sum + p.Value);
    }

    private static bool Covers(string[] wanted, string[] found)
    {
        if (wanted.Length != found.Length)
        {
            return false;
        }

        for (int i = 0; i < wanted.Length; i++)
        {
            if (wanted[i] != "*" && wanted[i] != found[i])
            {
                return false;
            }
        }

        return true;
    }

    private static double OnTheLine(List<ForcingPoint> points, DateOnly date, double otherwise)
    {
        if (points.Count == 0)
        {
            return otherwise;
        }

        ForcingPoint? before = points.LastOrDefault(p => p.Date <= date);
        ForcingPoint? after = points.FirstOrDefault(p => p.Date > date);
        if (before is null)
        {
            return points[0].Value;
        }

        if (after is null)
        {
            return before.Value;
        }

        double share = (date.DayNumber - before.Date.DayNumber) / (double)(after.Date.DayNumber - before.Date.DayNumber);
        return before.Value + ((after.Value - before.Value) * share);
    }
}
