namespace Dispersal.Mechanisms;

/// <summary>
/// The ways that were worked out last for scenarios that came from each other by changes of values: thousands of points of a design differ in nothing that matters to
/// them. For several threads at once; what is shared never shows in a result.
/// </summary>
internal sealed class SharedWays
{
    private volatile WayTables? last;

    /// <summary>The tables; null before the first.</summary>
    public WayTables? Last
    {
        get => last;
        set => last = value;
    }
}
