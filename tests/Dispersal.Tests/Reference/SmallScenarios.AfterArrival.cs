namespace Dispersal.Tests.Reference;

/// <content>Scenarios of what comes after arrival: M10 to M18.</content>
internal static partial class SmallScenarios
{
    private const string OneTheatre = "origin,theatre,share\n*,SYR,1\n";

    /// <summary>Laws that come between arrivals, evidence that comes and goes, courts at home and of holders, three phases of prison.</summary>
    private static Dictionary<string, string> Justice() => new()
    {
        ["scenario.json"] = JsonWithAll("justice", "2015-01-01", "2016-03-31", """
            "inflow": { "stopped-share": 0.4, "stopped-at": "istanbul" },
            "goal": { "disillusion-per-day": 0.06, "women-ratio": 0.8, "minors-ratio": 0.8, "underground-utility": -5, "free-share": 0.9 },
            "justice": { "membership-ratio": 0.4, "theatre-evidence": 0.7 },
            "families": { "youth-share": 0.5, "youth-ageing-per-day": 0.002, "child-ageing-per-day": 0.001 },
            "war": { "capture-per-day": 0.006 }
            """),
        ["countries.csv"] = "id,name,joining-law,membership-law,evidence-probability,own-detection-probability,deportation-per-day,release-per-day,"
            + "charge-per-day,trial-per-day,conviction-probability,sentence-days,holder-trial-per-day,responsibility-years\n"
            + "DEU,Germany,2015-03-20,2014-01-01,0.9,0.9,0,0,0.06,0.08,0.8,240,0,10\nFRA,France,2015-02-01,,0.9,0.9,0,0,0.06,0.08,0.9,240,0,14\n"
            + "TUR,Turkey,2010-01-01,,0.5,0.5,0.01,0.005,0.02,0.03,0.8,40,0.02,16\nSYR,Syria,,,0,0,0.01,0.01,0,0,0.5,200,0.02,6\n",
        ["places.csv"] = "id,country,kind,lat,lon,initial-control,weight,war-intensity\nraqqa,SYR,theatre,36,39,1,1,1\n"
            + "istanbul,TUR,transit,41,29,0,0,0\nTUR,TUR,country,39,33,0,0,0\nDEU,DEU,country,52,13,0,0,0\nFRA,FRA,country,48,2,0,0,0\n",
        ["routes.csv"] = "id,from,to,mode,days,patrol,held-share\nout,raqqa,istanbul,land,3,0.3,0.5\ntur,istanbul,TUR,land,2,0,0\n"
            + "deu,istanbul,DEU,air,3,0,0\nfra,istanbul,FRA,air,3,0,0\n",
        ["groups.csv"] = "id,origin,role,commitment,departed-persons\ngermans,DEU,man,middle,120\ngerman-minors,DEU,minor,middle,60\n"
            + "french,FRA,man,low,80\nfrench-women,FRA,woman,low,40\nturks,TUR,man,middle,40\n",
        ["arrivals.csv"] = "group,month,share\ngermans,2015-01,1\ngermans,2015-03,1\ngermans,2015-05,1\ngerman-minors,2015-03,1\nfrench,2015-01,1\n"
            + "french,2015-04,1\nfrench-women,2015-04,1\nturks,2015-02,1\n",
        ["first-theatres.csv"] = OneTheatre,
        ["forcing.csv"] = "address,date,value\njustice/theatre-evidence,2015-01-01,0.9\njustice/theatre-evidence,2015-05-01,0.5\njustice/theatre-evidence,2015-09-01,0.95\n"
            + "countries/*/conviction-probability,2015-06-01,0.5\ncountries/*/conviction-probability,2015-12-01,0.9\n",
        ["policies.csv"] = "id,address,from,to,operation,value\nmild,countries/*/sentence-days,2015-10-01,,multiply,0.5\n",
    };

