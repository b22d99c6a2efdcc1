using System.Collections.Immutable;
using Dispersal.Experiments;
using Dispersal.Experiments.Analysis;
using Dispersal.Experiments.Designs;
using Dispersal.Experiments.Fitting;
using Dispersal.Reporting;
using Dispersal.Tests.Scenarios;
using Target = Dispersal.Experiments.Target;

namespace Dispersal.Tests.Experiments;

#pragma warning disable RS0030 // Expected values are worked out with the platform's functions.

public sealed class ValidationTests
{
    // Three origins of 100 men of whom h goes home a day, and one parameter that says how many: the truth is what a scenario with 0.004 makes of it.
    private const string Header = "id,measure,subject,date,low,central,high,weight,role,headline\n";

    [Fact]
    public void A_target_is_met_where_the_band_touches_its_range_and_covered_where_it_holds_the_figure()
    {
        Validation validation = Validation.Run(Toy(
            "in,returned,A,2015-06,20,100,150\nabove,returned,A,2015-06,,,0\nbelow,returned,A,2015-06,1000,1100,1200\nseen,returned,A,2015-06,1000,,,,check\n"), replicates: 10);
        Dictionary<string, TargetCheck> checks = validation.Checks.ToDictionary(check => check.Target.Id, StringComparer.Ordinal);

        Assert.Equal((true, false), (checks["in"].IsMet, checks["below"].IsMet));
        Assert.False(checks["above"].IsMet);
        Assert.Null(checks["above"].Covers);
        Assert.Equal(1.0 / 3, validation.ShareMet, 12);
        Assert.InRange(validation.Coverage, 0, 0.5);
        Assert.Contains("Of 3 fitted targets 1 are met (33 %)", ValidationReport.Of(validation).ToMarkdown(), StringComparison.Ordinal);
        Assert.Contains(@"below\*", ValidationReport.Of(validation).ToMarkdown(), StringComparison.Ordinal);
    }

    [Fact]
    public void Naive_forecasts_take_the_share_of_the_other_origins_or_of_those_of_the_region()
    {
        Validation validation = Validation.Run(Toy("a,returned,A,2015-06,10,20,30\nb,returned,B,2015-06,30,40,50\nc,returned,C,2015-06,5,10,15\nearly,returned,A,2015-03,1,2,3\n"), replicates: 2);

        Assert.Equal(["A", "B", "C"], validation.Origins.Select(origin => origin.Origin));
        Assert.All(validation.Origins, origin => Assert.Equal(100, origin.Departed));
        Assert.Equal([25, 15, 30], validation.Origins.Select(origin => origin.Pooled));
        Assert.Equal([40, 20, 30], validation.Origins.Select(origin => origin.Regional));   // C is alone in its region
        Assert.Equal(Math.Log(40 / 20.0), validation.Origins[0].RegionalError, 12);
        Assert.Equal((Math.Pow(Math.Log(2), 2) + Math.Pow(Math.Log(1.5), 2)) / (2 * Math.Log(3)), validation.Origins[0].Floor, 12);
        Assert.Equal([null, 25.0], validation.Checks.Where(check => check.Target.Formula.Subjects[0] == "A").OrderBy(check => check.Pooled).Select(check => check.Pooled));
        Assert.False(validation.HasForecasts);
    }

    [Fact]
    public void Who_is_left_out_pulls_no_longer()
    {
        // A and B say one thing of the parameter, C another. With all the fit lies between; without C it is where A and B are, far from C's figure.
        Scenario scenario = Toy("a,returned,A,2015-06,36,40,44\nb,returned,B,2015-06,36,40,44\nc,returned,C,2015-06,72,80,88\n");
        ImmutableArray<ImmutableArray<double>> sets = [.. Enumerable.Range(0, 200).Select(i => (ImmutableArray<double>)[0.002 + (0.00003 * i)])];
        double[] likelihood = [.. sets.Select(set => Weight(set[0], 0.4, 2) * Weight(set[0], 0.8, 1))];
        Validation validation = Validation.Run(scenario, new Posterior(["goal/disillusion-per-day"], sets, likelihood), replicates: 100, threads: 2);
        OriginForecast c = validation.Origins[2];

        Assert.True(validation.HasForecasts);
        Assert.InRange(c.Fitted, 44, 62);
        Assert.InRange(c.LeftOut, 36, c.Fitted - 2);
        Assert.True(validation.Origins[0].LeftOut > validation.Origins[0].Fitted);

        // What the model makes of h: 1 - e^(-150 h), about; log-normal around the figure.
        static double Weight(double hazard, double share, double power)
        {
            double deviation = (Math.Log(1 - Math.Exp(-150 * hazard)) - Math.Log(share)) / 0.17;
            return Math.Exp(-power * deviation * deviation / 2);
        }
    }

