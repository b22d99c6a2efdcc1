namespace Dispersal.Tests.Cli;

public class UsageErrorTests
{
    [Theory]
    [InlineData("rnu x", "dispersal: 'rnu' is not known here. Did you mean 'run'?")]
    [InlineData("run", "dispersal run: SCENARIO is missing. Folder of the scenario, the one that holds scenario.json.")]
    [InlineData("diff a", "dispersal diff: OTHER is missing. Folder of the scenario to compare it with.")]
    [InlineData("run x y", "dispersal run: 'y' is not known here.")]
    [InlineData("run x --replicats 3", "dispersal run: '--replicats' is not known here. Did you mean '--replicates'?")]
    [InlineData("run --quite x --seed 1", "dispersal run: '--quite' is not known here. Did you mean '--quiet'?")]
    [InlineData("run x --replicates 0", "dispersal run: --replicates: '0' is not a whole number from 1 to 1,000,000.")]
    [InlineData("run x --replicates 1000001", "dispersal run: --replicates: '1000001' is not a whole number from 1 to 1,000,000.")]
    [InlineData("run x --replicates 1e3", "dispersal run: --replicates: '1e3' is not a whole number from 1 to 1,000,000.")]
    [InlineData("run x --threads 0", "dispersal run: --threads: '0' is not a whole number from 1 to 1,024.")]
    [InlineData("run x --seed -1", "dispersal run: --seed: '-1' is not a whole number from 0 to 18446744073709551615.")]
    [InlineData("run x --engine indviduals",
        "dispersal run: --engine: 'indviduals' is not an engine. Write auto, individuals, cohorts or expected. Did you mean 'individuals'?")]
    [InlineData("run x --set patrol", "dispersal run: --set: 'patrol' is not of the form ADDRESS=VALUE.")]
    [InlineData("run x --set =1", "dispersal run: --set: '=1' is not of the form ADDRESS=VALUE.")]
    [InlineData("run x --set a/b=1 --set a/b=2", "dispersal run: --set: 'a/b' is set twice.")]
    [InlineData("run x --checkpoint tomorrow",
        "dispersal run: --checkpoint: 'tomorrow' is neither a date nor a period. Write a date such as 2017-10-01, or a period in months or years such as 6m or 1y.")]
    [InlineData("run x --from nowhere.checkpoint", "dispersal run: --from: there is no file nowhere.checkpoint. Name a file that run --checkpoint wrote.")]
    [InlineData("run x --checkpoint 1y --until returned/EU@2%", "dispersal run: --checkpoint and --until do not go together: the replicates of a checkpoint are known beforehand. Use --replicates.")]
    [InlineData("run x --checkpoint 1y --engine cohorts", "dispersal run: --checkpoint: checkpoints hold individuals. Leave --engine out, or write --engine individuals.")]
    [InlineData("run x --posterior nowhere.csv", "dispersal run: --posterior: there is no file nowhere.csv. Name one that 'dispersal calibrate' has written.")]
    [InlineData("validate x --posterior nowhere.csv", "dispersal validate: --posterior: there is no file nowhere.csv. Name one that 'dispersal calibrate' has written.")]
    [InlineData("calibrate x --method history --generation 30", "dispersal calibrate: --generation does nothing with --method history. Leave it out, or take another method.")]
    [InlineData("calibrate x --method abc --wave 30", "dispersal calibrate: --wave does nothing with --method abc. Leave it out, or take another method.")]
    [InlineData("calibrate x --method surface --waves 2", "dispersal calibrate: --waves does nothing with --method surface. Leave it out, or take another method.")]
    [InlineData("replicates x --within 0.02", "dispersal replicates: --within: '0.02' is not a share such as 2%.")]
    [InlineData("replicates x --figure returned/EU@2017-01-31", "dispersal replicates: --figure: what is judged is the last date. Write MEASURE/SUBJECT.")]
    [InlineData("completion fish", "dispersal completion: 'fish' is not a shell that can be completed in. Write bash, zsh or pwsh.")]
    [InlineData("sweep x --store x.db --design grid --points 7", "dispersal sweep: --points: a grid has as many points as its values make. Use --levels.")]
    [InlineData("sweep x --store x.db --design sobol --levels 7", "dispersal sweep: --levels: sobol has no levels. Use --points.")]
    [InlineData("sensitivity x --vary a/b=1..2 --split c/d",
        "dispersal sensitivity: --split divides what varies by default; with --vary, name what is to vary in words of its own.")]
    [InlineData("sensitivity x --resume", "dispersal sensitivity: --resume goes with --store FILE.")]
    [InlineData("sensitivity x --figure returned/EU@*",
        "dispersal sensitivity: --figure: what is explained is a figure on one date. Write MEASURE/SUBJECT or MEASURE/SUBJECT@2017-10-17.")]
    [InlineData("compare x",
        "dispersal compare: there is nothing to compare with. Name another scenario or change this one with --set ADDRESS=VALUE.")]
    public void A_usage_error_is_one_sentence_on_stderr_and_exit_code_2(string words, string message)
    {
        Said said = Tool.Run(words.Split(' '));

        string verb = words.StartsWith("rnu", StringComparison.Ordinal) ? "dispersal" : "dispersal " + words.Split(' ')[0];
        Assert.Equal(new Said(2, "", $"{message}\n'{verb} --help' says what may be written.\n"), said);
    }

    [Fact]
    public void Nobody_asks_how_well_a_mean_is_known_where_nothing_is_left_to_luck()
    {
        Said said = Tool.Run("run", "x", "--engine", "expected", "--until", "returned/EU within 2%");

        Assert.Equal(2, said.ExitCode);
        Assert.StartsWith("dispersal run: --until asks how well a mean is known, and --engine expected leaves nothing to luck.", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_option_before_its_verb_is_told_where_it_belongs()
    {
        Said said = Tool.Run("--out", "x", "run", "y");

        Assert.Equal(2, said.ExitCode);
        Assert.StartsWith("dispersal run: '--out' stands in the wrong place. Write it after 'run'.\n", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_usage_error_is_reported_at_once()
    {
        Said said = Tool.Run("run", "--seed", "x", "--replicates", "y", "--bad");

        Assert.Equal(2, said.ExitCode);
        Assert.Equal(4, said.Error.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public void Words_that_hold_control_characters_are_shown_not_obeyed()
    {
        Said said = Tool.Run("run", "x", "--replicates", "\u001b[31m5\n\u202e");

        Assert.Equal(2, said.ExitCode);
        Assert.Contains(@"'\u001b[31m5", said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', said.Error);
        Assert.DoesNotContain('\u202e', said.Error);
    }
}
