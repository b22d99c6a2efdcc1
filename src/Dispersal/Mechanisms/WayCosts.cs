namespace Dispersal.Mechanisms;

/// <summary>All that the tables of ways follow from. Two scenarios with equal costs have equal ways.</summary>
/// <param name="From">Place at which each route starts.</param>
/// <param name="To">Place to which it leads.</param>
/// <param name="Goals">Places that are goals.</param>
/// <param name="CountryOfGoal">Number, among the countries of goals, of each goal's.</param>
/// <param name="ClassOfRoute">By whom those on a route are looked at; -1 where it is patrolled.</param>
/// <param name="Classes">Number of classes of routes.</param>
/// <param name="Sensitivity">Sensitivity of the choice of a route, per day.</param>
/// <param name="Seasons">Number of seasons.</param>
internal sealed record WayCosts(int[] From, int[] To, int[] Goals, int[] CountryOfGoal, int[] ClassOfRoute, int Classes, double Sensitivity, int Seasons)
{
    /// <summary>Days that each route costs whatever the goal, by season.</summary>
    public double[][] OfRoutes { get; } = new double[Seasons][];

    /// <summary>Days that records add on the way to a goal, by season; within it by country of the goal, then class of route.</summary>
    public double[][] OfRecords { get; } = new double[Seasons][];

    /// <summary>Costs of all routes in a season on the way to a goal.</summary>
    public void Fill(int season, int goal, Span<double> costs)
    {
        ReadOnlySpan<double> added = Records(season, goal);
        OfRoutes[season].CopyTo(costs);
        for (int r = 0; r < costs.Length; r++)
        {
            if (ClassOfRoute[r] >= 0)
            {
                costs[r] += added[ClassOfRoute[r]];
            }
        }
    }

    /// <summary>Whether nothing differs from the season before on the way to a goal.</summary>
    public bool IsAsBefore(int season, int goal) =>
        season > 0 && OfRoutes[season].AsSpan().SequenceEqual(OfRoutes[season - 1]) && Records(season, goal).SequenceEqual(Records(season - 1, goal));

    /// <summary>Whether everything is the same.</summary>
    public bool Equal(WayCosts other) =>
        Sensitivity == other.Sensitivity && Classes == other.Classes && Seasons == other.Seasons
        && From.AsSpan().SequenceEqual(other.From) && To.AsSpan().SequenceEqual(other.To) && Goals.AsSpan().SequenceEqual(other.Goals)
        && CountryOfGoal.AsSpan().SequenceEqual(other.CountryOfGoal) && ClassOfRoute.AsSpan().SequenceEqual(other.ClassOfRoute)
        && Enumerable.Range(0, Seasons).All(s => OfRoutes[s].AsSpan().SequenceEqual(other.OfRoutes[s]) && OfRecords[s].AsSpan().SequenceEqual(other.OfRecords[s]));

    private ReadOnlySpan<double> Records(int season, int goal) => OfRecords[season].AsSpan(CountryOfGoal[goal] * Classes, Classes);
}
