namespace Dispersal;

/// <summary>The value of a dated parameter on every day of the scenario, forcing and policies applied.</summary>
public readonly struct Course
{
    private readonly double[]? daily;
    private readonly double constant;

    /// <summary>A value that never changes.</summary>
    public Course(double constant)
    {
        this.constant = constant;
        daily = null;
    }

    /// <summary>A value for each day from the scenario's first to its last.</summary>
    public Course(double[] daily)
    {
        ArgumentNullException.ThrowIfNull(daily);
        this.daily = daily;
        constant = daily[0];
    }

    /// <summary>The values by day; null where the value is the same on every day.</summary>
    internal double[]? Daily => daily;

    /// <summary>Whether the value is the same on every day.</summary>
    public bool IsConstant => daily is null;

    /// <summary>The value on a day, counted from the scenario's first day as 0.</summary>
    public double this[int day] => daily is null ? constant : daily[day];
}
