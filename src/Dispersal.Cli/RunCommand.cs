using System.Collections.Immutable;
using System.CommandLine;
using Dispersal.Experiments;
using Dispersal.Reporting;

namespace Dispersal.Cli;

/// <summary><c>dispersal run</c>: simulates a scenario, prints what became of them, writes the results where asked.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        Argument<string> scenario = Words.Scenario();
        Option<int> replicates = Words.Replicates();
        Option<ulong> seed = Words.Seed();
        Option<EngineKind> engine = Words.Engine();
        Option<int?> threads = Words.Threads();
        Option<ImmutableSortedDictionary<string, string>> set = Words.Set();
        Option<ImmutableArray<Precision>> until = Words.Until("Stop when the mean of a figure is known so well: 'returned/EU within 2%', half the width of its 95 % interval.");
        Option<string?> to = Words.Out();
        Option<bool> report = new("--report") { Description = "Make a page of the results as well, DIR/report.html; goes with --out." };
        Option<bool> json = Words.Json();
        Option<bool> quiet = Words.Quiet();
        Verb verb = new("run", "Simulates a scenario and prints what became of its fighters.",
            "dispersal run scenarios/raqqa-2017",
            "dispersal run scenarios/raqqa-2017 --replicates 200 --seed 7 --out results/baseline --report",
            "dispersal run scenarios/raqqa-2017 --set routes/syr-tur-west/patrol=1.4 --set border/on=false",
            "dispersal run scenarios/raqqa-2017 --until 'returned/EU within 2%'")
        {
            scenario,
            replicates,
            seed,
            engine,
            threads,
            set,
            until,
            to,
            report,
            json,
            quiet,
        };
        verb.Validators.Add(words =>
        {
            if (words.GetResult(report) is { Implicit: false } && words.GetResult(to) is null or { Implicit: true })
            {
                words.AddError("--report goes with --out DIR.");
            }
        });
        verb.SetAction((parse, cancellation) =>
        {
            string? folder = parse.GetValue(to);
            if (folder is not null)
            {
                // A long run must not end in a refusal that was to be foreseen.
                Ensemble.ThrowIfCannotSave(folder);
            }

            Scenario loaded = Loading.Load(parse.GetRequiredValue(scenario), parse.GetValue(quiet)).Changed(parse.GetRequiredValue(set));
            ImmutableArray<Precision> wanted = parse.GetRequiredValue(until);
            int most = Words.ReplicatesOf(parse, replicates, wanted);
            Ensemble ensemble = Progress.While(loaded.Name, parse.GetValue(quiet), progress => wanted.IsEmpty
                ? Ensemble.Run(loaded, most, parse.GetValue(seed), parse.GetValue(engine), parse.GetValue(threads) ?? 0, progress: progress, cancellationToken: cancellation)
                : Reached.While(() => Until.Run(
                    loaded, wanted, most, parse.GetValue(seed), parse.GetValue(engine), parse.GetValue(threads) ?? 0, progress, cancellation)));
            Reached.Note(wanted, precision => precision.IsReached(ensemble), ensemble.Replicates);
            if (folder is not null)
            {
                ensemble.Save(folder);
                if (parse.GetValue(report))
                {
                    ReportFolder.Write(folder);
                }
            }

            if (parse.GetValue(json))
            {
                JsonResult.Write(RunJson.Of(ensemble, folder));
            }
            else
            {
                Terminal.WriteResult(FatesReport.Of(ensemble));
                if (folder is not null)
                {
                    Terminal.WriteResult($"\nResults are in {folder}{(parse.GetValue(report) ? $", to look at in {Path.Combine(folder, ReportFolder.PageName)}" : "")}");
                }
            }

            return Task.FromResult(ExitCode.Done);
        });
        return verb;
    }
}
