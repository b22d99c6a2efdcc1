using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using Dispersal.Experiments;
using Dispersal.Tests.Cli;

namespace Dispersal.Tests.Hostile;

/// <summary>Files that are not what their names say, and contents that mean harm; alone in the process, whose memory some of them measure.</summary>
[Collection(ProcessWide.Name)]
public sealed class HostileFileTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TinyScenario tiny = new();
    private readonly string folder = Directory.CreateTempSubdirectory("dispersal-hostile-").FullName;

    public void Dispose()
    {
        tiny.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [UnixFact]
    public void A_pipe_in_the_place_of_a_file_is_refused_and_nobody_waits_for_it()
    {
        string pipe = Path.Combine(folder, "pipe");
        using (Process made = Process.Start("mkfifo", pipe))
        {
            made.WaitForExit();
        }

        foreach (string file in (string[])["routes.csv", "scenario.json"])
        {
            string name = Path.Combine(tiny.Folder, file);
            File.Move(name, name + ".away");
            File.CreateSymbolicLink(name, pipe);
            Assert.Contains("a link that leaves the scenario folder", Problem(file), StringComparison.Ordinal);
            File.Delete(name);
            using (Process made = Process.Start("mkfifo", name))
            {
                made.WaitForExit();
            }

            Assert.Contains("this is a pipe or a device, not a file.", Problem(file), StringComparison.Ordinal);
            File.Delete(name);
            File.Move(name + ".away", name);
        }

        InTime(() => Assert.Throws<IOException>(() => Posterior.Read(pipe)));
        InTime(() => Assert.Throws<IOException>(() => Checkpoint.Open(pipe)));
        InTime(() => Assert.Throws<IOException>(() => Sweep.Status(pipe)));
        InTime(() => Assert.Throws<IOException>(() => Sweep.Run(Grid(), 1, pipe)));
        Directory.CreateDirectory(tiny.Out);
        using (Process made = Process.Start("mkfifo", Path.Combine(tiny.Out, "manifest.json")))
        {
            made.WaitForExit();
        }

        InTime(() => Assert.Contains("holds files that are not results", Assert.Throws<IOException>(() => ResultPlace.Hold(tiny.Out)).Message, StringComparison.Ordinal));
    }

    [UnixFact]
    public void Devices_are_refused()
    {
        Assert.Throws<IOException>(() => Posterior.Read("/dev/zero"));
        Assert.Throws<IOException>(() => Checkpoint.Open("/dev/zero"));
        Assert.Throws<IOException>(() => Sweep.Status("/dev/zero"));
    }

    [UnixFact]
    public void Links_that_lead_out_or_nowhere_or_round_are_refused()
    {
        string routes = Path.Combine(tiny.Folder, "routes.csv");
        File.Move(routes, Path.Combine(folder, "routes.csv"));
        Directory.CreateSymbolicLink(Path.Combine(tiny.Folder, "inner"), folder);
        foreach ((string target, string message) in ((string, string)[])
        [
            (Path.Combine(folder, "routes.csv"), "a link that leaves the scenario folder"),
            ("../../" + Path.GetFileName(folder) + "/routes.csv", "a link that leaves the scenario folder"),
            ("inner/routes.csv", "a link that leaves the scenario folder"),
            ("missing.csv", "the file cannot be read"),
            ("routes.csv", "the file cannot be read"),
        ])
        {
            File.CreateSymbolicLink(routes, target);
            Assert.Contains(message, Problem("routes.csv"), StringComparison.Ordinal);
            File.Delete(routes);
        }

        File.Copy(Path.Combine(folder, "routes.csv"), Path.Combine(tiny.Folder, "other.txt"));
        File.CreateSymbolicLink(routes, "other.txt");
        Assert.Empty(Scenario.Check(tiny.Folder).Problems);

        // A posterior that serves without being named is held to the same.
        File.WriteAllText(Path.Combine(folder, "p.csv"), "weight,goal/home-utility\n1,0.5\n");
        File.CreateSymbolicLink(Path.Combine(tiny.Folder, "posterior.csv"), Path.Combine(folder, "p.csv"));
        Assert.Contains("a link that leaves", Assert.Throws<ScenarioException>(() => Posterior.Beside(tiny.Folder)).Message, StringComparison.Ordinal);

        string round = Path.Combine(folder, "round");
        File.CreateSymbolicLink(round, round);
        Assert.Contains("a link that leads nowhere", Assert.Throws<IOException>(() => Ensemble.ThrowIfCannotSave(round)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scenario_extends_no_folder_but_its_neighbours()
    {
        foreach (string outside in (string[])["../../tiny", "/tmp", "..", "../.", "../a/b", "../", "tiny", "..\\tiny", "../..", "../\u001b[1m"])
        {
            tiny.Write("scenario.json", $$"""{ "name": "tiny", "extends": "{{outside.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\u001b", "\\u001b", StringComparison.Ordinal)}}" }""");
            Assert.NotEmpty(Scenario.Check(tiny.Folder).Problems);
            Assert.Null(Posterior.Beside(tiny.Folder));
        }
    }

    [Fact]
    public void A_billion_rows_are_refused_by_their_size()
    {
        string routes = Path.Combine(tiny.Folder, "routes.csv");
        using (FileStream stream = new(routes, FileMode.Open))
        {
            stream.SetLength(10L << 30);    // sparse: takes no room
        }

        long before = GC.GetTotalAllocatedBytes();
        Assert.Contains("the file is larger than 64 MB", Problem("routes.csv"), StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 200 << 20);
        Assert.Contains("the file is larger than 64 MB", Assert.Throws<ScenarioException>(() => Posterior.Read(routes)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(',', "more than 1000 cells")]
    [InlineData('x', "characters. Write at most")]
    public void One_endless_line_takes_no_more_memory_than_the_file(char letter, string message)
    {
        File.WriteAllText(Path.Combine(tiny.Folder, "routes.csv"), "id,from,to,mode,days\n" + new string(letter, 20 << 20) + "\n");
        long before = GC.GetTotalAllocatedBytes();
        Assert.Contains(message, Problem("routes.csv"), StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 600 << 20);
    }

    [Fact]
    public void A_million_faults_are_not_listed_but_counted_up_to_a_thousand()
    {
        tiny.Write("scenario.json", $$"""{ "name": "tiny", "start": "2015-01-01", "end": "2016-12-31", {{string.Concat(Enumerable.Range(0, 200_000).Select(i => $"\"k{i}\": {i},"))}} }""");
        ScenarioCheck check = Scenario.Check(tiny.Folder);
        Assert.Equal(1_001, check.Problems.Length);
        Assert.Contains(check.Problems, problem => problem.Message.StartsWith("there are more than 1,000 problems", StringComparison.Ordinal));

        // The same key many times over is found without looking at all before it.
        tiny.Write("scenario.json", $$"""{ "name": "tiny", "start": "2015-01-01", "end": "2016-12-31", "war": { {{string.Concat(Enumerable.Range(0, 200_000).Select(i => $"\"k{i}\": {i},"))}} } }""");
        InTime(() => Assert.Equal(1_001, Scenario.Check(tiny.Folder).Problems.Length));
    }

    [Theory]
    [InlineData("=HYPERLINK(1)")]
    [InlineData("+1+1")]
    [InlineData("@SUM(A1)")]
    [InlineData("-cmd|x")]
    public void What_a_spreadsheet_would_take_for_a_formula_is_no_text_of_a_table(string formula)
    {
        tiny.Change("countries.csv", "Aland", formula);
        Assert.Contains("would be a formula to a spreadsheet", Problem("countries.csv"), StringComparison.Ordinal);
        tiny.Change("countries.csv", formula, "Aland");
        Assert.Contains("would be a formula to a spreadsheet", Assert.Throws<ScenarioException>(() => Scenario.Load(tiny.Folder).With(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["countries/AAA/name"] = formula })).Message, StringComparison.Ordinal);
        tiny.Change("claims.csv", "Made up", formula);
        Assert.Contains("would be a formula to a spreadsheet", Problem("claims.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public void No_result_table_begins_a_cell_like_a_formula()
    {
        tiny.Change("countries.csv", "The West", "' =The West");
        tiny.Change("claims.csv", "region:The_West", "EU");
        Ensemble ensemble = Ensemble.Run(Scenario.Load(tiny.Folder), 2);
        ensemble.Save(tiny.Out);
        foreach (string table in Directory.EnumerateFiles(tiny.Out, "*.csv", SearchOption.AllDirectories))
        {
            foreach (string cell in File.ReadLines(table).SelectMany(line => line.Split(',')).Select(cell => cell.TrimStart('"')))
            {
                Assert.False(cell.Length > 1 && cell[0] is '=' or '+' or '@', $"{table}: {cell}");
                Assert.True(cell.Length == 0 || cell[0] != '-' || double.TryParse(cell, out _), $"{table}: {cell}");
            }
        }
    }

    [Fact]
    public void Escapes_and_markup_in_names_are_shown_and_not_obeyed()
    {
        tiny.Change("scenario.json", "One town and one way home", "\\u001b]0;owned\\u0007\\u202e<script>alert(1)</script>\\u0000\\u0085");
        tiny.Change("countries.csv", "The West", "\u001b[2J<b>West</b>");
        tiny.Change("claims.csv", "region:The_West", "EU");
        foreach (string[] words in (string[][])[["run", tiny.Folder, "--replicates", "2", "--quiet"], ["describe", tiny.Folder], ["check", tiny.Folder]])
        {
            Said said = Tool.Run(words);
            Assert.Equal(0, said.ExitCode);
            Assert.DoesNotContain(said.Output + said.Error, letter => (char.IsControl(letter) && letter != '\n') || letter is '\u202e');
        }
    }

    [Fact]
    public void A_checkpoint_that_would_unpack_to_more_than_any_replicate_is_refused_before_it_does()
    {
        Scenario scenario = Scenario.Load(tiny.Folder);
        CheckpointFiles files = new(Path.Combine(folder, "run"), new DateOnly(2015, 9, 1));
        Checkpoint.Run(scenario, files, replicates: 1);
        string path = files.PathOf(files.Dates[0]);
        byte[] zeros = new byte[200 << 20];
        using (ZipArchive archive = new(File.Open(path, FileMode.Open), ZipArchiveMode.Update))
        {
            archive.GetEntry("replicates/000000")!.Delete();
            using (Stream bomb = archive.CreateEntry("replicates/000000").Open())
            {
                bomb.Write(zeros);
            }

            ZipArchiveEntry header = archive.GetEntry("checkpoint.json")!;
            string text;
            using (StreamReader reader = new(header.Open()))
            {
                text = reader.ReadToEnd();
            }

            header.Delete();
            using StreamWriter writer = new(archive.CreateEntry("checkpoint.json").Open());
            writer.Write(System.Text.RegularExpressions.Regex.Replace(text, "[0-9a-f]{64}\"\\s*\\]", Convert.ToHexStringLower(SHA256.HashData(zeros)) + "\"]", System.Text.RegularExpressions.RegexOptions.NonBacktracking));
        }

        Assert.InRange(new FileInfo(path).Length, 0, 4 << 20);
        using Checkpoint checkpoint = Checkpoint.Open(path);
        long before = GC.GetTotalAllocatedBytes();
        Assert.Contains("is too large", Assert.Throws<InvalidDataException>(() => checkpoint.Continue(scenario, threads: 1)).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 100 << 20);
    }

    [Fact]
    public void A_store_in_which_a_view_stands_in_the_place_of_a_table_is_not_read()
    {
        string store = Path.Combine(folder, "s.db");
        Sweep.Run(Grid(), 1, store);
        using (Microsoft.Data.Sqlite.SqliteConnection connection = new($"Data Source={store};Pooling=False"))
        {
            connection.Open();
            using Microsoft.Data.Sqlite.SqliteCommand command = connection.CreateCommand();
            command.CommandText = "DROP TABLE runs; CREATE VIEW runs AS WITH RECURSIVE n(point, replicate, error, seconds) AS (SELECT 'a', 0, NULL, 1 UNION ALL SELECT point, replicate + 1, NULL, 1 FROM n) SELECT * FROM n";
            command.ExecuteNonQuery();
        }

        InTime(() => Assert.Contains("triggers or views", Assert.Throws<IOException>(() => Sweep.Status(store)).Message, StringComparison.Ordinal));
    }

    private static void InTime(Action action)
    {
        Task task = Task.Run(action);
        Assert.True(Task.WaitAny([task], Patience) == 0, "It does not end.");
        task.GetAwaiter().GetResult();
    }

    private Design Grid()
    {
        Scenario scenario = Scenario.Load(tiny.Folder);
        return Design.Grid(scenario, [Factor.OfValues(scenario, "war/mortality-per-day", 0.001)], 2);
    }

    private string Problem(string file)
    {
        string problems = "";
        InTime(() => problems = string.Join('\n', Scenario.Check(tiny.Folder).Problems.Where(problem => problem.File == file)));
        return problems;
    }
}
