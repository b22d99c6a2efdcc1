namespace Dispersal.Tests.Reference;

/// <summary>Section 2 of the model's description: values of dated parameters by day, and the first days of seasons.</summary>
internal sealed class ReferenceTimeline(Scenario scenario)
{
    /// <summary>The value of a dated parameter on each day of the scenario.</summary>
    public double[] Course(string address, double cell)
    {
        var points = scenario.Forcing.Where(p => Covers(p.Address, address)).OrderBy(p => p.Date).ToList();
        var policies = scenario.Policies.Where(p => Covers(p.Address, address)).ToList();
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

        return values;
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

    private static bool Covers(string pattern, string address)
    {
        string[] wanted = pattern.Split('/');
        string[] found = address.Split('/');
        return wanted.Length == found.Length && wanted.Zip(found).All(pair => pair.First == "*" || pair.First == pair.Second);
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
