using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Dispersal.Results;

/// <summary>Text of a CSV file being put together: UTF-8, RFC 4180, lines ending in LF.</summary>
/// <remarks>
/// Equal values give equal bytes. Counts, and means and quantiles of counts, are written with at most four decimals; reals with six significant
/// digits, far more than the replicates support.
/// </remarks>
internal sealed class TableText
{
    private const int LongestNumber = 32;
    private byte[] bytes = new byte[1 << 12];
    private int length;

    /// <summary>What was written since the last <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, length);

    /// <summary>Begins again, keeping the memory.</summary>
    public void Clear() => length = 0;

    /// <summary>Adds bytes as they are.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        Reserve(text.Length);
        text.CopyTo(bytes.AsSpan(length));
        length += text.Length;
    }

    /// <summary>Adds bytes once more that were written before.</summary>
    public void AddAgain(int start, int number)
    {
        Reserve(number);
        bytes.AsSpan(start, number).CopyTo(bytes.AsSpan(length));
        length += number;
    }

    /// <summary>Adds a comma.</summary>
    public void Comma() => Add((byte)',');

    /// <summary>Ends the line.</summary>
    public void EndLine() => Add((byte)'\n');

    /// <summary>Adds a field, in quotes if it needs them.</summary>
    public void Field(string text)
    {
        if (text.AsSpan().IndexOfAny(",\"\r\n") >= 0)
            text = $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        length += Encoding.UTF8.GetBytes(text, bytes.AsSpan(length));
    }

    /// <summary>Adds a date as <c>yyyy-MM-dd</c>.</summary>
    public void Date(DateOnly date)
    {
        Reserve(LongestNumber);
        date.TryFormat(bytes.AsSpan(length), out int written, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        length += written;
    }

    /// <summary>Adds a whole number.</summary>
    public void Count(long value)
    {
        Reserve(LongestNumber);
        Utf8Formatter.TryFormat(value, bytes.AsSpan(length), out int written);
        length += written;
    }

    /// <summary>Adds a mean or quantile of counts: at most four decimals, none for a whole number.</summary>
    public void CountStatistic(double value)
    {
        long scaled = (long)Math.Round(value * 10_000);
        if (scaled < 0)
            Add("-"u8);
        (long whole, long rest) = Math.DivRem(Math.Abs(scaled), 10_000);
        Count(whole);
        if (rest == 0)
            return;

        Add("."u8);
        for (long unit = 1_000; rest > 0; rest %= unit, unit /= 10)
            bytes[length++] = (byte)('0' + (rest / unit));
    }

    /// <summary>Adds a real number with six significant digits.</summary>
    public void Real(double value)
    {
        Reserve(LongestNumber);
        if (TryShortReal(value))
            return;

        // Zero has two signs but one text.
        (value == 0 ? 0 : value).TryFormat(bytes.AsSpan(length), out int written, "G6", CultureInfo.InvariantCulture);
        length += written;
    }

    /// <summary>Adds a real of ordinary size, unless its digits hang on more than a double product tells.</summary>
    private bool TryShortReal(double value)
    {
        double size = Math.Abs(value);
        if (!(size is >= 1e-4 and < 999_999))
            return false;

        // (1) Six digits before the point: a power of ten is exact, so the product is off by one rounding.
        int decimals = 0;
        double unit = 1;
        while (size * unit < 100_000)
        {
            unit *= 10;
            decimals++;
        }

        double digits = size * unit;
        long rounded = (long)(digits + 0.5);
        if (Math.Abs(digits - Math.Floor(digits) - 0.5) < 1e-6 || rounded > 999_999)
            return false;

        // (2) No zeros at the end.
        while (decimals > 0 && rounded % 10 == 0)
        {
            rounded /= 10;
            decimals--;
        }

        // (3) Sign, whole part, decimals.
        if (value < 0)
            Add((byte)'-');
        long scale = 1;
        for (int i = 0; i < decimals; i++)
            scale *= 10;
        (long whole, long rest) = Math.DivRem(rounded, scale);
        Count(whole);
        if (decimals == 0)
            return true;
        Add((byte)'.');
        for (int place = decimals - 1; place >= 0; place--)
        {
            bytes[length + place] = (byte)('0' + (rest % 10));
            rest /= 10;
        }

        length += decimals;
        return true;
    }

    private void Add(byte letter)
    {
        Reserve(1);
        bytes[length++] = letter;
    }

    private void Reserve(int more)
    {
        // A few bytes to spare let single digits be added without asking.
        if (bytes.Length - length < more + 8)
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, length + more + 8));
    }
}
