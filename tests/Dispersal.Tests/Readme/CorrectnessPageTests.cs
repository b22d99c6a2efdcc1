using System.Globalization;
using Dispersal.Mutation;
using Dispersal.Tests.Oracles;
using Dispersal.Tests.Shipped;

namespace Dispersal.Tests.Readme;

/// <summary>What <c>docs/correctness.md</c> says without a long run.</summary>
public sealed class CorrectnessPageTests
{
    [Fact]
    public void The_table_of_models_is_the_catalogue() => CorrectnessPage.Check(
        "models",
        "| model | what is known | figures | engines |\n|---|---|---|---|\n" + string.Concat(Catalogue.All.Select(oracle =>
            $"| {oracle.Name} | {oracle.Says} | {string.Join("; ", oracle.Figures.Select(Figure))} | {(oracle.Feedback ? "i c" : "i c e")} |\n"))
        + FormattableString.Invariant($"\n{Catalogue.All.Count} models, {Catalogue.All.Sum(oracle => oracle.Figures.Length)} figures.\n"));

    [Fact]
    public void The_list_of_planted_faults_is_the_one_that_is_tested() =>
        CorrectnessPage.Check("faults", string.Concat(Faults.All.Keys.Select(fault => $"- {fault}\n")));

    [Fact]
    public void The_digests_are_counted() => CorrectnessPage.Check(
        "digests",
        FormattableString.Invariant($"{Digests.Runs.Count} runs of {Digests.Runs.Select(run => run.Scenario).Distinct().Count()} scenarios, {DigestedRun.Replicates} replicates each; {string.Join(", ", Digests.Basic[..^1])} and {Digests.Basic[^1]} in {DigestTests.Ways.Count} more ways, the others in one of them each, in turn:\n\n")
        + string.Concat(DigestTests.Ways.Select(way =>
            $"- {way.Key}: {(way.Value.Debug ? "debug build, " : "")}{string.Join(", ", way.Value.Environment.Select(e => $"`{e.Key}={e.Value}`"))}\n")));

    [Fact]
    public void The_score_of_changes_is_that_of_the_last_run_of_the_script()
    {
        string[] lines = File.ReadAllLines(Repository.PathOf("tests/mutation/results.csv"));
        string all = lines[0].Split(' ')[^1];
        string[][] rows = [.. lines.Skip(2).Select(Table.Cells)];
        Dictionary<string, string> judged = File.ReadLines(Repository.PathOf("tests/mutation/judged.csv")).Skip(1).Select(Table.Cells).ToDictionary(row => string.Join('\n', row[..3]), row => row[3], StringComparer.Ordinal);
        string[][] passedOver = [.. rows.Where(row => row[5] is "" or "not reached")];
        string[][] same = [.. passedOver.Where(row => judged.ContainsKey(Key(row)))];
        string[][] digests = [.. rows.Where(row => row[5] == "digests")];
        int noticed = rows.Length - passedOver.Length;
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"{rows.Length} changes of {all} that could be made were tried. The oracles alone noticed {rows.Count(row => row[5] == "Oracles")}, the other tests of the model {rows.Count(row => row[5] == "others")} more, and only the committed digests {digests.Length} more."
            + $" {passedOver.Length} went unnoticed; {same.Length} of these can change no result, as whoever reads them sees. Of those that can, {noticed} of {rows.Length - same.Length} were noticed: {100.0 * noticed / (rows.Length - same.Length):F0} %"
            + $" ({100.0 * (noticed - digests.Length) / (rows.Length - same.Length):F0} % without the digests).\n\n");
        text += "| | file | was | became | |\n|---|---|---|---|---|\n" + string.Concat(rows.Where(row => row[5] is "" or "not reached" or "digests").Select(row =>
            $"| {row[0]} | {row[1]}:{row[2]} | `{Cell(row[3])}` | {(row[4].Length == 0 ? "(taken out)" : $"`{Cell(row[4])}`")} | {Verdict(row)} |\n"));
        CorrectnessPage.Check("changes", text);

        static string Key(string[] row) => string.Join('\n', row[1], row[3], row[4]);

        string Verdict(string[] row) => row[5] == "digests" ? "digests only" : judged.TryGetValue(Key(row), out string? why) ? $"no difference: {why}" : row[5].Length == 0 ? "**unnoticed**" : "**reached by no test**";

        static string Cell(string code) => code.Replace("|", "\\|", StringComparison.Ordinal).Replace('`', '\'');
    }

    private static string Figure(Figure figure) => figure.Law.IsSure
        ? string.Create(CultureInfo.InvariantCulture, $"{figure.Key} {figure.Law.Mean:G5}")
        : string.Create(CultureInfo.InvariantCulture, $"{figure.Key} {figure.Law.Mean:G5} (sd {Math.Sqrt(figure.Law.Variance):G3})");
}
