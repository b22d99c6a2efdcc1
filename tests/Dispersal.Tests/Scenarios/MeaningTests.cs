using FsCheck;
using FsCheck.Xunit;

namespace Dispersal.Tests.Scenarios;

public class MeaningTests
{
    private static readonly string World = Small.Scenario().Fingerprint;

    [Property(Replay = "7,7", MaxTest = 30, QuietOnSuccess = true)]
    public bool The_fingerprint_does_not_depend_on_the_order_of_rows(NonEmptyArray<int> keys)
    {
        Dictionary<string, string> texts = Small.Texts();
        foreach (string file in texts.Keys.Where(k => k.EndsWith(".csv", StringComparison.Ordinal)).ToList())
        {
            // Keys that are drawn small are spread out, so that they and not the rows' own numbers decide the order.
            string[] lines = [.. texts[file].Split('\n').Where(l => !l.StartsWith('#'))];
            IEnumerable<string> rows = lines.Skip(1).Select((line, i) => (line, key: (keys.Get[i % keys.Get.Length] * 1_000_003) ^ (i * 7919))).OrderBy(r => r.key).Select(r => r.line);
            texts[file] = string.Join('\n', rows.Prepend(lines[0]));
        }

        Scenario shuffled = Scenario.FromTexts(texts);
        return shuffled.Fingerprint == World && shuffled.Routes.Select(r => r.Id).SequenceEqual(Small.Scenario().Routes.Select(r => r.Id));
    }

    [Fact]
    public void The_fingerprint_does_not_depend_on_formatting()
    {
        Dictionary<string, string> texts = Small.Texts();
        texts["scenario.json"] = Small.Json.Replace("\n", "\r\n", StringComparison.Ordinal).Replace("0.0005", "5.0e-4", StringComparison.Ordinal)
            .Replace("\"border\": { \"on\": true, \"wear\": 0.2 },", "/* gone */", StringComparison.Ordinal);
        texts["routes.csv"] = "\uFEFF" + Small.Routes.Replace("raqqa-antep,raqqa", "  \"raqqa-antep\" , raqqa", StringComparison.Ordinal)
            .Replace("\n", "\r\n", StringComparison.Ordinal).Replace("0.8", "0.80", StringComparison.Ordinal) + "\r\n\r\n# end";
        texts["control.csv"] = "over-days,control,date,place\n30,0.5,2016-06-01,raqqa\n30,0,2016-10-17,raqqa";

        Assert.Equal(World, Scenario.FromTexts(texts).Fingerprint);
    }

    [Fact]
    public void Sources_and_titles_do_not_count_but_values_ranges_and_switches_do()
    {
        Assert.Equal(World, With(("border reports", "other reports")));
        Assert.Equal(World, With(("A small scenario", "Another title")));
        Assert.Equal(World, With(("interior ministry,A", "police,C")));
        string[] others = [With(("0.8,0.4", "0.9,0.4")), With(("0.8,0.4", "0.8,0.5")), With(("\"on\": true", "\"on\": false")), With(("log-uniform", "uniform")), With(("2016-12-31\"", "2016-12-30\""))];
        Assert.Equal(6, others.Append(World).Distinct().Count());

        static string With((string Old, string New) change)
        {
            Dictionary<string, string> texts = Small.Texts();
            foreach (string file in texts.Keys.ToList())
            {
                texts[file] = texts[file].Replace(change.Old, change.New, StringComparison.Ordinal);
            }

            return Scenario.FromTexts(texts).Fingerprint;
        }
    }

    [Fact]
    public void An_overlay_and_the_same_setting_have_one_fingerprint_and_the_edited_base_another()
    {
        string overlay = Scenario.FromTexts(Small.Over(("routes.csv", "id,terrain\nraqqa-antep,0.9\n"))).Fingerprint;
        Dictionary<string, string> edited = Small.Texts();
        edited["routes.csv"] = Small.Routes.Replace("raqqa-antep,raqqa,antep,land,5,0.8,0.4,1.6,0.2", "raqqa-antep,raqqa,antep,land,5,0.8,0.4,1.6,0.9", StringComparison.Ordinal);

        Assert.Equal(overlay, Small.Scenario().With("routes/raqqa-antep/terrain", 0.9).Fingerprint);
        Assert.NotEqual(overlay, Scenario.FromTexts(edited).Fingerprint); // its arrivals do not depend on a baseline
    }

    [Fact]
    public void The_difference_names_values_and_rows()
    {
        Scenario after = Scenario.FromTexts(Small.Over(
            ("scenario.json", """{ "name": "over", "extends": "../small", "border": { "on": false }, "war": { "mortality-per-day": { "high": 0.002 } } }"""),
            ("routes.csv", "id,from,to,mode,days,patrol,remove\nnew,desert,SYR,land,4,,\nraqqa-SYR,,,,,,true\nraqqa-antep,,,,,2,\n")));

        Assert.Equal(
            [
                "war/mortality-per-day: 0.0005 [0.0002, 0.001] log-uniform -> 0.0005 [0.0002, 0.002] log-uniform",
                "border/on: true -> false",
                "routes/new: none -> from=desert to=SYR mode=land days=4",
                "routes/raqqa-SYR: from=raqqa to=SYR mode=land days=3 -> none",
                "routes/raqqa-antep/patrol: 0.8 [0.4, 1.6] -> 2",
            ],
            Scenario.Diff(Small.Scenario(), after).Select(d => d.ToString()));
        Assert.Empty(Scenario.Diff(after, after));
    }

    [Fact]
    public void What_is_saved_loads_to_the_same_scenario()
    {
        using var scratch = new ScratchFolder();
        Scenario over = Scenario.FromTexts(Small.Over(
            ("scenario.json", """{ "name": "over", "extends": "../small", "title": "Ü \"x\"", "war": { "mortality-per-day": { "high": 0.002 } } }"""),
            ("affiliates.csv", "id,name\nlibya,\"a, \"\"b\"\"\n# c\"\n"),
            ("routes.csv", "id,patrol,source\nraqqa-antep,2,new figures\n"))).With("goal/ties-weight", ".5");

        over.Save(Path.Combine(scratch.Root, "saved"));
        Scenario saved = Scenario.Load(Path.Combine(scratch.Root, "saved"));
        saved.Save(Path.Combine(scratch.Root, "again"));

        Assert.Equal(over.Fingerprint, saved.Fingerprint);
        Assert.Empty(Scenario.Diff(over, saved));
        Assert.Equal((over.Title, "a, \"b\"\n# c"), (saved.Title, saved.Affiliates.Single().Name));
        Assert.Equal(over.Parameters.AsEnumerable(), saved.Parameters.AsEnumerable());
        Assert.Equal(over.Baseline!.Fingerprint, saved.Baseline!.Fingerprint);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(scratch.Root, "saved"), "*", SearchOption.AllDirectories))
        {
            string again = file.Replace("/saved/", "/again/", StringComparison.Ordinal);
            Assert.Equal(File.ReadAllText(file), File.ReadAllText(again));
            Assert.DoesNotContain('\r', File.ReadAllText(file));
        }

        Assert.Equal(["again", "saved"], Directory.EnumerateDirectories(scratch.Root).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Saving_does_not_write_over_what_is_there()
    {
        using var scratch = new ScratchFolder();
        string folder = scratch.Write("there", new Dictionary<string, string> { ["notes.txt"] = "mine" });

        Assert.Throws<IOException>(() => Small.Scenario().Save(folder));
        Assert.Equal(["notes.txt"], Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)));
    }
}
