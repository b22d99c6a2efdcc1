using Dispersal.Engines;
using Dispersal.Mechanisms;
using Dispersal.Model;
using Dispersal.Randomness;
using Dispersal.Results;
using Dispersal.Tests.Laws;

namespace Dispersal.Tests.Mechanisms;

#pragma warning disable RS0030 // Expected values are worked out with the platform's functions.

/// <summary>M14: plots, foiling, the two hypotheses about veterans, those who are sent and their teams, the home-grown. Some 15 z tests at level 0.0001 with fixed seeds.</summary>
public sealed class AttacksTests
{
    private const int Plots = 4000;

    private static readonly Scenario World = Homecoming.Settings(
        Homecoming.Known(
            """
            "attacks": { "plot-per-day": 0.02, "directed-plot-per-day": 0.1, "foiled-probability": 0.4, "watched-foiled-probability": 0.9, "executed-probability": 0.5,
                         "veteran-execution-ratio": 1.5, "deaths-per-attack": 4, "veteran-lethality-ratio": 2, "accomplices-per-plot": 0.7,
                         "attacker-death-probability": 0.7, "home-grown-known-share": 0.8, "home-grown-refugee-share": 0.1, "linked-per-day": 0.0002, "inspired-per-day": 0.0006 },
            "networks": { "join-per-day": 0.05, "later-ratio": 1, "ties-weight": 0, "leave-cell-per-day": 0, "watched-ratio": 1 }
            """),
        ("countries/DEU/target-weight", "2.5"));

    [Fact]
    public void Persons_in_cells_plot_by_the_weight_of_the_target_unless_they_were_sent()
    {
        CompiledModel model = new(World);

        Assert.Equal(0.02 * 2.5, Village.Hazard(model, Homecoming.Man(model, Stage.Clandestine, "DEU"), Exit.Plots), 12);
        Assert.Equal(0, Homecoming.Hazard(model, Homecoming.Man(model, Stage.Clandestine, "DEU", Traits.Directed), Exit.Plots, Village.FirstDay(model)));
        Assert.Equal(0, Village.Hazard(model, Homecoming.Man(model, Stage.Known, "DEU"), Exit.Plots));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(1.0)]
    public void Watching_foils_plots_and_what_is_not_foiled_is_executed_or_fails(double watched)
    {
        CompiledModel model = new(World);
        (int foiled, int executed) = Outcomes(model, Traits.None, watched);
        double foil = 0.4 + (0.5 * watched);

        Homecoming.AssertBinomial(Plots, foil, foiled);
        Homecoming.AssertBinomial(Plots, (1 - foil) * 0.5, executed);
    }

    [Fact]
    public void Veterans_execute_more_plots_or_are_noticed_sooner_and_execute_fewer()
    {
        // The two rival hypotheses: (1 - 0.4) x 0.5 x 1.5 = 0.45 against (1 - 0.9) x 0.5 = 0.05; novices (1 - 0.4) x 0.5 = 0.3 under both.
        CompiledModel experience = new(World);
        CompiledModel noticed = new(World.With("attacks/veterans-noticed", "true"));

        Homecoming.AssertBinomial(Plots, 0.45, Outcomes(experience, Traits.Veteran, 0).Executed);
        Homecoming.AssertBinomial(Plots, 0.05, Outcomes(noticed, Traits.Veteran, 0).Executed);
        Homecoming.AssertBinomial(Plots, 0.3, Outcomes(experience, Traits.None, 0).Executed);
        Homecoming.AssertBinomial(Plots, 0.3, Outcomes(noticed, Traits.None, 0).Executed);
    }

    [Fact]
    public void Both_hypotheses_run_and_move_the_attacks_of_veterans_in_opposite_directions()
    {
        Scenario veterans = Homecoming.Settings(World, ("groups/men/veteran-share", "1"));
        double neutral = Homecoming.Total(Homecoming.Settings(veterans, ("attacks/veteran-execution-ratio", "1")), Measure.AttacksReturnee, "DEU");

        Assert.True(Homecoming.Total(veterans, Measure.AttacksReturnee, "DEU") > neutral + 10);
        Assert.True(Homecoming.Total(veterans.With("attacks/veterans-noticed", "true"), Measure.AttacksReturnee, "DEU") < neutral - 10);
    }

    [Fact]
    public void Deaths_of_an_attack_are_geometric_and_more_where_a_veteran_leads()
    {
        CompiledModel model = new(World);
        foreach ((Traits traits, double mean) in new[] { (Traits.None, 4.0), (Traits.Veteran, 8.0) })
        {
            double[] deaths = [.. Draws(model, traits, 0).Where(p => p.Executed).Select(p => (double)p.Deaths)];
            Assert.InRange((deaths.Average() - mean) / Math.Sqrt(mean * (1 + mean) / deaths.Length), -3.89, 3.89);
            Homecoming.AssertBinomial(deaths.Length, 1 / (1 + mean), deaths.Count(d => d == 0));
        }

        Assert.All(Draws(model, Traits.None, 0).Where(p => !p.Executed), p => Assert.Equal(0, p.Deaths));
    }

