using System.Collections.Immutable;
using Dispersal.Results;
using FsCheck;
using FsCheck.Fluent;

namespace Dispersal.Tests.Results;

public sealed class RecordCompressionTests
{
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithReplay(20171017, 3).WithMaxTest(300);

    private static readonly Gen<int> Values = Gen.Frequency(
        (6, Gen.Constant(0)), (4, Gen.Choose(-3, 200)), (1, Gen.Elements(int.MaxValue, int.MinValue, 1 << 20, -(1 << 13))));

    private static readonly Gen<double> Reals = Gen.Frequency((4, Gen.Constant(0.0)), (3, Gen.Constant(0.25)), (2, Gen.Elements(-0.5, 1e300, 1e-300, -1.0 / 3)));

    [Fact]
    public void Counts_come_back_as_they_were() =>
        Prop.ForAll(Records(Values).ToArbitrary(), record =>
        {
            CompressedRecord packed = new RecordCompressor(Plan(record.Cells, 0, record.Dates)).Compress(Record(record.Values, []));
            long[] changes = new long[record.Dates];
            for (int cell = 0; cell < record.Cells; cell++)
            {
                changes.AsSpan().Clear();
                bool any = packed.AddChanges(cell, changes);
                long running = 0;
                for (int date = 0; date < record.Dates; date++)
                {
                    running += changes[date];
                    if (running != record.Values[(cell * record.Dates) + date])
                        return false;
                }

                if (any != record.Values.AsSpan(cell * record.Dates, record.Dates).ContainsAnyExcept(0))
                    return false;
            }

            return true;
        }).Check(Fixed);

    [Fact]
    public void Reals_come_back_to_the_last_bit() =>
        Prop.ForAll(Records(Reals).ToArbitrary(), record =>
        {
            CompressedRecord packed = new RecordCompressor(Plan(0, record.Cells, record.Dates)).Compress(Record([], record.Values));
            for (int cell = 0; cell < record.Cells; cell++)
            {
                double[] sums = new double[record.Dates];
                packed.AddReals(cell, sums);
                if (!sums.AsSpan().SequenceEqual(record.Values.AsSpan(cell * record.Dates, record.Dates)))
                    return false;
            }

            return true;
        }).Check(Fixed);

    [Fact]
    public void A_compressor_forgets_the_record_before()
    {
        RecordCompressor compressor = new(Plan(2, 1, 3));
        compressor.Compress(Record([9, 9, 9, 8, 8, 8], [1, 2, 3]));
        CompressedRecord packed = compressor.Compress(Record([0, 0, 0, 0, 5, 0], [0, 0, 0]));

        long[] changes = new long[3];
        Assert.False(packed.AddChanges(0, changes));
        Assert.True(packed.AddChanges(1, changes));
        Assert.Equal([0, 5, -5], changes);
        Assert.False(packed.AddReals(0, new double[3]));
    }

    [Fact]
    public void Two_hundred_large_records_would_fit_into_a_few_hundred_megabytes()
    {
        // 8,400 cells on 144 dates, a third of them rising month by month, a third seldom touched, a third zero.
        const int cells = 8400, dates = 144;
        int[] counts = new int[cells * dates];
        for (int i = 0; i < counts.Length; i++)
        {
            (int cell, int date) = (i / dates, i % dates);
            counts[i] = (cell % 3) switch { 0 => date * (1 + (cell % 29)), 1 => (cell + date) % 24 == 0 ? 1 : 0, _ => 0 };
        }

        CompressedRecord packed = new RecordCompressor(Plan(cells, 0, dates)).Compress(Record(counts, []));

        Assert.InRange(packed.Size, 1, 1_000_000);
    }

    [Fact]
    public void A_record_of_another_shape_or_without_a_finite_value_is_refused()
    {
        Assert.Throws<InvalidOperationException>(() => new RecordCompressor(Plan(2, 0, 3)).Compress(Record(new int[5], [])));
        Assert.Throws<InvalidOperationException>(() => new RecordCompressor(Plan(0, 1, 3)).Compress(Record([], [1, double.NaN, 1])));
    }

    private static Gen<(int Cells, int Dates, T[] Values)> Records<T>(Gen<T> values) =>
        from cells in Gen.Choose(1, 6)
        from dates in Gen.Choose(1, 40)
        from all in values.ArrayOf(cells * dates)
        select (cells, dates, all);

    private static RecordPlan Plan(int countCells, int realCells, int dates) => new()
    {
        Dates = [.. Enumerable.Range(1, dates).Select(i => new DateOnly(2012, 1, 31).AddMonths(i))],
        CountCells = countCells, RealCells = realCells, Summary = [], Flows = [], Stocks = [], Fates = [],
    };

    private static RunRecord Record(int[] counts, double[] reals) =>
        new() { Counts = counts, Reals = reals, PersonDays = 0, Histories = ImmutableArray<HistoryStep>.Empty };
}
