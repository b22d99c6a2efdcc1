namespace Dispersal.Tests.Reference;

/// <summary>
/// Small scenarios as the texts of their files, each exercising one part of the model, and one with everything on. They are small
/// enough for hundreds of replicates of the reference in seconds, and busy enough that every formula shows in some count.
/// </summary>
internal static partial class SmallScenarios
{
    /// <summary>Names of the family, in the order of the mechanisms.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "competing-risks", "chain-of-borders", "territory-loss", "disillusion", "guides", "legal-travel", "hubs-and-threat", "goals",
        "refugee-route", "inflow", "everything", "justice", "watching", "programmes", "networks", "networks-by-person", "attacks", "appeal",
        "affiliate-growth", "families", "shape", "whole-model",
    ];

    /// <summary>The files of a member of the family.</summary>
    public static IReadOnlyDictionary<string, string> Texts(string name) => name switch
    {
        "competing-risks" => CompetingRisks(),
        "chain-of-borders" => ChainOfBorders(),
        "territory-loss" => TerritoryLoss(),
        "disillusion" => Disillusion(),
        "guides" => Guides(),
        "legal-travel" => LegalTravel(),
        "hubs-and-threat" => HubsAndThreat(),
        "goals" => Goals(),
        "refugee-route" => RefugeeRoute(),
        "inflow" => Inflow(),
        "everything" => Everything(),
        "justice" => Justice(),
        "watching" => WatchingOfMany(),
        "programmes" => ExitProgrammes(),
        "networks" => Cells(),
        "networks-by-person" => CellsByPerson(),
        "attacks" => Plots(),
        "appeal" => AppealAndReach(),
        "affiliate-growth" => Growth(),
        "families" => FamiliesInCamps(),
        "shape" => ShapeOfTheWhole(),
        "whole-model" => WholeModel(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such scenario."),
    };

    /// <summary>A member of the family, read.</summary>
    public static Scenario Load(string name) => Scenario.FromTexts(Texts(name));

    /// <summary>War only: one place, death and capture compete, a third exit makes veterans.</summary>
    private static Dictionary<string, string> CompetingRisks() => new()
    {
        ["scenario.json"] = Json("competing-risks", "2015-01-01", "2015-04-30", """
            "war": { "mortality-per-day": 0.02, "capture-per-day": 0.03, "experience-per-day": 0.05, "veteran-ratio": 0.2,
                     "women-ratio": 0.4, "minors-ratio": 0.1, "base-mortality-per-day": 0.001 },
            "goal": { "on": false }, "inflow": { "stopped-share": 0 }
            """),
        ["countries.csv"] = "id,name\nDEU,Germany\nSYR,Syria\n",
        ["places.csv"] = "id,country,kind,lat,lon,initial-control,weight,war-intensity,strike-per-day\n"
            + "raqqa,SYR,theatre,36,39,1,1,1.2,0.004\nDEU,DEU,country,52,13,0,0,0,0\n",
        ["routes.csv"] = "id,from,to,mode,days\nhome,raqqa,DEU,air,5\n",
        ["groups.csv"] = "id,origin,role,commitment,departed-persons,veteran-share\n"
            + "men,DEU,man,middle,120,0.25\nwomen,DEU,woman,low,60,0\nminors,DEU,minor,high,40,0\n",
        ["arrivals.csv"] = "group,month,share\nmen,2015-01,3\nmen,2015-02,1\nwomen,2015-01,1\nminors,2015-02,1\n",
        ["first-theatres.csv"] = "origin,theatre,share\n*,SYR,1\n",
    };

    /// <summary>Three borders in a row; whoever is turned back tries again, gives up, is held or dies.</summary>
    private static Dictionary<string, string> ChainOfBorders() => new()
    {
        ["scenario.json"] = Json("chain-of-borders", "2015-01-01", "2015-09-30", """
            "war": { "base-mortality-per-day": 0.0005 },
            "goal": { "disillusion-per-day": 0.2, "underground-utility": -50, "retreat-utility": -50 },
            "way": { "retry-per-day": 0.1, "give-up-per-day": 0.02, "pace": 1.5 },
            "transit": { "on": false }, "arrival": { "on": false }
            """),
        ["countries.csv"] = "id,name\nDEU,Germany\nSYR,Syria\nTUR,Turkey\nGRC,Greece\n",
        ["places.csv"] = "id,country,kind,lat,lon,initial-control,weight\n"
            + "raqqa,SYR,theatre,36,39,1,1\ngaziantep,TUR,transit,37,37,0,0\nathens,GRC,transit,38,24,0,0\nDEU,DEU,country,52,13,0,0\n",
        ["routes.csv"] = "id,from,to,mode,days,patrol,terrain,floor-share,held-share,killed-share\n"
            + "first,raqqa,gaziantep,land,4,1,0.5,0.1,0.2,0.1\nsecond,gaziantep,athens,sea,6,0.6,0.2,0,0.3,0.15\n"
            + "third,athens,DEU,land,5,0.5,0,0.2,0.1,0\n",
        ["groups.csv"] = "id,origin,role,commitment,departed-persons\nmen,DEU,man,mixed,200\n",
        ["arrivals.csv"] = "group,month,share\nmen,2015-01,1\n",
        ["first-theatres.csv"] = "origin,theatre,share\n*,SYR,1\n",
    };

    /// <summary>Control falls by ramps and steps and by the published area; the dislodged die, are captured, retreat or hide.</summary>
    private static Dictionary<string, string> TerritoryLoss() => new()
    {
        ["scenario.json"] = Json("territory-loss", "2016-06-01", "2017-05-31", """
            "territory": { "killed-probability": 0.2, "captured-probability": 0.15, "families-killed-ratio": 0.5,
                           "families-captured-ratio": 1.5 },
            "war": { "mortality-per-day": 0.001, "capture-per-day": 0.0005 },
            "goal": { "retreat-utility": 1, "retreat-commitment": 0.7, "underground-utility": 0.5, "home-utility": 0.3,
                      "leave-underground-per-day": 0.02, "free-share": 0.8 }
            """),
        ["countries.csv"] = "id,name,interior-arrest-per-day\nDEU,Germany,0\nSYR,Syria,0\nIRQ,Iraq,0\n",
        ["places.csv"] = "id,country,kind,lat,lon,initial-control,area-km2,residual,weight,war-intensity\n"
            + "raqqa,SYR,theatre,36,39,1,4000,false,2,1\nmosul,IRQ,theatre,36,43,0.8,5000,false,3,2\n"
            + "desert,SYR,theatre,34,40,0.5,20000,true,0.5,0.5\nDEU,DEU,country,52,13,0,0,false,0,0\n",
        ["routes.csv"] = "id,from,to,mode,days\nraqqa-mosul,raqqa,mosul,land,4\nmosul-raqqa,mosul,raqqa,land,4\n"
            + "raqqa-desert,raqqa,desert,land,2\nmosul-desert,mosul,desert,land,2\ndesert-raqqa,desert,raqqa,land,3\n"
            + "home,raqqa,DEU,air,10\ndesert-home,desert,DEU,air,20\n",
        ["groups.csv"] = "id,origin,role,commitment,departed-persons\nmen,DEU,man,mixed,150\nwomen,DEU,woman,middle,50\nminors,DEU,minor,low,40\n",
        ["arrivals.csv"] = "group,month,share\nmen,2016-06,2\nmen,2017-01,1\nwomen,2016-07,1\nminors,2016-07,1\n",
        ["first-theatres.csv"] = "origin,theatre,share\n*,SYR,2\nDEU,SYR,1\nDEU,IRQ,2\n",
        ["control.csv"] = "place,date,control,over-days\nmosul,2016-08-01,0.9,20\nmosul,2016-12-01,0.3,60\nmosul,2017-02-15,0,40\n"
            + "raqqa,2016-10-01,0.4,0\nraqqa,2016-10-20,0.6,40\nraqqa,2017-04-10,0,0\n",
        ["territory.csv"] = "date,area-km2\n2016-07-15,24000\n2016-12-31,15000\n2017-04-30,3000\n",
    };

    /// <summary>Persons leave by disillusion where control lets them; control of exits weakens as territory and forcing change.</summary>
    private static Dictionary<string, string> Disillusion() => new()
    {
        ["scenario.json"] = Json("disillusion", "2015-03-10", "2016-03-31", """
            "goal": { "disillusion-per-day": 0.02, "commitment-ratio": 4, "women-ratio": 0.6, "minors-ratio": 0.2,
                      "exit-control-share": 0.7, "home-utility": 0, "home-commitment": -0.5, "underground-utility": 0.4,
                      "leave-underground-per-day": 0.01, "jeopardy-weight": 2, "re-entry-weight": 0.6, "cost-weight-per-day": 0.04 },
            "territory": { "killed-probability": 0.1 }
            """),
        ["countries.csv"] = "id,name,joining-law,membership-law,evidence-probability,own-detection-probability,re-entry-risk,home-difference\n"
            + "DEU,Germany,2015-06-20,,0.6,0.4,,0.4\nTUN,Tunisia,,2014-01-01,0.3,0.8,2,\nSYR,Syria,,,,,,\n",
        ["places.csv"] = "id,country,kind,lat,lon,initial-control,weight\n"
            + "raqqa,SYR,theatre,36,39,0.9,1\nDEU,DEU,country,52,13,0,0\nTUN,TUN,country,36,10,0,0\n",
        ["routes.csv"] = "id,from,to,mode,days,money-days\nto-deu,raqqa,DEU,air,8,5\nto-tun,raqqa,TUN,air,5,2\n",
        ["groups.csv"] = "id,origin,role,commitment,departed-persons\nmen,DEU,man,mixed,120\nwomen,DEU,woman,low,40\n"
            + "tunisians,TUN,man,high,60\nminors,TUN,minor,middle,30\n",
        ["arrivals.csv"] = "group,month,share\nmen,2015-03,1\nmen,2015-07,1\nwomen,2015-04,1\ntunisians,2015-03,1\nminors,2015-04,1\n",
        ["first-theatres.csv"] = "origin,theatre,share\n*,SYR,1\n",
        ["control.csv"] = "place,date,control,over-days\nraqqa,2015-12-31,0.3,150\n",
        ["forcing.csv"] = "address,date,value\ngoal/disillusion-per-day,2015-04-01,0.01\ngoal/disillusion-per-day,2015-10-01,0.03\n"
            + "countries/*/evidence-probability,2015-05-01,0.2\ncountries/*/evidence-probability,2015-12-01,0.9\n",
        ["policies.csv"] = "id,address,from,to,operation,value\nlax,goal/exit-control-share,2015-08-01,2015-09-30,multiply,0.2\n"
            + "fear,goal/home-utility,2015-11-01,,add,-1\nset-first,goal/home-utility,2015-10-15,2015-12-01,set,2\n",
    };

    /// <summary>Guides with little capacity that interdiction wears down; many wait, others go alone, a second way is worse.</summary>
    private static Dictionary<string, string> Guides() => new()
    {
        ["scenario.json"] = Json("guides", "2015-01-01", "2015-12-31", """
            "goal": { "disillusion-per-day": 0.05, "underground-utility": -3, "home-commitment": 0 },
            "border": { "wear": 0.3, "recovery-per-day": 0.05, "wait-share": 0.4 },
            "way": { "retry-per-day": 0.1, "choice-sensitivity-per-day": 0.08 },
            "transit": { "on": false }
            """),
        ["countries.csv"] = "id,name\nDEU,Germany\nSYR,Syria\nTUR,Turkey\n",
        ["places.csv"] = "id,country,kind,lat,lon,initial-control,weight\n"
            + "raqqa,SYR,theatre,36,39,1,1\ngaziantep,TUR,transit,37,37,0,0\nDEU,DEU,country,52,13,0,0\n",
        ["routes.csv"] = "id,from,to,mode,days,patrol,terrain,smuggling,guides-per-day,floor-share,held-share,killed-share\n"
            + "guided,raqqa,gaziantep,land,5,1.5,0.4,0.7,1.2,0.05,0.3,0.1\nopen,raqqa,gaziantep,land,12,0.8,0.1,0.5,0,0,0.2,0\n"
            + "onward,gaziantep,DEU,sea,8,0.4,0,0.3,3,0.1,0.1,0.1\n",
        ["groups.csv"] = "id,origin,role,commitment,departed-persons\nmen,DEU,man,low,250\n",
        ["arrivals.csv"] = "group,month,share\nmen,2015-01,2\nmen,2015-02,1\nmen,2015-05,1\n",
        ["first-theatres.csv"] = "origin,theatre,share\n*,SYR,1\n",
        ["policies.csv"] = "id,address,from,to,operation,value\nsurge,routes/guided/patrol,2015-02-20,2015-04-10,multiply,1.5\n"
            + "raid,routes/guided/guides-per-day,2015-06-01,2015-06-30,set,0\nsea,routes/*/smuggling,2015-07-10,,multiply,0.8\n",
    };

    /// <summary>Flights with passports: records listed, shared and used in part, and changed by policy.</summary>
    private static Dictionary<string, string> LegalTravel() => new()
    {
        ["scenario.json"] = Json("legal-travel", "2014-01-01", "2014-12-31", """
            "goal": { "disillusion-per-day": 0.05, "underground-utility": -5, "third-country-utility": -1 },
            "way": { "retry-per-day": 0.03, "give-up-per-day": 0.03 }
            """),
        ["countries.csv"] = "id,name,listed-probability,record-sharing-share,record-use-share,check-share,own-detection-probability,"
            + "deportation-per-day,release-per-day\n"
            + "DEU,Germany,0.7,0.6,0.5,0.9,0.4,0,0\nTUR,Turkey,0.5,0.4,0.7,0.8,0.2,0.02,0.01\nSYR,Syria,0,0,0,0,0,0,0\n"
            + "BIH,Bosnia,0,0.5,0.6,0.5,0.3,0.01,0.02\n",
        ["places.csv"] = "id,country,kind,lat,lon,initial-control,weight\nraqqa,SYR,theatre,36,39,1,1\nistanbul,TUR,transit,41,29,0,0\n"
            + "TUR,TUR,country,39,33,0,0\nDEU,DEU,country,52,13,0,0\nBIH,BIH,country,44,18,0,0\n",
        ["routes.csv"] = "id,from,to,mode,days,held-share,killed-share\nout,raqqa,istanbul,land,3,0,0\nflight,istanbul,DEU,air,4,0.6,0\n"
            + "balkans,istanbul,BIH,air,5,0.5,0.1\nonward,BIH,DEU,air,3,0.5,0\ndomestic,istanbul,TUR,air,2,0.7,0\n",
        ["groups.csv"] = "id,origin,role,commitment,departed-persons\ngermans,DEU,man,middle,150\nturks,TUR,man,middle,100\n",
        ["arrivals.csv"] = "group,month,share\ngermans,2014-01,1\ngermans,2014-06,1\nturks,2014-02,1\n",
        ["first-theatres.csv"] = "origin,theatre,share\n*,SYR,1\n",
        ["third-countries.csv"] = "place,pull\nBIH,0.8\n",
        ["policies.csv"] = "id,address,from,to,operation,value\nsharing,countries/DEU/record-sharing-share,2014-05-15,,set,0.95\n"
            + "checks,countries/*/check-share,2014-08-20,2014-10-10,multiply,0.5\n",
    };

    /// <summary>Hubs speed and hide travellers and are worn by arrests; influx raises threat; the held are deported or freed.</summary>
    private static Dictionary<string, string> HubsAndThreat() => new()
    {
        ["scenario.json"] = Json("hubs-and-threat", "2015-01-01", "2015-12-31", """
            "goal": { "disillusion-per-day": 0.05, "underground-utility": -3 },
            "transit": { "hub-speed": 1.5, "hub-hiding-share": 0.7, "hub-wear": 0.05, "hub-recovery-per-day": 0.03,
                         "threat-per-entry": 1.2, "threat-lag-days": 20, "threat-response": 1.5, "threat-ceiling": 1.1 }
            """),
        ["countries.csv"] = "id,name,interior-arrest-per-day,deportation-per-day,release-per-day,cooperation-share\n"
            + "DEU,Germany,0,0,0,0.9\nTUN,Tunisia,0,0,0,0.3\nTUR,Turkey,0.02,0.03,0.01,0.5\nSYR,Syria,0.5,0.01,0.01,1\n",
        ["places.csv"] = "id,country,kind,lat,lon,initial-control,weight,hub-strength\nraqqa,SYR,theatre,36,39,1,1,0.2\n"
            + "gaziantep,TUR,transit,37,37,0,0,0.8\nistanbul,TUR,transit,41,29,0,0,0.4\nTUR,TUR,country,39,33,0,0,0\n"
            + "DEU,DEU,country,52,13,0,0,0\nTUN,TUN,country,36,10,0,0,0\n",
        ["routes.csv"] = "id,from,to,mode,days,patrol\nout,raqqa,gaziantep,land,4,0.3\nacross,gaziantep,istanbul,land,12,0\n"
            + "deu,istanbul,DEU,air,15,0\ntun,istanbul,TUN,air,15,0\nback,istanbul,TUR,land,5,0\n",
        ["groups.csv"] = "id,origin,role,commitment,departed-persons\ngermans,DEU,man,middle,120\ntunisians,TUN,man,low,120\n"
            + "turks,TUR,man,low,50\n",
        ["arrivals.csv"] = "group,month,share\ngermans,2015-01,1\ngermans,2015-04,1\ntunisians,2015-01,1\nturks,2015-03,1\n",
        ["first-theatres.csv"] = "origin,theatre,share\n*,SYR,1\n",
        ["forcing.csv"] = "address,date,value\nplaces/gaziantep/hub-strength,2015-03-01,0.8\nplaces/gaziantep/hub-strength,2015-09-01,0.1\n",
    };

    /// <summary>Every alternative: home, retreat, hiding, affiliates (one in an origin), third countries; affinity, ties, cost.</summary>
    private static Dictionary<string, string> Goals() => new()
    {
        ["scenario.json"] = Json("goals", "2015-01-01", "2015-12-31", """
            "goal": { "disillusion-per-day": 0.03, "commitment-ratio": 1.5, "leave-underground-per-day": 0.03,
                      "leave-affiliate-per-day": 0.02, "affiliate-utility": -2, "third-country-utility": -1, "strength-weight": 0.3,
                      "ties-weight": 4, "border-affinity": 0.8, "language-affinity": 0.6, "region-affinity": 0.4,
                      "retreat-utility": 0.2, "underground-utility": 0, "free-share": 0.9, "appeal": 0.7, "appeal-weight": 1.2 },
            "war": { "mortality-per-day": 0.001, "capture-per-day": 0.001, "hidden-capture-ratio": 0.5, "affiliate-ratio": 0.8 },
            "territory": { "killed-probability": 0.2, "captured-probability": 0.2 }
            """),
        ["countries.csv"] = "id,name,region,language,neighbours,release-per-day,deportation-per-day\n"
            + "TUN,Tunisia,maghreb,arabic,LBY DZA,0,0\nLBY,Libya,maghreb,arabic,TUN,0.01,0.01\nDEU,Germany,europe,german,AUT,0,0\n"
            + "AUT,Austria,europe,german,DEU,0,0\nDZA,Algeria,maghreb,arabic,TUN LBY,0,0\nSYR,Syria,levant,arabic,,0.03,0.01\n",
        ["places.csv"] = "id,country,kind,lat,lon,initial-control,weight,war-intensity\nraqqa,SYR,theatre,36,39,1,2,1\n"
            + "idlib,SYR,theatre,36,36,0.6,1,1\nsirte,LBY,affiliate,31,16,0.9,0,0.7\nkasserine,TUN,affiliate,35,8,0,0,0.4\n"
            + "TUN,TUN,country,36,10,0,0,0\nLBY,LBY,country,32,13,0,0,0\nDEU,DEU,country,52,13,0,0,0\nAUT,AUT,country,48,16,0,0,0\n"
            + "hub,DZA,transit,36,3,0,0,0\n",
        ["routes.csv"] = "id,from,to,mode,days,held-share,patrol\nraqqa-idlib,raqqa,idlib,land,2,0,0.1\nidlib-raqqa,idlib,raqqa,land,2,0,0.1\n"
            + "raqqa-hub,raqqa,hub,air,8,0.2,0\nidlib-hub,idlib,hub,air,6,0.2,0\nhub-raqqa,hub,raqqa,air,20,0.2,0\n"
            + "hub-sirte,hub,sirte,land,5,0.2,0.3\nsirte-hub,sirte,hub,land,5,0.2,0.3\n"
            + "hub-kasserine,hub,kasserine,land,4,0.3,0.4\nhub-tun,hub,TUN,land,4,0.4,0.5\nkasserine-tun,kasserine,TUN,land,1,0,0\n"
            + "kasserine-hub,kasserine,hub,land,3,0,0.1\nhub-lby,hub,LBY,land,6,0.2,0.2\nhub-deu,hub,DEU,air,10,0.2,0\nhub-aut,hub,AUT,air,9,0.2,0\n",
        ["groups.csv"] = "id,origin,role,commitment,departed-persons\ntunisians,TUN,man,mixed,150\ntunisian-women,TUN,woman,middle,40\n"
            + "germans,DEU,man,mixed,100\n",
        ["arrivals.csv"] = "group,month,share\ntunisians,2015-01,1\ntunisian-women,2015-01,1\ngermans,2015-01,1\ngermans,2015-03,1\n",
        ["first-theatres.csv"] = "origin,theatre,share\n*,SYR,1\n",
        ["control.csv"] = "place,date,control,over-days\nidlib,2015-07-01,0,60\nsirte,2015-10-15,0,90\n",
        ["affiliates.csv"] = "id,place,strength-persons,pull\nlibya,sirte,3000,0.5\nokba,kasserine,100,0.3\n",
        ["third-countries.csv"] = "place,pull\nLBY,0.2\nAUT,0.5\n",
        ["forcing.csv"] = "address,date,value\naffiliates/libya/strength-persons,2015-02-01,1000\naffiliates/libya/strength-persons,2015-08-01,6000\n"
            + "goal/appeal,2015-01-01,1\ngoal/appeal,2015-12-01,0.3\n",
    };

    /// <summary>A refugee route with screening that depends on its flow, beside a worn land route.</summary>
    private static Dictionary<string, string> RefugeeRoute() => new()
    {
        ["scenario.json"] = Json("refugee-route", "2015-01-01", "2015-12-31", """
            "goal": { "disillusion-per-day": 0.05, "underground-utility": -3 },
            "legal-travel": { "refugees-per-day": 400, "screening-capacity-per-day": 300, "screening-probability": 0.8 },
            "arrival": { "irregular-ratio": 0.3, "refugee-ratio": 0.6 }
            """),
        ["countries.csv"] = "id,name,listed-probability,record-sharing-share,record-use-share,own-detection-probability,deportation-per-day,release-per-day\n"
            + "DEU,Germany,0.6,0.7,0.8,0.5,0.02,0\nFRA,France,0.8,0.4,0.6,0.3,0.02,0.01\nGRC,Greece,0,0,0.6,0,0.02,0.02\nSYR,Syria,0,0,0,0,0,0\n",
        ["places.csv"] = "id,country,kind,lat,lon,initial-control,weight\nraqqa,SYR,theatre,36,39,1,1\nlesbos,GRC,transit,39,26,0,0\n"
            + "DEU,DEU,country,52,13,0,0\nFRA,FRA,country,48,2,0,0\n",
        ["routes.csv"] = "id,from,to,mode,days,patrol,held-share,killed-share\nsea,raqqa,lesbos,refugee,6,0,0.5,0.1\n"
            + "lesbos-deu,lesbos,DEU,refugee,9,0,0.5,0\nlesbos-deu-land,lesbos,DEU,land,9,0.4,0.2,0\ndeu-fra,DEU,FRA,land,3,0.1,0.4,0\n",
        ["groups.csv"] = "id,origin,role,commitment,departed-persons\ngermans,DEU,man,middle,120\nfrench,FRA,man,middle,120\n",
        ["arrivals.csv"] = "group,month,share\ngermans,2015-01,1\nfrench,2015-02,1\n",
        ["first-theatres.csv"] = "origin,theatre,share\n*,SYR,1\n",
        ["forcing.csv"] = "address,date,value\nlegal-travel/refugees-per-day,2015-02-01,100\nlegal-travel/refugees-per-day,2015-09-01,2000\n",
    };

    /// <summary>Arrivals over part months, stopped ones on top, first theatres that fall, and elasticities against a baseline.</summary>
    private static Dictionary<string, string> Inflow()
    {
        var texts = InflowBaseline().ToDictionary(file => "../inflow-baseline/" + file.Key, file => file.Value);
        texts["scenario.json"] = """{ "extends": "../inflow-baseline", "name": "inflow" }""";
        texts["control.csv"] = "place,date,control,over-days\nraqqa,2015-03-15,0.4,30\nraqqa,2015-07-01,0,20\nsirte,2015-05-20,0,0\n";
        texts["policies.csv"] = "id,address,from,to,operation,value\nclosure,routes/in/patrol,2015-03-10,,multiply,4\n";
        return texts;
    }

    private static Dictionary<string, string> InflowBaseline() => new()
    {
        ["scenario.json"] = Json("inflow-baseline", "2015-01-20", "2015-09-10", """
            "inflow": { "stopped-share": 0.3, "stopped-at": "TUR", "control-elasticity": 0.7, "permeability-elasticity": 1.3,
                        "low-commitment-share": 0.5, "high-commitment-share": 0.2 },
            "goal": { "on": false }
            """),
        ["countries.csv"] = "id,name,deportation-per-day,cooperation-share\nDEU,Germany,0,0.8\nTUR,Turkey,0.03,1\nSYR,Syria,0,1\nLBY,Libya,0,1\n",
        ["places.csv"] = "id,country,kind,lat,lon,initial-control,weight\nraqqa,SYR,theatre,36,39,0.9,3\nidlib,SYR,theatre,36,36,0,1\n"
            + "sirte,LBY,theatre,31,16,0.5,2\nTUR,TUR,country,39,33,0,0\nDEU,DEU,country,52,13,0,0\n",
        ["routes.csv"] = "id,from,to,mode,days,patrol,terrain,smuggling,guides-per-day\nin,TUR,raqqa,land,5,0.2,0.3,0.6,4\n"
            + "out,raqqa,TUR,land,5,0.4,0.3,0,0\nflight,TUR,DEU,air,3,0,0,0,0\ninner,raqqa,idlib,land,3,3,0,0,0\nsea,sirte,DEU,sea,20,0.5,0,0,0\n",
        ["groups.csv"] = "id,origin,role,commitment,departed-persons,arrivals-as\nmen,DEU,man,mixed,90.5,\nwomen,DEU,woman,mixed,30.25,men\n"
            + "turks,TUR,man,low,60,\n",
        ["arrivals.csv"] = "group,month,share\nmen,2015-01,2\nmen,2015-04,3\nmen,2015-07,2\nmen,2015-09,1\nturks,2015-02,1\nturks,2015-05,2\n"
            + "turks,2015-08,1\n",
        ["first-theatres.csv"] = "origin,theatre,share\n*,SYR,2\n*,LBY,1\nTUR,SYR,1\n",
        ["forcing.csv"] = "address,date,value\ninflow/stopped-share,2015-02-10,0.1\ninflow/stopped-share,2015-06-10,0.5\n",
    };

    /// <summary>Everything at once: three origins, ten places, three hundred persons, four hundred days.</summary>
    private static Dictionary<string, string> Everything() => new()
    {
        ["scenario.json"] = Json("everything", "2015-06-10", "2016-07-15", """
            "inflow": { "stopped-share": 0.15, "stopped-at": "gaziantep" },
            "territory": { "killed-probability": 0.25, "captured-probability": 0.15 },
            "war": { "mortality-per-day": 0.002, "capture-per-day": 0.0008, "experience-per-day": 0.01, "veteran-ratio": 0.5 },
            "goal": { "disillusion-per-day": 0.01, "exit-control-share": 0.5, "leave-underground-per-day": 0.02,
                      "leave-affiliate-per-day": 0.01, "free-share": 0.85, "affiliate-utility": -3, "third-country-utility": -1.5,
                      "home-utility": 0.5, "ties-weight": 2, "strength-weight": 0.3 },
            "way": { "retry-per-day": 0.06, "give-up-per-day": 0.02 },
            "border": { "wear": 0.2, "recovery-per-day": 0.03, "wait-share": 0.5 },
            "legal-travel": { "refugees-per-day": 600, "screening-capacity-per-day": 200, "screening-probability": 0.6 },
            "transit": { "hub-wear": 0.03, "threat-per-entry": 1, "threat-lag-days": 30, "threat-response": 1 },
            "arrival": { "irregular-ratio": 0.4, "refugee-ratio": 0.6 }
            """),
        ["countries.csv"] = "id,name,region,language,neighbours,joining-law,evidence-probability,listed-probability,record-sharing-share,"
            + "record-use-share,check-share,own-detection-probability,interior-arrest-per-day,deportation-per-day,release-per-day,cooperation-share\n"
            + "DEU,Germany,europe,german,,2015-06-20,0.5,0.6,0.6,0.7,0.7,0.5,0.005,0.02,0.01,0.9\n"
            + "TUN,Tunisia,maghreb,arabic,LBY,2015-08-07,0.4,0.7,0.3,0.3,0.6,0.6,0.005,0.02,0.01,0.5\n"
            + "TUR,Turkey,levant,turkish,SYR,,0.1,0.3,0.2,0.5,0.5,0.2,0.01,0.02,0.01,0.8\n"
            + "SYR,Syria,levant,arabic,TUR,,,,,,,,0,0.004,0.01,1\nLBY,Libya,maghreb,arabic,TUN,,,,,,,,0.002,0.005,0.02,1\n",
        ["places.csv"] = "id,country,kind,lat,lon,initial-control,area-km2,residual,weight,war-intensity,strike-per-day,hub-strength\n"
            + "raqqa,SYR,theatre,36,39,1,4000,false,3,1,0,0\nmanbij,SYR,theatre,37,38,0.8,2000,false,2,1.5,0.0005,0\n"
            + "desert,SYR,theatre,34,40,0.6,10000,true,1,0.5,0,0\ngaziantep,TUR,transit,37,37,0,0,false,0,0,0,0.7\n"
            + "istanbul,TUR,transit,41,29,0,0,false,0,0,0,0.4\nTUR,TUR,country,39,33,0,0,false,0,0,0,0\n"
            + "DEU,DEU,country,52,13,0,0,false,0,0,0,0\nTUN,TUN,country,36,10,0,0,false,0,0,0,0\n"
            + "sirte,LBY,affiliate,31,16,1,0,false,0,0.8,0.0003,0\nLBY,LBY,country,32,13,0,0,false,0,0,0,0\n",
        ["routes.csv"] = "id,from,to,mode,days,money-days,patrol,terrain,smuggling,guides-per-day,floor-share,held-share,killed-share\n"
            + "raqqa-manbij,raqqa,manbij,land,2,0,0,0,0,0,0,0,0\nmanbij-raqqa,manbij,raqqa,land,2,0,0,0,0,0,0,0,0\n"
            + "raqqa-desert,raqqa,desert,land,3,0,0,0,0,0,0,0,0\ndesert-raqqa,desert,raqqa,land,3,0,0,0,0,0,0,0,0\n"
            + "west,manbij,gaziantep,land,4,3,0.8,0.3,0.6,1,0.05,0.3,0.1\neast,raqqa,gaziantep,land,7,2,0.5,0.5,0.5,0,0.05,0.2,0.05\n"
            + "back,gaziantep,manbij,land,5,1,1,0.2,0.5,0.5,0,0.4,0.05\nacross,gaziantep,istanbul,land,5,0,0.1,0,0,0,0,0.5,0\n"
            + "istanbul-tur,istanbul,TUR,land,2,0,0,0,0,0,0,0,0\nflight-deu,istanbul,DEU,air,3,4,0,0,0,0,0,0.5,0\n"
            + "flight-tun,istanbul,TUN,air,4,3,0,0,0,0,0,0.5,0\nboat,istanbul,DEU,refugee,15,5,0,0,0,0,0,0.3,0.03\n"
            + "istanbul-lby,istanbul,LBY,air,6,4,0,0,0,0,0,0.3,0\nlby-sirte,LBY,sirte,land,3,0,0.2,0.3,0,0,0,0.3,0.1\n"
            + "sirte-lby,sirte,LBY,land,3,0,0.3,0.2,0.4,2,0,0.3,0\nlby-tun,LBY,TUN,land,4,1,0.7,0.2,0.5,0.5,0,0.5,0.05\n"
            + "lby-ist,LBY,istanbul,air,8,4,0,0,0,0,0,0.3,0\n",
        ["groups.csv"] = "id,origin,role,commitment,departed-persons,arrivals-as,veteran-share\ngermans,DEU,man,mixed,80,,0.1\n"
            + "german-women,DEU,woman,middle,25,germans,0\nminors,DEU,minor,low,20,germans,0\ntunisians,TUN,man,mixed,120,,0.2\nturks,TUR,man,mixed,60,,0\n",
        ["arrivals.csv"] = "group,month,share\ngermans,2015-06,2\ngermans,2015-08,1\ngermans,2015-11,1\ntunisians,2015-06,3\ntunisians,2015-07,2\n"
            + "tunisians,2016-01,1\nturks,2015-07,1\nturks,2015-10,1\n",
        ["first-theatres.csv"] = "origin,theatre,share\n*,SYR,1\n",
        ["control.csv"] = "place,date,control,over-days\nmanbij,2015-12-01,0.5,60\nmanbij,2016-05-20,0,50\nraqqa,2016-03-01,0.6,90\nsirte,2016-06-30,0.2,120\n",
        ["territory.csv"] = "date,area-km2\n2015-09-01,13000\n2016-07-01,4000\n",
        ["affiliates.csv"] = "id,place,strength-persons,pull\nlibya,sirte,3000,0.5\n",
        ["third-countries.csv"] = "place,pull\nLBY,0.3\nTUR,0.2\n",
        ["forcing.csv"] = "address,date,value\nwar/mortality-per-day,2015-07-01,0.001\nwar/mortality-per-day,2016-02-01,0.003\n"
            + "legal-travel/refugees-per-day,2015-09-01,1500\nlegal-travel/refugees-per-day,2016-04-01,50\n",
        ["policies.csv"] = "id,address,from,to,operation,value\nwall,routes/west/patrol,2015-10-20,,add,0.7\n"
            + "records,countries/*/record-use-share,2015-12-10,2016-02-20,multiply,1.2\nstrike,places/raqqa/strike-per-day,2015-11-15,2015-12-15,set,0.004\n"
            + "slow,way/pace,2016-01-10,2016-02-09,multiply,0.7\n",
    };

    private static string Json(string name, string start, string end, string sections) => $$"""
        {
          "name": "{{name}}", "title": "{{name}}", "summary": "A small scenario for tests.", "start": "{{start}}", "end": "{{end}}",
          "justice": { "on": false }, "watching": { "on": false }, "programmes": { "on": false }, "networks": { "on": false }, "attacks": { "on": false },
          "appeal": { "on": false }, "affiliate-growth": { "on": false }, "families": { "on": false }, "shape": { "on": false },
          {{sections}}
        }
        """;
}