    [Fact]
    public void Accomplices_are_home_grown_and_known_or_asylum_seekers_by_their_shares()
    {
        CompiledModel model = new(World);
        Plot[] plots = [.. Draws(model, Traits.None, 0)];
        int accomplices = plots.Sum(p => p.HomeGrown);

        Assert.InRange((accomplices - (0.7 * Plots)) / Math.Sqrt(0.7 * Plots), -3.89, 3.89);
        Homecoming.AssertBinomial(accomplices, 0.8, plots.Sum(p => p.HomeGrownKnown));
        Homecoming.AssertBinomial(accomplices, 0.1, plots.Sum(p => p.HomeGrownRefugees));
        Assert.Equal(1 + plots[1].HomeGrown, model.Attacks.OfHomeGrown(PlotKind.Linked, 0, Homecoming.Luck(1)).HomeGrown);
    }

    [Theory]
    [InlineData((int)Traits.None, false)]
    [InlineData((int)(Traits.Veteran | Traits.Examined), false)]
    [InlineData((int)Traits.Posed, false)]
    [InlineData((int)Traits.None, true)]
    public void Expected_counts_are_the_means_of_the_counts_of_plots(int traits, bool homeGrown)
    {
        // Thirteen means, each to within 4.5 of its deviations: one false alarm in 3,000 runs of new seeds over all cases.
        CompiledModel model = new(World);
        int germany = model.Geography.Country("DEU");
        PersonState plotter = Homecoming.Man(model, Stage.Clandestine, "DEU", (Traits)traits | Traits.Returned);
        Stocks stocks = new(model, model.Layout);
        EventCells events = new(model, model.Layout);
        Dictionary<bool, List<double[]>> counts = new() { [false] = [], [true] = [] };
        double[] before = new double[Stocks.PlotCountsPerCountry];
        for (int i = 0; i < Plots; i++)
        {
            Plot plot = homeGrown
                ? model.Attacks.OfHomeGrown(PlotKind.Linked, 0.3, Homecoming.Luck(i))
                : PlotOf(model, plotter, 0.3, Homecoming.Luck(i), out _);
            CellChanges changes = new(new int[CellChanges.Most], new int[CellChanges.Most]);
            if (homeGrown)
            {
                events.OfPlot(germany, plot, 0, 0, 0, ref changes);
            }
            else
            {
                events.OfStep(plotter, new Transition(plotter, Cause.PlotFailed, Plot: plot), ref changes);
            }

            stocks.Add(changes, 1);

            double[] after = [.. Enumerable.Range(stocks.Layout.Plots + (germany * before.Length), before.Length).Select(c => (double)stocks.Cells[c])];
            counts[plot.Executed && !homeGrown].Add([.. after.Select((count, k) => count - before[k])]);
            before = after;
        }

        foreach ((bool executed, List<double[]> own) in counts.Where(c => c.Value.Count > 0))
        {
            double[] expected = new double[before.Length];
            PlotMeans means = homeGrown
                ? model.Attacks.MeansOfHomeGrown(PlotKind.Linked, 0.3)
                : model.Attacks.MeansOfPerson(new Plot(PlotKind.Returnee, executed, 0, 0, 0, 0), plotter);
            means.AddTo(expected, 1);
            for (int k = 0; k < expected.Length; k++)
            {
                double mean = own.Average(c => c[k]);
                double deviation = Math.Sqrt(own.Sum(c => (c[k] - mean) * (c[k] - mean)) / own.Count / own.Count);
                Assert.True(Math.Abs(mean - expected[k]) <= (4.5 * deviation) + 1e-12, $"{Stocks.PlotCounts[k]}: {mean} for {expected[k]}.");
            }
        }
    }

    [Theory]
    [InlineData(0, 0.999, 0)]
    [InlineData(0.5, 0.6, 0)]         // e^-0.5 = 0.6065
    [InlineData(0.5, 0.61, 1)]
    [InlineData(0.5, 0.92, 2)]        // 1.5 e^-0.5 = 0.9098
    public void A_number_of_plots_is_drawn_by_inverting_the_poisson_distribution(double mean, double uniform, int number) =>
        Assert.Equal(number, Poisson.Invert(mean, uniform));

    [Fact]
    public void Home_grown_plots_follow_the_mobilised_and_the_weight_of_the_target()
    {
        CompiledModel model = new(World);
        Fields fields = Village.FirstDay(model);
        int germany = model.Geography.Country("DEU");
        fields.Mobilised[germany] = 120;

        (double linked, double inspired) = model.Attacks.HomeGrown(germany, 0, fields);
        Assert.Equal(120 * 2.5 * 0.0002, linked, 12);
        Assert.Equal(120 * 2.5 * 0.0006, inspired, 12);
    }

