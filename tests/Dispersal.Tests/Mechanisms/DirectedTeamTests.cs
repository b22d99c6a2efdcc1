using Dispersal.Engines;
using Dispersal.Model;
using Dispersal.Randomness;
using Dispersal.Results;
using Dispersal.Tests.Laws;

namespace Dispersal.Tests.Mechanisms;

#pragma warning disable RS0030 // Expected values are worked out with the platform's functions.

/// <summary>M14: orders to teams, who of a team takes part, the one plot they make. Some 25 z tests at level 0.0001 and below, with fixed seeds.</summary>
public sealed class DirectedTeamTests
{
    private const int Orders = 4000;
    private static readonly string[] Ends = ["plot-foiled", "plot-failed", "attacked", "killed-in-attack"];

    // Everybody is sent home at once, stays in the team until an order comes, and does nothing else.
    private static readonly Scenario World = Homecoming.Settings(
        Homecoming.Known(
            """
            "attacks": { "plot-per-day": 0, "dispatch-per-day": 10, "directed-plot-per-day": 0.05, "team-share": 0.4, "posing-share": 0.3, "foiled-probability": 0.3,
                         "watched-foiled-probability": 0.8, "executed-probability": 0.5, "veteran-execution-ratio": 1.5, "deaths-per-attack": 3,
                         "veteran-lethality-ratio": 2, "accomplices-per-plot": 0, "attacker-death-probability": 0.5 },
            "networks": { "on": false }
            """),
        ("goal/disillusion-per-day", "0"), ("countries/DEU/trial-per-day", "0"));

    private static readonly CompiledModel Model = new(World);
    private static readonly int Germany = Model.Geography.Country("DEU");

    [Fact]
    public void Nobody_takes_part_without_an_order_and_on_an_order_each_does_by_the_share()
    {
        PersonState member = Homecoming.Man(Model, Stage.Clandestine, "DEU", Traits.Directed);
        Fields fields = Village.FirstDay(Model);
        Assert.Equal(0, Homecoming.Hazard(Model, member, Exit.Plots, fields));

        fields.Orders[Germany] = new Order(1, 0, 1, 3);
        Assert.Equal(-Math.Log(1 - 0.4), Homecoming.Hazard(Model, member, Exit.Plots, fields), 12);
        Assert.Equal(0, Homecoming.Hazard(Model, Homecoming.Man(Model, Stage.Clandestine, "DEU"), Exit.Plots, fields));
        Assert.Equal(0, Homecoming.Hazard(Model, Homecoming.Man(Model, Stage.Clandestine, "MYS", Traits.Directed), Exit.Plots, fields));
    }

    [Fact]
    public void Of_a_team_a_binomial_number_takes_part_in_one_plot()
    {
        // The team of each day is those sent before it who have not yet plotted; a day with a plot is one order.
        (int[] teams, int[] parts) = Days(World);

        Assert.Equal(Homecoming.Total(World, Measure.Plots), parts.Count(k => k > 0));
        Assert.Contains(parts, k => k > 20);
        double members = 0;
        double takingPart = 0;
        for (int d = 0; d < teams.Length; d++)
        {
            if (parts[d] > 0)
            {
                // P(nobody) is below 0.0001 for teams of 20 and more.
                members += teams[d] >= 20 ? teams[d] : 0;
                takingPart += teams[d] >= 20 ? parts[d] : 0;
            }
        }

        Homecoming.AssertBinomial((int)members, 0.4, (int)takingPart);
    }

    [Fact]
    public void Everybody_takes_part_where_the_share_is_one()
    {
        (int[] teams, int[] parts) = Days(World.With("attacks/team-share", 1));

        Assert.Contains(parts, k => k > 20);
        Assert.All(Enumerable.Range(0, teams.Length).Where(d => parts[d] > 0), d => Assert.Equal(teams[d], parts[d]));
    }

    [Fact]
    public void What_becomes_of_a_plot_is_the_same_for_all_who_take_part()
    {
        RunRecord record = Lives.Run(World.With("attacks/directed-plot-per-day", 0.2), 5);
        IGrouping<DateOnly, HistoryStep>[] plots = [.. record.Histories.Where(s => Ends.Contains(s.Cause)).GroupBy(s => s.Date)];

        Assert.True(plots.Length > 5);
        Assert.All(plots, plot => Assert.Single(plot.Select(s => s.Cause == "killed-in-attack" ? "attacked" : s.Cause).Distinct(StringComparer.Ordinal)));
        Assert.All(plots.SelectMany(plot => plot), s => Assert.Equal(s.Cause == "killed-in-attack" ? "dead" : "charged", s.ToStage));
    }

