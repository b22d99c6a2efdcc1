using System.Collections.Immutable;
using Dispersal.Results;
using FsCheck;
using FsCheck.Fluent;

namespace Dispersal.Tests.Results;

public sealed class RecordCompressionTests
{
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithReplay(20171017, 3).WithMaxTest(300);

    private static readonly Gen<double> Wholes = Gen.Frequency(
        (6, Gen.Constant(0.0)), (4, Gen.Choose(-3, 200).Select(i => (double)i)),
        (1, Gen.Elements<double>(int.MaxValue, int.MinValue, 1 << 20, -(1 << 13), 1L << 52, -(1L << 52))));

    private static readonly Gen<double> Reals = Gen.Frequency(
        (4, Gen.Constant(0.0)), (3, Gen.Constant(0.25)), (2, Gen.Elements(-0.5, 1e300, 1e-300, -1.0 / 3, (1L << 53) + 2.0)));

    private static readonly Gen<double> Mixed = Gen.Frequency((20, Wholes), (1, Reals));

    [Fact]
    public void Counts_come_back_as_they_were_and_are_kept_as_changes() =>
        Prop.ForAll(Records(Wholes).ToArbitrary(), record =>
        {
            CompressedRecord packed = new RecordCompressor(Plan(record.Cells, 0, record.Dates)).Compress(Record(record.Values, []));
            for (int cell = 0; cell < record.Cells; cell++)
            {
                double[] changes = new double[2 * record.Dates];
                packed.AddChanges(cell, record.Dates, changes, stride: 2);
                double running = 0;
                for (int date = 0; date < record.Dates; date++)
                {
                    running += changes[2 * date];
                    if (running != record.Value(cell, date) || changes[(2 * date) + 1] != 0)
                        return false;
                }

                if (!packed.IsWhole(cell) || packed.IsZero(cell) != record.Column(cell).All(value => value == 0))
                    return false;
            }

            return true;
        }).Check(Fixed);

    [Fact]
    public void Numbers_of_any_kind_come_back_to_the_last_bit()
    {
        int parts = 0;
        Prop.ForAll(Records(Mixed).ToArbitrary(), record =>
        {
            // The same cells as counts and as reals.
            CompressedRecord packed = new RecordCompressor(Plan(record.Cells, record.Cells, record.Dates)).Compress(Record(record.Values, record.Values));
            for (int place = 0; place < 2 * record.Cells; place++)
            {
                int cell = place % record.Cells;
                bool isWhole = record.Column(cell).All(value => value == Math.Floor(value) && Math.Abs(value) <= 1L << 52);
                double[] sums = new double[record.Dates];
                packed.AddValues(place, sums, new double[record.Dates]);
                if (!sums.SequenceEqual(record.Column(cell)) || packed.IsWhole(place) != isWhole)
                    return false;
                parts |= isWhole ? 1 : 2;
            }

            return true;
        }).Check(Fixed);
        Assert.Equal(3, parts);
    }

    [Fact]
    public void A_compressor_forgets_the_record_before()
    {
        RecordCompressor compressor = new(Plan(2, 1, 3));
        compressor.Compress(Record([9, 8, 9, 8, 9.5, 8], [1, 2, 3]));
        CompressedRecord packed = compressor.Compress(Record([0, 0, 0, 5, 0, 0], [0, 0, 0]));

        double[] changes = new double[3];
        packed.AddChanges(1, 3, changes, stride: 1);
        Assert.Equal([0, 5, -5], changes);
        Assert.Equal((true, false, true), (packed.IsZero(0), packed.IsZero(1), packed.IsZero(2)));
    }

    [Fact]
    public void Two_hundred_large_records_would_fit_into_a_few_hundred_megabytes()
    {
        // 8,400 cells on 144 dates, a third of them rising month by month, a third seldom touched, a third zero.
        const int cells = 8400, dates = 144;
        double[] counts = new double[cells * dates];
        for (int i = 0; i < counts.Length; i++)
        {
            (int cell, int date) = (i % cells, i / cells);
            counts[i] = (cell % 3) switch { 0 => date * (1 + (cell % 29)), 1 => (cell + date) % 24 == 0 ? 1 : 0, _ => 0 };
        }

        CompressedRecord packed = new RecordCompressor(Plan(cells, 0, dates)).Compress(Record(counts, []));

        Assert.InRange(packed.Size, 1, 1_000_000);
    }

    [Fact]
    public void A_record_of_another_shape_or_without_a_finite_value_is_refused()
    {
        Assert.Throws<InvalidOperationException>(() => new RecordCompressor(Plan(2, 0, 3)).Compress(Record(new double[5], [])));
        Assert.Throws<LostCountException>(() => new RecordCompressor(Plan(0, 1, 3)).Compress(Record([], [1, double.NaN, 1])));
        Assert.Throws<LostCountException>(() => new RecordCompressor(Plan(1, 0, 3)).Compress(Record([1, double.PositiveInfinity, 1], [])));
    }

    private static Gen<Drawn> Records(Gen<double> values) =>
        from cells in Gen.Choose(1, 70)
        from dates in Gen.Choose(1, 40)
        from all in values.ArrayOf(cells * dates)
        select new Drawn(cells, dates, all);

    private static RecordPlan Plan(int countCells, int realCells, int dates) => new()
    {
        Dates = [.. Enumerable.Range(1, dates).Select(i => new DateOnly(2012, 1, 31).AddMonths(i))],
        CountCells = countCells, RealCells = realCells, Summary = [], Flows = [], Stocks = [], Fates = [],
    };

    private static RunRecord Record(double[] counts, double[] reals) =>
        new() { Counts = counts, Reals = reals, PersonDays = 0, Histories = ImmutableArray<HistoryStep>.Empty };

    private sealed record Drawn(int Cells, int Dates, double[] Values)
    {
        public double Value(int cell, int date) => Values[(date * Cells) + cell];

        public IEnumerable<double> Column(int cell) => Enumerable.Range(0, Dates).Select(date => Value(cell, date));
    }
}
