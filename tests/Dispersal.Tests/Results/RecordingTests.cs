using System.Text;
using System.Text.Json;
using Dispersal.Engines;
using Dispersal.Results;
using Dispersal.Tests.Scenarios;
using Dispersal.Tests.Shipped;

namespace Dispersal.Tests.Results;

/// <summary>What is asked for is recorded, with the numbers of a full recording, and nothing else is paid for.</summary>
[Collection(ProcessWide.Name)]
public sealed class RecordingTests
{
    private static readonly Scenario World = ShippedScenarios.Load("raqqa-2017").With("end", "2013-06-20");

    // Means of four are exact in four decimals.
    private static readonly Lazy<Ensemble> Full = new(() => Ensemble.Run(World, 4, seed: 5));

    [Fact]
    public void Everything_is_recorded_if_nothing_is_said()
    {
        Ensemble run = Ensemble.Run(World, 4, seed: 5, recording: Recording.All);

        Assert.Equal(Full.Value.ResultDigest, run.ResultDigest);
        Assert.Equal(Recording.All, Full.Value.Recording);
        Assert.Equal(Measure.All.ToArray(), Recording.All.Measures.ToArray());
    }

    [Fact]
    public void Measures_asked_for_have_the_numbers_of_a_full_recording()
    {
        CompiledModel model = new(World);
        foreach (Measure measure in Full.Value.Measures)
        {
            RecordPlan alone = new RecordPlanBuilder(model, model.Layout, Recording.Only(measure)).Plan;
            Assert.Equal([measure.Name], alone.Summary.Select(series => series.Key[0]).Distinct());
            Assert.True(alone.Flows.IsEmpty && alone.Stocks.IsEmpty && alone.Fates.IsEmpty);
        }

        Measure[] some = [Measure.WatchCoverage, Measure.Returned, Measure.AffiliateStrength, Measure.Permeability, Measure.Stock];
        Ensemble few = Ensemble.Run(World, 4, seed: 5, recording: Recording.Only(some));

        Assert.Equal(Measure.All.Where(some.Contains), few.Measures.OrderBy(m => Measure.All.IndexOf(m)));
        foreach (Measure measure in some)
        {
            Assert.Equal(Full.Value.Subjects(measure).ToArray(), few.Subjects(measure).ToArray());
            foreach (string subject in few.Subjects(measure))
            {
                foreach (DateOnly date in few.Dates)
                    Assert.Equal(Full.Value.Values(measure, subject, date), few.Values(measure, subject, date));
            }
        }

        Assert.Equal(["summary.csv"], few.Tables.Recorded.ToArray());
        Assert.Equal(
            Text(Full.Value, "summary.csv").Where(line => some.Any(m => line.StartsWith(m.Name + ",", StringComparison.Ordinal))).Order(StringComparer.Ordinal),
            Text(few, "summary.csv").Skip(1).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("flows.csv")]
    [InlineData("stocks.csv")]
    [InlineData("fates.csv")]
    [InlineData("histories.csv")]
    public void A_table_asked_for_is_that_of_a_full_recording(string table)
    {
        Ensemble run = Ensemble.Run(World, 4, seed: 5, recording: Recording.All with
        {
            Measures = [], Flows = table == "flows.csv", Stocks = table == "stocks.csv", Fates = table == "fates.csv", Histories = table == "histories.csv",
        });

        Assert.Equal([table], run.Tables.Recorded.ToArray());
        string[] lines = Text(run, table);
        Assert.True(lines.Length > 10);
        Assert.Equal(Text(Full.Value, table), lines);
    }

    [Fact]
    public void Dates_asked_for_have_the_numbers_of_a_full_recording_and_flows_are_summed_between_them()
    {
        DateOnly[] dates = [new(2013, 3, 31), new(2012, 5, 31), new(2013, 6, 20)];
        Ensemble run = Ensemble.Run(World, 4, seed: 5, recording: Recording.All with { Dates = RecordedDates.On(dates) });
        Ensemble last = Ensemble.Run(World, 4, seed: 5, recording: Recording.All with { Dates = RecordedDates.LastDay });

        Assert.Equal(dates.Order(), run.Dates.ToArray());
        Assert.Equal([World.End], last.Dates.ToArray());
        foreach (string table in new[] { "summary.csv", "fates.csv" })
        {
            string[] full = Text(Full.Value, table);
            Assert.Equal(full.Where(line => dates.Any(date => line.Contains($",{date:yyyy-MM-dd},", StringComparison.Ordinal))), Text(run, table).Skip(1));
            Assert.Equal(full.Where(line => line.Contains(",2013-06-20,", StringComparison.Ordinal)), Text(last, table).Skip(1));
        }

        double crossed = Mean(Full.Value);
        Assert.True(crossed > 100);
        Assert.Equal(crossed, Mean(run), 6);
        Assert.Equal(crossed, Mean(last), 6);
        Assert.Equal(Text(Full.Value, "histories.csv"), Text(last, "histories.csv"));

        static double Mean(Ensemble ensemble) => Text(ensemble, "flows.csv").Where(line => line.Contains(",passed,", StringComparison.Ordinal))
            .Sum(line => double.Parse(line.Split(',')[^4], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_day_in_the_middle_of_a_month_can_be_recorded()
    {
        DateOnly day = new(2012, 8, 17);
        Ensemble run = Ensemble.Run(World, 4, seed: 5, recording: Recording.Only(Measure.Departed) with { Dates = RecordedDates.On(day, day) });

        Assert.Equal([day], run.Dates.ToArray());
        foreach ((double on, (double before, double after)) in Departed(run, day).Zip(Departed(Full.Value, new(2012, 7, 31)).Zip(Departed(Full.Value, new(2012, 8, 31)))))
            Assert.True(before < on && on < after, $"{before} {on} {after}");

        static double[] Departed(Ensemble ensemble, DateOnly date) => ensemble.Values(Measure.Departed, "WORLD", date);
    }

    [Fact]
    public void What_was_not_recorded_says_how_to_record_it()
    {
        Ensemble run = Ensemble.Run(Small.Scenario(), 1, recording: Recording.Only(Measure.Returned) with { Dates = RecordedDates.LastDay });

        Assert.StartsWith(
            "Measure 'dead' was not recorded. Name it in the recording given to Ensemble.Run, such as Recording.Only(...) or Recording.All.",
            Assert.Throws<ArgumentException>(() => run.Total(Measure.Dead, "WORLD")).Message, StringComparison.Ordinal);
        Assert.Contains(
            "is before the first recorded date, ",
            Assert.ThrowsAny<ArgumentException>(() => run.At(Measure.Returned, "WORLD", run.Scenario.Start)).Message, StringComparison.Ordinal);
        Assert.Contains(
            "Name it among the dates of the Recording given to Ensemble.Run.",
            Assert.ThrowsAny<ArgumentException>(() => run.At(Measure.Returned, "WORLD", run.Scenario.Start)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_recorded_is_refused_by_name()
    {
        Assert.StartsWith("There is no measure 'retruned'. Did you mean \"returned\"?", Message(() => Recording.Only(new Measure("retruned"))), StringComparison.Ordinal);
        Assert.StartsWith("There is no measure ''.", Message(() => Recording.All with { Measures = [default] }), StringComparison.Ordinal);
        Assert.StartsWith("Name at least one measure to record", Message(() => Recording.Only()), StringComparison.Ordinal);
        Assert.StartsWith("Name at least one date to record", Message(() => RecordedDates.On()), StringComparison.Ordinal);
        Assert.StartsWith(
            "2031-01-01 cannot be recorded: raqqa-2017 runs from 2012-01-01 to 2013-06-20.",
            Message(() => Ensemble.Run(World, 1, recording: Recording.All with { Dates = RecordedDates.On(new DateOnly(2031, 1, 1)) })), StringComparison.Ordinal);

        static string Message(Func<object> refused) => Assert.ThrowsAny<ArgumentException>(refused).Message;
    }

    [Fact]
    public void Recordings_of_the_same_are_equal()
    {
        Recording one = Recording.Only(Measure.Returned, Measure.Dead) with { Dates = RecordedDates.On(new DateOnly(2012, 5, 1), new DateOnly(2012, 4, 1)) };
        Recording other = Recording.Only(Measure.Dead, Measure.Returned, Measure.Dead) with { Dates = RecordedDates.On(new DateOnly(2012, 4, 1), new DateOnly(2012, 5, 1)) };

        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(one, other with { Flows = true });
        Assert.NotEqual(one, other with { Measures = [Measure.Dead] });
        Assert.NotEqual(one, other with { Dates = RecordedDates.LastDay });
    }

    [Fact]
    public void A_result_folder_holds_what_was_recorded_and_says_so()
    {
        using ScratchFolder scratch = new();
        string folder = Path.Combine(scratch.Root, "out");
        Ensemble run = Ensemble.Run(Small.Scenario(), 2, recording: Recording.Only(Measure.Returned, Measure.Dead) with { Fates = true, Dates = RecordedDates.LastDay });
        run.Save(folder);

        Assert.Equal(["fates.csv", "summary.csv"], Directory.GetFiles(folder, "*.csv").Select(Path.GetFileName).Order(StringComparer.Ordinal));
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "manifest.json")));
        JsonElement recorded = manifest.RootElement.GetProperty("recorded");
        Assert.Equal("last-day", recorded.GetProperty("dates").GetString());
        Assert.Equal(["returned", "dead"], recorded.GetProperty("measures").EnumerateArray().Select(m => m.GetString()));
        Assert.Equal(["summary.csv", "fates.csv"], manifest.RootElement.GetProperty("files").EnumerateObject().Select(f => f.Name).Where(name => !name.Contains('/', StringComparison.Ordinal)));
        Assert.Equal(run.ResultDigest, manifest.RootElement.GetProperty("resultDigest").GetString());
    }

    [Fact]
    public void What_is_not_asked_for_takes_neither_place_nor_evaluation()
    {
        CompiledModel model = new(World.With("observation/history-persons", 1000));
        RecordPlanBuilder full = new(model, model.Layout);
        RecordPlanBuilder few = new(model, model.Layout, Recording.Only(Measure.Returned) with { Dates = RecordedDates.LastDay });
        RecordPlanBuilder real = new(model, model.Layout, Recording.Only(Measure.Appeal));
        Assert.Equal((0, 1, 0), (few.Reals.Count, real.Reals.Count, real.Plan.CountCells));
        Assert.Equal(Dispersal.Model.Population.Roles * model.Population.Origins.Length, few.Plan.CountCells);

        // (1) An engine's buffers for the record; (2) what a replicate leaves behind, histories included; (3) what is held of it.
        (long Engine, long Replicate, long Held) all = Cost(full), some = Cost(few);
        Assert.True(all.Engine - some.Engine > sizeof(double) * 18L * full.Plan.CountCells / 2, $"{all.Engine} and {some.Engine}");
        Assert.InRange(some.Replicate, 0, 10_000);
        Assert.True(all.Replicate > 10 * some.Replicate, $"{all.Replicate} and {some.Replicate}");
        Assert.InRange(some.Held, 1, 10_000);

        (long Engine, long Replicate, long Held) Cost(RecordPlanBuilder plan)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            using Individuals engine = new(model, plan);
            long made = GC.GetAllocatedBytesForCurrentThread() - before;
            RecordCompressor compressor = new(plan.Plan);
            compressor.Compress(engine.Run(5, 0, CancellationToken.None));
            before = GC.GetAllocatedBytesForCurrentThread();
            CompressedRecord packed = compressor.Compress(engine.Run(5, 0, CancellationToken.None));
            return (made, GC.GetAllocatedBytesForCurrentThread() - before, packed.Size);
        }
    }

    private static string[] Text(Ensemble ensemble, string table)
    {
        using MemoryStream stream = new();
        ensemble.Tables.Write(table, stream);
        return Encoding.UTF8.GetString(stream.ToArray()).Split('\n')[..^1];
    }
}
