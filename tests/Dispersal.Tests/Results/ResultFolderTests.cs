using System.Security.Cryptography;
using System.Text.Json;
using Dispersal.Results;

namespace Dispersal.Tests.Results;

public sealed class ResultFolderTests : IDisposable
{
    private readonly string work = Directory.CreateTempSubdirectory("dispersal-results-").FullName;

    private string Target => Path.Combine(work, "out");

    public void Dispose() => Directory.Delete(work, recursive: true);

    [Fact]
    public void A_result_folder_holds_the_manifest_the_tables_and_the_scenario()
    {
        Ensemble ensemble = new FakeSource().Run(replicates: 4, seed: 9);
        Save(ensemble);

        Assert.Equal(
            ["fates.csv", "flows.csv", "histories.csv", "manifest.json", "scenario/scenario.json", "stocks.csv", "summary.csv"], Files(Target));
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Target, "manifest.json")));
        JsonElement root = manifest.RootElement;
        Assert.Equal(
            [
                "scenario", "fingerprint", "seed", "replicates", "engine", "engineReason", "threads", "version", "recorded", "wallSeconds", "personDays",
                "personDaysPerSecond", "resultDigest", "files",
            ],
            root.EnumerateObject().Select(p => p.Name));
        Assert.Equal(ensemble.ResultDigest, root.GetProperty("resultDigest").GetString());
        Assert.Equal(
            [.. ResultTables.FileNames, "scenario/scenario.json"], root.GetProperty("files").EnumerateObject().Select(p => p.Name));
        foreach (JsonProperty file in root.GetProperty("files").EnumerateObject())
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Target, file.Name)))), file.Value.GetString());
        OnlyTheTargetIsLeft();
    }

    [Fact]
    public void The_scenario_as_run_can_be_loaded_from_the_results()
    {
        Scenario scenario = FakeSource.Small.With("routes/raqqa-antep/patrol", 1.5);
        FakeSource source = new();
        Ensemble.Run(scenario, () => source, 2, seed: 1, threads: 1, progress: null, default).Save(Target);

        Scenario loaded = Scenario.Load(Path.Combine(Target, "scenario"));

        Assert.Equal(scenario.Fingerprint, loaded.Fingerprint);
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Target, "manifest.json")));
        Assert.Equal(scenario.Fingerprint, manifest.RootElement.GetProperty("fingerprint").GetString());
        Assert.Equal(Files(Target).Where(f => f != "manifest.json"), manifest.RootElement.GetProperty("files").EnumerateObject().Select(f => f.Name).Order(StringComparer.Ordinal));
        OnlyTheTargetIsLeft();
    }

    [Fact]
    public void A_new_folder_is_made_with_the_folders_above_it()
    {
        ResultFolder.Save(new FakeSource().Run(2), Path.Combine(work, "a", "b", "out") + Path.DirectorySeparatorChar, WriteScenario);

        Assert.True(File.Exists(Path.Combine(work, "a", "b", "out", "manifest.json")));
    }

    [Fact]
    public void Earlier_results_and_empty_folders_are_replaced_whole()
    {
        Directory.CreateDirectory(Target);
        Save(new FakeSource().Run(2));
        File.WriteAllText(Path.Combine(Target, "report.html"), "of the earlier run");

        Save(new FakeSource().Run(3));

        Assert.False(File.Exists(Path.Combine(Target, "report.html")));
        Assert.Contains("\"replicates\": 3", File.ReadAllText(Path.Combine(Target, "manifest.json")), StringComparison.Ordinal);
        OnlyTheTargetIsLeft();
    }

    [Theory]
    [InlineData("notes.txt", "thesis")]
    [InlineData("manifest.json", """{ "name": "a web page" }""")]
    [InlineData("manifest.json", "no JSON at all")]
    public void Files_that_are_not_results_are_never_replaced(string name, string content)
    {
        Directory.CreateDirectory(Target);
        File.WriteAllText(Path.Combine(Target, name), content);

        IOException problem = Assert.Throws<IOException>(() => Save(new FakeSource().Run(2)));

        Assert.Contains("holds files that are not results", problem.Message, StringComparison.Ordinal);
        Assert.Contains("Name a new or empty folder", problem.Message, StringComparison.Ordinal);
        Assert.Equal(problem.Message, Assert.Throws<IOException>(() => Ensemble.ThrowIfCannotSave(Target)).Message);
        Assert.Equal([name], Files(Target));
        Assert.Equal(content, File.ReadAllText(Path.Combine(Target, name)));
        OnlyTheTargetIsLeft();
    }

    [Fact]
    public void A_file_in_the_place_of_the_folder_is_never_replaced()
    {
        File.WriteAllText(Target, "mine");

        Assert.Contains("is a file", Assert.Throws<IOException>(() => Save(new FakeSource().Run(2))).Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(Target));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_failure_while_writing_leaves_what_was_there_and_nothing_else(bool earlier)
    {
        if (earlier)
            Save(new FakeSource().Run(2));
        string[] before = earlier ? Snapshot() : [];

        // The last file but the manifest fails, half written, as when the disk is full.
        IOException problem = Assert.Throws<IOException>(() => ResultFolder.Save(new FakeSource().Run(3), Target, folder =>
        {
            WriteScenario(folder);
            throw new IOException("No space left on device");
        }));

        Assert.Equal("No space left on device", problem.Message);
        Assert.Equal(earlier, Directory.Exists(Target));
        Assert.Equal(before, earlier ? Snapshot() : []);
        Assert.Equal(earlier ? [Target] : [], Directory.GetFileSystemEntries(work));
    }

    [Fact]
    public void A_full_disk_is_told_in_words_of_ours_and_leaves_none_of_the_folders_made_for_it()
    {
        const int noSpace = 28;
        string target = Path.Combine(work, "a", "b", "out");

        IOException problem = Assert.Throws<IOException>(() => ResultFolder.Save(
            new FakeSource().Run(2), target, folder => throw new IOException($"No space left on device : '{folder}'", noSpace)));

        Assert.Equal($"{target} cannot be written: the disk is full. Make room, or name a folder on another disk.", problem.Message);
        Assert.Empty(Directory.GetFileSystemEntries(work));
    }

    [Fact]
    public void A_failure_takes_away_only_folders_that_it_made()
    {
        string mine = Path.Combine(work, "mine");
        Directory.CreateDirectory(mine);

        Assert.Throws<IOException>(() => ResultFolder.Save(
            new FakeSource().Run(2), Path.Combine(mine, "new", "out"), _ => throw new IOException("broken")));

        Assert.Equal([mine], Directory.GetFileSystemEntries(work, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_path_too_long_for_the_files_inside_is_refused_before_the_run()
    {
        string target = Path.Combine(work, string.Join('/', Enumerable.Repeat("folder", 600)));

        Assert.Equal(
            "The path of the results is longer than 3,800 bytes. Name a folder with a shorter path.",
            Assert.Throws<IOException>(() => Ensemble.ThrowIfCannotSave(target)).Message);
    }

    [Fact]
    public void What_an_interrupted_write_left_is_cleared_away()
    {
        string partial = Path.Combine(work, ".out.partial");
        Directory.CreateDirectory(Path.Combine(partial, "scenario"));
        File.WriteAllText(Path.Combine(partial, "summary.csv"), "half a fi");
        File.WriteAllText(Path.Combine(partial, "scenario", "old.csv"), "of another scenario");
        File.WriteAllText(Path.Combine(work, ".out.lock"), "");

        Save(new FakeSource().Run(2));

        Assert.DoesNotContain("scenario/old.csv", Files(Target));
        OnlyTheTargetIsLeft();
    }

    [Fact]
    public void Results_moved_aside_by_an_interrupted_exchange_come_back_before_anything_else()
    {
        Save(new FakeSource().Run(2));
        string[] before = Snapshot();
        Directory.Move(Target, Path.Combine(work, ".out.previous"));

        Assert.Throws<IOException>(() => ResultFolder.Save(new FakeSource().Run(3), Target, _ => throw new IOException("full")));

        Assert.Equal(before, Snapshot());
        OnlyTheTargetIsLeft();
    }

    [Fact]
    public void Two_writers_of_one_folder_are_kept_apart()
    {
        IOException? refused = null;
        ResultFolder.Save(new FakeSource().Run(2), Target, folder =>
        {
            WriteScenario(folder);
            refused = Assert.Throws<IOException>(() => Save(new FakeSource().Run(3)));
        });

        Assert.Contains("Wait until no other run writes to it", refused!.Message, StringComparison.Ordinal);
        Assert.Contains("\"replicates\": 2", File.ReadAllText(Path.Combine(Target, "manifest.json")), StringComparison.Ordinal);
        OnlyTheTargetIsLeft();
    }

    [Fact]
    public void A_link_to_a_folder_stays_a_link()
    {
        string real = Path.Combine(work, "real");
        Directory.CreateDirectory(real);
        Directory.CreateSymbolicLink(Target, real);

        Save(new FakeSource().Run(2));

        Assert.NotNull(new DirectoryInfo(Target).LinkTarget);
        Assert.True(File.Exists(Path.Combine(real, "manifest.json")));
    }

    private static void WriteScenario(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "scenario.json"), "{}\n");
    }

    private static string[] Files(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(p => Path.GetRelativePath(folder, p).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    private void Save(Ensemble ensemble) => ResultFolder.Save(ensemble, Target, WriteScenario);

    private string[] Snapshot() => [.. Files(Target).Select(file => file + ": " + File.ReadAllText(Path.Combine(Target, file)))];

    private void OnlyTheTargetIsLeft() => Assert.Equal([Target], Directory.GetFileSystemEntries(work));
}
