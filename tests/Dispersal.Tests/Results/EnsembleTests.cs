using MathNet.Numerics.Statistics;

namespace Dispersal.Tests.Results;

public sealed class EnsembleTests
{
    [Fact]
    public void Values_stand_in_the_order_of_replicates_whoever_ran_them()
    {
        FakeSource source = new() { BeforeEach = (replicate, _) => Thread.Sleep(replicate % 3) };

        double[] values = source.Run(replicates: 25, seed: 4, threads: 4).Values(Measure.Returned, "DEU", new(2017, 11, 30));

        Assert.Equal(Enumerable.Range(0, 25).Select(replicate => source.Count(4, replicate, 2, 1)), values);
    }

    [Fact]
    public void The_digest_does_not_know_the_number_of_threads()
    {
        FakeSource source = new() { BeforeEach = (replicate, _) => Thread.Sleep((replicate * 5) % 3) };

        string[] digests = [.. new[] { 1, 2, 7 }.Select(threads => source.Run(threads: threads).ResultDigest).Distinct()];

        Assert.Single(digests);
        Assert.Matches("^[0-9a-f]{64}$", digests[0]);
    }

    [Fact]
    public void The_digest_sees_one_person_more_in_one_replicate()
    {
        FakeSource source = new();
        FakeSource other = new() { Count = (seed, r, cell, date) => source.Count(seed, r, cell, date) + (r == 13 && cell == 1 && date == 1 ? 1 : 0) };

        Assert.NotEqual(source.Run().ResultDigest, other.Run().ResultDigest);
    }

    [Fact]
    public void The_quantiles_of_a_sum_are_those_of_the_sums()
    {
        // What one country gains the other loses: each varies, their sum does not.
        FakeSource source = new() { Count = (_, replicate, cell, _) => cell == 0 ? 100 + replicate : cell == 1 ? 100 - replicate : 0 };
        Ensemble ensemble = source.Run();

        Assert.NotEqual(ensemble.Total(Measure.Departed, "BEL").Low, ensemble.Total(Measure.Departed, "BEL").High);
        Assert.Equal(new(200, 200, 200, 200, 0, 20), ensemble.Total(Measure.Departed, "EU"));
    }

    [Fact]
    public void An_estimate_agrees_with_an_independent_library()
    {
        Ensemble ensemble = new FakeSource().Run(replicates: 37);
        double[] values = ensemble.Values(Measure.Departed, "EU", new(2017, 12, 15));

        Estimate estimate = ensemble.Total(Measure.Departed, "EU");

        Assert.Equal(values.Mean(), estimate.Mean, 10);
        Assert.Equal(values.QuantileCustom(0.05, QuantileDefinition.R7), estimate.Low, 10);
        Assert.Equal(values.QuantileCustom(0.5, QuantileDefinition.R7), estimate.Median, 10);
        Assert.Equal(values.QuantileCustom(0.95, QuantileDefinition.R7), estimate.High, 10);
        Assert.Equal(values.StandardDeviation() / Math.Sqrt(37), estimate.MonteCarloError, 10);
    }

