namespace Dispersal.Tests.Oracles;

#pragma warning disable RS0030 // Expected values are worked out with the platform's functions.

/// <content>Borders, checks, detention and arrival.</content>
internal static partial class Catalogue
{
    private static IEnumerable<Oracle> Borders()
    {
        // Legs of a tenth of a day: on the third day all but e^-20 have come to the border.
        const string Go = Unharmed + "; goal " + HomeOnly + "; way retry-per-day=0 give-up-per-day=0; border";
        double stopped = 0.9 * Gone(0.8 * 0.5);
        yield return Of("interdiction", "A patrolled border thins: (1 - floor)(1 - e^-(patrol x (1 - terrain))) are stopped.",
            new() { Days = 4, Control = Falls, On = Go, Routes = "out raqqa DEU land 0.1 patrol=0.8 terrain=0.5 floor-share=0.1" },
            F("flow out passed", Bin(1 - stopped)), F("flow out turned-back", Bin(stopped)));

        yield return Of("guides-for-all", "Guides without end: each traveller is stopped at a (1 - smuggling).",
            new() { Days = 4, Control = Falls, On = Go, Routes = "out raqqa DEU land 0.1 patrol=0.8 terrain=0.5 floor-share=0.1 smuggling=0.6 guides-per-day=10000" },
            F("flow out passed", Bin(1 - (0.4 * stopped))));

        double abroad = Gone(1.5);
        yield return Of("outcomes-of-a-stop", "Who is stopped abroad is killed, held or turned back by shares.",
            new() { Days = 6, Control = Falls, On = Go, Routes = "out raqqa istanbul land 0.1 patrol=1.5 killed-share=0.2 held-share=0.3; home istanbul DEU air 0.1" },
            F("dead DEU", Bin(abroad * 0.2)), F("stock istanbul held", Bin(abroad * 0.3)), F("flow out turned-back", Bin(abroad * 0.5)), F("returned DEU", Bin(1 - abroad)));

        yield return Of("held-by-his-own", "Whom his own country would hold is home and known.",
            new() { Days = 4, Control = Falls, On = Go, Routes = "out raqqa DEU land 0.1 patrol=1.5 held-share=0.6" },
            F("returned DEU", Bin(1 - (abroad * 0.4))), F("stock DEU known", Bin(abroad * 0.6)));

        double[] twice = [1 - Gone(0.7), 1 - Gone(1.1)];
        yield return Of("two-borders", "Two borders one after the other: probabilities of passing multiply.",
            new() { Days = 6, Control = Falls, On = Go, Routes = "a raqqa istanbul land 0.1 patrol=0.7; b istanbul DEU sea 0.1 patrol=1.1" },
            F("flow a passed", Bin(twice[0])), F("flow b passed", Bin(twice[0] * twice[1])));

        const int Few = 6;
        double leaves = Gone(0.5);
        double alone = Gone(1);
        double guided = alone * (1 - 0.7);
        Lumping queue = new Lumping(Few, 3).Days(7, n =>
        {
            double share = n[0] == 0 ? 1 : Math.Min(1, 0.8 / (n[0] * 0.5));
            double passes = leaves * ((share * (1 - guided)) + ((1 - share) * 0.6 * (1 - alone)));
            double turned = leaves * ((share * guided) + ((1 - share) * 0.6 * alone));
            return [[1 - passes - turned, passes, turned], [0, 1, 0], [0, 0, 1]];
        });
        yield return Lumped("few-guides", "Guides for 0.8 a day: travellers hold each other up, the numbers waiting are a chain of their own.",
            new()
            {
                Days = 8, Control = Falls, Groups = "men DEU man middle 6", On = Go + " wait-share=0.4",
                Routes = "out raqqa DEU land 2 patrol=1 smuggling=0.7 guides-per-day=0.8",
            },
            F("flow out passed", queue.Of(1)), F("flow out turned-back", queue.Of(2)), F("stock raqqa in-transit", queue.Of(0)));
    }

