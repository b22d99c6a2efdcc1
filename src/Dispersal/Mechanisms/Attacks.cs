using Dispersal.Model;
using Dispersal.Randomness;

namespace Dispersal.Mechanisms;

/// <summary>
/// M14 Attacks: plots by returnees, by teams of persons sent, and by the home-grown; foiled, failed or executed. Counts and composition, no more.
/// </summary>
/// <remarks>
/// Source: plots with veterans are carried out and kill more often (Hegghammer 2013, "Should I Stay or Should I Go?"); that veterans are noticed sooner instead is a switch.
/// </remarks>
internal sealed class Attacks
{
    private readonly AttacksParameters parameters;
    private readonly Geography geography;
    private readonly int days;
    private readonly HazardProducts products;
    private readonly Course plot;
    private readonly Course dispatch;
    private readonly Course posing;
    private readonly Course linked;
    private readonly Course inspired;
    private readonly Course[] target;
    private readonly ByOrigin targetOfOrigin;
    private readonly HazardSeries?[]? dispatchByOrigin;
    private readonly ulong[] countryKeys;
    private readonly ulong[] orderKeys;
    private readonly double takingPart;
    private readonly bool on;

    public Attacks(Scenario scenario, Geography geography, Population population)
    {
        parameters = scenario.Attacks;
        this.geography = geography;
        days = scenario.Days;
        products = new HazardProducts(days);
        on = parameters.On;
        plot = Courses.Of(scenario, "attacks/plot-per-day", on);
        dispatch = Courses.Of(scenario, "attacks/dispatch-per-day", on);
        posing = Courses.Of(scenario, "attacks/posing-share", on);
        linked = Courses.Of(scenario, "attacks/linked-per-day", on);
        inspired = Courses.Of(scenario, "attacks/inspired-per-day", on);
        target = Courses.Column(scenario, "countries", geography.Countries, c => c.Id, "target-weight");
        targetOfOrigin = new ByOrigin(days, population, target);
        dispatchByOrigin = targetOfOrigin.Times(dispatch);
        countryKeys = [.. geography.Countries.Select(c => ContentHash.Of("home-grown|" + c.Id))];
        orderKeys = [.. geography.Countries.Select(c => ContentHash.Of("order|" + c.Id))];
        takingPart = parameters.TeamShare < 1 ? -Elementary.Log(1 - parameters.TeamShare) : HazardSeries.Certain;
        OrdersPerDay = on && parameters.TeamShare > 0 ? parameters.DirectedPlotPerDay : 0;
    }

    /// <summary>Target weight of an origin, where it never changes.</summary>
    public double TargetWeight(int origin) => targetOfOrigin.Factor(origin);

    /// <summary>P(a person who is sent poses as a refugee).</summary>
    public double Posing(int day) => posing[day];

    /// <summary>Exits by plots of a stage at a place.</summary>
    public IEnumerable<HazardTerm> Exits(Stage stage, int place)
    {
        if (!on)
        {
            yield break;
        }

        if (stage == Stage.Clandestine)
        {
            Course weight = target[geography.CountryOf[place]];
            yield return new HazardTerm(Exit.Plots, products.Of(plot, weight), 1, PersonFactor.NotDirected);
        }
        else if (stage == Stage.Embedded)
        {
            yield return new HazardTerm(Exit.Dispatched, products.Of(dispatch), 1, PersonFactor.TargetMan, FieldFactor.None, dispatchByOrigin);
        }
    }

    /// <summary>Hazard at which an order comes to a country's team; zero where none has any effect.</summary>
    public double OrdersPerDay { get; }

    /// <summary>Exits of a person in a cell on an order. Where everybody takes part that is certain, so that these come before other exits.</summary>
    public IEnumerable<HazardTerm> ExitsByOrder()
    {
        if (OrdersPerDay > 0)
        {
            yield return new HazardTerm(Exit.Plots, new HazardSeries(takingPart), 1, PersonFactor.Directed, FieldFactor.Order);
        }
    }

    /// <summary>The draws of one of the orders to a country's team.</summary>
    public PersonLuck OrderLuck(in StreamKey luck, int country, uint number) => new(luck, orderKeys[country], number);

    /// <summary>Draws what becomes of the plot of a country's team, should anybody take part.</summary>
    public Plot OfOrder(int country, Fields fields, in PersonLuck luck, out Order order)
    {
        double veterans = fields.Team[country * Fields.TeamClasses];
        (double foil, double execute, double deaths) = Prospects(country, fields, veterans > 0 ? 1 : 0);
        PersonChooser chooser = new(luck);
        Plot outcome = Outcome(PlotKind.Directed, foil, execute, ref chooser, out bool foiled);
        order = new Order(1, foiled ? 1 : 0, outcome.Executed ? 1 : 0, deaths);
        return Toll(outcome, deaths, 0, luck);
    }

