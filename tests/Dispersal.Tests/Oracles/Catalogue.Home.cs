namespace Dispersal.Tests.Oracles;

#pragma warning disable RS0030 // Expected values are worked out with the platform's functions.

/// <content>Courts, programmes, cells, plots and families.</content>
internal static partial class Catalogue
{
    /// <summary>Some in a ring, each drawn in by those next to him, between two of other intakes who have nobody. Only an engine that follows persons knows it.</summary>
    /// <param name="size">Persons in the ring.</param>
    /// <param name="contacts">How many each looks at: the next to his right, the next to his left, the second to his right, ...</param>
    public static Oracle OwnContacts(int size, int contacts)
    {
        int[] steps = [.. Enumerable.Range(1, contacts).Select(i => i % 2 == 1 ? (i + 1) / 2 : size - (i / 2))];
        double[] ring = new double[1 << size];
        ring[0] = 1;
        for (int day = 0; day < 10; day++)
        {
            double[] next = new double[ring.Length];
            for (int from = 0; from < ring.Length; from++)
            {
                for (int to = 0; to < ring.Length; to++)
                {
                    double p = ring[from];
                    for (int who = 0; who < size; who++)
                    {
                        double share = steps.Count(step => In(from, (who + step) % size)) / (double)contacts;
                        double joins = In(from, who) ? 1 : Gone(0.04 * (1 + (6 * share)));
                        p *= In(to, who) ? joins : 1 - joins;
                    }

                    next[to] += p;
                }
            }

            ring = next;
        }

        double[] number = new double[size + 1];
        for (int state = 0; state < ring.Length; state++)
        {
            number[int.PopCount(state)] += ring[state];
        }

        return Of($"own-contacts-{contacts}-of-{size}", "Each is drawn in by those next to him in his own intake.",
            new()
            {
                Groups = $"alone DEU man middle 1; ring DEU man middle {size}; very-alone DEU man middle 1",
                On = KnownAtHome + $"; networks join-per-day=0.04 ties-weight=6 ties-by-person=true contacts={contacts} fresh-days=36525",
            },
            F("stock DEU clandestine", Law.Of(number) + Law.Binomial(2, Gone(0.4))));

        static bool In(int state, int who) => (state >> who & 1) == 1;
    }

    private static IEnumerable<Oracle> Courts()
    {
        const string Law2014 = "DEU Germany joining-law=2014-01-01 evidence-probability=0.6 charge-per-day=0.1";
        yield return Of("charged", "Evidence stands with one probability, once; then a geometric wait for the charge.",
            new() { On = KnownAtHome + "; justice theatre-evidence=0.5", Countries = Law2014 + " trial-per-day=0" }, F("charged DEU", Bin(0.3 * Gone(1))));

        yield return Of("membership-only", "Where only membership is punished evidence stands more rarely.",
            new()
            {
                On = KnownAtHome + "; justice membership-ratio=0.4", Countries = "DEU Germany membership-law=2014-01-01 evidence-probability=0.9 charge-per-day=0.2 trial-per-day=0",
            },
            F("charged DEU", Bin(0.36 * Gone(2))));

        yield return Of("no-law-reaches-back", "A law made the day after he came never applies.",
            new() { On = KnownAtHome + "; justice", Countries = "DEU Germany joining-law=2015-02-01 evidence-probability=1 charge-per-day=0.5" }, F("charged DEU", Law.Sure(0)));

        double[] fate = new Chain().Exit(0, 0.2, (1, 1)).Exit(1, 0.3, (2, 0.7), (5, 0.3)).Exit(2, 0.25, (3, 1)).Exit(3, 0.25, (4, 1)).Exit(4, 0.25, (5, 1)).After(1, 15);
        yield return Of("sentence", "Charge, trial and a sentence in three phases: a chain that ends at liberty.",
            new()
            {
                Days = 15, On = KnownAtHome + "; justice",
                Countries = "DEU Germany joining-law=2014-01-01 evidence-probability=1 charge-per-day=0.2 trial-per-day=0.3 conviction-probability=0.7 sentence-days=12",
            },
            F("stock DEU charged", Bin(fate[1])), F("stock DEU imprisoned", Bin(fate[2] + fate[3] + fate[4])), F("stock DEU known", Bin(fate[0] + fate[5])), F("charged DEU", Bin(1 - fate[0])));

        yield return Of("courts-of-the-holder", "Trials abroad that convict with probability v: thinning of each day's trial.",
            new() { On = HeldAbroad + "; justice", Countries = "TUR Turkey holder-trial-per-day=0.08 conviction-probability=0.6 sentence-days=30000" },
            F("convicted TUR", Bin(1 - Math.Pow(1 - (Gone(0.08) * 0.6), 10))), F("charged TUR", Bin(Gone(0.8))));

        yield return Of("minors-in-court", "Youths answer by two thirds; who was brought as a child for nothing, once grown either.",
            new()
            {
                Groups = "minors DEU minor middle 20", On = KnownAtHome + "; justice; families youth-share=0.7 child-ageing-per-day=0.3",
                Countries = "DEU Germany joining-law=2014-01-01 evidence-probability=1 charge-per-day=0.15 trial-per-day=0 responsibility-years=14",
            },
            F("charged DEU", Bin(0.7 * Gone(1))));
    }

