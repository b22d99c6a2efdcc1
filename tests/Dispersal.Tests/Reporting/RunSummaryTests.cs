using Dispersal.Reporting;
using Dispersal.Tests.Scenarios;

namespace Dispersal.Tests.Reporting;

public class RunSummaryTests
{
    private static readonly ClaimedFigure Returned = new(Measure.Returned, "region:The West", new DateOnly(2016, 6, 30));

    [Fact]
    public void A_figure_is_that_of_the_last_recorded_date_not_after_its_own()
    {
        using ScratchFolder scratch = new();
        (Ensemble ensemble, string folder) = Saved(scratch);
        ClaimedFigure last = Returned with { Date = null };
        ClaimedFigure early = Returned with { Date = new DateOnly(2015, 1, 1) };
        ClaimedFigure unknown = new(new Measure("plots"), "WORLD", null);

        RunSummary summary = RunSummary.Read(folder, [Returned, last, early, unknown]);

        Assert.Equal(("tiny", ensemble.Provenance.Fingerprint, 1UL, 21), (summary.Scenario, summary.Fingerprint, summary.Seed, summary.Replicates));
        Assert.Equal(ensemble.At(Measure.Returned, "region:The West", new DateOnly(2016, 6, 30)).ToString(), summary[Returned]!.ToString());
        Assert.Equal(ensemble.Total(Measure.Returned, "region:The West").ToString(), summary[last]!.ToString());
        Assert.NotEqual(summary[last], summary[Returned]);
        Assert.Null(summary[early]);
        Assert.Null(summary[unknown]);
        Assert.Null(summary[new(Measure.Dead, "WORLD", null)]); // was not asked for
    }

    [Fact]
    public void A_saved_run_answers_as_the_ensemble_did()
    {
        using ScratchFolder scratch = new();
        (Ensemble ensemble, string folder) = Saved(scratch);

        RunSummary saved = RunSummary.Read(folder);

        Assert.Equal((ensemble.ResultDigest, ensemble.Provenance.Version), (saved.ResultDigest, saved.Version));
        Assert.Equal<DateOnly>(ensemble.Dates, saved.Dates);
        Assert.Equal<Measure>(ensemble.Measures, saved.Measures);
        foreach (Measure measure in ensemble.Measures)
        {
            Assert.Equal<string>(ensemble.Subjects(measure), saved.Subjects(measure));
            foreach (string subject in ensemble.Subjects(measure))
            {
                Assert.Equal(ensemble.Total(measure, subject).ToString(), saved.Total(measure, subject).ToString());
                Assert.All(
                    ensemble.Series(measure, subject).Zip(saved.Series(measure, subject)),
                    pair => Assert.True(pair.First.Date == pair.Second.Date && Math.Abs(pair.First.Mean - pair.Second.Mean) <= 1e-3 + (1e-5 * Math.Abs(pair.First.Mean)), $"{measure} {subject}: {pair}"));
            }
        }

        DateOnly between = ensemble.Dates[0].AddDays(3);
        Assert.Equal(ensemble.At(Measure.Returned, "WORLD", between).ToString(), saved.At(Measure.Returned, "WORLD", between).ToString());
        Assert.True(double.IsNaN(saved.Total(Measure.Returned, "WORLD").MonteCarloError));
    }

