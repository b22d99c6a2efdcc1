using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using Dispersal.Experiments;

namespace Dispersal.Cli;

/// <summary><c>dispersal sweep</c>: runs a design with replicates into one SQLite file.</summary>
internal static class SweepCommand
{
    public static Command Create()
    {
        DesignWords asked = new();
        Option<int?> jobs = SweepWords.Number("--jobs", "N", 1, 1_024, "Runs at a time; one for each processor when not given. What is recorded does not depend on it.");
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
            "dispersal sweep status sobol.db",
            "dispersal sweep submit --help")
        {
            jobs, store, resume, retry, json, quiet,
        };
        asked.AddTo(verb);
        foreach (Command of in (Command[])[SweepStatusCommand.Create(), SweepSubmitCommand.Create(), SweepResubmitCommand.Create(), SweepMergeCommand.Create(), SweepShardCommand.Create()])
        {
            verb.Subcommands.Add(of);
        }

        verb.Validators.Add(words =>
        {
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
            (Design design, int replicates, ulong seed, ImmutableArray<FigurePattern> figures, EngineKind engine) = asked.Of(parse, isQuiet);
            SweepLines? lines = isQuiet ? null : new(design.Scenario.Name);
            try
            {
                Sweep sweep = Sweep.Run(
                    design, replicates, file, seed, figures, engine,
                    parse.GetValue(jobs) ?? 0, parse.GetValue(retry), lines, cancellationToken: cancellation);
                lines?.End();
                if (parse.GetValue(json))
                {
                    JsonResult.Write(new { sweep.Store, Design = design.Kind, Points = design.Count, sweep.Replicates, sweep.Runs, sweep.RunsFailed });
                }
                else
                {
                    Terminal.WriteResult(
                        $"{sweep.Runs:N0} runs are in {file}{(sweep.RunsFailed == 0 ? "." : $"; {sweep.RunsFailed:N0} of them failed: 'dispersal sweep status {file}' says why.")}");
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
}
