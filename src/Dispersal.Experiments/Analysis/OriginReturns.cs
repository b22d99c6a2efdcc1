using System.Collections.Immutable;

namespace Dispersal.Experiments.Analysis;

/// <summary>Which targets are returns of single origins, how many departed from each, and what naive forecasts say.</summary>
internal static class OriginReturns
{
    /// <summary>An origin's latest return among the fitted targets.</summary>
    /// <param name="Index">Its place among the targets.</param>
    /// <param name="Target">The target.</param>
    /// <param name="Departed">Persons who departed, roles that the target leaves out left out.</param>
    public sealed record Row(int Index, Target Target, double Departed)
    {
        public string Origin => Target.Formula.Subjects[0];

        public double Published => Target.Figure.Central!.Value;
    }

    public static ImmutableArray<Row> Of(Scenario scenario, ImmutableArray<Target> targets)
    {
        ILookup<string, FighterGroup> groups = scenario.Groups.ToLookup(group => group.Origin, StringComparer.Ordinal);
        return
        [
            .. from item in targets.Select((target, index) => (Target: target, Index: index))
               let formula = item.Target.Formula
               where item.Target.IsFitted && formula.Denominator.IsEmpty && formula.First is null && formula.Subjects.Length == 1
                   && groups.Contains(formula.Subjects[0]) && item.Target.Figure.Central > 0
                   && formula.Numerator[0] == new SignedMeasure(Measure.Returned, false) && formula.Numerator.Skip(1).All(term => term.Subtracted)
               group item by formula.Subjects[0] into origin
               let latest = origin.MaxBy(item => item.Target.Formula.Last)
               let leaves = latest.Target.Formula.Numerator.Select(term => term.Measure).ToHashSet()
               let departed = groups[origin.Key].Where(g => Counts(g.Role, leaves)).Sum(g => g.DepartedPersons.Value)
               where departed > 0
               orderby origin.Key
               select new Row(latest.Index, latest.Target, departed),
        ];

        static bool Counts(Role role, HashSet<Measure> leftOut) => role switch
        {
            Role.Woman => !leftOut.Contains(Measure.ReturnedWomen),
            Role.Minor => !leftOut.Contains(Measure.ReturnedMinors),
            _ => true,
        };
    }

    /// <summary>The return of an origin if its share were that of the others, and that of the others of its region.</summary>
    public static (double Pooled, double Regional) Naive(Scenario scenario, ImmutableArray<Row> rows, Row one)
    {
        Dictionary<string, string?> region = scenario.Countries.ToDictionary(country => country.Id, country => country.Region, StringComparer.Ordinal);
        Row[] others = [.. rows.Where(row => row.Origin != one.Origin)];
        Row[] near = [.. others.Where(row => region[row.Origin] == region[one.Origin])];
        return (Forecast(others), Forecast(near.Length > 0 ? near : others));

        double Forecast(Row[] from) => from.Length == 0 ? double.NaN : one.Departed * from.Sum(row => row.Published) / from.Sum(row => row.Departed);
    }

    /// <summary>Mean |log(x / central)| of x spread evenly in its logarithm over the published range.</summary>
    public static double Floor(Target target)
    {
        double central = target.Figure.Central!.Value;
        double below = target.Figure.Low is > 0 and var low && low < central ? Logarithm.Of(central / low) : 0;
        double above = target.Figure.High is { } high && high > central ? Logarithm.Of(high / central) : 0;
        return below + above > 0 ? ((below * below) + (above * above)) / (2 * (below + above)) : 0;
    }
}