    private static IEnumerable<Oracle> Programmes()
    {
        double[] path = new Chain().Exit(0, 0.08, (1, 1)).Exit(1, 0.1, (2, 0.6), (0, 0.4)).After(1, 20);
        yield return Of("programme-for-all", "Admission and return without limit of places: birth and death, until the programme is completed.",
            new() { Days = 20, On = KnownAtHome + "; programmes", Programmes = "exit DEU 100000 0.08 10 0.6" },
            F("stock DEU in-programme", Bin(path[1])), F("stock DEU disengaged", Bin(path[2])));

        Lumping places = new Lumping(6, 3).Days(12, n =>
        {
            double free = Math.Max(0, 2 - (n[1] * E(-1 / 8.0)));
            double admitted = n[0] == 0 ? 0 : Gone(0.3 * Math.Min(1, free / (n[0] * 0.3)));
            double ends = Gone(1 / 8.0);
            return [[1 - admitted, admitted, 0], [ends * 0.5, 1 - ends, ends * 0.5], [0, 0, 1]];
        });
        yield return Lumped("few-places", "Two places for six: known, in the programme and done are a chain of numbers.",
            new() { Days = 12, Groups = "men DEU man middle 6", On = KnownAtHome + "; programmes", Programmes = "exit DEU 2 0.3 8 0.5" },
            F("stock DEU in-programme", places.Of(1)), F("stock DEU disengaged", places.Of(2)));
    }

