using Dispersal.Engines;
using Dispersal.Model;
using Dispersal.Results;
using FsCheck;
using FsCheck.Fluent;

namespace Dispersal.Tests.Laws;

/// <summary>
/// Common luck over random scenarios: two scenarios with one seed are paired person by person. Lives part only where something that a
/// person faces differs, and his draws stay his own after that (laws 5 and 10 of the model's design).
/// </summary>
public sealed class PairingTests
{
    private static readonly DateOnly Start = new(2015, 1, 1);
    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(60).WithQuietOnSuccess(true).WithReplay(20171017, 7);

    [Fact]
    public void Without_feedbacks_a_policy_on_one_origin_leaves_every_other_origins_lives_alone()
    {
        int parted = 0;
        Prop.ForAll(ScenarioSketch.Arbitrary(feedbacks: false), sketch =>
        {
            Scenario before = sketch.Build();
            Scenario after = sketch.Build(files => files["policies.csv"] =
                "id,address,from,to,operation,value\nwatch,countries/DEU/own-detection-probability,2015-01-20,,set,0.95\n"
                + "court,countries/DEU/evidence-probability,2015-01-20,,set,1\n");
            SortedDictionary<string, string> first = Lives.Of(before, sketch.Seed);
            SortedDictionary<string, string> second = Lives.Of(after, sketch.Seed);

            Assert.Equal(first.Keys, second.Keys);
            foreach ((string person, string life) in first)
            {
                if (life.Contains(" DEU man ", StringComparison.Ordinal) || life.Contains(" DEU woman ", StringComparison.Ordinal)
                    || life.Contains(" DEU minor ", StringComparison.Ordinal))
                {
                    parted += life == second[person] ? 0 : 1;
                }
                else
                {
                    Assert.Equal(life, second[person]);
                }
            }
        }).Check(Quick);
        Assert.True(parted > 20, $"The policy changed {parted} lives only: nothing was tested.");
    }

    [Fact]
    public void A_person_whose_dates_move_keeps_his_draws()
    {
        // Twice the pace: everybody crosses sooner, but the choices, stops and outcomes of the n-th event of a life are those of the same draws.
        int moved = 0;
        Prop.ForAll(ScenarioSketch.Arbitrary(feedbacks: false), sketch =>
        {
            Scenario slow = sketch.Build(files => files["control.csv"] = "place,date,control,over-days\n")
                .With(new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["war/base-mortality-per-day"] = "0", ["transit/on"] = "false", ["goal/ties-weight"] = "0", ["families/on"] = "false",
                    ["attacks/dispatch-per-day"] = "0",    // orders have dates of their own
                });
            SortedDictionary<string, string[]> first = Events(slow, sketch.Seed);
            SortedDictionary<string, string[]> second = Events(slow.With("way/pace", 2), sketch.Seed);

            Assert.Equal(first.Keys, second.Keys);
            foreach ((string person, string[] events) in first)
            {
                int common = Math.Min(events.Length, second[person].Length);
                Assert.Equal(events.Take(common), second[person].Take(common));
                moved += events.Length == second[person].Length ? 0 : 1;
            }
        }).Check(Quick);
        Assert.True(moved > 20, $"The pace changed {moved} lives only: nothing was tested.");

        static SortedDictionary<string, string[]> Events(Scenario scenario, ulong seed) => new(
            Lives.Run(scenario, seed).Histories.GroupBy(s => s.Person, StringComparer.Ordinal).ToDictionary(
                g => g.Key, g => g.Select(s => $"{s.ToStage} {s.Place} {s.Cause}").ToArray(), StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    [Fact]
    public void With_feedbacks_an_added_person_changes_others_only_from_the_day_on_which_a_field_differs()
    {
        int parted = 0;
        Prop.ForAll(ScenarioSketch.Arbitrary(), sketch =>
        {
            (RunRecord before, List<double[]> fieldsBefore) = FieldDiary.Run(sketch.Build(), sketch.Seed);
            (RunRecord after, List<double[]> fieldsAfter) = FieldDiary.Run(
                sketch.Build(files =>
                {
                    files["groups.csv"] += "AAA-men,DEU,man,middle,1,,0,0\n";
                    files["arrivals.csv"] += "AAA-men,2015-01,1\n";
                }),
                sketch.Seed);
            int day = 0;
            while (day < fieldsBefore.Count && fieldsBefore[day].AsSpan().SequenceEqual(fieldsAfter[day]))
            {
                day++;
            }

            // Ties of German men are theirs alone and differ from the newcomer's arrival on; everybody else sees guides, hubs and threat only.
            HashSet<string> germanMen = [.. before.Histories.Where(s => s.Origin == "DEU" && s.Role == "man").Select(s => s.Person)];
            SortedDictionary<string, string> first = Lives.Before(before, Start.AddDays(day));
            SortedDictionary<string, string> second = Lives.Before(after, Start.AddDays(day));
            foreach ((string person, string life) in first.Where(life => !germanMen.Contains(life.Key)))
            {
                Assert.Equal(life, second[person]);
            }

            parted += day < fieldsBefore.Count ? 1 : 0;
        }).Check(Quick);
        Assert.True(parted > 5, $"Fields differed in {parted} scenarios only: nothing was tested.");
    }

    /// <summary>An engine's draws with a note of what everybody sees each day.</summary>
    private sealed class FieldDiary(Individuals engine) : IFlowDraw
    {
        private readonly List<double[]> days = [];

        public static (RunRecord Record, List<double[]> Days) Run(Scenario scenario, ulong seed)
        {
            CompiledModel model = new(scenario);
            using Individuals engine = new(model, new RecordPlanBuilder(model, model.Layout));
            FieldDiary diary = new(engine);
            return (engine.Run(seed, 0, diary, CancellationToken.None), diary.days);
        }

        public void DrawFlows(int day)
        {
            Fields fields = engine.Stocks.Fields;
            days.Add([.. fields.GuidedShare, .. fields.Hub, .. fields.Threat]);
            engine.DrawFlows(day);
        }

        public void ApplyFlows(int day) => engine.ApplyFlows(day);
    }
}
