using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dispersal.Results;
using FsCheck;
using FsCheck.Fluent;

namespace Dispersal.Tests.Results;

public sealed class ResultTablesTests
{
    [Fact]
    public void The_tables_of_a_small_ensemble_are_the_approved_bytes()
    {
        Ensemble ensemble = new FakeSource().Run();
        StringBuilder all = new();
        foreach (string name in ResultTables.FileNames)
            all.Append("== ").Append(name).Append('\n').Append(Text(ensemble, name));

        Approved.Check("result-tables", all.ToString());
    }

    [Fact]
    public void The_digest_is_that_of_the_files_one_after_another()
    {
        Ensemble ensemble = new FakeSource().Run();
        byte[] all = [.. ResultTables.FileNames.SelectMany(name => Encoding.UTF8.GetBytes(Text(ensemble, name)))];

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(all)), ensemble.ResultDigest);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(200)]
    public void Every_row_says_what_the_library_says(int replicates)
    {
        // Narrow, wide and negative ranges, so that tallied and sorted replicates are both seen; and many replicates with nothing at all.
        RecordPlan plan = new()
        {
            Dates = FakeSource.ThreeMonths, CountCells = 40, RealCells = 10, Flows = [], Stocks = [], Fates = [],
            Summary =
            [
                .. Enumerable.Range(0, 40).Select(i => new RecordedSeries(["departed", $"s{i}"], [i, i * 7 % 40], IsReal: false)),
                .. Enumerable.Range(0, 10).Select(i => new RecordedSeries(["permeability", $"r{i}"], [i], IsReal: true)),
            ],
        };
        Ensemble ensemble = new FakeSource
        {
            Plan = plan,
            Count = (_, replicate, cell, date) => (replicate + cell) % 5 < cell % 4 ? 0 : (replicate * 7919 % 1009 % ((3 * cell * cell) + 2)) - (cell * date),
            Real = (_, replicate, cell, date) => (replicate + cell) % 5 < cell % 4 ? 0 : (replicate * 31 % 97 / 97.0) + date,
        }.Run(replicates);

        foreach (string line in Text(ensemble, "summary.csv").Split('\n')[1..^1])
        {
            string[] fields = line.Split(',');
            Estimate estimate = ensemble.At(new(fields[0]), fields[1], DateOnly.Parse(fields[2], CultureInfo.InvariantCulture));
            double[] written = [.. fields[3..].Select(field => double.Parse(field, CultureInfo.InvariantCulture))];
            foreach ((double expected, double actual) in new[] { estimate.Mean, estimate.Low, estimate.Median, estimate.High }.Zip(written))
                Assert.InRange(actual, expected - 5.1e-5, expected + 5.1e-5);
        }
    }

    [Fact]
    public void Series_that_never_leave_zero_are_left_out_of_flows_and_stocks_only()
    {
        Ensemble ensemble = new FakeSource { Count = (_, replicate, cell, date) => cell == 0 && replicate == 19 && date == 2 ? 1 : 0 }.Run();

        Assert.Equal(1, Lines("flows.csv"));
        Assert.Equal(1 + 3, Lines("stocks.csv"));
        Assert.Equal(1 + (6 * 3), Lines("summary.csv"));
        Assert.Equal(1 + (2 * 3), Lines("fates.csv"));

        int Lines(string name) => Text(ensemble, name).Count(c => c == '\n');
    }

    [Fact]
    public void Blocks_of_series_stand_in_order_for_any_number_of_threads()
    {
        RecordPlan plan = new()
        {
            Dates = FakeSource.ThreeMonths, CountCells = 1000, RealCells = 0, Flows = [], Stocks = [], Fates = [],
            Summary = [.. Enumerable.Range(0, 1000).Select(i => new RecordedSeries(["departed", $"s{i}"], [i], IsReal: false))],
        };
        FakeSource source = new() { Plan = plan };

        string one = Text(source.Run(threads: 1), "summary.csv");

        Assert.Equal(Enumerable.Range(0, 1000).SelectMany(i => Enumerable.Repeat($"s{i}", 3)), one.Split('\n')[1..^1].Select(line => line.Split(',')[1]));
        Assert.Equal(one, Text(source.Run(threads: 6), "summary.csv"));
    }

    [Fact]
    public void Writing_a_thousand_replicates_takes_the_memory_of_one_series_however_many_there_are()
    {
        const int series = 1500, dates = 24;
        RecordPlan plan = new()
        {
            Dates = [.. Enumerable.Range(0, dates).Select(i => new DateOnly(2017, 1, 31).AddMonths(i))],
            CountCells = series, RealCells = 0, Flows = [], Stocks = [], Fates = [],
            Summary = [.. Enumerable.Range(0, series).Select(i => new RecordedSeries(["departed", $"s{i}"], [i], IsReal: false))],
        };
        Ensemble ensemble = new FakeSource { Plan = plan, Count = (_, replicate, cell, date) => (date + 1) * ((replicate ^ cell) & 0xFF) }.Run(1000);
        using Length text = new();
        ensemble.Tables.Write("summary.csv", text);
        long before = GC.GetAllocatedBytesForCurrentThread();

        ensemble.Tables.Write("summary.csv", text);

        // One thread, so that nothing waits its turn. A series takes 24 x 1000 numbers of eight bytes.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, dates * 1000 * 8, 500_000);
        Assert.True(text.Sum > 2 * 1_500_000, $"{text.Sum}");
    }

    [Fact]
    public void A_real_is_written_as_the_platform_writes_six_digits() =>
        Prop.ForAll(Gen.Zip(Gen.Choose(-2_000_000_000, 2_000_000_000), Gen.Choose(-13, 7)).ToArbitrary(), drawn =>
        {
            // Ties and what lies beside them, powers of ten and what lies beside them.
            (int number, int power) = drawn;
            double scale = double.Parse($"1e{power}", CultureInfo.InvariantCulture);
            return new[] { number * scale, ((number / 1000) + 0.5) * scale, scale, Math.BitDecrement(scale), Math.BitIncrement(scale), 999_999.5 * scale }.All(value =>
            {
                TableText csv = new();
                csv.Real(value);
                return Encoding.UTF8.GetString(csv.Written) == (value == 0 ? 0 : value).ToString("G6", CultureInfo.InvariantCulture);
            });
        }).Check(Config.QuickThrowOnFailure.WithReplay(20171017, 5).WithMaxTest(3000));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.00001, "0")]
    [InlineData(1234567, "1234567")]
    [InlineData(1.5, "1.5")]
    [InlineData(-1.0 / 3, "-0.3333")]
    [InlineData(2.00004, "2")]
    [InlineData(2.0501, "2.0501")]
    [InlineData(0.99996, "1")]
    public void A_statistic_of_counts_has_at_most_four_decimals(double value, string text)
    {
        TableText csv = new();
        csv.CountStatistic(value);
        Assert.Equal(text, Encoding.UTF8.GetString(csv.Written));
    }

    [Theory]
    [InlineData(-0.0, "0")]
    [InlineData(0.1, "0.1")]
    [InlineData(2.0 / 3, "0.666667")]
    [InlineData(12.5, "12.5")]
    public void A_real_has_six_significant_digits(double value, string text)
    {
        TableText csv = new();
        csv.Real(value);
        Assert.Equal(text, Encoding.UTF8.GetString(csv.Written));
    }

    [Theory]
    [InlineData("raqqa", "raqqa")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"no\"", "\"say \"\"no\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    public void A_field_is_quoted_when_it_needs_it(string field, string text)
    {
        TableText csv = new();
        csv.Field(field);
        Assert.Equal(text, Encoding.UTF8.GetString(csv.Written));
    }

    private static string Text(Ensemble ensemble, string name)
    {
        using MemoryStream stream = new();
        ensemble.Tables.Write(name, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private sealed class Length : MemoryStream
    {
        public long Sum { get; private set; }

        public override void Write(ReadOnlySpan<byte> buffer) => Sum += buffer.Length;
    }
}
