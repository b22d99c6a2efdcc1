using Dispersal.Engines;
using Dispersal.Mechanisms;
using Dispersal.Model;
using Dispersal.Tests.Engines;
using Dispersal.Tests.Hostile;
using Dispersal.Tests.Reference;
using Dispersal.Tests.Shipped;

namespace Dispersal.Tests.Mechanisms;

#pragma warning disable RS0030 // Expected values are worked out with the platform's functions.

/// <summary>M4: when a person reconsiders, and where he then wants to go.</summary>
public sealed class GoalTests
{
    private const string Plain = """
        "goal": { "disillusion-per-day": 0.01, "commitment-ratio": 3, "women-ratio": 0.4, "exit-control-share": 0.75, "home-utility": 1, "home-commitment": -1,
                  "underground-utility": -0.5, "underground-commitment": 0.5, "affiliate-utility": -2, "affiliate-commitment": 1, "third-country-utility": -1,
                  "strength-weight": 0.5, "appeal": 1, "appeal-weight": 0.25, "ties-weight": 2, "cost-weight-per-day": 0.05, "jeopardy-weight": 1.5 }
        """;

    [Fact]
    public void Disillusion_falls_with_commitment_and_the_group_holds_back_where_it_is_in_control()
    {
        CompiledModel model = Village.Model(Plain);
        PersonState man = Village.Man(model, Stage.Embedded, "town");
        Assert.Equal(0.01 * 0.25, Village.Hazard(model, man, Exit.Disillusioned), 12);

        man.Commitment = 0;
        Assert.Equal(0.01 * 0.25 * 3, Village.Hazard(model, man, Exit.Disillusioned), 12);
        Assert.Equal(0.4 / 3, model.Goal.DisillusionFactor(Role.Woman, 2), 12);
    }