    /// <summary>More persons than can be watched, home-grown subjects among them; the watched join less and are found in their cells.</summary>
    private static Dictionary<string, string> WatchingOfMany() => new()
    {
        ["scenario.json"] = JsonWithAll("watching", "2015-01-01", "2015-12-31", """
            "goal": { "disillusion-per-day": 0.03, "women-ratio": 1, "underground-utility": -5 },
            "war": { "experience-per-day": 0.02 },
            "watching": { "noise": 0.4, "veteran-risk": 2.5, "novice-risk": 1, "family-risk": 0.2, "home-grown-risk": 0.7 },
            "networks": { "join-per-day": 0.01, "found-per-day": 0.03, "watched-ratio": 0.1, "ties-weight": 0, "leave-cell-per-day": 0.005 },
            "justice": { "plotters-charged-probability": 0.6 }
            """),
        ["countries.csv"] = "id,name,own-detection-probability,watch-capacity-persons,home-grown-persons\nDEU,Germany,0.7,12,20\nFRA,France,0.6,0,15\n"
            + "SYR,Syria,0,0,0\n",
        ["places.csv"] = AirPlaces,
        ["routes.csv"] = AirRoutes,
        ["groups.csv"] = "id,origin,role,commitment,departed-persons,veteran-share\ngermans,DEU,man,mixed,120,0.3\ngerman-women,DEU,woman,middle,40,0\n"
            + "french,FRA,man,mixed,80,0.1\n",
        ["arrivals.csv"] = "group,month,share\ngermans,2015-01,2\ngermans,2015-04,1\ngerman-women,2015-01,1\nfrench,2015-01,1\n",
        ["first-theatres.csv"] = OneTheatre,
        ["forcing.csv"] = "address,date,value\ncountries/DEU/home-grown-persons,2015-03-01,10\ncountries/DEU/home-grown-persons,2015-10-01,60\n"
            + "countries/FRA/watch-capacity-persons,2015-05-01,0\ncountries/FRA/watch-capacity-persons,2015-11-01,90\n",
    };

    /// <summary>A programme with few places that is shelved, and one with many; those who completed it begin again less.</summary>
    private static Dictionary<string, string> ExitProgrammes() => new()
    {
        ["scenario.json"] = JsonWithAll("programmes", "2015-01-01", "2016-06-30", """
            "goal": { "disillusion-per-day": 0.05, "women-ratio": 1, "minors-ratio": 1, "underground-utility": -5 },
            "networks": { "disengage-per-day": 0.001, "reengage-per-day": 0.004, "leave-cell-per-day": 0.002 }
            """),
        ["countries.csv"] = "id,name,joining-law,own-detection-probability,evidence-probability,charge-per-day,trial-per-day,sentence-days\n"
            + "DEU,Germany,2010-01-01,0.9,0.3,0.004,0.02,90\nFRA,France,2010-01-01,0.8,0.5,0.003,0.01,90\nSYR,Syria,,0,0,0,0.01,90\n",
        ["places.csv"] = AirPlaces,
        ["routes.csv"] = AirRoutes,
        ["groups.csv"] = "id,origin,role,commitment,departed-persons\ngermans,DEU,man,mixed,120\ngerman-minors,DEU,minor,middle,20\nfrench,FRA,man,mixed,120\n",
        ["arrivals.csv"] = "group,month,share\ngermans,2015-01,1\ngerman-minors,2015-01,1\nfrench,2015-01,1\n",
        ["first-theatres.csv"] = OneTheatre,
        ["exit-programmes.csv"] = "id,country,places-persons,take-up-per-day,duration-days,completion-probability,effect-ratio\n"
            + "exit,DEU,8,0.02,60,0.6,0.2\naarhus,FRA,200,0.008,90,0.8,0.5\n",
        ["policies.csv"] = "id,address,from,to,operation,value\nshelved,exit-programmes/exit/places-persons,2015-10-01,2016-02-29,set,0\n",
    };

