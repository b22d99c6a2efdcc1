using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using Dispersal.Experiments;

namespace Dispersal.Cli;

/// <summary><c>dispersal sweep</c>: runs a design with replicates into one SQLite file.</summary>
internal static class SweepCommand
{
    private const int StandardPoints = 64;
    private const int StandardLevels = 3;

    public static Command Create()
    {
        Argument<string> scenario = Words.Scenario();
        Option<ImmutableArray<string>> vary = SweepWords.Vary();
        Option<ImmutableArray<string>> split = SweepWords.Split();
        Option<string?> kind = SweepWords.Design();
        Option<int?> points = SweepWords.Number("--points", "N", 1, 1_000_000,
            "Points of lhs and sobol, least points of fraction, trajectories of morris, rows of saltelli. [default: 64; 10 for morris]");
        Option<int?> levels = SweepWords.Number("--levels", "N", 2, 1_000, "Levels of a range in grid and fraction. [default: 3; 2 for fraction]");
        Option<int> replicates = Words.Replicates();
        Option<ulong> seed = Words.Seed();
        Option<EngineKind> engine = Words.Engine();
        Option<int?> jobs = SweepWords.Number("--jobs", "N", 1, 1_024, "Runs at a time; one for each processor when not given. What is recorded does not depend on it.");
        Option<ImmutableSortedDictionary<string, string>> set = Words.Set();
        Option<ImmutableArray<FigurePattern>> figures = SweepWords.Figures();
        Option<string?> store = SweepWords.Store("SQLite file to record to.");
        store.Required = true;
        Option<bool> resume = new("--resume") { Description = "Go on with what is missing in a store that is there, also with more points or replicates than before." };
        Option<bool> retry = new("--retry") { Description = "With --resume: run again what failed." };
        Option<bool> json = Words.Json();
        Option<bool> quiet = Words.Quiet();
        Verb verb = new("sweep", "Runs a scenario at many values of its parameters and records all runs in one SQLite file.",
            "dispersal sweep scenarios/raqqa-2017 --vary routes/raqqa-tur-east/patrol=0.5,1,2 --vary countries/*/watch-capacity-persons --store sweep.db",
            "dispersal sweep scenarios/raqqa-2017 --design sobol --points 256 --replicates 4 --figure 'returned/*@*' --store sobol.db",
            "dispersal sweep scenarios/raqqa-2017 --design sobol --points 256 --replicates 4 --figure 'returned/*@*' --store sobol.db --resume",
            "dispersal sweep status sobol.db")
        {
            scenario, vary, split, kind, points, levels, replicates, seed, engine, jobs, set, figures, store, resume, retry, json, quiet,
        };
        verb.Subcommands.Add(SweepStatusCommand.Create());
        verb.Validators.Add(words =>
        {
            if (Given(words, vary) && Given(words, split))
            {
                words.AddError("--split divides what varies by default; with --vary, name what is to vary in words of its own.");
            }

            if (Given(words, retry) && !Given(words, resume))
            {
                words.AddError("--retry goes with --resume.");
            }
        });
        verb.SetAction((parse, cancellation) =>
        {
            string file = parse.GetRequiredValue(store)!;
            if (!parse.GetValue(resume) && Sweep.Exists(file))
            {
                Terminal.WriteNote($"{file} is there already. Go on with it by --resume, or name another file.");
                return Task.FromResult(ExitCode.RunFailed);
            }

            bool isQuiet = parse.GetValue(quiet);
            Scenario loaded = Loading.Load(parse.GetRequiredValue(scenario), isQuiet).Changed(parse.GetRequiredValue(set));
            Design design = DesignOf(
                loaded, SweepWords.Factors(loaded, parse.GetRequiredValue(vary), parse.GetRequiredValue(split)), parse.GetValue(kind),
                parse.GetValue(points), parse.GetValue(levels), parse.GetValue(seed));
            ImmutableArray<FigurePattern> kept = parse.GetRequiredValue(figures);
            FigurePattern.ThrowIfNone(loaded, kept);
            SweepLines? lines = isQuiet ? null : new(loaded.Name);
            try
            {
                Sweep sweep = Sweep.Run(
                    design, parse.GetValue(replicates), file, parse.GetValue(seed), kept.IsEmpty ? null : kept, parse.GetValue(engine),
                    parse.GetValue(jobs) ?? 0, parse.GetValue(retry), lines, cancellationToken: cancellation);
                lines?.End();
                if (parse.GetValue(json))
                {
                    JsonResult.Write(new { sweep.Store, Design = design.Kind, Points = design.Count, sweep.Replicates, sweep.Runs, sweep.RunsFailed });
                }
                else
                {
                    Terminal.WriteResult(
                        $"{(sweep.Runs == 1 ? "1 run is" : $"{sweep.Runs:N0} runs are")} in {file}{(sweep.RunsFailed == 0 ? "." : $"; {sweep.RunsFailed:N0} of them failed: 'dispersal sweep status {file}' says why.")}");
                }

                return Task.FromResult(sweep.RunsFailed == 0 ? ExitCode.Done : ExitCode.RunFailed);
            }
            catch (OperationCanceledException)
            {
                lines?.End();
                Terminal.WriteNote($"Cancelled. What is done is in {file}; the same words with --resume go on.");
                return Task.FromResult(ExitCode.Cancelled);
            }
        });
        return verb;
    }

    private static bool Given(CommandResult words, Option option) => words.GetResult(option) is { Implicit: false };

    private static Design DesignOf(Scenario scenario, ImmutableArray<Factor>? factors, string? kind, int? points, int? levels, ulong seed)
    {
        kind ??= factors is { } named && named.All(factor => !factor.Values.IsEmpty) ? "grid" : "lhs";
        try
        {
            return kind switch
            {
                "grid" => Design.Grid(scenario, factors, levels ?? StandardLevels),
                "fraction" => Design.FractionalGrid(scenario, points ?? StandardPoints, factors, levels ?? 2),
                "sobol" => Design.Sobol(scenario, points ?? StandardPoints, seed, factors),
                "morris" => Design.Morris(scenario, points ?? 10, seed, factors),
                "saltelli" => Design.Saltelli(scenario, points ?? StandardPoints, seed, factors),
                _ => Design.LatinHypercube(scenario, points ?? StandardPoints, seed, factors),
            };
        }
        catch (ArgumentException problem)
        {
            // What is wrong with the words shows only against the scenario.
            throw new ScenarioException([new Diagnostic(Severity.Error, "", 0, 0, $"--design {kind}", problem.Message.Split(" (Parameter ")[0])]);
        }
    }
}
