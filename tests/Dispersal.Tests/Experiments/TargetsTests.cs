using Dispersal.Experiments;
using Dispersal.Scenarios;
using Dispersal.Tests.Scenarios;
using Target = Dispersal.Experiments.Target;

namespace Dispersal.Tests.Experiments;

public sealed class TargetsTests
{
    private const string Header = "id,measure,subject,date,low,central,high,weight,role,source,note\n";

    [Fact]
    public void A_target_is_a_sum_a_difference_a_ratio_or_a_change_of_what_a_run_counts()
    {
        Scenario scenario = With(
            "sum,returned + dead,DEU,2015-03-31,1,,2,,,,\n"
            + "adults,departed - departed-minors,WORLD,2015-03,1,,2,,,,\n"
            + "ratio,returned / departed,DEU,2015-06,0,,1,,,,\n"
            + "window,returned,DEU,2015-02..2015-04,1,,2,,,,\n"
            + "start,departed,DEU,2015-01..2015-02,1,,2,,,,\n"
            + "two,stock,DEU+TUR,2015-04,1,,2,,,,\n");
        Ensemble all = Ensemble.Run(scenario, 5, seed: 3);
        Dictionary<string, double[]> values = Values(scenario, all);
        double[] Of(Measure measure, string subject, int month) => all.Values(measure, subject, new DateOnly(2015, month, 1).AddMonths(1).AddDays(-1));

        Assert.Contains(values["sum"], v => v > 0);
        Assert.Equal(Of(Measure.Returned, "DEU", 3).Zip(Of(Measure.Dead, "DEU", 3), (a, b) => a + b), values["sum"]);
        Assert.Equal(Of(Measure.Departed, "WORLD", 3).Zip(Of(Measure.DepartedMinors, "WORLD", 3), (a, b) => a - b), values["adults"]);
        Assert.Equal(Of(Measure.Returned, "DEU", 6).Zip(Of(Measure.Departed, "DEU", 6), (a, b) => a / b), values["ratio"]);
        Assert.Equal(Of(Measure.Returned, "DEU", 4).Zip(Of(Measure.Returned, "DEU", 1), (a, b) => a - b), values["window"]);
        Assert.Equal(Of(Measure.Departed, "DEU", 2), values["start"]);
        Assert.Equal(Of(Measure.Stock, "DEU", 4).Zip(Of(Measure.Stock, "TUR", 4), (a, b) => a + b), values["two"]);
    }

    [Fact]
    public void A_ratio_without_a_denominator_is_zero()
    {
        Scenario scenario = With("t,attacks-directed / attackers,WORLD,2015-06,0,,1,,,,\n");
        Assert.All(Values(scenario, Ensemble.Run(scenario, 2))["t"], v => Assert.True(double.IsFinite(v)));
        Scenario still = scenario.With("inflow/on", "false").With("attacks/on", "true").With("appeal/on", "false");
        Assert.Equal([0.0], Values(still, Ensemble.Run(still, 1))["t"]);
    }

    [Fact]
    public void A_recording_for_targets_keeps_what_they_need_and_gives_the_same_values()
    {
        Scenario scenario = With("a,returned - returned-minors,DEU,2015-04,1,,2,,,,\nb,dead,WORLD,2015-02..2015-03,1,,2,,check,,\n");
        Targets targets = Targets.Of(scenario);
        Ensemble few = Ensemble.Run(scenario, 4, seed: 5, recording: targets.Recording);

        Assert.Equal([Measure.Returned, Measure.ReturnedMinors, Measure.Dead], few.Measures.AsEnumerable());
        Assert.Equal([new(2015, 1, 31), new(2015, 3, 31), new(2015, 4, 30)], few.Dates.AsEnumerable());
        Assert.Equal(new DateOnly(2015, 4, 30), targets.LastDay);
        Assert.Equal(targets.Values(Ensemble.Run(scenario, 4, seed: 5)), targets.Values(few));
        Assert.Equal("a", Assert.Single(targets.Fitted).Id);
    }

    [Fact]
    public void Weights_ranges_and_misses_are_those_written_and_one_side_may_be_open()
    {
        Scenario scenario = With("a,returned,DEU,2015-04,10,,,0.5,,,\nb,returned,DEU,2015-04,,,20,,,,\nc,returned,DEU,2015-04,1,2,3,0,,,\n");
        Target[] targets = [.. Targets.Of(scenario).All];
        Assert.Equal([0.5, 1, 0], targets.Select(t => t.Weight));
        Assert.Equal([true, true, false], targets.Select(t => t.IsFitted));
        Assert.Equal([4, 0, 3], targets.Select(t => t.Miss(6)));
        Assert.Equal([0, 5, 22], targets.Select(t => t.Miss(25)));
    }

    [Fact]
    public void Targets_travel_with_a_scenario_and_are_no_part_of_its_fingerprint()
    {
        Scenario plain = Small.Scenario();
        Scenario scenario = With("t,returned,DEU,2015-04,1,1.5,2,0.5,check,\"a, b\",1 + 1\n");
        Assert.Equal(plain.Fingerprint, scenario.Fingerprint);
        Assert.Empty(Scenario.Diff(plain, scenario));

        using ScratchFolder scratch = new();
        string folder = Path.Combine(scratch.Root, "out");
        Ensemble.Run(scenario, 1).Save(folder);
        Assert.Equal(scenario.Targets.AsEnumerable(), Scenario.Load(Path.Combine(folder, "scenario")).Targets.AsEnumerable());
    }

    [Fact]
    public void An_overlay_inherits_targets_and_a_shorter_horizon_leaves_out_those_beyond_it()
    {
        Dictionary<string, string> texts = Small.Over(("scenario.json", """{ "extends": "../small" }"""), ("targets.csv", "id,low\na,3\n"));
        texts["../small/targets.csv"] = Header + "a,returned,DEU,2015-04,1,,9,,,,\nb,returned,DEU,2015-02,1,,2,,,,\n";
        Scenario over = Scenario.FromTexts(texts);
        Assert.Equal([3.0, 1.0], over.Targets.Select(t => t.Low!.Value));
        Assert.Equal(["b"], Targets.Of(over.With("end", "2015-03-31")).All.Select(t => t.Id));
    }

    [Fact]
    public void Subjects_that_a_target_may_name_are_those_that_a_run_has()
    {
        foreach (Scenario scenario in (Scenario[])[Small.Scenario(), Scenario.Load(Repository.PathOf("scenarios/raqqa-2017")).With("end", "2012-01-01")])
        {
            Ensemble run = Ensemble.Run(scenario, 1);
            Assert.All(run.Measures, measure => Assert.Equal(run.Subjects(measure).Order(StringComparer.Ordinal), Subjects.Of(scenario, measure).Order(StringComparer.Ordinal)));
        }
    }

    private static Scenario With(string rows)
    {
        Dictionary<string, string> texts = Small.Texts();
        texts["targets.csv"] = Header + rows;
        return Scenario.FromTexts(texts);
    }

    private static Dictionary<string, double[]> Values(Scenario scenario, Ensemble ensemble)
    {
        Targets targets = Targets.Of(scenario);
        return targets.All.Zip(targets.Values(ensemble)).ToDictionary(t => t.First.Id, t => t.Second, StringComparer.Ordinal);
    }
}