    private static IEnumerable<Oracle> Cells()
    {
        double[] joined = new Chain().Exit(0, 0.06, (2, 1)).Exit(0, 0.05, (3, 1)).Exit(0, 0.1, (1, 1)).Exit(1, 0.06, (2, 1)).Exit(1, 0.05, (3, 1)).After(1, 10);
        yield return Of("cell-or-not", "Joining a cell competes with disengaging and with the end of the fresh time, one exit a day.",
            new() { On = KnownAtHome + "; networks join-per-day=0.06 disengage-per-day=0.05" },
            F("stock DEU clandestine", Bin(joined[2])), F("stock DEU disengaged", Bin(joined[3])));

        double[] to = new Chain().Exit(0, 0.3, (1, 1)).Exit(0, 1, (2, 1)).Exit(1, 0.2, (3, 1)).Exit(3, 0.35, (1, 1)).After(1, 25);
        yield return Of("birth-and-death", "In and out of cells: a chain of two states near its balance.",
            new() { Days = 25, On = KnownAtHome + "; networks join-per-day=0.3 fresh-days=1 later-ratio=0 leave-cell-per-day=0.2 reengage-per-day=0.35" },
            F("stock DEU clandestine", Bin(to[1])), F("stock DEU disengaged", Bin(to[3])));

        yield return Of("fresh-only", "Who no longer is fresh never joins: j / (j + s) in the end.",
            new() { Days = 60, On = KnownAtHome + "; networks join-per-day=0.2 fresh-days=5 later-ratio=0" }, F("stock DEU clandestine", Bin(0.5 * Gone(0.4, 60))));

        double[] youths = new Chain().Exit(0, 0.04, (1, 1)).Exit(0, 0.0001, (2, 1)).Exit(2, 0.04, (3, 1))
            .Exit(1, 0.1, (4, 1)).Exit(1, 0.0001, (3, 1)).Exit(3, 0.1, (4, 1)).After(1, 20);
        yield return Of("children-grow", "Children join no cell before they are youths, and then by their ratio.",
            new()
            {
                Days = 20, Groups = "minors DEU minor middle 20",
                On = KnownAtHome + "; networks join-per-day=0.2 families-ratio=0.5 fresh-days=10000; families youth-share=0 child-ageing-per-day=0.04",
            },
            F("stock DEU clandestine", Bin(youths[4])));

        double[] again = new Chain().Exit(0, 0.25, (1, 1)).Exit(0, 0.05, (2, 1)).Exit(1, 0.05, (3, 1)).Exit(2, 0.25, (3, 1)).Exit(3, 0.2, (4, 1)).After(1, 20);
        yield return Of("children-forgotten", "Who was left alone as a child joins again only once he is a youth, and then by the ratio of youths.",
            new()
            {
                Days = 20, Groups = "minors DEU minor middle 20",
                On = KnownAtHome + "; networks disengage-per-day=0.25 reengage-per-day=0.4 families-ratio=0.5; families youth-share=0 child-ageing-per-day=0.05",
            },
            F("stock DEU clandestine", Bin(again[4])), F("stock DEU disengaged", Bin(again[1] + again[3])));

        double[] found = new Chain().Exit(0, 0.2, (2, 1)).Exit(0, 0.1, (1, 1)).Exit(1, 0.2, (2, 1)).Exit(2, 0.15, (1, 1)).After(1, 20);
        yield return Of("found-in-cells", "Where everybody is watched cells are found at the full hazard, and joined again.",
            new() { Days = 20, On = KnownAtHome + "; watching; networks join-per-day=0.2 found-per-day=0.15", Countries = "DEU Germany watch-capacity-persons=100000" },
            F("stock DEU clandestine", Bin(found[2])));

        double[] caught = new Chain().Exit(0, 0.3, (2, 1)).Exit(0, 0.1, (1, 1)).Exit(1, 0.3, (2, 1)).Exit(2, 0.2, (3, 0.3), (1, 0.7)).After(1, 20);
        yield return Of("youths-in-cells", "Youths found in a cell are charged with plotting by their age: half of those whom a court would charge were they grown.",
            new()
            {
                Days = 20, Groups = "minors DEU minor middle 20",
                On = KnownAtHome
                    + "; watching; families youth-share=1; networks join-per-day=0.3 families-ratio=1 found-per-day=0.2; justice plotters-charged-probability=0.6",
                Countries = "DEU Germany watch-capacity-persons=100000 trial-per-day=0 responsibility-years=15",
            },
            F("charged DEU", Bin(caught[3])), F("stock DEU clandestine", Bin(caught[2])));

        double[] away = new Chain().Exit(0, 0.1, (1, 1)).Exit(1, 0.5, (2, 1)).After(1, 15);
        yield return Of("leaving-again", "Men at home set out again and reach a third country; being fresh means nothing here, so that it never ends.",
            new()
            {
                Days = 15, Thirds = "FRA", Routes = "home raqqa DEU air 4; away DEU FRA land 2",
                On = KnownAtHome + "; goal third-country-utility=0; way; networks leave-again-per-day=0.1",
            },
            F("flow away passed", Bin(away[2])), F("stock DEU in-transit", Bin(away[1])));

        // States: fresh, no longer fresh, in a cell.
        Lumping ties = new Lumping(6, 3).Days(10, n =>
        {
            double join = 0.04 * (1 + (6 * Math.Min(1, n[2] / 4.0)));
            double fresh = Gone(join + 0.1);
            return [[1 - fresh, fresh * 0.1 / (join + 0.1), fresh * join / (join + 0.1)], [0, 1 - Gone(join), Gone(join)], [0, 0, 1]];
        });
        yield return Lumped("contagion", "Those in cells draw in others: a birth process in exact numbers.",
            new() { Groups = "men DEU man middle 6", On = KnownAtHome + "; networks join-per-day=0.04 ties-weight=6 ties-scale-persons=4" }, F("stock DEU clandestine", ties.Of(2)));

        Lumping watched = new Lumping(6, 3).Days(10, n =>
        {
            double join = 0.2 * (1 - (0.8 * Math.Min(1, 3.0 / Math.Max(1, n[0] + n[1]))));
            double fresh = Gone(join + 0.1);
            return [[1 - fresh, fresh * 0.1 / (join + 0.1), fresh * join / (join + 0.1)], [0, 1 - Gone(join), Gone(join)], [0, 0, 1]];
        });
        yield return Lumped("few-watchers", "Three can be watched: the fewer are left at liberty, the closer each is watched.",
            new()
            {
                Groups = "men DEU man middle 6", On = KnownAtHome + "; watching; networks join-per-day=0.2 watched-ratio=0.2", Countries = "DEU Germany watch-capacity-persons=3",
            },
            F("stock DEU clandestine", watched.Of(2)));
    }