    /// <summary>Cells that draw in, by ties, by supply and soon after arrival; leaving them, coming back to them, setting out again.</summary>
    private static Dictionary<string, string> Cells() => new()
    {
        ["scenario.json"] = JsonWithAll("networks", "2015-01-01", "2016-06-30", """
            "goal": { "disillusion-per-day": 0.03, "women-ratio": 1, "minors-ratio": 1, "underground-utility": -3, "third-country-utility": -1,
                      "free-share": 0.85, "retreat-utility": 0 },
            "war": { "base-mortality-per-day": 0.0002 },
            "networks": { "join-per-day": 0.004, "commitment-ratio": 2, "families-ratio": 0.4, "fresh-days": 60, "later-ratio": 0.25, "watched-ratio": 0.3,
                          "ties-weight": 4, "ties-scale-persons": 15, "supply-weight": 2, "supply-scale-persons": 30, "disengage-per-day": 0.002,
                          "leave-cell-per-day": 0.004, "reengage-per-day": 0.003, "leave-again-per-day": 0.002, "found-per-day": 0.006,
                          "celebrity-weight": 3, "celebrity-scale-persons": 4 },
            "appeal": { "mobilisation-per-day": 0.004, "demobilisation-per-day": 0.002, "media-output": 500 },
            "families": { "youth-share": 0.6, "youth-ageing-per-day": 0.004, "child-ageing-per-day": 0.003 }
            """),
        ["countries.csv"] = "id,name,own-detection-probability,watch-capacity-persons,home-grown-persons,fragility,trial-per-day,sentence-days,conviction-probability\n"
            + "DEU,Germany,0.5,15,50,1,0.03,45,0.9\nFRA,France,0.4,10,30,1.6,0.03,45,0.8\nSYR,Syria,0,0,0,1,0,45,1\nMYS,Malaysia,0.3,3,10,0.7,0.03,45,0.8\n",
        ["places.csv"] = AirPlaces + "MYS,MYS,country,3,101,0,0,0\n",
        ["routes.csv"] = AirRoutes + "mys,raqqa,MYS,air,8\nmys-back,MYS,raqqa,air,8\nmys-deu,MYS,DEU,air,5\ndeu-back,DEU,raqqa,air,10\n",
        ["groups.csv"] = "id,origin,role,commitment,departed-persons,prominent-share\ngermans,DEU,man,mixed,120,0.2\ngerman-women,DEU,woman,mixed,30,0\n"
            + "german-minors,DEU,minor,middle,40,0\nfrench,FRA,man,mixed,100,0.1\n",
        ["arrivals.csv"] = "group,month,share\ngermans,2015-01,2\ngermans,2015-06,1\ngerman-women,2015-01,1\ngerman-minors,2015-01,1\nfrench,2015-01,1\n",
        ["first-theatres.csv"] = OneTheatre,
        ["third-countries.csv"] = "place,pull\nMYS,0.5\n",
        ["control.csv"] = "place,date,control,over-days\nraqqa,2016-03-01,0.2,60\n",
        ["forcing.csv"] = "address,date,value\nnetworks/found-per-day,2015-03-01,0.002\nnetworks/found-per-day,2016-01-01,0.012\n"
            + "countries/FRA/fragility,2015-06-01,0.5\ncountries/FRA/fragility,2016-01-01,2\n",
    };

    /// <summary>As <see cref="Cells"/>, with ties to those who came next to oneself.</summary>
    private static Dictionary<string, string> CellsByPerson()
    {
        Dictionary<string, string> texts = Cells();
        texts["scenario.json"] = texts["scenario.json"].Replace("\"name\": \"networks\"", "\"name\": \"networks-by-person\"", StringComparison.Ordinal)
            .Replace("\"ties-weight\": 4", "\"ties-weight\": 12, \"ties-by-person\": true, \"contacts\": 3", StringComparison.Ordinal);
        return texts;
    }