    [Fact]
    public void Numbers_depend_on_no_thread_and_on_the_sets()
    {
        Scenario scenario = Toy("a,returned,A,2015-06,10,20,30\n");
        Posterior posterior = new(["goal/disillusion-per-day"], [[0.001], [0.02]], [1, 1]);
        string one = ValidationReport.Csv(Validation.Run(scenario, posterior, 12, threads: 1));

        Assert.Equal(one, ValidationReport.Csv(Validation.Run(scenario, posterior, 12, threads: 2)));
        Assert.NotEqual(one, ValidationReport.Csv(Validation.Run(scenario, null, 12)));
        Estimate band = Validation.Run(scenario, posterior, 12).Checks[0].Band;
        Assert.True(band.Low < 25 && band.High > 80, band.ToString());
    }

    [Fact]
    public void What_would_be_published_is_the_run_with_the_error_of_the_figure()
    {
        // One run of 100: the band of publications is that of the error alone, log-normal with a quarter of the range as its deviation.
        Target target = Targets.Of(Toy("a,returned,A,2015-06,50,100,200\n")).All.Single();
        double deviation = Math.Log(200.5 / 50.5) / 4;
        (double low, double high) = PublicationError.Band(target, [100])!.Value;
        Assert.Equal(Math.Log(100.5) - (1.645 * deviation), Math.Log(low + 0.5), 0.01);
        Assert.Equal(Math.Log(100.5) + (1.645 * deviation), Math.Log(high + 0.5), 0.01);

        // Of a thousand figures published with that error nine in ten lie within the band of runs that are right.
        SplitMix luck = new(3);
        double[] runs = [.. Enumerable.Range(0, 200).Select(_ => 100 * Math.Exp(0.1 * luck.NextNormal()))];
        (low, high) = PublicationError.Band(target, runs)!.Value;
        int held = Enumerable.Range(0, 1_000).Count(_ => (100 * Math.Exp((0.1 * luck.NextNormal()) + (deviation * luck.NextNormal()))) is var figure && low <= figure && figure <= high);
        Assert.InRange(held, 865, 935);    // more than three and a half deviations to either side

        Assert.Null(PublicationError.Band(Targets.Of(Toy("a,returned,A,2015-06,50,100,\n")).All.Single(), runs));
        Assert.Null(PublicationError.Band(Targets.Of(Toy("a,returned,A,2015-06,50,,100\n")).All.Single(), runs));
    }

