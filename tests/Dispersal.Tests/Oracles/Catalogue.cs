namespace Dispersal.Tests.Oracles;

#pragma warning disable RS0030 // Expected values are worked out with the platform's functions.

/// <summary>The models whose answers are known, each with its formula.</summary>
internal static partial class Catalogue
{
    // Who is dislodged with certainty on 1 February, the first day after he came.
    private const string Falls = "raqqa 2015-02-01 0 0";

    // Everybody goes home: no other alternative has weight to speak of.
    private const string HomeOnly = "underground-utility=-50 home-utility=0 third-country-utility=-50 affiliate-utility=-50";

    // Everybody whom nobody kills or captures goes on.
    private const string Unharmed = "territory killed-probability=0 captured-probability=0";

    // As many persons as arrive are stopped on the way in: known at once if by their own country.
    private const string KnownAtHome = "inflow stopped-share=1 stopped-at=DEU";
    private const string HeldAbroad = "inflow stopped-share=1 stopped-at=istanbul";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Oracle> All { get; } =
    [
        .. Wars(), .. Arrivals(), .. Territories(), .. Goals(), .. Ways(), .. Borders(), .. Detentions(), .. Detections(), .. Courts(), .. Programmes(),
        .. Cells(), .. Plots(), .. Families(),
    ];

    private static double E(double x) => Math.Exp(x);

    /// <summary>P(an exit at this hazard within so many days, one step a day).</summary>
    private static double Gone(double hazard, double days = 1) => 1 - Math.Exp(-hazard * days);

    private static Law Bin(double p, int n = 20) => Law.Binomial(n, p);

    private static Oracle Of(string name, string says, World world, params Figure[] figures) => new(name, says, world.Build(), false, figures);

    private static Oracle Lumped(string name, string says, World world, params Figure[] figures) => new(name, says, world.Build(), true, figures);

    private static Figure F(string key, Law law) => new(key, law);

    private static IEnumerable<Oracle> Wars()
    {
        yield return Of("death", "One hazard for 10 days: the dead are binomial with 1 - e^-10h.",
            new() { On = "war mortality-per-day=0.05" }, F("dead DEU", Bin(Gone(0.5))));

        yield return Of("competing-risks", "Death at a and capture at b for T days: 1 - e^-(a+b)T go, a/(a+b) of them die.",
            new() { On = "war mortality-per-day=0.02 capture-per-day=0.06" },
            F("dead DEU", Bin(Gone(0.8) / 4)), F("captured SYR", Bin(Gone(0.8) * 3 / 4)), F("stock raqqa embedded", Bin(E(-0.8))));

        yield return Of("peace", "Mortality of every stage stays where war is off.",
            new() { On = "war on=false base-mortality-per-day=0.03" }, F("dead DEU", Bin(Gone(0.3))));

        yield return Of("intensity", "War of 2.5 times the intensity kills at 2.5 times the hazard.",
            new() { On = "war mortality-per-day=0.03", Places = "raqqa SYR theatre war-intensity=2.5" }, F("dead DEU", Bin(Gone(0.75))));

        yield return Of("strikes", "Strikes add to mortality in war, whatever the intensity.",
            new() { On = "war mortality-per-day=0.03", Places = "raqqa SYR theatre war-intensity=0.5 strike-per-day=0.04" }, F("dead DEU", Bin(Gone(0.55))));

        yield return Of("two-groups", "Men and women die at different hazards: the sum of two binomials.",
            new() { On = "war mortality-per-day=0.06 women-ratio=0.4", Groups = "men DEU man middle 12; women DEU woman middle 15" },
            F("dead DEU", Bin(Gone(0.6), 12) + Bin(Gone(0.24), 15)));

        yield return Of("veterans", "A share v of veterans at r times the hazard: a mixture, drawn once for each person.",
            new() { On = "war mortality-per-day=0.08 veteran-ratio=0.25", Groups = "men DEU man middle 20 veteran-share=0.3" },
            F("dead DEU", Bin((0.3 * Gone(0.2)) + (0.7 * Gone(0.8)))));

        double[] seasoned = new Chain().Exit(0, 0.06, (2, 1)).Exit(0, 0.1, (1, 1)).Exit(1, 0.006, (2, 1)).After(1, 20);
        yield return Of("experience", "Novice, veteran, dead: becoming a veteran competes with dying on the same day.",
            new() { Days = 20, On = "war mortality-per-day=0.06 experience-per-day=0.1 veteran-ratio=0.1" }, F("dead DEU", Bin(seasoned[2])));

        yield return Of("hiding", "Who comes without territory hides, and is killed and captured at other ratios.",
            new() { On = "war mortality-per-day=0.1 underground-ratio=0.4 capture-per-day=0.08 hidden-capture-ratio=0.25", Places = "raqqa SYR theatre initial-control=0" },
            F("dead DEU", Bin(Gone(0.6) * 2 / 3)), F("captured SYR", Bin(Gone(0.6) / 3)), F("stock raqqa underground", Bin(E(-0.6))));

        yield return Of("hazard-on-a-line", "A hazard that rises by a line: survival is e^-(sum of the days' hazards), not of an integral.",
            new() { On = "war", Forcing = "war/mortality-per-day 2015-02-01 0.01; war/mortality-per-day 2015-02-11 0.11" }, F("dead DEU", Bin(Gone(0.55))));

        yield return Of("dated-policies", "Set, multiply and add in that order, each on its dates, the last day included.",
            new()
            {
                On = "war mortality-per-day=0.02",
                Policies = "c war/mortality-per-day 2015-02-06 - add 0.01; a war/mortality-per-day 2015-02-04 2015-02-06 set 0.05; "
                    + "b war/mortality-per-day 2015-02-05 2015-02-08 multiply 2",
            },
            F("dead DEU", Bin(Gone((3 * 0.02) + 0.05 + 0.1 + 0.11 + 0.05 + 0.05 + 0.03 + 0.03))));
    }

