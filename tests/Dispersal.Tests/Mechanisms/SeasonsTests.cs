using Dispersal.Engines;
using Dispersal.Model;
using Dispersal.Tests.Laws;
using Dispersal.Tests.Reference;

namespace Dispersal.Tests.Mechanisms;

/// <summary>Seasons: quarters, and the days on which policies change what travellers know.</summary>
public sealed class SeasonsTests
{
    private const string PolicyColumns = "id,address,from,to,operation,value\n";
    private static readonly DateOnly InMidQuarter = new(2015, 8, 20);
    private static readonly DateOnly NextQuarter = new(2015, 10, 1);

    [Theory]
    [InlineData("routes/cross/patrol,2015-02-10,2015-02-20,set,0.5", "02-10 02-21 04-01")]
    [InlineData("routes/*/patrol,2015-02-10,,add,0.5", "02-10 04-01")]
    [InlineData("countries/DEU/evidence-probability,,2015-02-20,multiply,0.5", "02-21 04-01")]
    [InlineData("goal/home-utility,2015-04-01,,add,1", "04-01")]
    [InlineData("routes/cross/days,2015-02-10,2015-02-20,multiply,1", "04-01")]
    [InlineData("routes/cross/days,2015-02-10,2015-02-20,set,4", "04-01")]
    [InlineData("goal/home-utility,2015-02-10,,add,0", "04-01")]
    [InlineData("countries/DEU/watch-capacity-persons,2015-02-10,,set,50", "04-01")]
    [InlineData("networks/join-per-day,2015-02-10,,set,0.3", "04-01")]
    public void A_policy_opens_a_season_where_it_changes_what_travellers_know(string policy, string expected)
    {
        Scenario scenario = Village.With("", ("policies.csv", $"{PolicyColumns}p,{policy}\n"));
        Seasons seasons = new(scenario);

        Assert.Equal(0, seasons.FirstDay(0));
        Assert.Equal(
            expected,
            string.Join(' ', Enumerable.Range(1, seasons.Count - 1).Select(s => scenario.Start.AddDays(seasons.FirstDay(s)).ToString("MM-dd", null))));
    }

    [Fact]
    public void A_policy_that_changes_nothing_yet_leaves_every_life_as_it_was_however_knowledge_moves()
    {
        (string, string) forcing = ("forcing.csv", "address,date,value\ngoal/home-utility,2015-01-01,-4\ngoal/home-utility,2015-06-30,4\n"
            + "routes/cross/days,2015-01-01,2\nroutes/cross/days,2015-06-30,30\n");
        Scenario Under(string policies) => Village.With(
            "\"goal\": { \"disillusion-per-day\": 0.02 }", forcing, ("policies.csv", PolicyColumns + policies));
        SortedDictionary<string, string> without = Lives.Of(Under(""), 5);

        Assert.Equal(without, Lives.Of(Under("nothing,goal/home-utility,2015-02-15,,multiply,1\nno-one,countries/DEU/watch-capacity-persons,2015-02-20,,set,50\n"), 5));

        // The control: a policy that says something opens a season, and lives part.
        Assert.NotEqual(without, Lives.Of(Under("something,goal/home-utility,2015-02-15,,multiply,1.000001\n"), 5));
    }

    [Fact]
    public void No_number_that_moves_a_choice_is_left_out_of_what_travellers_know()
    {
        Dictionary<string, string> texts = new(SmallScenarios.Texts("whole-model"), StringComparer.Ordinal) { ["policies.csv"] = PolicyColumns };
        Scenario before = Scenario.FromTexts(texts);
        Assert.InRange(InMidQuarter, before.Start, before.End);
        CompiledModel model = new(before);
        double[] choices = Choices(model);
        List<string> known = [];
        List<string> unannounced = [];
        foreach (ParameterInfo number in before.Parameters.Where(p => p.Dated))
        {
            double value = number.Parameter.Value == 0 ? Math.Min(number.Max, 0.4) : number.Parameter.Value / 2;
            texts["policies.csv"] = FormattableString.Invariant($"{PolicyColumns}p,{number.Address},{InMidQuarter:yyyy-MM-dd},,set,{value:R}\n");
            CompiledModel changed = new(Scenario.FromTexts(texts));
            if (Choices(changed).AsSpan().SequenceEqual(choices))
            {
                continue;
            }

            known.Add(number.Factor);
            if (changed.Seasons.Count == model.Seasons.Count)
            {
                unannounced.Add(number.Address);
            }
        }

        Assert.Empty(unannounced);
        Assert.InRange(known.Distinct(StringComparer.Ordinal).Count(), 15, 30);
    }

    // What everybody would weigh everywhere after the next quarter has begun, with nothing of the day's counts in it.
    private static double[] Choices(CompiledModel model)
    {
        int day = NextQuarter.DayNumber - model.Scenario.Start.DayNumber;
        Fields fields = new Stocks(model, model.Layout).Fields;
        model.Goal.UpdatePulls(day, fields);
        List<double> all = [];
        double[] weights = new double[model.Goal.MostAlternatives];
        for (int group = 0; group < model.Population.Groups.Length; group++)
        {
            for (int place = 0; place < model.Geography.Places.Length; place++)
            {
                foreach (Traits traits in (ReadOnlySpan<Traits>)[Traits.None, Traits.JoiningLaw, Traits.JoiningLaw | Traits.Listed])
                {
                    PersonState state = default(PersonState).At(Stage.Stranded, place);
                    state.Group = (ushort)group;
                    state.Commitment = 1;
                    state.Traits = traits;
                    weights.AsSpan().Clear();
                    model.Goal.ByUtilities(state, day, fields, weights);
                    all.AddRange(weights);
                }
            }
        }

        int season = model.Seasons.Of(day);
        for (int from = 0; from < model.Geography.Places.Length; from++)
        {
            all.AddRange(Enumerable.Range(0, model.Geography.Places.Length).Select(to => model.Way.Cost(season, from, to)));
        }

        return [.. all];
    }
}