    [Fact]
    public void Those_who_are_sent_come_home_into_a_cell_and_count_as_returned()
    {
        Scenario sent = Homecoming.Settings(World, ("goal/disillusion-per-day", "0"), ("attacks/dispatch-per-day", "0.01"));
        CompiledModel model = new(sent);
        RunRecord record = Lives.Run(sent, 1);
        HistoryStep[] steps = [.. record.Histories.Where(s => s.Cause == "sent-home")];

        Assert.Equal(0.01 * 2.5, Homecoming.Hazard(model, Homecoming.Man(model, Stage.Embedded, "town"), Exit.Dispatched, Village.FirstDay(model)), 12);
        Assert.All(steps, s => Assert.Equal(("embedded", "clandestine", "DEU"), (s.FromStage, s.ToStage, s.Place)));
        Assert.Equal(steps.Length, Homecoming.Total(sent, Measure.Returned));
        Assert.True(Homecoming.Total(sent, Measure.AttacksDirected, "DEU") > 0);
        Assert.Equal(0, Homecoming.Total(sent, Measure.AttacksReturnee, "DEU"));
    }

    [Fact]
    public void Those_who_posed_as_refugees_are_counted_among_the_attackers_who_came_as_refugees()
    {
        Scenario sent = Homecoming.Settings(
            World, ("goal/disillusion-per-day", "0"), ("attacks/dispatch-per-day", "0.01"), ("attacks/accomplices-per-plot", "0"), ("attacks/posing-share", "1"));

        Assert.True(Homecoming.Total(sent, Measure.AttackersRefugee) > 0);
        Assert.Equal(Homecoming.Total(sent, Measure.AttackersReturnee), Homecoming.Total(sent, Measure.AttackersRefugee));
        Assert.Equal(Homecoming.Total(sent, Measure.Plots), Homecoming.Total(sent, Measure.PlotsRefugee));
        Assert.Equal(0, Homecoming.Total(sent.With("attacks/posing-share", 0), Measure.AttackersRefugee));
    }

    [Fact]
    public void A_plotter_is_charged_or_dies_in_the_attack()
    {
        RunRecord record = Lives.Run(World, 1);
        HistoryStep[] ends = [.. record.Histories.Where(s => s.Cause is "plot-foiled" or "plot-failed" or "attacked" or "killed-in-attack")];

        Assert.Equal(ends.Length, Homecoming.Total(World, Measure.Plots));
        Assert.All(ends, s => Assert.Equal(s.Cause == "killed-in-attack" ? "dead" : "charged", s.ToStage));
        int attacks = ends.Count(s => s.Cause is "attacked" or "killed-in-attack");
        Homecoming.AssertBinomial(attacks, 0.7, ends.Count(s => s.Cause == "killed-in-attack"));
        Assert.Equal(attacks, Homecoming.Total(World, Measure.AttacksReturnee));
    }

    [Fact]
    public void The_more_are_watched_the_more_plots_are_foiled_and_the_fewer_are_executed()
    {
        Scenario watched = World.With("countries/DEU/watch-capacity-persons", 100000);

        Assert.True(Homecoming.Steps(watched, "plot-foiled").Length > Homecoming.Steps(World, "plot-foiled").Length + 30);
        Assert.True(Homecoming.Total(watched, Measure.AttacksReturnee) < Homecoming.Total(World, Measure.AttacksReturnee) - 30);
    }

    [Fact]
    public void Switched_off_nobody_plots_or_is_sent()
    {
        Scenario off = Homecoming.Settings(
            World, ("attacks/on", "false"), ("attacks/dispatch-per-day", "0.01"), ("appeal/mobilisation-per-day", "0.5"), ("countries/DEU/home-grown-persons", "1000"));
        RunRecord record = Lives.Run(off, 1);

        Assert.Contains(record.Histories, s => s.Cause == "joined-cell");
        Assert.DoesNotContain(record.Histories, s => s.Cause is "plot-foiled" or "plot-failed" or "attacked" or "killed-in-attack" or "sent-home");
    }

    // As the steps of a life draw it.
    private static Plot PlotOf(CompiledModel model, in PersonState plotter, double watched, in PersonLuck luck, out bool foiled)
    {
        PersonChooser chooser = new(luck);
        return model.Attacks.WithToll(model.Attacks.OutcomeOf(plotter, watched, ref chooser, out foiled), plotter, luck);
    }

    private static (int Foiled, int Executed) Outcomes(CompiledModel model, Traits traits, double watched)
    {
        PersonState person = Homecoming.Man(model, Stage.Clandestine, "DEU", traits);
        int failed = 0;
        int executed = 0;
        for (int i = 0; i < Plots; i++)
        {
            executed += PlotOf(model, person, watched, Homecoming.Luck(i), out bool foiled).Executed ? 1 : 0;
            failed += foiled ? 1 : 0;
        }

        return (failed, executed);
    }

    private static IEnumerable<Plot> Draws(CompiledModel model, Traits traits, double watched)
    {
        PersonState person = Homecoming.Man(model, Stage.Clandestine, "DEU", traits);
        return Enumerable.Range(0, Plots).Select(i => PlotOf(model, person, watched, Homecoming.Luck(i), out _));
    }
}
