using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Dispersal.Experiments.Files;

/// <summary>A CSV file whose rows end in a mean and its quantiles; hashed as it is written.</summary>
internal sealed class EstimateRows : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private readonly IncrementalHash hash;
    private readonly StreamWriter writer;
    private readonly StringBuilder text = new();

    /// <summary>Begins a file.</summary>
    /// <param name="path">Where.</param>
    /// <param name="columns">Its columns before the mean.</param>
    /// <param name="hash">Takes all bytes.</param>
    public EstimateRows(string path, string columns, IncrementalHash hash)
    {
        this.hash = hash;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        writer = new(path, append: false, Utf8, 1 << 16);
        Put($"{columns},mean,p05,p50,p95\n");
    }

    /// <summary>Adds a row.</summary>
    public void Add(IEnumerable<string> cells, double mean, double low, double median, double high)
    {
        foreach (string cell in cells)
        {
            text.Append(Field(cell)).Append(',');
        }

        text.Append(Number(mean)).Append(',').Append(Number(low)).Append(',').Append(Number(median)).Append(',').Append(Number(high)).Append('\n');
        if (text.Length > 1 << 15)
        {
            Flush();
        }
    }

    public void Dispose()
    {
        Flush();
        writer.Dispose();
    }

    /// <summary>A date as results write it.</summary>
    public static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // Eight digits: more than the replicates support, and the same on every system. Adding zero turns -0 into 0.
    private static string Number(double value) => (Math.Round(value, 6) + 0.0).ToString("G8", CultureInfo.InvariantCulture);

    private static string Field(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

    private void Flush()
    {
        if (text.Length > 0)
        {
            Put(text.ToString());
            text.Clear();
        }
    }

    private void Put(string part)
    {
        hash.AppendData(Utf8.GetBytes(part));
        writer.Write(part);
    }
}
