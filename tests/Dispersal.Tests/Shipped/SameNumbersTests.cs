using Dispersal.Randomness;
using Dispersal.Tests.Scenarios;

namespace Dispersal.Tests.Shipped;

/// <summary>The base scenario over its whole horizon: what must not change a number does not change one.</summary>
public sealed class SameNumbersTests
{
    [Fact]
    public void The_digest_is_the_same_for_one_thread_and_two_and_for_shuffled_rows()
    {
        const int Replicates = 3;
        const ulong Seed = 7;
        Scenario scenario = ShippedScenarios.Load("raqqa-2017");
        using ScratchFolder scratch = new();
        Scenario shuffled = Scenario.Load(scratch.Write("raqqa-2017", Shuffled(ShippedScenarios.FolderOf("raqqa-2017"))));

        string digest = Ensemble.Run(scenario, Replicates, Seed, threads: 1).ResultDigest;

        Assert.Equal(digest, Ensemble.Run(scenario, Replicates, Seed, threads: 2).ResultDigest);
        Assert.Equal(scenario.Fingerprint, shuffled.Fingerprint);
        Assert.Equal(digest, Ensemble.Run(shuffled, Replicates, Seed, threads: 2).ResultDigest);
        Assert.NotEqual(digest, Ensemble.Run(scenario, Replicates, Seed + 1, threads: 2).ResultDigest);
    }

    // Every table with its rows in another order, the same one each time.
    private static Dictionary<string, string> Shuffled(string folder)
    {
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        foreach (string path in Directory.GetFiles(folder))
        {
            string text = File.ReadAllText(path);
            if (Path.GetExtension(path) == ".csv")
            {
                string[] lines = [.. text.Split('\n').Where(line => line.Length > 0 && line[0] != '#')];
                string[] rows = [.. lines.Skip(1).OrderBy(row => ContentHash.Of(row)).ThenBy(row => row, StringComparer.Ordinal)];
                rows = rows.SequenceEqual(lines.Skip(1)) ? [.. rows.Reverse()] : rows;
                Assert.True(rows.Length < 2 || !rows.SequenceEqual(lines.Skip(1)), $"{path} was not shuffled.");
                text = lines[0] + "\n" + string.Join('\n', rows) + "\n";
            }

            texts[Path.GetFileName(path)] = text;
        }

        return texts;
    }
}
