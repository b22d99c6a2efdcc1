using System.Collections.Immutable;

namespace Dispersal.Scenarios;

/// <summary>Forcing and policies by exact address, wildcards resolved; made once for a scenario.</summary>
internal sealed class Courses
{
    /// <summary>By how much sums of decimal shares may exceed their bound through rounding.</summary>
    public const double Slack = 1e-12;

    private static readonly ImmutableArray<PolicyOperation> Operations = [PolicyOperation.Set, PolicyOperation.Multiply, PolicyOperation.Add];

    private readonly Dictionary<string, List<ForcingPoint>> points = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Policy>> policies = new(StringComparer.Ordinal);
    private readonly DateOnly start;
    private readonly int days;

    public Courses(Scenario scenario)
    {
        start = scenario.Start;
        days = scenario.Days;
        var matches = new Dictionary<string, ImmutableArray<Target>>(StringComparer.Ordinal);
        foreach (ForcingPoint point in scenario.Forcing)
        {
            Add(points, point.Address, point);
        }

        foreach (Policy policy in scenario.Policies)
        {
            Add(policies, policy.Address, policy);
        }

        // Points of an exact address and of a pattern that covers it make one course, in order of date.
        foreach (List<ForcingPoint> course in points.Values)
        {
            course.Sort((a, b) => a.Date.CompareTo(b.Date));
        }

        void Add<T>(Dictionary<string, List<T>> index, string pattern, T entry)
        {
            if (!matches.TryGetValue(pattern, out ImmutableArray<Target> targets))
            {
                matches[pattern] = targets = Addresses.MatchDated(scenario.Document, pattern, out _);
            }

            foreach (Target target in targets)
            {
                if (!index.TryGetValue(target.Address, out List<T>? entries))
                {
                    index[target.Address] = entries = [];
                }

                entries.Add(entry);
            }
        }
    }

    /// <summary>Addresses that something changes over time, in ordinal order.</summary>
    public IEnumerable<string> Changed => points.Keys.Union(policies.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>Addresses that policies change, in no order.</summary>
    public IEnumerable<string> UnderPolicies => policies.Keys;

    public IReadOnlyList<ForcingPoint> PointsOf(string address) => points.TryGetValue(address, out List<ForcingPoint>? found) ? found : [];

    public IReadOnlyList<Policy> PoliciesOn(string address) => policies.TryGetValue(address, out List<Policy>? found) ? found : [];

    /// <summary>(1) the value, or the line through the forcing points; (2) set; (3) multiply; (4) add; each policy on the days it is in force.</summary>
    public Course Of(string address, double value)
    {
        IReadOnlyList<ForcingPoint> line = PointsOf(address);
        IReadOnlyList<Policy> changes = PoliciesOn(address);
        if (line.Count == 0 && changes.Count == 0)
        {
            return new Course(value);
        }

        double[] daily = new double[days];
        Draw(line, value, daily);                                                            // (1)
        foreach (PolicyOperation operation in Operations)
        {
            foreach (Policy policy in changes)
            {
                if (policy.Operation != operation)
                {
                    continue;
                }

                int from = Math.Max(0, (policy.From?.DayNumber ?? start.DayNumber) - start.DayNumber);
                int to = Math.Min(days - 1, policy.To is { } last ? last.DayNumber - start.DayNumber : days - 1);
                for (int day = from; day <= to; day++)
                {
                    daily[day] = Applied(policy, daily[day]);                                // (2) to (4)
                }
            }
        }

        return daily.AsSpan().ContainsAnyExcept(daily[0]) ? new Course(daily) : new Course(daily[0]);
    }

    /// <summary>Whether the value on a day is another than it would be with the policies of the day before.</summary>
    /// <param name="address">Address of a dated number.</param>
    /// <param name="value">The number in its cell.</param>
    /// <param name="day">A day after the first.</param>
    public bool IsChangedByPolicies(string address, double value, int day)
    {
        DateOnly today = start.AddDays(day);
        double[] drawn = new double[day + 1];
        Draw(PointsOf(address), value, drawn);
        return Under(today) != Under(today.AddDays(-1));

        double Under(DateOnly inForce)
        {
            double under = drawn[day];
            foreach (PolicyOperation operation in Operations)
            {
                foreach (Policy policy in PoliciesOn(address))
                {
                    bool isInForce = (policy.From is not { } from || from <= inForce) && (policy.To is not { } to || inForce <= to);
                    under = policy.Operation == operation && isInForce ? Applied(policy, under) : under;
                }
            }

            return under;
        }
    }

    private static double Applied(Policy policy, double value) => policy.Operation switch
    {
        PolicyOperation.Set => policy.Value,
        PolicyOperation.Multiply => value * policy.Value,
        _ => value + policy.Value,
    };

    private void Draw(IReadOnlyList<ForcingPoint> line, double value, double[] daily)
    {
        int next = 0;
        for (int day = 0; day < daily.Length; day++)
        {
            int today = start.DayNumber + day;
            while (next < line.Count && line[next].Date.DayNumber <= today)
            {
                next++;
            }

            daily[day] = line.Count == 0 ? value
                : next == 0 ? line[0].Value
                : next == line.Count || line[next - 1].Date.DayNumber == today ? line[next - 1].Value
                : Between(line[next - 1], line[next], today);
        }
    }

    private static double Between(ForcingPoint left, ForcingPoint right, int today) =>
        left.Value + ((right.Value - left.Value) * (today - left.Date.DayNumber) / (right.Date.DayNumber - left.Date.DayNumber));
}