    private static IEnumerable<Oracle> Arrivals()
    {
        yield return Of("rounded-arrivals", "7.3 expected persons are 7, or 8 in three runs of ten.",
            new() { Groups = "men DEU man middle 7.3" }, F("departed DEU", Law.Rounded(7.3)));

        double lived = Enumerable.Range(0, 28).Average(day => Gone(0.05, 27 - day));
        yield return Of("arrival-days", "Each comes on one of 28 days, all equally likely, and lives under a hazard from the next.",
            new() { Start = new(2015, 2, 1), Days = 27, Month = "2015-02", InsideShare = 1, On = "war mortality-per-day=0.05" }, F("dead DEU", Bin(lived)));

        const string Three = "idlib SYR theatre initial-control=0.5 weight=3; mosul IRQ theatre initial-control=0.8 weight=1";
        yield return Of("first-theatre", "The theatre's country by shares, then the place by weight x control.",
            new() { Places = Three, First = "* IRQ 1; DEU SYR 7; DEU IRQ 3" },
            F("stock mosul embedded", Bin(0.3)), F("stock idlib embedded", Bin(0.7 * 0.6)), F("stock raqqa embedded", Bin(0.7 * 0.4)));

        yield return Of("first-theatre-lost", "Where the country drawn holds nothing, any place that holds something.",
            new() { Places = Three.Replace("0.8", "0", StringComparison.Ordinal), First = "* IRQ 1" }, F("stock idlib embedded", Bin(0.6)));

        yield return Of("stopped-on-the-way-in", "A share of those who come is stopped on top of them, rounded by luck.",
            new() { On = "inflow stopped-share=0.35 stopped-at=istanbul", Groups = "men DEU man middle 22" }, F("stopped TUR", Law.Rounded(7.7)), F("departed DEU", Law.Sure(22)));

        yield return Of("mixed-commitment", "Three commitments, drawn once: a mixture of three hazards of disillusion.",
            new()
            {
                On = "inflow low-commitment-share=0.2 high-commitment-share=0.5; goal disillusion-per-day=0.08 commitment-ratio=2.5 home-utility=-50", Groups = "men DEU man mixed 20",
            },
            F("stock raqqa embedded", Bin((0.2 * E(-2)) + (0.3 * E(-0.8)) + (0.5 * E(-0.32)))));

        yield return new("elasticity", "Arrivals follow ground held, compared with the baseline, to a power: 9 x 0.25^0.5 = 4.5 are 4 or 5.",
            new World { On = "inflow control-elasticity=0.5", Groups = "men DEU man middle 9" }.Build().With("places/raqqa/initial-control", 0.25), false,
            F("departed DEU", Law.Rounded(4.5)));
    }