    [Fact]
    public void A_plot_on_an_order_is_counted_once_with_all_who_attack()
    {
        Scenario certain = Homecoming.Settings(World, ("attacks/foiled-probability", "0"), ("attacks/executed-probability", "1"), ("attacks/veteran-execution-ratio", "1"));
        RunRecord record = Lives.Run(certain, 1);
        HistoryStep[] attackers = [.. record.Histories.Where(s => Ends.Contains(s.Cause))];
        int plots = attackers.Select(s => s.Date).Distinct().Count();

        Assert.True(attackers.Length > 10 * plots);
        Assert.Equal(plots, Homecoming.Total(certain, Measure.Plots, "DEU"));
        Assert.Equal(plots, Homecoming.Total(certain, Measure.PlotsReturnee, "DEU"));
        Assert.Equal(plots, Homecoming.Total(certain, Measure.AttacksDirected, "DEU"));
        Assert.Equal(0, Homecoming.Total(certain, Measure.AttacksReturnee));
        Assert.Equal(attackers.Length, Homecoming.Total(certain, Measure.PlottersReturnee, "DEU"));
        Assert.Equal(attackers.Length, Homecoming.Total(certain, Measure.AttackersReturnee, "DEU"));
        Assert.Equal(attackers.Length, Homecoming.Total(certain, Measure.Attackers, "DEU"));
        Homecoming.AssertBinomial(attackers.Length, 0.3, (int)Homecoming.Total(certain, Measure.AttackersRefugee, "DEU"));
        Homecoming.AssertBinomial(attackers.Length, 0.5, attackers.Count(s => s.ToStage == "dead"));
    }

    [Fact]
    public void The_higher_the_share_the_more_attack_together_and_the_plots_are_no_more()
    {
        (double Plots, double Plotters)[] runs = [.. new[] { 0.1, 0.4, 1 }.Select(share => Of(World.With("attacks/team-share", share)))];

        Assert.True(runs[0].Plotters / runs[0].Plots < runs[1].Plotters / runs[1].Plots);
        Assert.True(runs[1].Plotters / runs[1].Plots < runs[2].Plotters / runs[2].Plots);
        Assert.InRange(runs[1].Plots, 0, runs[0].Plots);
        Assert.InRange(runs[2].Plots, 0, runs[1].Plots);

        static (double, double) Of(Scenario scenario)
        {
            Ensemble run = Ensemble.Run(scenario, 20, 1);
            return (run.Values(Measure.Plots, "DEU", scenario.End).Average(), run.Values(Measure.PlottersReturnee, "DEU", scenario.End).Average());
        }
    }

    [Theory]
    [InlineData("attacks/team-share")]
    [InlineData("attacks/directed-plot-per-day")]
    [InlineData("attacks/on")]
    public void Without_orders_or_anybody_who_follows_them_there_is_no_plot(string address)
    {
        Scenario off = World.With(address, address == "attacks/on" ? "false" : "0");

        Assert.DoesNotContain(Lives.Run(off, 1).Histories, s => Ends.Contains(s.Cause));
        Assert.NotEmpty(Lives.Run(World, 1).Histories.Where(s => Ends.Contains(s.Cause)));
    }

    [Theory]
    [InlineData(0, 6, 0.75, 0.5, 3)]
    [InlineData(2, 4, 0.65, 0.75, 6)]     // one veteran lends the team his skill: 0.5 x 1.5, 3 x 2
    public void A_team_is_watched_as_its_members_are_and_its_veterans_lend_it_their_skill(int veterans, int novices, double watched, double execute, double deaths)
    {
        Stocks stocks = Team(veterans, novices, watchedVeterans: 0.45, watchedNovices: 0.75);
        Plot[] plots = new Plot[Orders];
        int foiled = 0;
        for (int i = 0; i < Orders; i++)
        {
            plots[i] = Model.Attacks.OfOrder(Germany, stocks.Fields, Homecoming.Luck(i), out Order order);
            foiled += order.Foiled > 0 ? 1 : 0;
            Assert.Equal(plots[i].Executed, order.Executed > 0);
        }

        double foil = 0.3 + (0.5 * watched);
        double[] toll = [.. plots.Where(p => p.Executed).Select(p => (double)p.Deaths)];
        Homecoming.AssertBinomial(Orders, foil, foiled);
        Homecoming.AssertBinomial(Orders, (1 - foil) * execute, toll.Length);
        Assert.InRange((toll.Average() - deaths) / Math.Sqrt(deaths * (1 + deaths) / toll.Length), -3.89, 3.89);
        Assert.All(plots, p => Assert.Equal(PlotKind.Directed, p.Kind));
    }

