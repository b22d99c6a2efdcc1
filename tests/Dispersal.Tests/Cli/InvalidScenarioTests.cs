using System.Text.Json;

namespace Dispersal.Tests.Cli;

public class InvalidScenarioTests
{
    [Fact]
    public void Check_of_a_good_scenario_says_so_and_ends_with_0()
    {
        using TinyScenario tiny = new();

        Said said = Tool.Run("check", tiny.Folder);

        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        Assert.EndsWith("No problems.\n", said.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("validate", "--replicates", "2")]
    [InlineData("calibrate", "--vary", "goal/home-utility=1..2")]
    public void A_target_that_runs_do_not_count_is_said_with_its_address(params string[] words)
    {
        using TinyScenario tiny = new();
        tiny.Write("targets.csv", "id,measure,subject,date,low,central,high,weight,role,source\ndead,dead,WORLD,2016-06-30,20,25,30,,,Made up\nplots,plots,WORLD,2016-06-30,1,2,3,,,Made up");
        tiny.Change("scenario.json", "\"goal\": {", "\"attacks\": { \"on\": false }, \"goal\": {");

        Said said = Tool.Run([words[0], tiny.Folder, .. words[1..], "--quiet"]);

        Assert.Equal((1, ""), (said.ExitCode, said.Output));
        Assert.StartsWith("targets.csv: targets/plots/measure: runs of tiny do not count plots: its mechanism is switched off.", said.Error, StringComparison.Ordinal);
        Assert.Single(said.Error.Split('\n'), line => line.Contains("targets/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("run", "--until", "returned/WORLD@2017-01-31 within 5%")]
    [InlineData("sensitivity", "--points", "2", "--figure", "returned/WORLD@2017-01-31")]
    [InlineData("sweep", "--store", "x.db", "--figure", "returned/WORLD@2017-01-31")]
    public void A_figure_of_a_day_after_the_end_is_refused(params string[] words)
    {
        using TinyScenario tiny = new();

        Said said = Tool.Run([words[0], tiny.Folder, .. words[1..], "--quiet"]);

        Assert.Equal((1, ""), (said.ExitCode, said.Output));
        Assert.StartsWith("returned/WORLD@2017-01-31: tiny ends before. Write a date up to 2016-12-31.", said.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("compare")]
    [InlineData("diff")]
    public void Problems_of_two_scenarios_are_all_listed_each_with_its_folder(string verb)
    {
        using TinyScenario one = Faulty();
        using TinyScenario other = Faulty();

        Said said = Tool.Run(verb, one.Folder, other.Folder);

        Assert.Equal((1, ""), (said.ExitCode, said.Output));
        foreach (string folder in (string[])[one.Folder, other.Folder])
        {
            Assert.Contains(Path.Combine(folder, "routes.csv") + "(2,", said.Error, StringComparison.Ordinal);
            Assert.Contains(Path.Combine(folder, "groups.csv") + "(3,", said.Error, StringComparison.Ordinal);
        }

        Assert.EndsWith("4 errors; nothing is run.\n", said.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("garbage", "posterior.csv(1,1): ")]
    [InlineData("weight,goal/home-utility\n1,999", "posterior.csv: goal/home-utility: a set has a value that is not from -50 to 50.")]
    [InlineData("weight,nosuch/x\n1,1", "nosuch/x: there is no section \"nosuch\".")]
    public void Check_reads_the_parameter_sets_too(string sets, string problem)
    {
        using TinyScenario tiny = new();
        tiny.Write("posterior.csv", sets);

        Said said = Tool.Run("check", tiny.Folder);

        Assert.Equal((1, ""), (said.ExitCode, said.Error));
        Assert.Contains(problem, said.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 error; nothing is run.\n", said.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_that_cannot_be_read_hides_no_other()
    {
        using TinyScenario tiny = new();
        tiny.Write("policies.csv", "id,address,from,to,operation,value\n,border/wear,2016-01-01,,set,1\nlong,border/wear,2016-01-01,,set,1,2\na,war/mortality-per-day,2016-13-01,,set,1\nb,war/mortality-per-day,2016-01-01,,multply,1\nc,nosuch/x,2016-01-01,,set,1");

        Said said = Tool.Run("check", tiny.Folder);

        Assert.Equal((1, ""), (said.ExitCode, said.Error));
        Assert.Equal(["2", "3", "4", "5", "6"], said.Output.Split('\n').Where(line => line.StartsWith("policies.csv(", StringComparison.Ordinal)).Select(line => line.Split('(', ',')[1]));
        Assert.EndsWith("5 errors; nothing is run.\n", said.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_that_cannot_be_read_hides_no_address_beside_it()
    {
        using TinyScenario tiny = new();
        tiny.Write("policies.csv", "id,address,from,to,operation,value\na,war/mortality-per-dya,2016-13-01,,set,1");
        tiny.Write("forcing.csv", "address,date,value\nborder/waer,2016-01-01,much");

        Said said = Tool.Run("check", tiny.Folder);

        Assert.Equal((1, ""), (said.ExitCode, said.Error));
        Assert.Contains("policies.csv(2,25): policies/a/from: ", said.Output, StringComparison.Ordinal);
        Assert.Contains("policies.csv(2,3): policies/a/address: ", said.Output, StringComparison.Ordinal);
        Assert.Contains("forcing.csv(2,24): forcing/", said.Output, StringComparison.Ordinal);
        Assert.Contains("Did you mean \"border/wear\"?", said.Output, StringComparison.Ordinal);
        Assert.EndsWith("4 errors; nothing is run.\n", said.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Targets_from_elsewhere_are_named_as_they_were_given()
    {
        using TinyScenario tiny = new();
        tiny.Write("published.txt", "id,measure,subject,date,low,central,high,weight,role,source\ndead,daed,WORLD,2016-06-30,20,25,30,,,Made up");
        string published = Path.Combine(tiny.Folder, "published.txt");

        Said said = Tool.Run("validate", tiny.Folder, "--targets", published, "--quiet");

        Assert.Equal((1, ""), (said.ExitCode, said.Output));
        Assert.StartsWith($"{published}(2,6): targets/dead/measure: ", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_place_of_its_folder_is_told_from_a_folder_that_is_not_there()
    {
        using TinyScenario tiny = new();
        string file = Path.Combine(tiny.Folder, "scenario.json");

        Said said = Tool.Run("run", file);

        Assert.Equal(new Said(1, "", $"{file} is a file. Write the path of the folder that holds scenario.json.\n1 error; nothing is run.\n"), said);
    }

    [Fact]
    public void A_claim_names_figures_that_there_are()
    {
        using TinyScenario tiny = new();
        tiny.Change("claims.csv", "stopped@BBB", "returned@BBX nosuch permeability@road plots@BBB");

        Said said = Tool.Run("check", tiny.Folder);

        Assert.Equal((1, ""), (said.ExitCode, said.Error));
        Assert.Contains("claims/c1/outputs: returned has no subject \"BBX\". Did you mean \"BBB\"?", said.Output, StringComparison.Ordinal);
        Assert.Contains("claims/c1/outputs: there is no measure \"nosuch\".", said.Output, StringComparison.Ordinal);
        Assert.Contains("claims/c1/outputs: permeability has no subject \"road\".", said.Output, StringComparison.Ordinal);
        Assert.EndsWith("3 errors; nothing is run.\n", said.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_setting_that_cannot_be_is_listed()
    {
        using TinyScenario tiny = new();

        Said said = Tool.Run("run", tiny.Folder, "--set", "war/mortality-per-day=99", "--set", "war/mortalty-per-day=0.1", "--set", "border/on=maybe", "--quiet");

        Assert.Equal(1, said.ExitCode);
        Assert.EndsWith("3 errors; nothing is run.\n", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_factor_that_cannot_vary_is_listed()
    {
        using TinyScenario tiny = new();

        Said said = Tool.Run("sweep", tiny.Folder, "--vary", "goal/home-utility=NaN..1", "--vary", "war/mortality-per-day=0.1..99", "--vary", "nosuch/x=1", "--store", tiny.Out, "--quiet");

        Assert.Equal(1, said.ExitCode);
        Assert.EndsWith("3 errors; nothing is run.\n", said.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(tiny.Out));
    }

    [Fact]
    public void Tables_of_a_validation_do_not_go_among_those_of_a_scenario()
    {
        using TinyScenario tiny = new();
        tiny.Write("targets.csv", "id,measure,subject,date,low,central,high,weight,role,source\ndead,dead,WORLD,2016-06-30,20,25,30,,,Made up");

        Said said = Tool.Run("validate", tiny.Folder, "--replicates", "2", "--quiet", "--out", tiny.Folder);

        Assert.Equal((3, ""), (said.ExitCode, said.Output));
        Assert.Contains("which is no table of a validation. Name another folder", said.Error, StringComparison.Ordinal);
        Assert.EndsWith("No problems.\n", Tool.Run("check", tiny.Folder).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_prints_every_problem_on_stdout_and_ends_with_1()
    {
        using TinyScenario tiny = Faulty();

        Said said = Tool.Run("check", tiny.Folder);

        Assert.Equal((1, ""), (said.ExitCode, said.Error));
        Assert.Contains("routes.csv(2,", said.Output, StringComparison.Ordinal);
        Assert.Contains("groups.csv(3,", said.Output, StringComparison.Ordinal);
        Assert.EndsWith("2 errors; nothing is run.\n", said.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_as_JSON_holds_the_same_problems()
    {
        using TinyScenario tiny = Faulty();

        Said said = Tool.Run("check", tiny.Folder, "--json");

        Assert.Equal(1, said.ExitCode);
        using JsonDocument json = JsonDocument.Parse(said.Output);
        Assert.False(json.RootElement.GetProperty("valid").GetBoolean());
        Assert.Equal(
            ["groups.csv", "routes.csv"],
            json.RootElement.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("file").GetString()!).Order());
    }

    [Theory]
    [InlineData("run")]
    [InlineData("describe")]
    [InlineData("compare")]
    public void An_invalid_scenario_gives_its_problems_on_stderr_exit_1_and_no_folder(string verb)
    {
        using TinyScenario tiny = Faulty();

        Said said = Tool.Run(verb switch
        {
            "run" => ["run", tiny.Folder, "--out", tiny.Out],
            "compare" => ["compare", tiny.Folder, tiny.Folder],
            _ => [verb, tiny.Folder],
        });

        Assert.Equal((1, ""), (said.ExitCode, said.Output));
        Assert.Contains("routes.csv(2,", said.Error, StringComparison.Ordinal);
        Assert.EndsWith("2 errors; nothing is run.\n", said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said.Error, StringComparison.Ordinal);
        Assert.Empty(tiny.Beside);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_an_invalid_scenario()
    {
        Said said = Tool.Run("run", "/nowhere/at-all");

        Assert.Equal((1, ""), (said.ExitCode, said.Output));
        Assert.Contains("/nowhere/at-all", said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("routes/town-bbb/patroll=1", "routes/town-bbb/patrol")]
    [InlineData("routes/town-bbb/held-share=2", "held-share")]
    [InlineData("war/mortality-per-day=much", "much")]
    public void A_change_of_what_is_not_there_or_to_what_cannot_be_is_an_invalid_scenario(string change, string named)
    {
        using TinyScenario tiny = new();

        Said said = Tool.Run("run", tiny.Folder, "--set", change, "--out", tiny.Out);

        Assert.Equal((1, ""), (said.ExitCode, said.Output));
        Assert.Contains(named, said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said.Error, StringComparison.Ordinal);
        Assert.Empty(tiny.Beside);
    }

    [Fact]
    public void Text_of_a_file_cannot_command_the_terminal()
    {
        using TinyScenario tiny = new();
        tiny.Change("scenario.json", "One town and one way home", @"One \u001b[2Jtown [red]and\u202e one\n1 error; nothing");

        Said said = Tool.Run("describe", tiny.Folder);

        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        Assert.StartsWith(@"One \u001b[2Jtown [red]and\u202e one\u000a1 error; nothing", said.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', said.Output);
    }

    [Fact]
    public void A_folder_with_other_things_in_it_is_refused_before_the_run()
    {
        using TinyScenario tiny = new();

        Said said = Tool.Run("run", tiny.Folder, "--out", tiny.Folder);

        Assert.Equal((3, ""), (said.ExitCode, said.Output));
        Assert.DoesNotContain("   at ", said.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(tiny.Folder, "scenario.json")));
    }

    private static TinyScenario Faulty()
    {
        TinyScenario tiny = new();
        tiny.Change("routes.csv", "land,10,0.5,0.5", "land,10,0.5,1.5");
        tiny.Change("groups.csv", "CCC-men,CCC", "CCC-men,CCD");
        return tiny;
    }
}