    private static IEnumerable<Oracle> Territories()
    {
        yield return Of("ground-lost", "Who is embedded stays with the share of control that stays, however it falls: 0.52 after eight days.",
            new() { Days = 9, On = Unharmed + "; goal home-utility=-50", Control = "raqqa 2015-02-11 0.4 10" }, F("stock raqqa embedded", Bin(0.52)));

        yield return Of("the-fall", "When control is gone all are dislodged at once: killed, captured or in hiding.",
            new() { Days = 3, On = "territory killed-probability=0.3 captured-probability=0.2; goal home-utility=-50; war mortality-per-day=0.5 underground-ratio=0", Control = Falls },
            F("dead DEU", Bin(0.3)), F("captured SYR", Bin(0.2)), F("stock raqqa underground", Bin(0.5)));

        yield return Of("families-dislodged", "Women are killed and captured at their ratios.",
            new()
            {
                Days = 3, Groups = "women DEU woman middle 20", Control = Falls,
                On = "territory killed-probability=0.3 captured-probability=0.2 families-killed-ratio=0.5 families-captured-ratio=2; goal home-utility=-50",
            },
            F("dead DEU", Bin(0.15)), F("captured SYR", Bin(0.4)));

        double[] both = new Chain().Exit(0, 0.06, (2, 1)).Exit(0, day => day <= 8 ? Math.Log((1 - (0.06 * (day - 1))) / (1 - (0.06 * day))) : 0, (1, 1)).After(1, 9);
        yield return Of("ground-lost-in-war", "Dislodgement at ln(c / c') competes with death; who hides is safe.",
            new() { Days = 9, On = Unharmed + "; goal home-utility=-50; war mortality-per-day=0.06 underground-ratio=0", Control = "raqqa 2015-02-11 0.4 10" },
            F("dead DEU", Bin(both[2])), F("stock raqqa underground", Bin(both[1])));
    }

    private static IEnumerable<Oracle> Goals()
    {
        yield return Of("exit-control", "Control keeps people: disillusion is acted on at h (1 - s c).",
            new() { On = "goal disillusion-per-day=0.1 exit-control-share=0.6 home-utility=-50", Places = "raqqa SYR theatre initial-control=0.5" },
            F("stock raqqa underground", Bin(Gone(0.7))));

        yield return Of("women-disillusioned", "Women at their ratio of the hazard.",
            new() { On = "goal disillusion-per-day=0.2 women-ratio=0.3 home-utility=-50", Groups = "women DEU woman middle 20" }, F("stock raqqa underground", Bin(Gone(0.6))));

        yield return Of("no-choice", "Of those who reconsider a share is free to choose; the others hide.",
            new() { On = "goal disillusion-per-day=0.08 free-share=0.4 " + HomeOnly },
            F("stock raqqa underground", Bin(0.6 * Gone(0.8))), F("stock raqqa in-transit", Bin(0.4 * Gone(0.8))));

        double home = E(0.4 - (0.1 * 4));
        double hide = E(0.1);
        double third = E(0.2 + 0.7 + 0.3 + 0.25 - (0.1 * 6));
        double affiliate = E(-1 + (0.6 * 0.5) + (0.5 * Math.Log(1 + 100)) - (0.1 * 3));
        double sum = home + hide + third + affiliate;
        yield return Of("goals", "Home, hiding, a third country or an affiliate: a multinomial logit of utility, affinity, strength and cost.",
            new()
            {
                Days = 90, Control = Falls, Affiliates = "libya sirte 100", Thirds = "FRA", Places = "sirte LBY affiliate",
                Countries = "DEU Germany region=europe language=german neighbours=FRA; FRA France region=europe language=german",
                Routes = "home raqqa DEU air 4; third raqqa FRA air 6; affiliate raqqa sirte air 3", On = Unharmed + "; way; goal home-utility=0.4 underground-utility=0.1 "
                    + "third-country-utility=0.2 affiliate-utility=-1 appeal=0.5 appeal-weight=0.6 strength-weight=0.5 border-affinity=0.7 language-affinity=0.3 region-affinity=0.25 cost-weight-per-day=0.1",
            },
            F("stock raqqa underground", Bin(hide / sum)), F("flow home passed", Bin(home / sum * Gone(89 / 4.0))), F("flow third passed", Bin(third / sum * Gone(89 / 6.0))),
            F("relocated libya", Bin(affiliate / sum * Gone(89 / 3.0))));

        yield return Of("commitment-chooses", "Commitment shifts the choice between home and hiding: a logit for each commitment.",
            new()
            {
                Days = 2, Control = Falls, Groups = "men DEU man mixed 20",
                On = "inflow low-commitment-share=0.3 high-commitment-share=0.4; " + Unharmed + "; goal home-utility=0.2 home-commitment=-1 underground-commitment=0.5",
            },
            F("stock raqqa underground", Bin((0.3 / (1 + E(0.2 + 1.5))) + (0.3 / (1 + E(0.2))) + (0.4 / (1 + E(0.2 - 1.5))))));

        double jeopardy = (2 * 0.4 * 0.5) + (0.3 * 2);
        yield return Of("jeopardy", "Fear of home: utility falls by weight x P(noticed) x P(convicted), and by what else a returnee has to fear.",
            new()
            {
                Days = 2, Control = Falls, Countries = "DEU Germany own-detection-probability=0.4 listed-probability=0 evidence-probability=0.5 joining-law=2014-01-01 charge-per-day=0.002 "
                    + "conviction-probability=0.8 re-entry-risk=2",
                On = Unharmed + "; arrival; justice; goal home-utility=0.3 jeopardy-weight=2 re-entry-weight=0.3",
            },
            F("stock raqqa in-transit", Bin(1 / (1 + E(-0.3 + jeopardy)))));

        double[] left = new Chain().Exit(0, 1 / 3.0, (1, 1)).Exit(1, 0.1, (2, 1)).Exit(2, 0.25, (3, 1)).After(2, 25);
        yield return Of("leaving-an-affiliate", "On the way, with the affiliate, on the way home, home: a sum of three geometric waits.",
            new()
            {
                Days = 25, Control = Falls, Affiliates = "libya sirte 100", Places = "sirte LBY affiliate", Routes = "out raqqa sirte air 3; home sirte DEU air 4",
                On = Unharmed + "; way; goal leave-affiliate-per-day=0.1 home-utility=-25 underground-utility=-50 affiliate-utility=0",
            },
            F("stock sirte with-affiliate", Bin(left[1])), F("returned DEU", Bin(left[3])));
    }

