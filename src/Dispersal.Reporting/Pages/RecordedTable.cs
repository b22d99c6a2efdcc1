using System.Globalization;

namespace Dispersal.Reporting.Pages;

/// <summary>A series of a result table: what it is of, and its numbers by date.</summary>
/// <param name="Key">The cells before the date.</param>
/// <param name="Mean">Means.</param>
/// <param name="Low">5 % quantiles.</param>
/// <param name="Median">Medians.</param>
/// <param name="High">95 % quantiles.</param>
internal sealed record RecordedSeries(string[] Key, double[] Mean, double[] Low, double[] Median, double[] High);

/// <summary>A table of a result folder, read back.</summary>
internal sealed class RecordedTable
{
    private const int Numbers = 4;

    private RecordedTable(DateOnly[] dates, List<RecordedSeries> series) => (Dates, Series) = (dates, series);

    /// <summary>The dates of all series, in order.</summary>
    public IReadOnlyList<DateOnly> Dates { get; }

    /// <summary>The series in the order of the file.</summary>
    public IReadOnlyList<RecordedSeries> Series { get; }

    /// <summary>Reads a table.</summary>
    /// <param name="path">The file.</param>
    /// <param name="keys">Names of the columns before the date.</param>
    /// <param name="isWanted">Which series to keep; all when not given.</param>
    /// <exception cref="IOException">The file cannot be read or is none of a run.</exception>
    public static RecordedTable Read(string path, string[] keys, Func<string[], bool>? isWanted = null)
    {
        using StreamReader reader = new(new MemoryStream(ResultFile.Bytes(path), writable: false));
        string header = string.Join(',', keys) + ",date,mean,p05,p50,p95";
        if (reader.ReadLine() != header)
        {
            throw new IOException($"{path}(1) is not \"{header}\". Name a folder that 'dispersal run --out' has written.");
        }

        // (1) Rows of one series follow each other; a series begins where the key changes and is there once. (2) The first series says what the dates are.
        List<DateOnly> dates = [];
        List<RecordedSeries> kept = [];
        List<double[]> rows = [];
        string prefix = "\0";
        HashSet<string> names = new(StringComparer.Ordinal);
        string[] key = [];
        bool isFirst = true;
        int count = 0;
        int line = 1;
        Span<Range> cells = stackalloc Range[Numbers + 2];
        while (reader.ReadLine() is { } text)
        {
            line++;
            ReadOnlySpan<char> rest = text;
            int cut = text.Length;
            for (int i = 0; i <= Numbers; i++)
            {
                cut = cut > 0 ? text.LastIndexOf(',', cut - 1) : -1;
                if (cut < 0)
                {
                    throw Broken(path, line);
                }
            }

            // cut is the comma before the date.
            rest = rest[(cut + 1)..];
            if (rest.Split(cells, ',') != Numbers + 1
                || !DateOnly.TryParseExact(rest[cells[0]], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
            {
                throw Broken(path, line);
            }

            double[] numbers = new double[Numbers];
            for (int i = 0; i < Numbers; i++)
            {
                if (!double.TryParse(rest[cells[i + 1]], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) || !double.IsFinite(numbers[i]))
                {
                    throw Broken(path, line);
                }
            }

            if (!text.AsSpan(0, cut).SequenceEqual(prefix))
            {
                Close();
                prefix = text[..cut];
                key = CsvRows.Cells(prefix);
                if (key.Length != keys.Length || !names.Add(string.Join('\0', key)))
                {
                    throw Broken(path, line);
                }
            }

            if (isFirst)
            {
                dates.Add(date);
            }
            else if (rows.Count >= dates.Count || dates[rows.Count] != date)
            {
                throw Broken(path, line);
            }

            rows.Add(numbers);
        }

        Close();
        return new([.. dates], kept);

        void Close()
        {
            if (rows.Count == 0)
            {
                return;
            }

            if (rows.Count != dates.Count)
            {
                throw Broken(path, line);
            }

            isFirst = false;
            count++;
            if (isWanted is null || isWanted(key))
            {
                kept.Add(new(key, Column(0), Column(1), Column(2), Column(3)));
            }

            rows = new(dates.Count);
        }

        double[] Column(int at) => [.. rows.Select(row => row[at])];
    }

    private static IOException Broken(string path, int line) =>
        new($"{path}({line}) is not a figure with its date and quantiles. Run the scenario again.");
}
