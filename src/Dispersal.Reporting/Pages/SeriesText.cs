using System.Text;
using System.Text.Json;

namespace Dispersal.Reporting.Pages;

/// <summary>Writes series of numbers in few letters, for pages that must hold hundreds of thousands of them.</summary>
/// <remarks>
/// The way source maps write their numbers: differences from one date to the next in base 64, the lowest five bits first, the lowest bit for the sign.
/// <c>2:</c> before them says how many decimals are kept; <c>*</c> and a number stand for so many dates without a change. <c>Page/source/series.js</c> reads it.
/// </remarks>
internal static class SeriesText
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private const int LeastRun = 4;

    /// <summary>The text of a series.</summary>
    /// <remarks>Whole numbers from 200 on, and as many decimals as make four digits below.</remarks>
    public static string Of(ReadOnlySpan<double> values)
    {
        double most = 0;
        foreach (double value in values)
        {
            most = Math.Max(most, Math.Abs(value));
        }

        (int decimals, double unit) = most switch { 0 or >= 200 => (0, 1d), >= 10 => (1, 10d), >= 2 => (2, 100d), _ => (4, 10_000d) };
        StringBuilder text = new(values.Length + 8);
        text.Append(decimals).Append(':');
        long before = 0;
        int run = 0;
        foreach (double value in values)
        {
            long now = (long)Math.Round(value * unit, MidpointRounding.AwayFromZero);    // as browsers do
            if (now == before)
            {
                run++;
                continue;
            }

            EndRun(text, run);
            run = 0;
            Append(text, now - before);
            before = now;
        }

        EndRun(text, run);
        return text.ToString();
    }

    /// <summary>Writes what a page draws of a subject: the lower bound, the middle and the upper bound.</summary>
    public static void Write(Utf8JsonWriter json, string subject, ReadOnlySpan<double> low, ReadOnlySpan<double> middle, ReadOnlySpan<double> high)
    {
        json.WriteStartArray(PrintableText.Escape(subject));
        json.WriteStringValue(Of(low));
        json.WriteStringValue(Of(middle));
        json.WriteStringValue(Of(high));
        json.WriteEndArray();
    }

    private static void EndRun(StringBuilder text, int run)
    {
        if (run >= LeastRun)
        {
            text.Append('*');
            Append(text, run);
        }
        else
        {
            text.Append(Letters[0], run);
        }
    }

    private static void Append(StringBuilder text, long number)
    {
        // Larger steps than the reader's 32 bits hold are no numbers of persons.
        long bounded = Math.Clamp(number, -(1L << 29), 1L << 29);
        long rest = bounded < 0 ? (-bounded << 1) | 1 : bounded << 1;
        do
        {
            int digit = (int)(rest & 31);
            rest >>= 5;
            text.Append(Letters[rest > 0 ? digit | 32 : digit]);
        }
        while (rest > 0);
    }
}
