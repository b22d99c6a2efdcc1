using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Dispersal.Experiments.Store;

namespace Dispersal.Cli.Cluster;

/// <summary>A job of a sweep: task i of it runs the shard on line i of its list.</summary>
/// <param name="Number">Number among the submissions of a sweep, from 1.</param>
/// <param name="Name">Name by which the scheduler knows it; no other job has it.</param>
/// <param name="Job">Number that the scheduler gave it; empty where it was not told.</param>
internal sealed record Submission(int Number, string Name, string Job)
{
    private const int LargestNote = 256 << 20;

    /// <summary>Takes the next number and writes the list of shards under it.</summary>
    public static int Begin(string sweep, IReadOnlyList<int> shards)
    {
        Directory.CreateDirectory(FolderOf(sweep));
        Directory.CreateDirectory(Path.Combine(sweep, "logs"));
        int number = Numbers(sweep).LastOrDefault() + 1;
        using FileStream list = new(PathOf(sweep, number, ".shards"), FileMode.CreateNew, FileAccess.Write);
        using StreamWriter lines = new(list) { NewLine = "\n" };
        foreach (int shard in shards)
        {
            lines.WriteLine(shard.ToString(CultureInfo.InvariantCulture));
        }

        return number;
    }

    /// <summary>Path of a file of a submission.</summary>
    public static string PathOf(string sweep, int number, string ending) =>
        Path.Combine(FolderOf(sweep), number.ToString("0000", CultureInfo.InvariantCulture) + ending);

    /// <summary>Every submission of a sweep, in order, also those whose sending was cut before the scheduler's number was noted.</summary>
    public static ImmutableArray<Submission> All(string sweep, string sweepId) =>
    [
        .. Numbers(sweep).Select(number =>
        {
            string note = PathOf(sweep, number, ".job");
            return new Submission(number, Slurm.NameOf(sweepId, number), File.Exists(note) ? Text(note).Trim() : "");
        }),
    ];

    /// <summary>Notes the number that the scheduler gave it.</summary>
    public void Save(string sweep) => WholeFile.Write(PathOf(sweep, Number, ".job"), Job + "\n");

    /// <summary>The shards of its tasks.</summary>
    public int[] Shards(string sweep) =>
        [.. Text(PathOf(sweep, Number, ".shards")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out int shard)
            ? shard : throw new IOException($"{PathOf(sweep, Number, ".shards")} is damaged: '{(line.Length > 40 ? line[..40] : line)}' is not the number of a shard. Take it away; its tasks are not known any more."))];

    /// <summary>Path of what a task said, from the folder of the sweep.</summary>
    public string LogOf(int task) => string.Create(CultureInfo.InvariantCulture, $"logs/{Number:0000}-{task}.log");

    private static string FolderOf(string sweep) => Path.Combine(sweep, "jobs");

    private static IEnumerable<int> Numbers(string sweep) => !Directory.Exists(FolderOf(sweep)) ? [] :
        Directory.EnumerateFiles(FolderOf(sweep), "*.shards").Select(path => int.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0)
            .Where(number => number > 0).Order();

    private static string Text(string path) =>
        Encoding.UTF8.GetString(PlainFile.ReadAll(path, LargestNote) ?? throw new IOException($"{path} is too large for what it should be. Take it away."));
}