    private static IEnumerable<Oracle> Plots()
    {
        const string Plotting = KnownAtHome + "; networks join-per-day=0.4 fresh-days=1 later-ratio=0; attacks plot-per-day=0.1 foiled-probability=0.3 executed-probability=0.6";
        double plot = new Chain().Exit(0, 0.4, (1, 1)).Exit(0, 1, (2, 1)).Exit(1, 0.1, (3, 1)).After(1, 20)[3];
        Law attacks = Bin(plot * 0.7 * 0.6);
        yield return Of("plots", "Each plots once: foiled, failed or executed by thinning.",
            new() { Days = 20, On = Plotting }, F("plots DEU", Bin(plot)), F("attacks-returnee DEU", attacks));

        yield return Of("accomplices", "Attackers are a compound count: each attack has its plotter and a Poisson number of others.",
            new() { Days = 20, On = Plotting + " accomplices-per-plot=1.2" }, F("attackers DEU", Law.Compound(attacks, Law.Sure(1) + Law.Poisson(1.2))));

        yield return Of("deaths-of-attacks", "Deaths are a compound count: geometric from none for each attack.",
            new() { Days = 20, On = Plotting + " deaths-per-attack=1.5" }, F("attack-deaths DEU", Law.Compound(attacks, Law.Geometric(1.5 / 2.5))));

        double mobilised = 0;
        double exposed = 0;
        for (int day = 1; day <= 20; day++)
        {
            mobilised += ((1000 - mobilised) * 0.01) - (0.05 * mobilised);
            exposed += mobilised;
        }

        yield return Of("home-grown", "Home-grown plots are Poisson, their mean the sum of a course of mobilisation that no luck touches; attacks a thinning.",
            new()
            {
                Days = 20, Countries = "DEU Germany home-grown-persons=1000 target-weight=0.5",
                On = "appeal mobilisation-per-day=0.01 demobilisation-per-day=0.05; attacks linked-per-day=0.004 inspired-per-day=0.002 foiled-probability=0.4 executed-probability=0.7",
            },
            F("plots DEU", Law.Poisson(exposed * 0.5 * 0.006)), F("attacks-linked DEU", Law.Poisson(exposed * 0.5 * 0.004 * 0.6 * 0.7)),
            F("attacks-inspired DEU", Law.Poisson(exposed * 0.5 * 0.002 * 0.6 * 0.7)), F("home-grown-mobilised DEU", Law.Sure(mobilised)));

        yield return Of("sent-home", "Men are sent home to attack, faster where the target weighs more.",
            new() { On = "attacks dispatch-per-day=0.1 directed-plot-per-day=0", Countries = "DEU Germany target-weight=0.7" },
            F("returned DEU", Bin(Gone(0.7))), F("stock DEU clandestine", Bin(Gone(0.7))));

        // States: in the theatre, in the team, plotted.
        double sent = Gone(0.3);
        double[][] quiet = [[1 - sent, sent, 0], [0, 1, 0], [0, 0, 1]];
        double[][] ordered = [[1 - sent, sent, 0], [0, 0.4, 0.6], [0, 0, 1]];
        Lumping team = new(5, 3);
        for (int day = 0; day < 8; day++)
        {
            team.Day(n => n[1] == 0 ? [(1, quiet)] : [(E(-0.15), quiet), (Gone(0.15), ordered)]);
        }

        yield return Lumped("a-team", "An order comes to the team at once; each takes part or not: plotters cluster as no independent persons would.",
            new() { Days = 8, Groups = "men DEU man middle 5", On = "attacks dispatch-per-day=0.3 directed-plot-per-day=0.15 team-share=0.6 foiled-probability=1 watched-foiled-probability=1" },
            F("plotters-returnee DEU", team.Of(2)), F("stock DEU clandestine", team.Of(1)));
    }

    private static IEnumerable<Oracle> Families()
    {
        yield return Of("births", "Ten women for 20 days: 200 chances of a birth, each 1 - e^-b.",
            new() { Days = 20, Groups = "women DEU woman middle 10", On = "families births-per-day=0.05" }, F("stock raqqa embedded", Law.Sure(10) + Bin(Gone(0.05), 200)));

        double[] taken = new Chain().Exit(0, 0.04, (1, 1)).Exit(1, 0.03, (2, 1)).After(1, 20);
        yield return Of("captured-and-fetched", "Captured in war, then fetched home: two waits one after the other.",
            new()
            {
                Days = 20, Groups = "women DEU woman middle 20", On = "war capture-per-day=0.04; transit; families", Countries = "DEU Germany repatriation-per-day=0.03",
            },
            F("captured SYR", Bin(taken[1] + taken[2])), F("repatriated DEU", Bin(taken[2])), F("returned DEU", Bin(taken[2])));
    }
}
