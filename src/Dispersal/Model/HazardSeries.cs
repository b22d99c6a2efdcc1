namespace Dispersal.Model;

/// <summary>A hazard by day that is known before the run, with its running sum, so that a waiting time is found by search rather than by stepping.</summary>
internal sealed class HazardSeries
{
    /// <summary>A hazard at and above which an exit is certain: e^-1000 is zero in double precision.</summary>
    public const double Certain = 1000;

    // Running sums round the hazard of a day; no other hazard comes near.
    private const double NearlyCertain = Certain - 1;

    private readonly double rate;
    private readonly double[]? cumulative;

    /// <summary>A hazard that never changes.</summary>
    public HazardSeries(double rate) => this.rate = rate;

    /// <summary>A hazard for each day.</summary>
    public HazardSeries(ReadOnlySpan<double> daily)
    {
        bool constant = true;
        for (int d = 1; d < daily.Length && constant; d++)
        {
            constant = daily[d] == daily[0];
        }

        if (constant)
        {
            rate = daily[0];
            return;
        }

        cumulative = new double[daily.Length + 1];
        for (int d = 0; d < daily.Length; d++)
        {
            cumulative[d + 1] = cumulative[d] + daily[d];
        }
    }

    /// <summary>No hazard at all.</summary>
    public static HazardSeries Zero { get; } = new(0);

    /// <summary>Whether a hazard makes its exit certain.</summary>
    public static bool IsCertain(double hazard) => hazard >= NearlyCertain;

    /// <summary>Whether the hazard never changes.</summary>
    public bool IsConstant => cumulative is null;

    /// <summary>Whether the hazard is zero on every day.</summary>
    public bool IsZero => cumulative is null && rate == 0;

    /// <summary>The constant hazard; zero where it changes.</summary>
    public double Rate => rate;

    /// <summary>Running sums: entry d is the sum over days before d; null where the hazard never changes.</summary>
    public double[]? Cumulative => cumulative;

    /// <summary>Hazard on a day.</summary>
    public double On(int day) => cumulative is null ? rate : cumulative[day + 1] - cumulative[day];

    /// <summary>The product of courses as a hazard.</summary>
    public static HazardSeries Product(int days, params ReadOnlySpan<Course> courses)
    {
        double constant = 1;
        bool changes = false;
        foreach (Course course in courses)
        {
            changes |= !course.IsConstant;
            constant *= course[0];
        }

        if (!changes)
        {
            return new HazardSeries(constant);
        }

        double[] daily = new double[days];
        for (int d = 0; d < days; d++)
        {
            double product = 1;
            foreach (Course course in courses)
            {
                product *= course[d];
            }

            daily[d] = product;
        }

        return new HazardSeries(daily);
    }
}
