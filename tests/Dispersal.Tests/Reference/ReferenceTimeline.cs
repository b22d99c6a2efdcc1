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
            double value = OnTheLine(points, date, cell);
            var inForce = policies.Where(p => (p.From ?? scenario.Start) <= date && date <= (p.To ?? scenario.End)).ToList();
            foreach (Policy policy in inForce.Where(p => p.Operation == PolicyOperation.Set))
            {
                value = policy.Value;
            }

            foreach (Policy policy in inForce.Where(p => p.Operation == PolicyOperation.Multiply))
            {
                value *= policy.Value;
            }

            foreach (Policy policy in inForce.Where(p => p.Operation == PolicyOperation.Add))
            {
                value += policy.Value;
            }

            values[day] = value;
        }

        return new ReferenceCourse(values, scenario.Days);
    }

    /// <summary>For each day, the first day of its season.</summary>
    public int[] SeasonStarts()
    {
        var starts = new HashSet<DateOnly> { scenario.Start };
        foreach (Policy policy in scenario.Policies)
        {
            starts.Add(policy.From ?? scenario.Start);
            starts.Add((policy.To ?? scenario.End).AddDays(1));
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
