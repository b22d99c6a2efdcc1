namespace Dispersal.Reporting;

/// <summary>How numbers are written for people: invariant culture, thousands apart, no more digits than mean anything.</summary>
internal static class Figures
{
    private const double WholeFrom = 100;

    /// <summary>A number as written in a table.</summary>
    public static string Text(double value)
    {
        double rounded = Math.Abs(value) >= WholeFrom ? Math.Round(value, MidpointRounding.AwayFromZero) : Math.Round(value, 3, MidpointRounding.AwayFromZero);

        // Adding zero turns the "-0" of a small negative number into "0".
        return (rounded + 0.0).ToString("#,##0.###");
    }

    /// <summary>A median with its interval below; the interval without commas, so that six columns of it fit on a terminal.</summary>
    public static TableCell Cell(Estimate estimate) => new(Count(estimate.Median), $"{Plain(estimate.Low)}–{Plain(estimate.High)}");

    /// <summary>Persons in a sentence: a median with its interval.</summary>
    public static string Persons(Estimate estimate) => $"{Count(estimate.Median)} [{Count(estimate.Low)}, {Count(estimate.High)}]";

    /// <summary>A parameter's value, with enough digits to tell it from its neighbours.</summary>
    public static string Exact(double value) => value == 0 || (Math.Abs(value) >= 1e-9 && Math.Abs(value) < 1e15)
        ? value.ToString("#,##0.##########")
        : value.ToString("G6");

    private static string Plain(double value) => Count(value).Replace(",", "", StringComparison.Ordinal);

    // Persons: tenths that come from averaging two replicates say nothing once there are a hundred.
    private static string Count(double value) =>
        Math.Abs(value) >= WholeFrom ? Text(value) : (Math.Round(value, 1, MidpointRounding.AwayFromZero) + 0.0).ToString("0.#");
}