    [Fact]
    public void The_utility_of_an_alternative_is_a_sum_of_liking_commitment_appeal_and_cost()
    {
        // From the town home is 4 + 2 days away, so is the third country, the affiliate 4 + 10. All relative to underground, -0.5.
        Dictionary<string, double> utility = Utilities(Village.Model(Plain));

        Assert.Equal(["DEU", "MYS", "cave", "underground"], utility.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(1 - (0.05 * 6) + 0.5, utility["DEU"], 9);
        Assert.Equal(-2 + 0.25 - (0.05 * 14) + 0.5, utility["cave"], 9);
        Assert.Equal(-1 - (0.05 * 6) + 0.5, utility["MYS"], 9);
    }

    [Fact]
    public void Commitment_pulls_from_home_and_towards_the_affiliate()
    {
        Dictionary<string, double> middle = Utilities(Village.Model(Plain));
        Dictionary<string, double> high = Utilities(Village.Model(Plain), commitment: 2);

        // Underground gains 0.5 itself.
        Assert.Equal(middle["DEU"] - 1 - 0.5, high["DEU"], 9);
        Assert.Equal(middle["cave"] + 1 - 0.5, high["cave"], 9);
        Assert.Equal(middle["MYS"] - 0.5, high["MYS"], 9);
    }

    [Theory]
    [InlineData("raqqa-2017")]
    [InlineData("whole-model")]
    public void Weights_from_factors_are_those_from_sums_of_utilities(string name)
    {
        CompiledModel model = new(name == "raqqa-2017" ? ShippedScenarios.Load(name) : SmallScenarios.Load(name));
        Stocks stocks = new(model, model.Layout);
        Luck luck = new(10);
        double[] factors = new double[model.Goal.MostAlternatives];
        double[] utilities = new double[model.Goal.MostAlternatives];
        int compared = 0;
        foreach (int day in (int[])[0, model.Days / 3, model.Days / 2, model.Days - 1])
        {
            // Anybody anywhere: ties, strength and appeal of all sizes.
            foreach (ref double cell in stocks.Cells)
            {
                cell = luck.Is(40) ? luck.Below(50) : 0;
            }

            model.UpdateFields(day, stocks.Fields);
            for (int i = 0; i < 2_000; i++)
            {
                PersonState state = AnyState.Of(model, luck);
                bool any = model.Goal.ByUtilities(state, day, stocks.Fields, utilities);
                Assert.Equal(any, model.Goal.ByFactors(state, day, stocks.Fields, factors));
                if (any)
                {
                    compared++;
                    double scale = factors.Sum() / utilities.Sum();
                    for (int a = 0; a < factors.Length; a++)
                    {
                        Assert.InRange(factors[a], utilities[a] * scale * (1 - 1e-11), utilities[a] * scale * (1 + 1e-11));
                    }
                }
            }
        }

        Assert.InRange(compared, 2_000, 8_000);
    }

    [Fact]
    public void Utilities_beyond_what_products_can_hold_are_summed()
    {
        // 50 + 50 * 10 + 50 for the affiliate: e^600 is a double still, but too near the greatest to multiply further.
        CompiledModel model = Village.Model(Plain
            .Replace("\"affiliate-utility\": -2, \"affiliate-commitment\": 1", "\"affiliate-utility\": 50, \"affiliate-commitment\": 50", StringComparison.Ordinal)
            .Replace("\"appeal\": 1, \"appeal-weight\": 0.25", "\"appeal\": 10, \"appeal-weight\": 50", StringComparison.Ordinal));
        PersonState man = Village.Man(model, Stage.Embedded, "town");
        man.Commitment = 2;
        Assert.False(model.Goal.ByFactors(man, 0, Village.FirstDay(model), new double[model.Goal.MostAlternatives]));

        Dictionary<string, double> utility = Utilities(model, commitment: 2);
        Assert.Equal(50 + 500 + 50 - (0.05 * 14) + 0.5 - 0.5, utility["cave"], 9);
        Assert.Equal(1 - (0.05 * 6) + 0.5 - 1 - 0.5, utility["DEU"], 9);
    }

    [Fact]
    public void Strength_pull_language_border_and_region_raise_a_destination()
    {
        Scenario plain = Village.With(Plain);
        Dictionary<string, double> before = Utilities(new CompiledModel(plain));
        Dictionary<string, double> after = Utilities(new CompiledModel(plain.With(new Dictionary<string, string>
        {
            ["affiliates/khorasan/strength-persons"] = "99", ["third-countries/MYS/pull"] = "0.5", ["countries/MYS/language"] = "german",
            ["countries/MYS/region"] = "West", ["countries/DEU/neighbours"] = "MYS",
            ["goal/language-affinity"] = "0.3", ["goal/region-affinity"] = "0.2", ["goal/border-affinity"] = "0.1",
        })));

        Assert.Equal(before["cave"] + (0.5 * Math.Log(1 + 99)), after["cave"], 9);
        Assert.Equal(before["MYS"] + 0.5 + 0.3 + 0.2 + 0.1, after["MYS"], 9);
        Assert.Equal(before["DEU"], after["DEU"], 12);
    }

    [Fact]
    public void The_court_at_home_deters_whom_the_law_reaches_and_the_eye_sees()
    {
        CompiledModel model = Judged();
        double free = Utilities(model)["DEU"];
        const double convicted = 0.4;

        Assert.Equal(free - (1.5 * 0.5 * convicted), Utilities(model, traits: Traits.JoiningLaw)["DEU"], 9);
        Assert.Equal(free - (1.5 * 1 * convicted), Utilities(model, traits: Traits.JoiningLaw | Traits.Listed)["DEU"], 9);
        Assert.Equal(free - (1.5 * 0.5 * convicted), Utilities(model, traits: Traits.JoiningLaw | Traits.MembershipLaw)["DEU"], 9);
    }

    [Fact]
    public void A_court_that_has_the_older_law_only_is_feared_as_much_as_it_convicts()
    {
        CompiledModel model = Judged(("justice/membership-ratio", 0.6));

        Assert.Equal(Utilities(model)["DEU"] - (1.5 * 0.5 * 0.4 * 0.6), Utilities(model, traits: Traits.MembershipLaw)["DEU"], 9);
    }

    [Fact]
    public void What_a_returnee_has_to_fear_besides_courts_keeps_him_from_home_and_from_nowhere_else()
    {
        Dictionary<string, double> free = Utilities(Village.Model(Plain));
        Dictionary<string, double> feared = Utilities(new CompiledModel(
            Village.With(Plain).With("goal/re-entry-weight", 0.7).With("countries/DEU/re-entry-risk", 2)));

        Assert.Equal(free["DEU"] - (2 * 0.7), feared["DEU"], 9);
        Assert.Equal(free["MYS"], feared["MYS"], 12);
        Assert.Equal(free["cave"], feared["cave"], 12);
    }

    [Fact]
    public void What_nothing_explains_draws_people_home_and_nowhere_else()
    {
        Dictionary<string, double> free = Utilities(Village.Model(Plain));
        Dictionary<string, double> drawn = Utilities(new CompiledModel(Village.With(Plain).With("countries/DEU/home-difference", 0.8)));

        Assert.Equal(free["DEU"] + 0.8, drawn["DEU"], 9);
        Assert.Equal(free["MYS"], drawn["MYS"], 12);
        Assert.Equal(free["cave"], drawn["cave"], 12);
    }

    [Fact]
    public void Those_who_settled_before_draw_others_after_them()
    {
        CompiledModel model = Village.Model(Plain);
        Fields fields = Village.FirstDay(model);
        fields.Alive[0] = 10;
        fields.Settled[model.Layout.Fields.SettledAt(0, model.Geography.Place("MYS")) - model.Layout.Fields.Settled] = 4;

        Assert.Equal(Utilities(model)["MYS"] + (2 * 0.4), Utilities(model, fields: fields)["MYS"], 9);
    }

    [Fact]
    public void What_cannot_be_reached_is_no_alternative() =>
        Assert.Equal(
            ["underground"],
            Utilities(Village.Model(Plain, ("routes.csv", "id,from,to,mode,days\nfly,hub,DEU,air,2\nfar,hub,MYS,air,2\ntrek,hub,cave,land,10\n"))).Keys);

    [Fact]
    public void Utilities_beyond_the_range_of_numbers_still_choose_the_best()
    {
        // Appeal 10 with weight 50 adds 500 to an affiliate, utility and pull more: e to that is no number, but its share is.
        Scenario extreme = Village.With(
            """ "goal": { "disillusion-per-day": 1, "affiliate-utility": 50, "appeal": 10, "appeal-weight": 50, "strength-weight": 10, "third-country-utility": 50 } """,
            ("affiliates.csv", "id,place,strength-persons,pull\nkhorasan,cave,100000,50\n"));

        Assert.Equal(Village.Persons, Village.Steps(extreme, "reached-goal", "cave"));
    }

    [Fact]
    public void More_exit_control_keeps_more_in()
    {
        Scenario scenario = Village.With(Plain);
        int leave = Village.Steps(scenario.With("goal/exit-control-share", 0), "disillusioned");

        Assert.InRange(Village.Steps(scenario, "disillusioned"), 1, leave - 100);
        Assert.Equal(0, Village.Steps(scenario.With("goal/exit-control-share", 1), "disillusioned"));
    }

    [Fact]
    public void Switched_off_nobody_leaves_and_the_dislodged_stay_underground()
    {
        Scenario off = Village.With(
            """ "goal": { "on": false, "disillusion-per-day": 0.05 }, "territory": { "killed-probability": 0, "captured-probability": 0 } """,
            ("control.csv", "place,date,control\ntown,2015-03-01,0\n"));
        PersonState man = Village.Man(new CompiledModel(off), Stage.Embedded, "town");

        Assert.Equal(0, Village.Hazard(new CompiledModel(off), man, Exit.Disillusioned));
        Assert.Equal(Village.Persons, Village.Steps(off, "dislodged", "town"));
        Assert.Equal(0, Village.Steps(off, "crossed"));
    }

    // Half of the unlisted are noticed at home.
    private static CompiledModel Judged(params (string Address, double Value)[] also)
    {
        Scenario judged = Village.With(Plain).With("countries/DEU/evidence-probability", 0.4).With("countries/DEU/own-detection-probability", 0.5);
        return new(also.Aggregate(judged, (scenario, change) => scenario.With(change.Address, change.Value)));
    }

    // Utilities relative to that of underground, from the weights.
    private static Dictionary<string, double> Utilities(CompiledModel model, byte commitment = 1, Traits traits = Traits.None, Fields? fields = null)
    {
        PersonState man = Village.Man(model, Stage.Embedded, "town");
        (man.Commitment, man.Traits) = (commitment, traits);
        double[] weights = new double[model.Goal.MostAlternatives];
        int n = model.Goal.Alternatives(man, 0, fields ?? Village.FirstDay(model), weights);
        int[] open = [.. Enumerable.Range(0, n).Where(i => weights[i] > 0)];
        double underground = weights[open.Single(i => model.Goal.GoalOf(man, i) == Goal.Underground)];
        return open.ToDictionary(
            i => model.Goal.GoalOf(man, i) is var goal && goal == Goal.Underground ? "underground" : model.Geography.Places[model.Goal.GoalOf(man, i)].Id,
            i => Math.Log(weights[i] / underground),
            StringComparer.Ordinal);
    }
}
