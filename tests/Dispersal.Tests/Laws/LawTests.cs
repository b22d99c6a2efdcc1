using System.Globalization;
using Dispersal.Engines;
using Dispersal.Model;
using Dispersal.Results;
using FsCheck.Xunit;

namespace Dispersal.Tests.Laws;

/// <summary>The laws of the model over random scenarios with every mechanism on (section 8 of the model's design).</summary>
[Properties(MaxTest = 60, Replay = "20171017,7", QuietOnSuccess = true, Arbitrary = [typeof(ScenarioSketches)])]
public sealed class LawTests
{
    [Property]
    public void Every_day_people_are_conserved_by_origin_and_nothing_is_negative(ScenarioSketch sketch) => DailyAudit.Run(sketch.Build(), sketch.Seed);

    [Property(MaxTest = 25)]
    public void A_mechanism_that_is_off_equals_one_whose_rates_are_zero(ScenarioSketch sketch)
    {
        Scenario scenario = sketch.Build();
        foreach ((string mechanism, string[] rates) in RatesOf(scenario))
        {
            Scenario off = scenario.With(mechanism + "/on", "false");
            Scenario zero = scenario.With(rates.ToDictionary(r => r, _ => "0", StringComparer.Ordinal));
            AssertSame(Lives.Of(off, sketch.Seed), Lives.Of(zero, sketch.Seed), mechanism);
        }
    }

    [Property(MaxTest = 20)]
    public void The_same_seed_gives_the_same_bytes_whatever_the_threads_and_the_order_of_rows(ScenarioSketch sketch)
    {
        Scenario scenario = sketch.Build();
        Scenario shuffled = sketch.Build(files =>
        {
            foreach (string table in files.Keys.Where(f => f.EndsWith(".csv", StringComparison.Ordinal)).ToArray())
            {
                string[] lines = files[table].Split('\n', StringSplitOptions.RemoveEmptyEntries);
                files[table] = string.Join('\n', lines.Take(1).Concat(lines.Skip(1).Reverse())) + "\n";
            }
        });
        string one = Ensemble.Run(scenario, 5, sketch.Seed, threads: 1).ResultDigest;
        Assert.Equal(one, Ensemble.Run(scenario, 5, sketch.Seed, threads: 2).ResultDigest);
        Assert.Equal(one, Ensemble.Run(scenario, 5, sketch.Seed, threads: 3).ResultDigest);
        Assert.Equal(one, Ensemble.Run(shuffled, 5, sketch.Seed, threads: 2).ResultDigest);
    }

    [Property]
    public void A_place_that_no_route_reaches_changes_nobodys_life(ScenarioSketch sketch)
    {
        Scenario more = sketch.Build(files =>
        {
            files["places.csv"] += "aaa,SYR,transit,36,38,0,0,0,0.5\nzzz,DEU,transit,36,38,0,0,0,0.5\n";
            files["countries.csv"] += "AAA,Nowhere,West,true,,0,0,0,0,0,0,0,0,1,0,0,30,0,0,0,0\n";
        });
        AssertSame(Lives.Of(sketch.Build(), sketch.Seed), Lives.Of(more, sketch.Seed), "unreachable place");
    }

    [Property(Arbitrary = [typeof(SketchesWithoutFeedbacks)])]
    public void Without_feedbacks_an_added_person_changes_nobody_elses_life(ScenarioSketch sketch)
    {
        Scenario before = sketch.Build();
        Scenario after = sketch.Build(files =>
        {
            files["groups.csv"] += "AAA-men,DEU,man,middle,1,,0,0\n";
            files["arrivals.csv"] += "AAA-men,2015-01,1\n";
        });
        SortedDictionary<string, string> first = Lives.Of(before, sketch.Seed);
        SortedDictionary<string, string> second = Lives.Of(after, sketch.Seed);
        Assert.True(second.Count > first.Count, "Nobody was added.");
        foreach ((string person, string life) in first)
        {
            Assert.Equal(life, second[person]);
        }
    }