    /// <summary>The orders that may have come to a country's team today, for runs that deal in expectations.</summary>
    /// <remarks>
    /// A mean field: numbers in cells are taken as Poisson about their expectation. (1) Whoever is there knows that the team is, so that an order comes to him with
    /// probability 1 - e^-h; his hazard of taking part is that which makes the share of all that <c>team-share</c> makes of those to whom one comes. (2) On an order
    /// those who take part are Poisson in number, and there is a plot where it is not zero: plots are the expected number of those who take part times a rate that is
    /// known before anybody does. So it does not matter whether they are an even trickle or, in grains, nobody on most days.
    /// </remarks>
    public Order ExpectedOrder(int country, Fields fields)
    {
        double veterans = fields.Team[country * Fields.TeamClasses];
        double team = veterans + fields.Team[(country * Fields.TeamClasses) + 1];
        if (OrdersPerDay == 0 || !(team > 0))
        {
            return default;
        }

        double anyVeteran = Elementary.OneMinusExpMinus(veterans) / Elementary.OneMinusExpMinus(team);
        (double foil, double execute, double deaths) = Prospects(country, fields, anyVeteran);
        double takes = Elementary.OneMinusExpMinus(OrdersPerDay) * parameters.TeamShare;                                     // (1)
        double parts = team * parameters.TeamShare;                                                                          // (2)
        double somebody = Elementary.OneMinusExpMinus(parts);
        double refugees = parts * Math.Clamp(fields.PosedInTeam[country] / team, 0, 1);
        double noRefugee = (Elementary.Exp(-refugees) - Elementary.Exp(-parts)) / somebody;
        return new Order(-Elementary.Log(1 - takes) / takingPart, foil, execute, deaths, somebody / parts, noRefugee);
    }

    /// <summary>Expected counts of a plot of a country's team, and the expected number of such plots today, by the expected numbers of those who took part.</summary>
    /// <param name="order">The orders that may have come.</param>
    /// <param name="returnees">Expected number of those who took part today.</param>
    /// <param name="known">Those of them who are known to the authorities.</param>
    /// <param name="refugees">Those of them who posed as refugees.</param>
    /// <param name="plots">Receives the expected number of plots.</param>
    public PlotMeans MeansOfOrder(in Order order, double returnees, double known, double refugees, out double plots)
    {
        plots = returnees * order.PlotsPerPart;
        if (!(plots > 0))
        {
            plots = 0;
            return default;
        }

        return Means(
            PlotKind.Directed, (1 - order.Foiled) * order.Executed, order.Deaths, 1, returnees / plots, known / plots, refugees / plots, 0,
            order.NoRefugee * NoRefugeeAmongAccomplices);
    }

    /// <summary>Whether the plot of a person is foiled, fails or is executed, as the chooser decides; without its toll.</summary>
    public Plot OutcomeOf<TChooser>(in PersonState state, double watched, ref TChooser chooser, out bool foiled)
        where TChooser : struct, IChooser
    {
        double foil = state.Has(Traits.Veteran) && parameters.VeteransNoticed ? parameters.WatchedFoiledProbability : Foiled(watched);
        double execute = parameters.ExecutedProbability * (Helped(state) ? parameters.VeteranExecutionRatio : 1);
        return Outcome(PlotKind.Returnee, foil, execute, ref chooser, out foiled);
    }

    /// <summary>The plot of a person with its accomplices and deaths drawn.</summary>
    public Plot WithToll(in Plot plot, in PersonState state, in PersonLuck luck) => Toll(plot, DeathsOf(state), 0, luck);

    /// <summary>P(an attacker dies in an executed attack).</summary>
    public double AttackerDies => parameters.AttackerDeathProbability;

    /// <summary>Expected home-grown plots of a country today, linked and inspired.</summary>
    public (double Linked, double Inspired) HomeGrown(int country, int day, Fields fields)
    {
        double each = fields.Mobilised[country] * target[country][day];
        return (each * linked[day], each * inspired[day]);
    }

    /// <summary>The draws of one of a country's home-grown plots.</summary>
    public PersonLuck PlotLuck(in StreamKey luck, int country, uint number) => new(luck, countryKeys[country], number);

    /// <summary>Draws what becomes of a home-grown plot.</summary>
    public Plot OfHomeGrown(PlotKind kind, double watched, in PersonLuck luck)
    {
        PersonChooser chooser = new(luck);
        return Toll(Outcome(kind, Foiled(watched), parameters.ExecutedProbability, ref chooser, out _), parameters.DeathsPerAttack, 1, luck);
    }

