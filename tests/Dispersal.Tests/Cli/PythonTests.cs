using System.Diagnostics;
using System.Globalization;

namespace Dispersal.Tests.Cli;

/// <summary>The library in Python's own process: the same numbers as here, and errors that say what the linter says.</summary>
public class PythonTests
{
    [NeedsPythonFact("ctypes")]
    public void Python_gets_the_numbers_that_the_library_gives()
    {
        using TinyScenario tiny = new();
        Said said = Python(tiny, """
            import dispersal
            base = dispersal.load("tiny")
            print(base.name, base.start, base.end, base.fingerprint)
            runs = dispersal.run(base, replicates=5, seed=7)
            print(runs.result_digest)
            table = runs.table("returned", "BBB")
            print(sorted(table), len(table["mean"]), table["date"][-1], repr(table["mean"][-1]))
            values = runs.values("returned", "BBB")
            print([value for value, date in zip(values["value"], values["date"]) if date == "2016-12-31"])
            other = base.with_({"routes/*/patrol": 3, "goal/home-utility": None, "border/on": True})
            print(other.fingerprint)
            change = dispersal.compare(base, other, replicates=5, seed=7)
            print(repr([d for m, s, d in zip(change["measure"], change["subject"], change["difference"]) if (m, s) == ("returned", "BBB")][0]))
            swept = dispersal.sweep(base, {"routes/*/patrol": [0, 2]}, replicates=3, seed=7, figures=["returned/BBB"], store="sweep.db")
            print(sorted(swept), swept["value"])
            print(dispersal.sweep(base, {"goal/home-utility": (0, 2)}, points=4, design="lhs", replicates=1, figures=["dead/BBB"])["replicate"])
            runs.save("saved")
            """);
        Assert.Equal(("", 0), (said.Error, said.ExitCode));
        string[] lines = said.Output.TrimEnd('\n').Split('\n');

        Scenario scenario = Scenario.Load(tiny.Folder);
        Ensemble ensemble = Ensemble.Run(scenario, 5, 7);
        Scenario other = scenario.With(new Dictionary<string, string> { ["routes/*/patrol"] = "3", ["goal/home-utility"] = "", ["border/on"] = "true" });
        Assert.Equal($"tiny 2015-01-01 2016-12-31 {scenario.Fingerprint}", lines[0]);
        Assert.Equal(ensemble.ResultDigest, lines[1]);
        Assert.Equal($"['date', 'mean', 'measure', 'p05', 'p50', 'p95', 'subject'] {ensemble.Dates.Length} 2016-12-31 {Text(ensemble.Total(Measure.Returned, "BBB").Mean)}", lines[2]);
        Assert.Equal(List(ensemble.Values(Measure.Returned, "BBB", new(2016, 12, 31)), "0"), lines[3]);
        Assert.Equal(other.Fingerprint, lines[4]);
        Assert.Equal(Text(Ensemble.Run(other, 5, 7).Minus(ensemble).Total(Measure.Returned, "BBB").Mean), lines[5]);
        double[] swept = [.. new[] { 0.0, 2.0 }.SelectMany(patrol => Ensemble.Run(scenario.With("routes/*/patrol", patrol), 3, 7) is var run ? run.Values(Measure.Returned, "BBB", run.Dates[^1]) : [])];
        Assert.Equal($"['date', 'measure', 'point', 'replicate', 'routes/*/patrol', 'subject', 'value'] {List(swept, "0.0")}", lines[6]);
        Assert.Equal("[0, 0, 0, 0]", lines[7]);
        Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(tiny.Folder)!, "saved", "summary.csv")));
        Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(tiny.Folder)!, "sweep.db")));
        string Text(double value) => value.ToString(value == Math.Round(value) ? "0.0" : "R", CultureInfo.InvariantCulture).Replace(".0", value == Math.Round(value) ? "" : ".0", StringComparison.Ordinal);
        string List(double[] values, string format) => $"[{string.Join(", ", values.Select(value => value.ToString(format, CultureInfo.InvariantCulture)))}]";
    }

    [NeedsPythonFact("ctypes")]
    public void Errors_become_exceptions_with_the_words_of_the_linter()
    {
        using TinyScenario tiny = new();
        Said said = Python(tiny, """
            import dispersal
            base = dispersal.load("tiny")
            def error(wrong):
                try:
                    wrong()
                    print("nothing happened")
                except dispersal.DispersalError as problem:
                    print(type(problem).__name__, str(problem).splitlines()[0], [one["address"] for one in getattr(problem, "problems", [])])
            error(lambda: base.with_({"routes/*/patrl": 3}))
            error(lambda: dispersal.load("nowhere"))
            error(lambda: dispersal.run(base, replicates=0))
            error(lambda: dispersal.run(base, engine="steam"))
            error(lambda: dispersal.run(base, replicates=2).table("retuned"))
            open("tiny/routes.csv", "a").write("third,town,NOWHERE,land,-1,0,0\n")
            error(lambda: dispersal.load("tiny"))
            """);
        Assert.Equal(("", 0), (said.Error, said.ExitCode));
        string[] lines = said.Output.TrimEnd('\n').Split('\n');
        Assert.Equal("ScenarioError routes/*/patrl: there is no column \"patrl\" in routes.csv. Did you mean \"routes/*/patrol\"? ['routes/*/patrl']", lines[0]);
        Assert.StartsWith("ScenarioError there is no folder nowhere.", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("DispersalError replicates: 0 is not from 1 to 1,000,000", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("DispersalError 'steam' is not an engine.", lines[3], StringComparison.Ordinal);
        Assert.StartsWith("DispersalError There is no measure 'retuned' in these results. Did you mean \"returned\"?", lines[4], StringComparison.Ordinal);
        Assert.StartsWith("ScenarioError ", lines[5], StringComparison.Ordinal);
        Assert.Contains("'routes/third/days'", lines[5], StringComparison.Ordinal);
        Assert.Contains("'routes/third/to'", lines[5], StringComparison.Ordinal);
    }

    [NeedsPythonFact("ctypes")]
    public void What_is_of_the_wrong_kind_is_said_before_it_crosses_over()
    {
        using TinyScenario tiny = new();
        Said said = Python(tiny, """
            import dispersal
            base = dispersal.load("tiny")
            runs = dispersal.run(base, replicates=1)
            class Numpys:  # numbers of numpy answer like this
                def item(self): return 2
                def __index__(self): return 2
            def error(wrong):
                try:
                    wrong()
                    print("nothing happened")
                except (TypeError, dispersal.DispersalError) as problem:
                    print(type(problem).__name__, str(problem).splitlines()[0])
            error(lambda: dispersal.run("tiny"))
            error(lambda: dispersal.compare(base, runs))
            error(lambda: dispersal.run(base, replicates=2.5))
            error(lambda: dispersal.run(base, seed=2**64))
            error(lambda: dispersal.run(base, engine="3"))
            error(lambda: base.with_("routes/*/patrol=3"))
            error(lambda: base.with_({"war/mortality-per-day": float("nan")}))
            error(lambda: dispersal.sweep(base, {"goal/home-utility": 3}))
            error(lambda: dispersal.sweep(base, {"goal/home-utility": (1, 2, 3)}))
            print(dispersal.run(base.with_({"goal/home-utility": Numpys()}), replicates=Numpys()), runs)
            print(set(dispersal.sweep(base, {"goal/home-utility": [1, 2]}, replicates=1, figures="returned/WORLD")["measure"]))
            """);
        Assert.Equal(("", 0), (said.Error, said.ExitCode));
        Assert.Equal(
            [
                "TypeError scenario: this takes Scenario, as load gives it, not str",
                "TypeError after: this takes Scenario, as load gives it, not Ensemble",
                "TypeError replicates: this takes a whole number, not 2.5",
                "DispersalError seed: 18446744073709551616 is not from 0 to 18,446,744,073,709,551,615",
                "DispersalError '3' is not an engine. Write auto, individuals, cohorts, expected.",
                "TypeError changes: this takes a dictionary such as {\"routes/*/patrol\": 3}, not 'routes/*/patrol=3'",
                "ScenarioError war/mortality-per-day: nan is not a finite number. Write a number from 0 to 10.",
                "TypeError vary: goal/home-utility takes a list of values, a pair (low, high) or None, not 3",
                "TypeError vary: goal/home-utility takes a list of values, a pair (low, high) or None, not (1, 2, 3)",
                "<Ensemble of tiny: 2 replicates, seed 1, individuals> <Ensemble of tiny: 1 replicate, seed 1, individuals>",
                "{'returned'}",
            ],
            said.Output.TrimEnd('\n').Split('\n'));
    }

    [NeedsPythonFact("ctypes")]
    public void An_interrupt_stops_a_long_run_and_python_goes_on()
    {
        using TinyScenario tiny = new();
        Said said = Python(tiny, """
            import dispersal, os, signal, threading, time
            base = dispersal.load("tiny")
            threading.Timer(1.0, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
            began = time.time()
            try:
                dispersal.run(base, replicates=1000000)
                print("ended")
            except KeyboardInterrupt:
                print("interrupted", time.time() - began < 20)
            print(dispersal.run(base, replicates=2).replicates)
            """);
        Assert.Equal(("", "interrupted True\n2\n"), (said.Error, said.Output));
    }

    // The script runs beside the scenario and a module that the tool has just written.
    private static Said Python(TinyScenario tiny, string script)
    {
        string folder = Path.GetDirectoryName(tiny.Folder)!;
        File.WriteAllText(Path.Combine(folder, "dispersal.py"), Tool.Run("python").Output);
        File.WriteAllText(Path.Combine(folder, "script.py"), script);
        using Process process = Process.Start(new ProcessStartInfo(NeedsPythonFactAttribute.Python, ["script.py"])
        {
            WorkingDirectory = folder, UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        return Tool.End(process);
    }
}