    [Property]
    public void A_policy_changes_nothing_before_its_date(ScenarioSketch sketch)
    {
        DateOnly from = new(2015, 2, 3);
        Scenario before = sketch.Build();
        Scenario after = sketch.Build(files => files["policies.csv"] =
            "id,address,from,to,operation,value\nwar,war/mortality-per-day,2015-02-03,,set,0.05\nsurge,routes/*/patrol,2015-02-03,,add,2\n"
            + "checks,countries/*/check-share,2015-02-03,,set,1\nhubs,places/*/hub-strength,2015-02-03,,set,1\n"
            + "cooperation,countries/*/cooperation-share,2015-02-03,,set,1\npace,way/pace,2015-02-03,,multiply,2\n");
        RunRecord without = Lives.Run(before, sketch.Seed);
        RunRecord with = Lives.Run(after, sketch.Seed);

        // Those who arrive after the policy may be fewer: arrivals follow permeability.
        SortedDictionary<string, string> first = Lives.Before(without, from);
        SortedDictionary<string, string> second = Lives.Before(with, from);
        AssertSame(first, second, "before the policy");
    }

    [Fact]
    public void Splitting_a_group_in_two_changes_nothing_in_law()
    {
        // 1,000 replicates of each; seven means compared, two-sided z tests at level 0.0001 each: one false alarm in 1,400 runs of new seeds.
        ScenarioSketch sketch = new([1, 1, 2, 6, 5, 3, 6, 8, 5, 3, 5, 5, 6, 6, 5, 5, 9, 5, 3, 6, 4, 3, 5, 5, 6, 4, 5]);
        Scenario whole = sketch.Build();
        Scenario split = sketch.Build(files =>
        {
            string[] lines = files["groups.csv"].Split('\n');
            files["groups.csv"] = string.Join('\n', lines.Select(line => line.StartsWith("DEU-men,", StringComparison.Ordinal)
                ? "DEU-men,DEU,man,mixed,20.2,,0.2,0.3\nDEU-others,DEU,man,mixed,20.2,DEU-men,0.2,0.3"
                : line));
        });
        Assert.Equal(Persons(whole), Persons(split), 6);
        const int Replicates = 1000;
        Ensemble a = Ensemble.Run(whole, Replicates, 11);
        Ensemble b = Ensemble.Run(split, Replicates, 12);
        foreach ((Measure measure, string subject) in new[]
        {
            (Measure.Dead, "DEU"), (Measure.Returned, "DEU"), (Measure.Stopped, "WORLD"), (Measure.InTheatre, "FRA"), (Measure.Clandestine, "DEU"), (Measure.Charged, "WORLD"), (Measure.Plots, "DEU"),
        })
        {
            double[] x = a.Values(measure, subject, whole.End);
            double[] y = b.Values(measure, subject, whole.End);
            double z = (x.Average() - y.Average()) / Math.Sqrt((Variance(x) + Variance(y)) / Replicates);
            Assert.True(Math.Abs(z) < 3.89, $"{measure.Name} {subject}: z = {z:F2}");
        }

        // How many there are is not spread more than by whole persons a month, in however many rows they stand.
        Assert.Equal(a.Values(Measure.Departed, "DEU", whole.End).Distinct().Order(), b.Values(Measure.Departed, "DEU", whole.End).Distinct().Order());

        static double Persons(Scenario scenario) => scenario.Groups.Sum(g => g.DepartedPersons.Value);
        static double Variance(double[] values) => MathNet.Numerics.Statistics.Statistics.Variance(values);
    }