    /// <summary>Plots by returnees, by persons sent and by the home-grown; foiled, failed, executed.</summary>
    private static Dictionary<string, string> Plots() => new()
    {
        ["scenario.json"] = JsonWithAll("attacks", "2015-01-01", "2015-12-31", """
            "goal": { "disillusion-per-day": 0.02, "underground-utility": -3, "third-country-utility": -1, "women-ratio": 1 },
            "war": { "experience-per-day": 0.01 },
            "justice": { "plotters-charged-probability": 0.7 },
            "networks": { "join-per-day": 0.02, "ties-weight": 0.5, "families-ratio": 0.5, "leave-again-per-day": 0.001 },
            "attacks": { "plot-per-day": 0.01, "dispatch-per-day": 0.006, "directed-plot-per-day": 0.03, "team-share": 0.3, "posing-share": 0.4, "linked-per-day": 0.0004,
                         "inspired-per-day": 0.0008, "foiled-probability": 0.3, "watched-foiled-probability": 0.85, "executed-probability": 0.6,
                         "veteran-execution-ratio": 1.4, "deaths-per-attack": 1.5, "veteran-lethality-ratio": 2.5, "accomplices-per-plot": 0.8,
                         "attacker-death-probability": 0.5, "home-grown-known-share": 0.7, "home-grown-refugee-share": 0.15 },
            "appeal": { "mobilisation-per-day": 0.02, "demobilisation-per-day": 0.005, "media-output": 400 }
            """),
        ["countries.csv"] = "id,name,own-detection-probability,watch-capacity-persons,home-grown-persons,target-weight,trial-per-day,sentence-days,conviction-probability\n"
            + "DEU,Germany,0.5,40,120,1,0.03,30,0.8\nFRA,France,0.4,10,80,2.5,0.03,30,0.8\nSYR,Syria,0,0,0,0,0,45,1\nMYS,Malaysia,0.3,3,10,0.6,0.03,45,0.8\n",
        ["places.csv"] = AirPlaces + "MYS,MYS,country,3,101,0,0,0\n",
        ["routes.csv"] = AirRoutes + "mys,raqqa,MYS,air,8\nmys-deu,MYS,DEU,air,5\n",
        ["groups.csv"] = "id,origin,role,commitment,departed-persons,veteran-share\ngermans,DEU,man,mixed,120,0.4\ngerman-women,DEU,woman,mixed,30,0\n"
            + "french,FRA,man,mixed,100,0.3\n",
        ["arrivals.csv"] = "group,month,share\ngermans,2015-01,1\ngerman-women,2015-01,1\nfrench,2015-01,1\n",
        ["first-theatres.csv"] = OneTheatre,
        ["third-countries.csv"] = "place,pull\nMYS,0.5\n",
        ["policies.csv"] = "id,address,from,to,operation,value\ncampaign,attacks/inspired-per-day,2015-06-01,2015-09-30,multiply,3\n",
    };

    /// <summary>Appeal that rises with ground and with its loss and outlives it; reach that follows media; the home-grown it mobilises.</summary>
    private static Dictionary<string, string> AppealAndReach() => new()
    {
        ["scenario.json"] = JsonWithAll("appeal", "2015-01-01", "2016-06-30", """
            "goal": { "disillusion-per-day": 0.02, "leave-underground-per-day": 0.02, "appeal-weight": 1.5, "retreat-utility": 0, "underground-utility": -1 },
            "territory": { "killed-probability": 0.1, "captured-probability": 0.1 },
            "networks": { "celebrity-weight": 4, "celebrity-scale-persons": 6, "fresh-days": 90, "join-per-day": 0.002, "supply-weight": 3, "supply-scale-persons": 100 },
            "attacks": { "inspired-per-day": 0.0002 },
            "appeal": { "initial": 0.6, "fade-per-day": 0.006, "territory-per-day": 0.005, "victory-gain": 0.8, "revenge-gain": 1.5, "media-output": 600,
                        "media-scale": 700, "reach-per-day": 0.02, "reach-floor": 0.2, "supporters-gain": 1.2, "mobilisation-per-day": 0.003,
                        "demobilisation-per-day": 0.004 }
            """),
        ["countries.csv"] = "id,name,own-detection-probability,watch-capacity-persons,home-grown-persons\nDEU,Germany,0.5,10,200\nFRA,France,0.4,10,100\n"
            + "SYR,Syria,0,0,0\n",
        ["places.csv"] = "id,country,kind,lat,lon,initial-control,weight,war-intensity\nraqqa,SYR,theatre,36,39,0.5,2,1\nidlib,SYR,theatre,36,36,0.3,1,1\n"
            + "DEU,DEU,country,52,13,0,0,0\nFRA,FRA,country,48,2,0,0,0\n",
        ["routes.csv"] = AirRoutes + "deu2,idlib,DEU,air,7\nfra2,idlib,FRA,air,7\nretreat,raqqa,idlib,land,3\nretreat2,idlib,raqqa,land,3\n",
        ["groups.csv"] = "id,origin,role,commitment,departed-persons,prominent-share\ngermans,DEU,man,mixed,150,0.3\nfrench,FRA,man,mixed,100,0.1\n",
        ["arrivals.csv"] = "group,month,share\ngermans,2015-01,1\ngermans,2015-09,1\nfrench,2015-02,1\n",
        ["first-theatres.csv"] = OneTheatre,
        ["control.csv"] = "place,date,control,over-days\nraqqa,2015-06-01,1,60\nraqqa,2015-12-01,0.3,40\nidlib,2015-10-01,0,0\nraqqa,2016-04-01,0,30\n",
        ["forcing.csv"] = "address,date,value\nappeal/media-output,2015-03-01,300\nappeal/media-output,2015-08-01,900\nappeal/media-output,2016-03-01,50\n"
            + "countries/FRA/home-grown-persons,2015-09-01,100\ncountries/FRA/home-grown-persons,2015-11-01,20\n",
        ["policies.csv"] = "id,address,from,to,operation,value\nremoval,appeal/reach-ratio,2015-11-15,,multiply,0.5\n",
    };