    [Fact]
    public void Where_veterans_are_noticed_the_team_of_one_is_foiled_as_if_watched()
    {
        CompiledModel noticed = new(World.With("attacks/veterans-noticed", "true"));
        Fields fields = new Stocks(noticed, noticed.Layout).Fields;
        fields.Team[(Germany * Fields.TeamClasses) + 1] = 5;
        Homecoming.AssertBinomial(Orders, 0.7 * 0.5, Executed());
        fields.Team[Germany * Fields.TeamClasses] = 1;
        Homecoming.AssertBinomial(Orders, 0.2 * 0.5, Executed());

        int Executed() => Enumerable.Range(0, Orders).Count(i => noticed.Attacks.OfOrder(Germany, fields, Homecoming.Luck(i), out _).Executed);
    }

    [Fact]
    public void Orders_come_at_their_rate_while_somebody_is_there_and_never_otherwise()
    {
        Stocks stocks = new(Model, Model.Layout);
        DirectedOrders orders = new(Model, stocks);
        int came = 0;
        for (int replicate = 0; replicate < 100; replicate++)
        {
            orders.Begin(new StreamKey(1, replicate));
            for (int day = 0; day < 200; day++)
            {
                bool there = day % 4 != 0;
                stocks.Fields.Team[(Germany * Fields.TeamClasses) + (day % 2)] = there ? 1 : 0;
                stocks.Fields.Team[(Germany * Fields.TeamClasses) + 1 - (day % 2)] = 0;
                orders.Draw();
                bool order = stocks.Fields.Orders[Germany].Share > 0;
                came += order ? 1 : 0;
                Assert.True(there || !order);
            }
        }

        Homecoming.AssertBinomial(100 * 150, 1 - Math.Exp(-0.05), came);
    }

    [Fact]
    public void A_person_sent_counts_in_the_team_while_he_is_in_a_cell()
    {
        int veterans = Model.Layout.Fields.Team + (Germany * Fields.TeamClasses);

        Assert.Contains(veterans, Cells(Traits.Directed | Traits.Veteran, Stage.Clandestine));
        Assert.Contains(veterans + 1, Cells(Traits.Directed, Stage.Clandestine));
        Assert.DoesNotContain(veterans + 1, Cells(Traits.None, Stage.Clandestine));
        Assert.DoesNotContain(veterans + 1, Cells(Traits.Directed, Stage.Known));
        Assert.Contains(Model.Layout.Fields.PosedInTeam + Germany, Cells(Traits.Directed | Traits.Posed, Stage.Clandestine));
        Assert.DoesNotContain(Model.Layout.Fields.PosedInTeam + Germany, Cells(Traits.Directed, Stage.Clandestine));

        static int[] Cells(Traits traits, Stage stage)
        {
            int[] cells = new int[StateCells.Most];
            int number = new StateCells(Model, Model.Layout).Of(Homecoming.Man(Model, stage, "DEU", traits), cells);
            return cells[..number];
        }
    }