    [Property]
    public void More_patrol_never_raises_the_chance_to_pass_and_more_guides_never_lower_it(ScenarioSketch sketch)
    {
        Scenario scenario = sketch.Build();
        CompiledModel less = new(scenario);
        CompiledModel more = new(scenario.With(scenario.Routes.ToDictionary(
            r => $"routes/{r.Id}/patrol", r => (r.Patrol + 0.7).ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal)));
        for (int r = 0; r < scenario.Routes.Length; r++)
        {
            if (less.Border.IsPatrolled(r))
            {
                foreach (double guided in (double[])[0, 0.3, 1])
                {
                    double share = less.Border.HasGuides(r, 0) ? guided : 0;
                    Assert.InRange(more.Border.Permeability(r, 0, share), 0, less.Border.Permeability(r, 0, share));
                    Assert.InRange(less.Border.Permeability(r, 0, share), less.Border.Permeability(r, 0, 0), 1);
                }
            }
        }
    }

    private static IEnumerable<(string Mechanism, string[] Rates)> RatesOf(Scenario scenario)
    {
        string[] Countries(string column) => [.. scenario.Countries.Select(c => $"countries/{c.Id}/{column}")];
        string[] Places(string column) => [.. scenario.Places.Select(p => $"places/{p.Id}/{column}")];
        yield return ("inflow", [.. scenario.Groups.Select(g => $"groups/{g.Id}/departed-persons")]);
        yield return ("war", ["war/mortality-per-day", "war/capture-per-day", "war/experience-per-day", .. Places("strike-per-day")]);
        yield return ("goal", ["goal/disillusion-per-day", "goal/leave-underground-per-day", "goal/leave-affiliate-per-day", "goal/free-share"]);
        yield return ("way", ["way/pace", "way/retry-per-day", "way/give-up-per-day"]);
        yield return ("border", [.. scenario.Routes.SelectMany(r => new[] { $"routes/{r.Id}/patrol", $"routes/{r.Id}/guides-per-day" })]);
        yield return ("legal-travel", [.. Countries("check-share"), "legal-travel/screening-probability"]);
        yield return ("transit", [.. Countries("interior-arrest-per-day"), .. Countries("deportation-per-day"), .. Countries("release-per-day"), .. Places("hub-strength")]);
        yield return ("justice", [.. Countries("charge-per-day"), .. Countries("holder-trial-per-day"), "justice/theatre-evidence", "justice/plotters-charged-probability"]);
        yield return ("watching", Countries("watch-capacity-persons"));
        yield return ("programmes", [.. scenario.ExitProgrammes.Select(p => $"exit-programmes/{p.Id}/places-persons")]);
        yield return ("networks", ["networks/join-per-day", "networks/disengage-per-day", "networks/leave-cell-per-day", "networks/reengage-per-day",
            "networks/leave-again-per-day", "networks/found-per-day", "networks/celebrity-weight"]);
        yield return ("attacks", ["attacks/plot-per-day", "attacks/directed-plot-per-day", "attacks/dispatch-per-day", "attacks/linked-per-day", "attacks/inspired-per-day"]);
        yield return ("appeal", ["appeal/fade-per-day", "appeal/territory-per-day", "appeal/victory-gain", "appeal/revenge-gain", "appeal/mobilisation-per-day"]);
        yield return ("affiliate-growth", ["affiliate-growth/recruits-per-arrival", "affiliate-growth/recovery-per-day", "affiliate-growth/intensity-elasticity",
            "affiliate-growth/province-pull", .. Places("strike-per-day")]);
        yield return ("families", ["families/births-per-day", "families/child-ageing-per-day", "families/youth-ageing-per-day", .. Countries("repatriation-per-day")]);
        yield return ("arrival", ["arrival/legal-ratio", "arrival/irregular-ratio", "arrival/refugee-ratio"]);
    }

    private static void AssertSame(SortedDictionary<string, string> first, SortedDictionary<string, string> second, string what)
    {
        Assert.True(first.Keys.SequenceEqual(second.Keys, StringComparer.Ordinal), $"{what}: {first.Count} persons against {second.Count}.");
        foreach ((string person, string life) in first)
        {
            Assert.True(string.Equals(life, second[person], StringComparison.Ordinal), $"{what}: {person}\n{life}\n---\n{second[person]}");
        }
    }
}