    private static IEnumerable<Oracle> Ways()
    {
        const string Go = Unharmed + "; goal " + HomeOnly + "; way";
        yield return Of("a-leg", "A leg of four days is left after a geometric wait of hazard 1/4.",
            new() { Control = Falls, On = Go }, F("flow home passed", Bin(Gone(9 / 4.0))), F("returned DEU", Bin(Gone(9 / 4.0))));

        double[] line = new Chain().Exit(0, 1 / 3.0, (1, 1)).Exit(1, 1 / 3.0, (2, 1)).Exit(2, 1 / 4.0, (3, 1)).After(2, 12);
        yield return Of("line-of-borders", "First passage on a line of three borders: the sum of three geometric waits.",
            new() { Days = 12, Control = Falls, On = Go, Routes = "a raqqa istanbul land 3; b istanbul athens land 3; c athens DEU land 4" },
            F("flow a passed", Bin(1 - line[0])), F("flow b passed", Bin(line[2] + line[3])), F("flow c passed", Bin(line[3])), F("stock athens in-transit", Bin(line[2])));

        yield return Of("pace", "A dated pace multiplies the hazard of every leg on its days.",
            new() { Control = Falls, On = Go, Policies = "slow way/pace 2015-02-04 2015-02-07 multiply 0.25" }, F("flow home passed", Bin(Gone((5 + (4 * 0.25)) / 4))));

        yield return Of("two-routes", "Two routes side by side: a logit over what each costs in days.",
            new() { Days = 150, Control = Falls, On = Go + " choice-sensitivity-per-day=0.2", Routes = "fast raqqa DEU air 3; slow raqqa DEU land 6" },
            F("flow fast passed", Bin(1 / (1 + E(-0.6)))), F("flow slow passed", Bin(1 / (1 + E(0.6)))));

        double first = 1 / (1 + E(-0.3));
        double second = 1 / (1 + E(-0.9));
        yield return Of("recursive-logit", "Routes are chosen leg by leg, each by its cost and the cheapest way on.",
            new()
            {
                Days = 250, Control = Falls, On = Go + " choice-sensitivity-per-day=0.3",
                Routes = "in raqqa istanbul land 2; near istanbul DEU land 6; far istanbul DEU sea 9; around raqqa athens land 4; last athens DEU land 5",
            },
            F("flow last passed", Bin(1 - first)), F("flow near passed", Bin(first * second)), F("flow far passed", Bin(first * (1 - second))));

        double stopped = Gone(0.9);
        double again = stopped * 0.6;
        yield return Of("tries", "Turned back and trying again until through, held or killed; times turned back are geometric for each.",
            new() { Days = 200, Control = Falls, On = Go + " retry-per-day=0.5 give-up-per-day=0; border", Routes = "out raqqa DEU land 2 patrol=0.9 held-share=0.3 killed-share=0.1" },
            F("flow out passed", Bin((1 - stopped) / (1 - again))), F("flow out held", Bin(stopped * 0.3 / (1 - again))), F("flow out killed", Bin(stopped * 0.1 / (1 - again))),
            F("flow out turned-back", Law.Geometric(again).Times(20)));

        double through = (1 - stopped) / (1 - (stopped * ((0.2 / 0.25) + (0.05 / 0.25 * 0.7))));
        yield return Of("giving-up", "Who is turned back tries again or reconsiders; of those who do, a share is no longer free to go.",
            new()
            {
                Days = 300, Control = Falls, Routes = "out raqqa DEU land 2 patrol=0.9",
                On = Unharmed + "; goal free-share=0.7 " + HomeOnly + "; way retry-per-day=0.2 give-up-per-day=0.05; border",
            },
            F("flow out passed", Bin(0.7 * through)), F("stock raqqa underground", Bin(1 - (0.7 * through))));
    }
}
