namespace Dispersal.Reporting.Pages;

/// <summary>How numbers and dates are written in sentences.</summary>
internal static class PageWords
{
    /// <summary>A day, such as <c>17 October 2017</c>.</summary>
    public static string Day(DateOnly date) => date.ToString("d MMMM yyyy");

    /// <summary>A number of persons or a share of something.</summary>
    public static string Number(double value) => (Math.Abs(value) switch
    {
        >= 100 => (Math.Round(value, MidpointRounding.AwayFromZero) + 0.0).ToString("#,##0"),
        >= 1 or 0 => (Math.Round(value, 1, MidpointRounding.AwayFromZero) + 0.0).ToString("0.#"),
        >= 0.01 => (Math.Round(value, 2, MidpointRounding.AwayFromZero) + 0.0).ToString("0.##"),
        < 1e-9 => "0",
        _ => value.ToString("G2"),
    }).Replace('-', '−');

    /// <summary>A median with its interval in brackets.</summary>
    public static string Of(Estimate estimate) => $"{Number(estimate.Median)} ({Interval(estimate)})";

    /// <summary>From the 5 % to the 95 % quantile.</summary>
    public static string Interval(Estimate estimate) => $"{Number(estimate.Low)} to {Number(estimate.High)}";

    /// <summary>A difference with its sign.</summary>
    public static string Signed(double value) => value > 0 ? $"+{Number(value)}" : Number(value);
}