    [Fact]
    public void A_figure_outside_the_band_of_runs_may_be_one_that_would_be_published()
    {
        Validation validation = Validation.Run(Toy("near,returned,A,2015-06,20,70,200\nfar,returned,B,2015-06,1000,1100,1200\n"), replicates: 20);
        TargetCheck near = validation.Checks.Single(check => check.Target.Id == "near");

        Assert.Equal((false, true), (near.Covers, near.IsForeseen));
        Assert.True(near.PublishedLow < near.Band.Low && near.PublishedHigh > near.Band.High);
        Assert.Equal((0, 0.5), (validation.Coverage, validation.Foreseen));
        Assert.Contains("Of 2 with a bound on either side the bands of what would be published, runs with the figure's own error, hold 1 (50 %)", ValidationReport.Of(validation).ToMarkdown(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_contest_counts_origins_and_weighs_gains()
    {
        // Three of four origins better, gains 3, 2, 1 and -1: five of the sixteen ways to turn signs reach the sum of 5, those without 3 or 2 or both of the ones.
        ForecastContest contest = ForecastContest.Of([Origin(0, 3), Origin(0, 2), Origin(0, 1), Origin(1, 0)], origin => origin.PooledError, _ => 1);
        Assert.Equal((3, 4), (contest.Better, contest.Origins));
        Assert.Equal((0.25, 1.5), (Math.Round(contest.ModelError, 9), Math.Round(contest.NaiveError, 9)));
        Assert.Equal(5 / 16.0, contest.SignLevel, 12);
        Assert.Equal(Enumerable.Range(0, 16).Count(way => Signed(way) >= 5) / 16.0, contest.GainLevel, 12);

        // What weighs nothing decides nothing.
        ForecastContest weighed = ForecastContest.Of([Origin(0, 3), Origin(1, 0)], origin => origin.PooledError, origin => Math.Abs(origin.PooledError) > 1 ? 1 : 0);
        Assert.Equal((0, 3, 1), (weighed.ModelError, Math.Round(weighed.NaiveError, 9), weighed.Origins));
        Assert.Equal(0.5, weighed.GainLevel, 12);

        static int Signed(int way) => new[] { 3, 2, 1, -1 }.Select((gain, i) => (way >> i & 1) == 0 ? gain : -gain).Sum();

        static OriginForecast Origin(double model, double naive) =>
            new(Targets.Of(Toy("a,returned,A,2015-06,5,10,20\n")).All.Single(), 100, 10, 10, 10 * Math.Exp(model), 10 * Math.Exp(naive), 10, 0);
    }

    [Fact]
    public void An_origin_counts_by_what_its_figure_tells()
    {
        double[] information = [.. new[] { "a,returned,A,2015-06,10,10,10\n", "a,returned,A,2015-06,5,10,20\n" }.Select(row =>
            new OriginForecast(Targets.Of(Toy(row)).All.Single(), 100, 10, 10, 10, 10, 10, 0).Information)];
        Assert.Equal(25, information[0], 9);
        Assert.Equal(1 / (Math.Pow(Math.Log(4) / (2 * 1.6448536269514722), 2) + 0.04), information[1], 9);
    }

    [Fact]
    public void Rank_correlations_know_order_alone_and_share_ranks_among_equals()
    {
        Assert.Equal(1, RankCorrelation.Of([1, 2, 3, 4], [1, 10, 100, 101]), 12);
        Assert.Equal(-1, RankCorrelation.Of([1, 2, 3], [3, 2, 1]), 12);
        Assert.Equal(Math.Sqrt(0.75), RankCorrelation.Of([1, 2, 3], [5, 5, 7]), 12);
        Assert.True(double.IsNaN(RankCorrelation.Of([1, 2, 3], [4, 4, 4])));
    }

    [Fact]
    public void The_normal_distribution_is_that_of_the_tables()
    {
        Assert.Equal(0.5, Normal.AtMost(0), 14);
        Assert.Equal(0.8413447460685429, Normal.AtMost(1), 14);
        Assert.Equal(0.02275013194817921, Normal.AtMost(-2), 14);
        Assert.Equal(0.9986501019683699, Normal.AtMost(3), 14);
        double[] middles = Normal.Middles(100);
        Assert.Equal(-2.5758293035489004, middles[0], 12);
        Assert.Equal(0, middles.Sum(), 9);
    }

    [Fact]
    public void What_moves_a_headline_and_what_a_rival_changes_are_said()
    {
        Scenario scenario = Toy("a,returned,A,2015-06,36,40,44,,,true\nb,returned,B,2015-03,36,40,44\n");
        Posterior posterior = new(["goal/disillusion-per-day", "countries/A/home-difference"], Enumerable.Range(0, 40).Select(i => (ImmutableArray<double>)[0.002 + (0.0001 * i), 0]), Enumerable.Repeat(1.0, 40));
        Validation validation = Validation.Run(scenario, posterior, 40);
        Validation rival = Validation.Run(scenario.With("goal/minors-ratio", 0.5), posterior, 40);
        Validation slower = Validation.Run(scenario.With("goal/free-share", 0.5), posterior, 40);

        ParameterSpread spread = Assert.Single(validation.Parameters);
        Assert.Equal("goal/disillusion-per-day", spread.Info.Address);
        Assert.Equal(0.00395, spread.Median, 12);
        Assert.True(spread.Correlations[0] > 0.8, $"{spread.Correlations[0]}");
        Assert.Contains("| goal/disillusion-per-day | +0", ValidationReport.PartsOf(validation, null)["headlines"].ToMarkdown(), StringComparison.Ordinal);
        Assert.Empty(validation.Beside(rival));
        Assert.Equal(["a", "b"], validation.Beside(slower).Select(check => check.Ours.Target.Id));
        Assert.All(validation.Beside(slower), check => Assert.True(check.Difference < 0));
        Assert.Throws<ArgumentException>(() => validation.Beside(Validation.Run(scenario, posterior, 39)));
        Assert.Empty(Validation.Run(scenario, null, 4).Parameters);
    }

    [Fact]
    public void Expectations_are_one_replicate_however_many_are_asked_for() =>
        Assert.Equal(1, Validation.Run(Toy("a,returned,A,2015-06,10,20,30\n"), replicates: 50, engine: EngineKind.Expected).Replicates);

    [Fact]
    public void A_scenario_without_targets_is_refused() =>
        Assert.Contains("has no targets", Assert.Throws<ScenarioException>(() => Validation.Run(Small.Scenario())).Message, StringComparison.Ordinal);

    [Fact]
    public void What_an_origin_differs_by_goes_neither_into_its_forecast_nor_into_the_weights()
    {
        // Logarithm 5 + p + d of a parameter p that all share and a difference d of the origin; published is e^-0.4 of that, which would speak for low d if d were to be learnt.
        SplitMix luck = new(5);
        double[][] sets = [.. Enumerable.Range(0, 400).Select(_ => (double[])[0.1 * luck.NextNormal(), 0.5 * luck.NextNormal()])];
        Target target = Targets.Of(Toy("a,returned,A,2015-06,90,99,109\n")).All.Single();
        double[][] values = [[.. sets.Select(set => Math.Exp(5 + set[0] + set[1]) - 0.5)]];

        double expected = 5 + sets.Average(set => set[1]);
        double known = Math.Log(new LeaveOneOut([target], values, sets, ["goal/home-commitment", "countries/A/home-difference"]).Forecast(0, "A").Value + 0.5);
        double learnt = Math.Log(new LeaveOneOut([target], values, sets, ["goal/home-commitment", "goal/ties-weight"]).Forecast(0, "A").Value + 0.5);
        Assert.Equal(expected, known, 0.03);
        Assert.True(learnt > expected + 0.2, $"A forecast of {learnt} where what is shared is learnt.");
    }

    [Fact]
    public void A_linear_fit_finds_a_line_through_noise_and_leaves_constant_inputs_alone()
    {
        double[][] inputs = [.. Enumerable.Range(0, 50).Select(i => (double[])[i, i % 7, 3])];
        double[] outputs = [.. inputs.Select(x => 2 + (0.1 * x[0]) - (0.5 * x[1]))];
        LinearFit fit = new(inputs);
        Assert.All(fit.Fitted(fit.Weights(outputs)).Zip(outputs), pair => Assert.Equal(pair.Second, pair.First, 0.02));
    }

    private static Scenario Toy(string targets)
    {
        Dictionary<string, string> texts = new()
        {
            ["scenario.json"] = """
                { "name": "toy", "start": "2015-01-01", "end": "2015-12-31", "war": { "on": false }, "territory": { "on": false },
                  "goal": { "disillusion-per-day": 0.004, "commitment-ratio": 1, "home-utility": 40, "retreat-utility": -40, "underground-utility": -40, "free-share": 1 } }
                """,
            ["countries.csv"] = "id,name,region\nA,Aland,West\nB,Bland,West\nC,Cland,East\nX,Xland,\n",
            ["places.csv"] = "id,country,kind,lat,lon,initial-control,weight\ntown,X,theatre,36,39,1,1\nA,A,country,50,10,,\nB,B,country,51,11,,\nC,C,country,52,12,,\n",
            ["routes.csv"] = "id,from,to,mode,days\na,town,A,land,1\nb,town,B,land,1\nc,town,C,land,1\n",
            ["groups.csv"] = "id,origin,role,commitment,departed-persons\nA-men,A,man,middle,100\nB-men,B,man,middle,100\nC-men,C,man,middle,100\n",
            ["arrivals.csv"] = "group,month,share\nA-men,2015-01,1\nB-men,2015-01,1\nC-men,2015-01,1\n",
            ["first-theatres.csv"] = "origin,theatre,share\n*,X,1\n",
            ["targets.csv"] = Header + string.Concat(targets.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => row + new string(',', 9 - row.Count(c => c == ',')) + "\n")),
        };
        return Scenario.FromTexts(texts);
    }
}
