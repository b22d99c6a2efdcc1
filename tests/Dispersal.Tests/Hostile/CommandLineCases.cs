using System.Text;
using Dispersal.Cli;
using Dispersal.Tests.Cli;

namespace Dispersal.Tests.Hostile;

/// <summary>Command lines: mostly what the tool understands, with words that it does not between them.</summary>
internal sealed class CommandLineCases(TinyScenario tiny, string folder)
{
    private static readonly string[] Verbs = ["run", "compare", "sweep", "sensitivity", "replicates", "calibrate", "check", "diff", "describe", "schema", "validate", "report", "new", "completion", "sweep status", "sweep merge", "sweep shard", "rnu", "--help", "--version"];

    private readonly (string Name, byte[] Bytes)[] kept = Corpus.Of("command-line");

    public Case Of(ulong number)
    {
        string[] words = number < (ulong)kept.Length
            ? Encoding.UTF8.GetString(kept[number].Bytes).TrimEnd('\n').Split('\n').Select(word => word.Replace("TINY", tiny.Folder, StringComparison.Ordinal)).ToArray()
            : Words(new Luck(number));
        return new([("words.txt", Encoding.UTF8.GetBytes(string.Join('\n', words).Replace(tiny.Folder, "TINY", StringComparison.Ordinal)))], () => Run(words));
    }

    private static void Check(string[] words, int code, string output, string error)
    {
        string said = $"{string.Join(' ', words)}: {code}: {error}";
        Assert.True(code is ExitCode.Done or ExitCode.InvalidScenario or ExitCode.Usage or ExitCode.RunFailed, said);
        Assert.False(error.Contains("Internal error", StringComparison.Ordinal) || error.Contains("   at Dispersal", StringComparison.Ordinal) || error.Contains("System.", StringComparison.Ordinal), said);
        Assert.False((output + error).Any(letter => (char.IsControl(letter) && letter != '\n') || letter == '\u202e'), said);
        Assert.True(code == ExitCode.Done || error.Length > 0 || output.Length > 0, said);
    }

    private string[] Words(Luck luck)
    {
        List<string> words = [.. luck.Of(Verbs).Split(' '), tiny.Folder, "--quiet"];
        if (words[0] is "compare" or "diff")
        {
            words.Insert(2, tiny.Folder);
        }

        if (words[0] is "sweep" or "sensitivity" or "calibrate")
        {
            // Small enough to be over soon.
            words.AddRange(["--vary", "war/mortality-per-day=0.001,0.002", "--jobs", "1"]);
            words.AddRange(words[0] == "calibrate" ? ["--generation", "20", "--generations", "1", "--method", "abc"] : ["--points", "2"]);
        }

        for (int option = luck.Below(4); option > 0; option--)
        {
            string value = luck.Is(25) ? luck.Of(Splinters.Values) : "";
            words.AddRange(luck.Below(16) switch
            {
                0 => ["--set", value.Length > 0 ? $"war/mortality-per-day={value}" : luck.Of(["war/on=false", "routes/*/patrol=2", "groups/*/departed-persons=0", "end=2015-02-01", "routes/*/patrol=", "name=../x"])],
                1 => ["--set", $"{luck.Of(Splinters.Values)}={luck.Of(Splinters.Values)}"],
                2 => ["--figure", value.Length > 0 ? value : luck.Of(["returned/EU", "returned/NOPE", "*/*", "returned/*@2015-06-30", "returned/EU@1999-01-01", "*/*@*", "@"])],
                3 => ["--seed", value.Length > 0 ? value : "7"],
                4 => ["--engine", value.Length > 0 ? value : luck.Of(["auto", "individuals", "cohorts", "expected"])],
                5 => ["--threads", value.Length > 0 ? value : luck.Of(["1", "2", "0", "1024"])],
                6 => ["--out", value.Length > 0 ? value : luck.Of([Path.Combine(folder, "out"), tiny.Folder, Path.Combine(tiny.Folder, "scenario.json"), Path.Combine(folder, new string('x', 300))])],
                7 => ["--checkpoint", value.Length > 0 ? value : luck.Of(["2015-06-01", "1y", "6m", "9999y", "2014-01-01"])],
                8 => ["--from", value.Length > 0 ? value : Path.Combine(tiny.Folder, "routes.csv")],
                9 => ["--until", value.Length > 0 ? value : luck.Of(["returned/BBB within 90%", "returned/BBB@90%", "returned/NOPE within 5%", "returned/BBB within 0%"])],
                10 => ["--posterior", value.Length > 0 ? value : luck.Of(["none", Path.Combine(tiny.Folder, "routes.csv"), folder])],
                11 => ["--store", value.Length > 0 ? value : luck.Of([Path.Combine(folder, $"s{luck.Below(3)}.db"), Path.Combine(tiny.Folder, "routes.csv"), folder])],
                12 => ["--within", value.Length > 0 ? value : luck.Of(["5%", "0%", "1e400%", "-1%"])],
                13 => ["--vary", value.Length > 0 ? value : luck.Of(["routes/*/zzz", "routes/*/patrol=0..2", "routes/*/patrol=2..0", "routes/*/patrol=1e400", "routes/*/patrol=,", "routes/*/patrol=..", "name"])],
                14 => [luck.Of(["--uncertain", "--json", "--resume", "--retry", "--parameters", "--targets", "--page", "--sensitivity", "--quiet", "--split", "--results", "--", "-", "-x", "--out"])],
                _ => [luck.Of(Splinters.Values)],
            });
        }

        if (!words.Contains("--replicates") && words[0] is "run" or "compare" or "sweep" or "sensitivity" or "replicates" or "validate")
        {
            words.AddRange(["--replicates", luck.Of(["2", "2", "2", "3", "1", "0", "-1", "1e3", "1000001", "99999999999"])]);
        }

        if (luck.Is(10))
        {
            words.RemoveAt(luck.Below(words.Count));
        }

        // A pipe would hold up whoever gives it; a word that is missing may be a folder that is there.
        return [.. words.Select(word => word.Replace("\0", "", StringComparison.Ordinal)).Where(word => word is not "/" and not "//")];
    }

    /// <summary>Runs words in this process and holds what is said to what holds for all of them.</summary>
    /// <returns>The exit code.</returns>
    public static int RunAndCheck(string[] words)
    {
        (TextWriter output, TextWriter error) = (Console.Out, Console.Error);
        using StringWriter result = new();
        using StringWriter notes = new();
        try
        {
            Console.SetOut(result);
            Console.SetError(notes);
            int code = CommandLine.Run(words);
            Check(words, code, result.ToString(), notes.ToString());
            return code;
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }

    private void Run(string[] words)
    {
        string[] before = Directory.GetFileSystemEntries(tiny.Folder, "*", SearchOption.AllDirectories);
        string at = Directory.GetCurrentDirectory();
        try
        {
            Directory.SetCurrentDirectory(folder);
            string[] beside = Directory.GetFileSystemEntries(folder);
            if (RunAndCheck(words) is ExitCode.Usage or ExitCode.InvalidScenario)
            {
                Assert.Equal(beside, Directory.GetFileSystemEntries(folder));
            }
        }
        finally
        {
            Directory.SetCurrentDirectory(at);
        }

        Assert.Equal(before, Directory.GetFileSystemEntries(tiny.Folder, "*", SearchOption.AllDirectories));
    }
}
