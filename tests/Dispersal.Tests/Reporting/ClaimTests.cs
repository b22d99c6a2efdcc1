using Dispersal.Engines;
using Dispersal.Reporting;
using Dispersal.Tests.Scenarios;

namespace Dispersal.Tests.Reporting;

public class ClaimTests
{
    private static readonly Scenario Base = Scenario.Load(Repository.PathOf("scenarios/raqqa-2017"));

    [Fact]
    public void The_base_scenario_covers_all_54_claims_of_its_source()
    {
        Assert.Equal(Enumerable.Range(1, 54).Select(n => $"c{n:00}"), Base.Claims.Select(claim => claim.Id));
        Assert.All(Base.Claims, claim => Assert.Equal("vidino-2017", claim.Source));
        Assert.All(Base.Claims, claim => Assert.NotEqual(Grade.Unspecified, claim.Grade));
        Assert.All(ClaimLine.Of(Base), line => Assert.NotEqual(0, line.Values.Length + line.Results.Length));
        Assert.All(ClaimLine.Of(Base).SelectMany(line => line.Values), value => Assert.NotEqual("taken out", value.Value));

        // Every mechanism carries a claim, and a claim that is a matter of the whole says where it lives all the same.
        Assert.Equal(Mechanism.Of(Base), ClaimLine.Of(Base).SelectMany(line => line.Mechanisms).Distinct().OrderBy(mechanism => int.Parse(mechanism.Label[1..])));
    }

    [Fact]
    public void The_description_of_the_base_scenario_shows_every_claim_with_its_values()
    {
        string text = ScenarioDescription.Of(Base).ToMarkdown();

        Assert.All(ClaimLine.Of(Base), line => Assert.Contains($"| {line.Claim.Id}: ", text, StringComparison.Ordinal));
        Assert.Contains("goal/leave-underground-per-day: 0.0012 ", text, StringComparison.Ordinal);
        Assert.Contains("forecast-from: 2017-10-17", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_figure_that_a_claim_names_is_one_that_a_run_records()
    {
        HashSet<(string Measure, string Subject)> recorded =
        [
            .. ReplicateSources.For(Base, EngineKind.Auto).Plan.Summary.Select(series => (series.Key[0], series.Key[1])),
        ];
        ClaimedFigure[] figures = [.. Base.Claims.SelectMany(ClaimedFigure.Of)];

        Assert.True(figures.Length > 150);
        Assert.All(figures, figure => Assert.Contains((figure.Measure.Name, figure.Subject), recorded));
    }

    [Fact]
    public void Values_of_a_pattern_are_summed_up()
    {
        Dictionary<string, string> texts = Small.Texts();
        texts["claims.csv"] =
            """
            id,claim,parameters
            a,one number,war/mortality-per-day
            b,one that is forced,goal/disillusion-per-day
            c,many,routes/*/patrol
            d,"dates, words and switches",end routes/raqqa-antep/mode border/on countries/*/joining-law
            e,the same number in many cells,countries/*/fragility
            """;

        (string Address, string Value)[] values = [.. ClaimLine.Of(Scenario.FromTexts(texts)).SelectMany(line => line.Values)];

        Assert.Equal("0.0005 [0.0002, 0.001]", values[0].Value);
        Assert.Equal("0.001 to 0.002 over time", values[1].Value);
        Assert.Matches(@"^0 to [\d.]+ \(\d+ cells, over time\)$", values[2].Value);
        Assert.Equal(("end", "2016-12-31"), values[3]);
        Assert.Equal(("routes/raqqa-antep/mode", "land"), values[4]);
        Assert.Equal(("border/on", "true"), values[5]);
        Assert.EndsWith(" blank)", values[6].Value, StringComparison.Ordinal);
        Assert.Matches(@"^1 \(\d+ cells\)$", values[7].Value);
    }

    [Fact]
    public void An_overlay_may_take_out_what_a_claim_names_and_the_description_says_so()
    {
        Dictionary<string, string> over = Small.Over(("policies.csv", "id,remove\nsurge,true\n"));
        over["../small/claims.csv"] = "id,claim,parameters\na,a surge,policies/surge/value\n";

        Assert.Equal("taken out", ClaimLine.Of(Scenario.FromTexts(over)).Single().Values.Single().Value);
    }

    [Fact]
    public void Claims_are_saved_and_mean_nothing_to_a_run()
    {
        using var scratch = new ScratchFolder();
        Dictionary<string, string> texts = Small.Texts();
        texts["countries.csv"] = texts["countries.csv"].Replace("europe", "The West", StringComparison.Ordinal);
        Scenario plain = Scenario.FromTexts(texts);
        texts["claims.csv"] = "id,claim,outputs,source\na,\"once, twice\",returned@region:The_West@2015-06-30 dead,somebody\n";
        Scenario claimed = Scenario.FromTexts(texts);

        claimed.Save(Path.Combine(scratch.Root, "saved"));
        Scenario saved = Scenario.Load(Path.Combine(scratch.Root, "saved"));

        Assert.Equal(plain.Fingerprint, claimed.Fingerprint);
        Assert.Empty(Scenario.Diff(plain, claimed));
        Assert.Equal(claimed.Claims.AsEnumerable(), saved.Claims.AsEnumerable());
        Assert.Equal(
            [new(Measure.Returned, "region:The West", new DateOnly(2015, 6, 30)), new ClaimedFigure(Measure.Dead, "WORLD", null)],
            ClaimedFigure.Of(saved.Claims.Single()));
    }
}
