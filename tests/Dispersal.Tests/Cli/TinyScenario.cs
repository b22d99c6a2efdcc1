namespace Dispersal.Tests.Cli;

/// <summary>A folder with a small scenario: one town that falls, one origin, one way home. Gone when disposed.</summary>
internal sealed class TinyScenario : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("dispersal-");

    public TinyScenario()
    {
        Write("scenario.json", """
            {
              "name": "tiny",
              "title": "One town and one way home",
              "summary": "A hundred men, a town that falls in a year, a border.",
              "start": "2015-01-01",
              "end": "2016-12-31",
              "forecast-from": "2016-07-01",
              "war": { "mortality-per-day": { "value": 0.0005, "low": 0.0001, "high": 0.001, "source": "Made up" } },
              "goal": { "disillusion-per-day": 0.002 }
            }
            """);
        Write("countries.csv", """
            id,name,region,eu
            AAA,Aland,,
            BBB,Bland,The West,true
            CCC,Cland,The East,
            """);
        Write("places.csv", """
            id,country,kind,lat,lon,initial-control,area-km2,weight,war-intensity
            town,AAA,theatre,35,38,1,1000,1,1
            BBB,BBB,country,50,10,,,,
            CCC,CCC,country,40,60,,,,
            """);
        Write("routes.csv", """
            id,from,to,mode,days,patrol,held-share
            town-bbb,town,BBB,land,10,0.5,0.5
            town-ccc,town,CCC,land,20,1,0.2
            """);
        Write("groups.csv", """
            id,origin,role,commitment,departed-persons
            BBB-men,BBB,man,mixed,100
            CCC-men,CCC,man,mixed,60
            """);
        Write("arrivals.csv", """
            group,month,share
            BBB-men,2015-01,1
            BBB-men,2015-02,1
            CCC-men,2015-03,1
            """);
        Write("first-theatres.csv", """
            origin,theatre,share
            *,AAA,1
            """);
        Write("claims.csv", """
            id,claim,mechanisms,parameters,outputs,source,grade,reason
            c1,"Most go home, some are stopped",M4 M6,goal/home-utility routes/*/patrol,returned@region:The_West@2016-06-30 stopped@BBB,Made up,C,
            c2,The town falls within a year,M2,control/town/*/control forecast-from,in-theatre,Made up,,a ramp
            """);
        Write("control.csv", """
            place,date,control,over-days
            town,2016-03-31,0,180
            """);
    }

    /// <summary>The scenario's folder.</summary>
    public string Folder => Path.Combine(root.FullName, "tiny");

    /// <summary>A folder beside it that does not exist yet.</summary>
    public string Out => Path.Combine(root.FullName, "out");

    /// <summary>What lies beside the scenario, by name.</summary>
    public IEnumerable<string> Beside => root.EnumerateFileSystemInfos().Select(entry => entry.Name).Where(name => name != "tiny");

    public void Write(string file, string text)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, file), text.ReplaceLineEndings("\n") + "\n");
    }

    public void Change(string file, string from, string to)
    {
        string text = File.ReadAllText(Path.Combine(Folder, file));
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(Folder, file), text.Replace(from, to, StringComparison.Ordinal));
    }

    public void Dispose() => root.Delete(recursive: true);
}