    [Fact]
    public void What_a_saved_run_does_not_hold_is_named()
    {
        using ScratchFolder scratch = new();
        RunSummary saved = RunSummary.Read(Results(scratch, "returned,WORLD,2016-05-31,1.5,1,1,2\n"));

        Assert.Contains("There are: returned.", Assert.Throws<ArgumentException>(() => saved.Total(Measure.Dead, "WORLD")).Message, StringComparison.Ordinal);
        Assert.Contains("no subject 'EU' in these results. There are: WORLD.", Assert.Throws<ArgumentException>(() => saved.Series(Measure.Returned, "EU")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => saved.At(Measure.Returned, "WORLD", new DateOnly(2016, 5, 30)));
        Assert.Throws<ArgumentOutOfRangeException>(() => saved.At(Measure.Returned, "WORLD", new DateOnly(2016, 6, 1)));
    }

    [Fact]
    public void Claims_stand_beside_the_results_of_a_run()
    {
        using ScratchFolder scratch = new();
        (Ensemble ensemble, string folder) = Saved(scratch);
        Scenario tiny = ensemble.Scenario;
        RunSummary summary = RunSummary.Read(folder, tiny.Claims.SelectMany(ClaimedFigure.Of));

        string text = ScenarioDescription.Of(tiny, summary).ToMarkdown();

        Assert.Contains("seed 1, 21 replicates", text, StringComparison.Ordinal);
        Assert.Contains($"returned region:The West 2016-06-30: {summary[Returned]}".Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal), text, StringComparison.Ordinal);
        Assert.DoesNotContain("another scenario", text, StringComparison.Ordinal);
        Assert.DoesNotContain("not recorded", text, StringComparison.Ordinal);
        Assert.Contains("another scenario", ScenarioDescription.Of(tiny.With("border/wear", 0.3), summary).ToMarkdown(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_subject_with_a_comma_or_a_quote_is_found()
    {
        using ScratchFolder scratch = new();
        string folder = Results(scratch, "returned,\"region:A, \"\"b\"\"\",2016-05-31,1.5,1,1,2\n");
        ClaimedFigure figure = new(Measure.Returned, "region:A, \"b\"", null);

        Assert.Equal(1.5, RunSummary.Read(folder, [figure])[figure]!.Mean);
    }

    [Theory]
    [InlineData("returned,WORLD,2016-05-31,1,1,1\n", "summary.csv(2) is not a figure")]
    [InlineData("returned,WORLD,31/05/2016,1,1,1,1\n", "summary.csv(2) is not a figure")]
    [InlineData("returned,WORLD,2016-05-31,1,1,1,x\n", "summary.csv(2) is not a figure")]
    [InlineData("returned,WORLD,2016-05-31,1,1,1,1\ndead,WORLD,2016-05-31,1,1,1,1\nreturned,\"WORLD\",2016-05-31,1,1,1,1\n", "summary.csv(4) is not a figure")]
    public void A_broken_summary_is_refused_with_its_line(string row, string message)
    {
        using ScratchFolder scratch = new();
        string folder = Results(scratch, row);

        Assert.Contains(message, Assert.Throws<IOException>(() => RunSummary.Read(folder, [Returned])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_results_is_refused()
    {
        using ScratchFolder scratch = new();

        Assert.Contains("it has no manifest.json", Assert.Throws<IOException>(() => RunSummary.Read(scratch.Root, [])).Message, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(scratch.Root, "manifest.json"), "{}");
        Assert.Contains("it has no summary.csv", Assert.Throws<IOException>(() => RunSummary.Read(scratch.Root, [])).Message, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(scratch.Root, "summary.csv"), "");
        Assert.Contains("is not the manifest of a run", Assert.Throws<IOException>(() => RunSummary.Read(scratch.Root, [])).Message, StringComparison.Ordinal);
    }

    private static (Ensemble Ensemble, string Folder) Saved(ScratchFolder scratch)
    {
        Ensemble ensemble = MadeUpEnsemble.Run(MadeUpEnsemble.Tiny(), replicates: 21);
        string folder = Path.Combine(scratch.Root, "results");
        ensemble.Save(folder);
        return (ensemble, folder);
    }

    private static string Results(ScratchFolder scratch, string rows) => scratch.Write("results", new Dictionary<string, string>
    {
        ["manifest.json"] = """{ "scenario": "s", "fingerprint": "f", "seed": 1, "replicates": 2, "engine": "individuals", "version": "0.1.0", "resultDigest": "d" }""",
        ["summary.csv"] = "measure,subject,date,mean,p05,p50,p95\n" + rows,
    });
}