    /// <summary>Affiliates that grow by experienced arrivals, shrink by strikes, become provinces and fight the harder the stronger they are.</summary>
    private static Dictionary<string, string> Growth() => new()
    {
        ["scenario.json"] = JsonWithAll("affiliate-growth", "2015-01-01", "2015-12-31", """
            "goal": { "disillusion-per-day": 0.03, "underground-utility": -4, "affiliate-utility": -1, "leave-affiliate-per-day": 0.005, "strength-weight": 0.3 },
            "war": { "mortality-per-day": 0.001, "capture-per-day": 0.002, "experience-per-day": 0.005, "affiliate-ratio": 1 },
            "affiliate-growth": { "recruits-per-arrival": 8, "saturation-ratio": 4, "recovery-per-day": 0.01, "intensity-elasticity": 1.5, "intensity-ceiling": 2.5,
                                  "province-threshold-persons": 260, "province-pull": 1.5 },
            "shape": { "core-locals-persons": 50 }
            """),
        ["countries.csv"] = "id,name,own-detection-probability,release-per-day\nDEU,Germany,0.5,0\nFRA,France,0.4,0\nSYR,Syria,0,0.02\nLBY,Libya,0,0.02\nTUN,Tunisia,0.5,0\n",
        ["places.csv"] = AirPlaces + "TUN,TUN,country,36,10,0,0,0\nsirte,LBY,affiliate,31,16,1,0,1.5\nkasserine,TUN,affiliate,35,8,0,0,1\n",
        ["routes.csv"] = AirRoutes + "tun,raqqa,TUN,air,7\nsirte,raqqa,sirte,air,9\nsirte-raqqa,sirte,raqqa,air,9\nsirte-deu,sirte,DEU,air,9\nkasserine,raqqa,kasserine,air,9\n"
            + "kasserine-tun,kasserine,TUN,land,2\nsirte-tun,sirte,TUN,land,4\n",
        ["groups.csv"] = "id,origin,role,commitment,departed-persons,veteran-share\ngermans,DEU,man,mixed,120,0.5\ntunisians,TUN,man,mixed,120,0.3\n",
        ["arrivals.csv"] = "group,month,share\ngermans,2015-01,1\ntunisians,2015-01,1\ntunisians,2015-05,1\n",
        ["first-theatres.csv"] = OneTheatre,
        ["affiliates.csv"] = "id,place,strength-persons,pull\nlibya,sirte,200,0.5\nokba,kasserine,40,1\n",
        ["control.csv"] = "place,date,control,over-days\nsirte,2015-12-15,0.3,60\n",
        ["forcing.csv"] = "address,date,value\naffiliates/libya/strength-persons,2015-02-01,200\naffiliates/libya/strength-persons,2015-09-01,320\n"
            + "affiliates/okba/strength-persons,2015-06-01,40\naffiliates/okba/strength-persons,2015-08-01,0\n",
        ["policies.csv"] = "id,address,from,to,operation,value\nstrikes,places/sirte/strike-per-day,2015-06-10,2015-07-10,set,0.02\n",
    };