    [Fact]
    public void A_date_means_the_last_recorded_one_not_after_it()
    {
        Ensemble ensemble = new FakeSource().Run();
        Estimate november = ensemble.At(Measure.Returned, "DEU", new(2017, 11, 30));

        Assert.Equal(november, ensemble.At(Measure.Returned, "DEU", new(2017, 12, 14)));
        Assert.Equal(ensemble.Total(Measure.Returned, "DEU"), ensemble.At(Measure.Returned, "DEU", ensemble.Dates[^1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ensemble.At(Measure.Returned, "DEU", new(2030, 1, 1)));
        ArgumentException early = Assert.ThrowsAny<ArgumentException>(() => ensemble.At(Measure.Returned, "DEU", new(2017, 10, 30)));
        Assert.StartsWith("2017-10-30 is before the first recorded date, 2017-10-31.", early.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_series_has_a_point_for_every_date()
    {
        Ensemble ensemble = new FakeSource().Run();
        List<DateOnly> dates = [];
        foreach (var (date, low, median, high) in ensemble.Series(Measure.Permeability, "syr-tur-west"))
        {
            Estimate estimate = ensemble.At(Measure.Permeability, "syr-tur-west", date);
            Assert.Equal((estimate.Low, estimate.Median, estimate.High), (low, median, high));
            dates.Add(date);
        }

        Assert.Equal(FakeSource.ThreeMonths, dates);
    }

    [Theory]
    [InlineData("retruned", "DEU", "There is no measure 'retruned' in these results. Did you mean \"returned\"?")]
    [InlineData("plots", "DEU", "There is no measure 'plots' in these results. There are: departed, returned, dead, permeability.")]
    [InlineData("departed", "GEU", "Measure 'departed' has no subject 'GEU' in these results. Did you mean \"DEU\"?")]
    [InlineData("departed", "deu", "Measure 'departed' has no subject 'deu' in these results. Did you mean \"DEU\"?")]
    [InlineData("departed", "WORLD", "Measure 'departed' has no subject 'WORLD' in these results. There are: BEL, DEU, EU.")]
    public void An_unknown_name_is_answered_with_what_was_probably_meant(string measure, string subject, string message)
    {
        ArgumentException problem = Assert.Throws<ArgumentException>(() => new FakeSource().Run(2).Total(new(measure), subject));

        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Results_carry_what_they_rest_on()
    {
        Ensemble ensemble = new FakeSource().Run(replicates: 3, seed: ulong.MaxValue, threads: 8);

        Assert.Equal(new("small", FakeSource.Small.Fingerprint, ulong.MaxValue, 3, "individuals", "asked for", ensemble.Provenance.Version), ensemble.Provenance);
        Assert.Matches(@"^\d+\.\d+\.\d+[^+]*$", ensemble.Provenance.Version);
        Assert.Equal(3003, ensemble.PersonDays);
        Assert.Equal(3, ensemble.Threads);
        Assert.True(ensemble.WallSeconds > 0);
        Assert.Equal(["departed", "returned", "dead", "permeability"], ensemble.Measures.Select(m => m.Name));
        Assert.Equal<string>(["BEL", "DEU", "EU"], ensemble.Subjects(Measure.Departed).ToArray());
    }

    [Fact]
    public void Progress_never_goes_back_and_ends_at_the_end()
    {
        List<RunProgress> reports = [];
        new FakeSource { BeforeEach = (replicate, _) => Thread.Sleep(replicate % 2) }.Run(30, threads: 4, progress: new Told(reports.Add));

        Assert.Equal(Enumerable.Range(1, 30), reports.Select(r => r.ReplicatesDone));
        Assert.Equal(reports.Select(r => r.PersonDays).Order(), reports.Select(r => r.PersonDays));
        Assert.Equal(new(30, 30, (30 * 1000) + (30 * 29 / 2)), reports[^1]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Cancelling_between_replicates_ends_the_run(int threads)
    {
        using CancellationTokenSource cancel = new();
        int ran = 0;
        FakeSource source = new() { BeforeEach = (_, _) => Interlocked.Increment(ref ran) };
        Told progress = new(report =>
        {
            if (report.ReplicatesDone == 5)
                cancel.Cancel();
        });

        Assert.ThrowsAny<OperationCanceledException>(() => source.Run(1000, threads: threads, progress: progress, cancellation: cancel.Token));
        Assert.InRange(ran, 5, 5 + (2 * threads));
    }

    [Fact]
    public async Task Cancelling_inside_replicates_ends_the_run()
    {
        using CancellationTokenSource cancel = new();
        using CountdownEvent inside = new(2);
        FakeSource source = new()
        {
            BeforeEach = (_, cancellation) =>
            {
                inside.Signal();
                cancellation.WaitHandle.WaitOne();
                cancellation.ThrowIfCancellationRequested();
            },
        };

        Task run = Task.Run(() => source.Run(2, threads: 2, cancellation: cancel.Token));
        Assert.True(inside.Wait(TimeSpan.FromSeconds(30)));
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public void A_failing_replicate_ends_the_run_with_its_own_exception()
    {
        int ran = 0;
        FakeSource source = new()
        {
            BeforeEach = (replicate, _) =>
            {
                Interlocked.Increment(ref ran);
                if (replicate == 7)
                    throw new InvalidOperationException("replicate 7");
            },
        };

        InvalidOperationException problem = Assert.Throws<InvalidOperationException>(() => source.Run(100_000, threads: 3));
        Assert.Equal("replicate 7", problem.Message);
        Assert.True(ran < 100_000);
    }

    [Fact]
    public void Fewer_than_one_replicate_and_negative_threads_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new FakeSource().Run(replicates: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FakeSource().Run(threads: -1));
    }

    private sealed class Told(Action<RunProgress> told) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => told(value);
    }
}