    /// <summary>Expected counts of a plot of a person of which it is known whether it was executed.</summary>
    public PlotMeans MeansOfPerson(in Plot outcome, in PersonState state) => Means(
        outcome.Kind, outcome.Executed ? 1 : 0, DeathsOf(state), 1, 1, state.Has(Traits.Examined) ? 1 : 0, state.Has(Traits.Posed) ? 1 : 0, 0,
        (state.Has(Traits.Posed) ? 0 : 1) * NoRefugeeAmongAccomplices);

    /// <summary>Expected counts of a home-grown plot.</summary>
    public PlotMeans MeansOfHomeGrown(PlotKind kind, double watched) =>
        Means(kind, (1 - Foiled(watched)) * parameters.ExecutedProbability, parameters.DeathsPerAttack, 0, 0, 0, 0, 1, (1 - parameters.HomeGrownRefugeeShare) * NoRefugeeAmongAccomplices);

    private double Foiled(double watched) =>
        parameters.FoiledProbability + ((parameters.WatchedFoiledProbability - parameters.FoiledProbability) * watched);

    // Accomplices are Poisson, and so are the asylum seekers among them, whatever becomes of the plot.
    private double NoRefugeeAmongAccomplices => Elementary.Exp(-parameters.AccomplicesPerPlot * parameters.HomeGrownRefugeeShare);

    // P(foiled), P(executed if not foiled) and mean deaths of an executed attack of a country's team, by P(a veteran is in it).
    private (double Foil, double Execute, double Deaths) Prospects(int country, Fields fields, double anyVeteran)
    {
        double veterans = fields.Team[country * Fields.TeamClasses];
        double novices = fields.Team[(country * Fields.TeamClasses) + 1];
        ReadOnlySpan<double> watched = fields.Watched.AsSpan(country * Fields.RiskClasses, Fields.TeamClasses);
        double foil = Foiled(((veterans * watched[0]) + (novices * watched[1])) / (veterans + novices));
        if (parameters.VeteransNoticed)
        {
            return (foil + (anyVeteran * (parameters.WatchedFoiledProbability - foil)), parameters.ExecutedProbability, parameters.DeathsPerAttack);
        }

        // Veterans execute more and kill more: of the attacks that are executed, more are theirs.
        double executing = 1 - anyVeteran + (anyVeteran * parameters.VeteranExecutionRatio);
        double killing = 1 - anyVeteran + (anyVeteran * parameters.VeteranExecutionRatio * parameters.VeteranLethalityRatio);
        return (foil, parameters.ExecutedProbability * executing, executing > 0 ? parameters.DeathsPerAttack * killing / executing : 0);
    }

    private bool Helped(in PersonState state) => state.Has(Traits.Veteran) && !parameters.VeteransNoticed;

    private double DeathsOf(in PersonState state) => parameters.DeathsPerAttack * (Helped(state) ? parameters.VeteranLethalityRatio : 1);

    private static Plot Outcome<TChooser>(PlotKind kind, double foil, double execute, ref TChooser chooser, out bool foiled)
        where TChooser : struct, IChooser
    {
        foiled = chooser.Happens(Purpose.Plot, Uniform.First, foil);
        return new Plot(kind, !foiled && chooser.Happens(Purpose.Plot, Uniform.Second, execute), 0, 0, 0, 0);
    }

    private Plot Toll(in Plot plot, double deaths, int leaders, in PersonLuck luck)
    {
        RandomBlock toll = luck.For(Purpose.Toll);
        int homeGrown = leaders + Poisson.Invert(parameters.AccomplicesPerPlot, toll.First);
        int known = 0;
        int refugees = 0;
        for (int i = 0; i < homeGrown; i++)
        {
            RandomBlock person = luck.For(Purpose.Accomplices, (uint)i);
            known += person.First < parameters.HomeGrownKnownShare ? 1 : 0;
            refugees += person.Second < parameters.HomeGrownRefugeeShare ? 1 : 0;
        }

        // Geometric with the given mean: P(N >= n) = (m / (1 + m))^n. Most attacks kill few, a few kill many.
        int dead = plot.Executed && deaths > 0 ? (int)(Elementary.Log(1 - toll.Second) / Elementary.Log(deaths / (1 + deaths))) : 0;
        return plot with { Deaths = dead, HomeGrown = homeGrown, HomeGrownKnown = known, HomeGrownRefugees = refugees };
    }

    private PlotMeans Means(
        PlotKind kind, double executed, double deaths, double anyReturnee, double returnees, double known, double refugees, double leaders, double noRefugee)
    {
        double homeGrown = leaders + parameters.AccomplicesPerPlot;
        double refugee = parameters.HomeGrownRefugeeShare;
        return new PlotMeans(
            kind, anyReturnee, returnees, 1 - noRefugee, executed, executed * (returnees + homeGrown), executed * returnees,
            executed * (known + (homeGrown * parameters.HomeGrownKnownShare)), executed * (refugees + (homeGrown * refugee)), executed * deaths);
    }
}