    [Theory]
    [InlineData(0.0, 3.0)]
    [InlineData(0.2, 0.5)]
    [InlineData(4.0, 2.0)]
    public void Expected_counts_are_the_means_over_teams_that_are_poisson(double veterans, double novices)
    {
        // Fourteen means, each to within 4.5 of its deviations: one false alarm in 10,000 runs of new seeds over all cases.
        Scenario known = Homecoming.Settings(World, ("attacks/accomplices-per-plot", "0.6"), ("attacks/home-grown-refugee-share", "0.2"), ("attacks/directed-plot-per-day", "0.4"));
        CompiledModel model = new(known);
        Stocks stocks = new(model, model.Layout);
        Fields fields = stocks.Fields;
        EventCells events = new(model, model.Layout);
        fields.Watched[Germany * Fields.RiskClasses] = fields.Watched[(Germany * Fields.RiskClasses) + 1] = 0.3;
        (fields.Team[Germany * Fields.TeamClasses], fields.Team[(Germany * Fields.TeamClasses) + 1]) = (veterans, novices);
        fields.PosedInTeam[Germany] = 0.3 * (veterans + novices);
        Order expected = model.Attacks.ExpectedOrder(Germany, fields);

        // A tenth of a team is known, three tenths posed; each as many as a draw makes of it.
        const int Days = 40000;
        double comes = 1 - Math.Exp(-0.4);
        double[][] counts = [.. Enumerable.Range(0, Stocks.PlotCountsPerCountry + 1).Select(_ => new double[Days])];
        for (int i = 0; i < Days; i++)
        {
            PersonLuck luck = Homecoming.Luck(i);
            RandomBlock team = luck.For(Purpose.Traits);
            int v = Dispersal.Randomness.Poisson.Invert(veterans, team.First);
            int n = Dispersal.Randomness.Poisson.Invert(novices, team.Second);
            if (v + n == 0 || luck.For(Purpose.Order).First >= comes)
            {
                continue;
            }

            (fields.Team[Germany * Fields.TeamClasses], fields.Team[(Germany * Fields.TeamClasses) + 1]) = (v, n);
            Plot plot = model.Attacks.OfOrder(Germany, fields, luck, out _);
            int[] members = [.. Enumerable.Range(0, v + n).Where(m => luck.For(Purpose.Event, (uint)m).First < 0.4)];
            int knownMembers = members.Count(m => luck.For(Purpose.Listed, (uint)m).First < 0.1);
            int posed = members.Count(m => luck.For(Purpose.Arrival, (uint)m).First < 0.3);
            counts[^1][i] = members.Length;
            if (members.Length > 0)
            {
                stocks.Cells.Clear();
                CellChanges changes = new(new int[CellChanges.Most], new int[CellChanges.Most]);
                events.OfPlot(Germany, plot, members.Length, knownMembers, posed, ref changes);
                stocks.Add(changes, 1);
                for (int k = 0; k < Stocks.PlotCountsPerCountry; k++)
                {
                    counts[k][i] = stocks.Cells[stocks.Layout.Plots + (Germany * Stocks.PlotCountsPerCountry) + k];
                }
            }
        }

        // Taking part is a member's hazard, at the share that the expected order says.
        double takes = 1 - Math.Exp(Math.Log(1 - 0.4) * expected.Share);
        Assert.Equal(comes * 0.4, takes, 12);
        double parts = takes * (veterans + novices);
        double[] means = new double[Stocks.PlotCountsPerCountry + 1];
        model.Attacks.MeansOfOrder(expected, parts, 0.1 * parts, 0.3 * parts, out double plots).AddTo(means, plots);
        means[^1] = parts;
        for (int k = 0; k < means.Length; k++)
        {
            double mean = counts[k].Average();
            double deviation = Math.Sqrt(counts[k].Sum(c => (c - mean) * (c - mean))) / Days;

            // What a veteran does is spread over all who take part: of mixed teams the mean field is right to a tenth, of others exactly.
            double apart = veterans > 0 && k >= 4 ? 0.1 * means[k] : 0;
            Assert.True(Math.Abs(mean - means[k]) <= (4.5 * deviation) + apart + 1e-12, $"{k}: {mean} for {means[k]}.");
        }
    }

    // For each day of one replicate: those in the team as it begins, and those who take part.
    private static (int[] Teams, int[] Parts) Days(Scenario scenario)
    {
        int[] sent = new int[Village.Days];
        int[] parts = new int[Village.Days];
        foreach (HistoryStep step in Lives.Run(scenario, 1).Histories)
        {
            int day = step.Date.DayNumber - new DateOnly(2015, 1, 1).DayNumber;
            sent[day] += step.Cause == "sent-home" ? 1 : 0;
            parts[day] += Ends.Contains(step.Cause) ? 1 : 0;
        }

        int[] teams = new int[Village.Days];
        for (int d = 1; d < teams.Length; d++)
        {
            teams[d] = teams[d - 1] + sent[d - 1] - parts[d - 1];
        }

        return (teams, parts);
    }

    private static Stocks Team(int veterans, int novices, double watchedVeterans, double watchedNovices)
    {
        Stocks stocks = new(Model, Model.Layout);
        stocks.Fields.Team[Germany * Fields.TeamClasses] = veterans;
        stocks.Fields.Team[(Germany * Fields.TeamClasses) + 1] = novices;
        stocks.Fields.Watched[Germany * Fields.RiskClasses] = watchedVeterans;
        stocks.Fields.Watched[(Germany * Fields.RiskClasses) + 1] = watchedNovices;
        return stocks;
    }
}