    /// <summary>Births, growing up, families in camps that some states empty, care at home.</summary>
    private static Dictionary<string, string> FamiliesInCamps() => new()
    {
        ["scenario.json"] = JsonWithAll("families", "2015-01-01", "2016-06-30", """
            "inflow": { "stopped-share": 0.2, "stopped-at": "camp" },
            "goal": { "disillusion-per-day": 0.005, "women-ratio": 1, "minors-ratio": 1, "underground-utility": 0, "leave-underground-per-day": 0.01, "affiliate-utility": -1,
                      "leave-affiliate-per-day": 0.003 },
            "territory": { "killed-probability": 0.1, "captured-probability": 0.3, "families-killed-ratio": 0.5, "families-captured-ratio": 2 },
            "war": { "mortality-per-day": 0.001, "capture-per-day": 0.003 },
            "networks": { "join-per-day": 0.003, "families-ratio": 0.5, "reengage-per-day": 0.001, "disengage-per-day": 0.002 },
            "families": { "births-per-day": 0.004, "youth-share": 0.4, "child-ageing-per-day": 0.004, "youth-ageing-per-day": 0.005, "care-share": 0.6 }
            """),
        ["countries.csv"] = "id,name,joining-law,own-detection-probability,deportation-per-day,release-per-day,repatriation-per-day,evidence-probability,charge-per-day,trial-per-day,"
            + "sentence-days,holder-trial-per-day,responsibility-years,watch-capacity-persons\n"
            + "DEU,Germany,2010-01-01,0.6,0,0,0.006,0.8,0.01,0.02,60,0,12,5\nTUN,Tunisia,2010-01-01,0.5,0,0,0.001,0.6,0.02,0.02,60,0,8,5\n"
            + "SYR,Syria,,0,0.003,0.003,0,0,0,0,60,0.003,9,0\n",
        ["places.csv"] = "id,country,kind,lat,lon,initial-control,weight,war-intensity\nraqqa,SYR,theatre,36,39,1,2,1\nidlib,SYR,theatre,36,36,1,1,0.5\n"
            + "camp,SYR,transit,36,40,0,0,0\nDEU,DEU,country,52,13,0,0,0\nTUN,TUN,country,36,10,0,0,0\nkasserine,TUN,affiliate,35,8,1,0,0.5\n",
        ["routes.csv"] = "id,from,to,mode,days\ndeu,raqqa,DEU,air,7\ntun,raqqa,TUN,air,7\nidlib,raqqa,idlib,land,2\nidlib-raqqa,idlib,raqqa,land,2\n"
            + "idlib-deu,idlib,DEU,air,8\nkasserine,raqqa,kasserine,air,8\nkasserine-tun,kasserine,TUN,land,2\ncamp-raqqa,camp,raqqa,land,2\n",
        ["groups.csv"] = "id,origin,role,commitment,departed-persons\ngermans,DEU,woman,mixed,80\ngerman-minors,DEU,minor,mixed,40\ntunisians,TUN,woman,mixed,60\n"
            + "tunisian-minors,TUN,minor,mixed,30\ntunisian-men,TUN,man,high,30\n",
        ["arrivals.csv"] = "group,month,share\ngermans,2015-01,1\ngerman-minors,2015-01,1\ntunisians,2015-01,1\ntunisians,2015-06,1\ntunisian-minors,2015-02,1\ntunisian-men,2015-01,1\n",
        ["first-theatres.csv"] = OneTheatre,
        ["affiliates.csv"] = "id,place,strength-persons,pull\nokba,kasserine,40,1\n",
        ["control.csv"] = "place,date,control,over-days\nraqqa,2015-10-01,0,60\nkasserine,2016-04-01,0.2,60\n",
        ["policies.csv"] = "id,address,from,to,operation,value\nfetch,countries/DEU/repatriation-per-day,2015-12-01,2016-03-31,set,0.02\n",
    };

    /// <summary>The centre loses its men and its locals while affiliates keep theirs.</summary>
    private static Dictionary<string, string> ShapeOfTheWhole() => new()
    {
        ["scenario.json"] = JsonWithAll("shape", "2015-01-01", "2015-12-31", """
            "goal": { "disillusion-per-day": 0.01, "underground-utility": 3, "leave-underground-per-day": 0.001, "affiliate-utility": -1 },
            "war": { "mortality-per-day": 0.0005 },
            "affiliate-growth": { "recruits-per-arrival": 0.5 },
            "shape": { "core-locals-persons": 40 }
            """),
        ["countries.csv"] = "id,name\nDEU,Germany\nFRA,France\nSYR,Syria\nLBY,Libya\nEGY,Egypt\n",
        ["places.csv"] = AirPlaces + "sirte,LBY,affiliate,31,16,0,0,0.2\nsinai,EGY,affiliate,30,34,0,0,0.2\n",
        ["routes.csv"] = AirRoutes + "sirte,raqqa,sirte,air,9\nsinai,raqqa,sinai,air,6\n",
        ["groups.csv"] = "id,origin,role,commitment,departed-persons\ngermans,DEU,man,mixed,100\nfrench,FRA,woman,mixed,60\n",
        ["arrivals.csv"] = "group,month,share\ngermans,2015-01,1\nfrench,2015-01,1\nfrench,2015-05,1\n",
        ["first-theatres.csv"] = OneTheatre,
        ["affiliates.csv"] = "id,place,strength-persons,pull\nlibya,sirte,60,1\nsinai,sinai,20,1\n",
        ["control.csv"] = "place,date,control,over-days\nraqqa,2015-08-01,0.1,120\n",
        ["forcing.csv"] = "address,date,value\nshape/core-locals-persons,2015-04-01,40\nshape/core-locals-persons,2015-10-01,0\n",
    };