    private static IEnumerable<Oracle> Detentions()
    {
        const string Go = Unharmed + "; goal " + HomeOnly + "; way";
        yield return Of("arrest-or-onward", "Arrest inside a country competes with the next leg: a / (a + l) are held.",
            new()
            {
                Days = 120, Control = Falls, On = Go + "; transit", Countries = "TUR Turkey interior-arrest-per-day=0.1",
                Routes = "in raqqa istanbul land 0.5; out istanbul DEU air 4",
            },
            F("stock istanbul held", Bin(0.1 / 0.35)), F("returned DEU", Bin(0.25 / 0.35)));

        yield return Of("hubs", "A hub speeds the leg and hides from arrest, both by its strength.",
            new()
            {
                Days = 120, Control = Falls, On = Go + "; transit hub-speed=2 hub-hiding-share=0.4", Countries = "TUR Turkey interior-arrest-per-day=0.3",
                Places = "istanbul TUR transit hub-strength=0.5", Routes = "in raqqa istanbul land 0.5; out istanbul DEU air 4",
            },
            F("stock istanbul held", Bin(0.24 / 0.74)));

        yield return Of("deported-or-freed", "Deportation with the origin's consent competes with release.",
            new() { On = HeldAbroad + "; transit; goal free-share=0", Countries = "TUR Turkey deportation-per-day=0.1 release-per-day=0.04; DEU Germany cooperation-share=0.6" },
            F("deported TUR", Bin(0.6 * Gone(1))), F("stock istanbul stranded", Bin(0.4 * Gone(1))), F("stock istanbul held", Bin(E(-1))));

        yield return Of("repatriation", "Women abroad are fetched by their state unless the holder deports them first.",
            new()
            {
                Groups = "women DEU woman middle 20", On = HeldAbroad + "; transit; families", Countries = "TUR Turkey deportation-per-day=0.02; DEU Germany repatriation-per-day=0.06",
            },
            F("repatriated DEU", Bin(0.75 * Gone(0.8))), F("deported TUR", Bin(0.25 * Gone(0.8))));

        // States: before the border, entered yesterday, there for longer, held, home.
        Lumping threat = new Lumping(5, 5).Days(9, n =>
        {
            double arrest = 0.1 * (1 + (1.5 * n[1]));
            double goes = Gone(arrest + 0.2);
            double held = goes * arrest / (arrest + 0.2);
            return
            [
                [E(-0.4), Gone(0.4), 0, 0, 0], [0, 0, 1 - goes, held, goes - held], [0, 0, 1 - goes, held, goes - held], [0, 0, 0, 1, 0], [0, 0, 0, 0, 1],
            ];
        });
        yield return Lumped("threat", "Each entry of yesterday makes arrests likelier today: numbers before the border, new, waiting, held and home are a chain.",
            new()
            {
                Days = 10, Control = Falls, Groups = "men DEU man middle 5", Countries = "TUR Turkey interior-arrest-per-day=0.1",
                On = Go + "; transit threat-per-entry=1 threat-lag-days=1 threat-response=1.5 threat-ceiling=100", Routes = "in raqqa istanbul land 2.5; out istanbul DEU air 5",
            },
            F("stock istanbul held", threat.Of(3)), F("returned DEU", threat.Of(4)), F("stock istanbul in-transit", threat.Of(1, 2)));

        // States: before the border, in the country, held, home. Half an attack a day, from before anybody is there.
        Lumping alarm = new(5, 4);
        double[] ofAttacks = Law.Poisson(0.5).Shares.ToArray();
        for (int day = 1; day < 10; day++)
        {
            alarm.Day(_ => ofAttacks.Select((share, attacks) =>
            {
                double arrest = 0.1 * (1 + (1.5 * attacks));
                double goes = Gone(arrest + 0.2);
                double held = goes * arrest / (arrest + 0.2);
                double[][] moves = [[E(-0.4), Gone(0.4), 0, 0], [0, 1 - goes, held, goes - held], [0, 0, 1, 0], [0, 0, 0, 1]];
                return (share, moves);
            }));
        }

        yield return Lumped("threat-of-attacks", "Each attack of yesterday, a Poisson number, makes everybody's arrest likelier today.",
            new()
            {
                Days = 10, Control = Falls, Groups = "men DEU man middle 5",
                Countries = "TUR Turkey interior-arrest-per-day=0.1 home-grown-persons=1000 target-weight=1",
                On = Go + "; transit threat-per-attack=1 threat-lag-days=1 threat-response=1.5 threat-ceiling=100; "
                    + "appeal mobilisation-per-day=1 demobilisation-per-day=0; attacks linked-per-day=0.0005 inspired-per-day=0",
                Routes = "in raqqa istanbul land 2.5; out istanbul DEU air 5",
            },
            F("stock istanbul held", alarm.Of(2)), F("returned DEU", alarm.Of(3)), F("attacks-linked TUR", Law.Poisson(0.5 * 10)));
    }

