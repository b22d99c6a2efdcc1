namespace Dispersal.Tests.Scenarios;

/// <summary>A valid scenario that uses every table and every section, small enough to read; tests change one thing in it.</summary>
internal static class Small
{
    public const string Json =
        """
        {
          "name": "small",
          "title": "A small scenario",
          "summary": "Two states, one theatre.",
          "start": "2015-01-01",
          "end": "2016-12-31",
          "forecast-from": "2016-07-01",
          "inflow": { "stopped-share": 0.1, "stopped-at": "TUR" },
          "territory": { "killed-probability": 0.3, "captured-probability": 0.1 },
          "war": {
            "mortality-per-day": { "value": 0.0005, "low": 0.0002, "high": 0.001, "distribution": "log-uniform", "source": "counts", "grade": "B" },
          },
          // Everything else of the model keeps its defaults.
          "border": { "on": true, "wear": 0.2 },
        }
        """;

    public const string Countries =
        """
        id,name,region,eu,language,neighbours,joining-law,check-share,interior-arrest-per-day,deportation-per-day
        SYR,Syria,mena,false,arabic,TUR,,0,0,0
        TUR,Turkey,mena,false,turkish,SYR,,0.2,0.001,0.002
        DEU,Germany,europe,true,german,,2014-09-12,0.5,,
        LBY,Libya,mena,false,arabic,,,0,0,0
        """;

    public const string Places =
        """
        id,country,kind,lat,lon,initial-control,area-km2,residual,weight,war-intensity,hub-strength
        raqqa,SYR,theatre,35.95,39.01,1,2000,,5,1,
        desert,SYR,theatre,34.5,40.1,1,50000,true,1,1,
        antep,TUR,transit,37.06,37.38,,,,,,0.5
        SYR,SYR,country,35,38,,,,,,
        TUR,TUR,country,39,35,,,,,,
        DEU,DEU,country,51,10,,,,,,
        LBY,LBY,country,27,17,,,,,,
        sirte,LBY,affiliate,31.2,16.59,,,,,0.5,
        """;

    public const string Routes =
        """
        # The way out is the way in.
        id,from,to,mode,days,patrol,patrol-low,patrol-high,terrain,smuggling,guides-per-day,held-share,killed-share,source
        raqqa-desert,raqqa,desert,land,3,,,,,,,,,
        desert-raqqa,desert,raqqa,land,3,,,,,,,,,
        raqqa-antep,raqqa,antep,land,5,0.8,0.4,1.6,0.2,0.5,20,0.3,0.01,border reports
        antep-raqqa,antep,raqqa,land,5,0.3,0.1,0.6,0.2,0.5,20,0.3,0.01,border reports
        raqqa-SYR,raqqa,SYR,land,3,,,,,,,,,
        antep-TUR,antep,TUR,land,2,,,,,,,,,
        antep-DEU,antep,DEU,air,10,,,,,,,0.5,,
        antep-LBY,antep,LBY,air,10,,,,,,,0.5,,
        LBY-sirte,LBY,sirte,land,10,0.1,,,,,,0.5,,
        """;

    public const string Groups =
        """
        id,origin,role,commitment,departed-persons,departed-persons-low,departed-persons-high,arrivals-as,source,grade
        DEU-men,DEU,man,mixed,700,600,800,,interior ministry,A
        DEU-women,DEU,woman,middle,200,150,250,DEU-men,interior ministry,A
        """;

    public const string Arrivals =
        """
        group,month,share
        DEU-men,2015-01,2
        DEU-men,2015-02,1
        """;

    public const string FirstTheatres =
        """
        origin,theatre,share
        *,SYR,1
        """;

    public const string Control =
        """
        place,date,control,over-days
        raqqa,2016-06-01,0.5,30
        raqqa,2016-10-17,0,30
        """;

    public const string Territory =
        """
        date,area-km2
        2015-01-01,52000
        2016-12-31,10000
        """;

    public const string Affiliates =
        """
        id,name,place,states,strength-persons,pull
        libya,Libya province,sirte,,3000,0.5
        """;

    public const string ThirdCountries =
        """
        place,pull
        TUR,0
        """;

    public const string Forcing =
        """
        address,date,value
        goal/disillusion-per-day,2015-01-01,0.001
        goal/disillusion-per-day,2015-01-11,0.002
        routes/raqqa-*/days,2015-06-01,4
        """;

    public const string Policies =
        """
        id,address,from,to,operation,value
        surge,routes/raqqa-antep/patrol,2016-01-01,2016-01-31,multiply,2
        close,routes/raqqa-antep/patrol,2016-01-15,,set,1.5
        records,countries/*/record-use-share,2016-03-01,,add,0.1
        """;

    /// <summary>The files, each text free to be changed.</summary>
    public static Dictionary<string, string> Texts() => new(StringComparer.Ordinal)
    {
        ["scenario.json"] = Json,
        ["countries.csv"] = Countries,
        ["places.csv"] = Places,
        ["routes.csv"] = Routes,
        ["groups.csv"] = Groups,
        ["arrivals.csv"] = Arrivals,
        ["first-theatres.csv"] = FirstTheatres,
        ["control.csv"] = Control,
        ["territory.csv"] = Territory,
        ["affiliates.csv"] = Affiliates,
        ["third-countries.csv"] = ThirdCountries,
        ["forcing.csv"] = Forcing,
        ["policies.csv"] = Policies,
    };

    public static Scenario Scenario() => Dispersal.Scenario.FromTexts(Texts());

    /// <summary>An overlay named <c>over</c> on the small scenario, with the files given.</summary>
    public static Dictionary<string, string> Over(params (string File, string Text)[] files)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal) { ["scenario.json"] = """{ "name": "over", "extends": "../small" }""" };
        foreach ((string file, string text) in Texts())
        {
            texts[$"../small/{file}"] = text;
        }

        foreach ((string file, string text) in files)
        {
            texts[file] = text;
        }

        return texts;
    }
}