    /// <summary>The scenario with M1 to M9 at work, and everything that comes after it too.</summary>
    private static Dictionary<string, string> WholeModel()
    {
        Dictionary<string, string> texts = Everything();
        string json = texts["scenario.json"];
        texts["scenario.json"] = json[..json.IndexOf("\"justice\": { \"on\"", StringComparison.Ordinal)].Replace("\"everything\"", "\"whole-model\"", StringComparison.Ordinal)
            + """
            "justice": { "membership-ratio": 0.6, "theatre-evidence": 0.8, "plotters-charged-probability": 0.8 },
            "watching": { "noise": 0.6 },
            "networks": { "join-per-day": 0.006, "fresh-days": 60, "families-ratio": 0.3, "ties-weight": 2, "ties-scale-persons": 6, "supply-weight": 1, "supply-scale-persons": 40,
                          "disengage-per-day": 0.001, "leave-cell-per-day": 0.004, "reengage-per-day": 0.002, "leave-again-per-day": 0.001, "found-per-day": 0.006,
                          "celebrity-weight": 2, "celebrity-scale-persons": 3 },
            "attacks": { "plot-per-day": 0.006, "dispatch-per-day": 0.0008, "team-share": 0.8, "linked-per-day": 0.0003, "inspired-per-day": 0.0006 },
            "appeal": { "fade-per-day": 0.004, "territory-per-day": 0.004, "victory-gain": 0.4, "revenge-gain": 0.8, "media-output": 400, "mobilisation-per-day": 0.004 },
            "affiliate-growth": { "recruits-per-arrival": 4, "intensity-elasticity": 0.7, "province-threshold-persons": 2990, "province-pull": 1 },
            "families": { "births-per-day": 0.002, "youth-share": 0.4, "child-ageing-per-day": 0.002, "youth-ageing-per-day": 0.003 },
            "shape": { "core-locals-persons": 300 },
            """
            + json[json.IndexOf("\"inflow\"", StringComparison.Ordinal)..];
        string[] after =
        [
            ",charge-per-day,trial-per-day,sentence-days,holder-trial-per-day,watch-capacity-persons,home-grown-persons,fragility,target-weight,repatriation-per-day",
            ",0.02,0.03,60,0,8,60,1,1.5,0.01", ",0.02,0.02,90,0,3,40,1.5,0.5,0.002", ",0.01,0.02,60,0.005,2,20,1.2,1,0.001", ",0,0,60,0.002,0,0,1,0,0", ",0.01,0.02,60,0.004,1,5,2,0.3,0",
        ];
        string[] lines = texts["countries.csv"].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        texts["countries.csv"] = string.Concat(lines.Zip(after, (line, more) => line + more + "\n"));
        lines = texts["groups.csv"].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        texts["groups.csv"] = string.Concat(lines.Zip([",prominent-share", ",0.3", ",0", ",0", ",0.2", ",0"], (line, more) => line + more + "\n"));
        texts["exit-programmes.csv"] = "id,country,places-persons,take-up-per-day,duration-days\nexit,DEU,6,0.01,60\n";
        return texts;
    }

    private const string AirPlaces = "id,country,kind,lat,lon,initial-control,weight,war-intensity\nraqqa,SYR,theatre,36,39,1,1,1\n"
        + "DEU,DEU,country,52,13,0,0,0\nFRA,FRA,country,48,2,0,0,0\n";

    private const string AirRoutes = "id,from,to,mode,days\ndeu,raqqa,DEU,air,5\nfra,raqqa,FRA,air,6\n";

    private static string JsonWithAll(string name, string start, string end, string sections) => $$"""
        {
          "name": "{{name}}", "title": "{{name}}", "summary": "A small scenario for tests.", "start": "{{start}}", "end": "{{end}}",
          {{sections}}
        }
        """;
}