    private static IEnumerable<Oracle> Detections()
    {
        const string Go = Unharmed + "; goal " + HomeOnly + "; way retry-per-day=0 give-up-per-day=0";
        double stopped = 0.6 * 0.5 * 0.7 * 0.8;
        yield return Of("records", "Who is listed is stopped where his state's records are shared, used and looked at.",
            new()
            {
                Days = 6, Control = Falls, On = Go + "; legal-travel", Routes = "out raqqa istanbul land 0.1; home istanbul DEU air 0.1 held-share=1",
                Countries = "DEU Germany listed-probability=0.6 record-sharing-share=0.5; TUR Turkey record-use-share=0.7 check-share=0.8",
            },
            F("stock istanbul held", Bin(stopped)), F("returned DEU", Bin(1 - stopped)));

        double screened = 0.9 * 0.8 * (150.0 / 200);
        yield return Of("screening", "Screening of refugees falls with their number: probability x capacity / number.",
            new()
            {
                Days = 4, Control = Falls, On = Go + "; legal-travel refugees-per-day=200 screening-capacity-per-day=150 screening-probability=0.8",
                Routes = "home raqqa DEU refugee 0.1 held-share=0.5", Countries = "DEU Germany listed-probability=0.9",
            },
            F("flow home turned-back", Bin(screened / 2)), F("stock DEU known", Bin(screened / 2)));

        double noticed = 0.5 * (0.3 + (0.7 * 0.4));
        yield return Of("noticed-at-home", "A mixture: the listed are noticed for certain, others by chance, both times the ratio of the way.",
            new()
            {
                Days = 4, Control = Falls, On = Go + "; arrival irregular-ratio=0.5", Routes = "home raqqa DEU land 0.1",
                Countries = "DEU Germany listed-probability=0.3 own-detection-probability=0.4",
            },
            F("stock DEU known", Bin(noticed)), F("stock DEU at-large", Bin(1 - noticed)));

        double recognised = 0.6 * 0.5 * 0.7;
        yield return Of("noticed-elsewhere", "In a third country the records must be shared by one and used by the other.",
            new()
            {
                Days = 4, Control = Falls, Thirds = "FRA", Routes = "away raqqa FRA air 0.1; home raqqa DEU air 0.1",
                On = Unharmed + "; goal home-utility=-50 underground-utility=-50 third-country-utility=0; way; arrival legal-ratio=0.9",
                Countries = "DEU Germany listed-probability=0.6 record-sharing-share=0.5; FRA France record-use-share=0.7 own-detection-probability=0.25",
            },
            F("stock FRA known", Bin(0.9 * (recognised + ((1 - recognised) * 0.25)))));

        double dead = new Chain().Exit(0, 0.5, (1, 1)).Exit(0, 0.02, (2, 1)).Exit(1, 0.02, (2, 1)).After(1, 10)[2];
        yield return Of("base-mortality-on-the-way", "Mortality of every stage competes with the leg and goes on at home.",
            new() { On = "war on=false base-mortality-per-day=0.02; goal disillusion-per-day=0.5 " + HomeOnly }, F("dead DEU", Bin(dead)));
    }
}
