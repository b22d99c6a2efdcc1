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
        Option<bool> uncertain = UncertaintyWords.Uncertain();
        Option<string?> posterior = UncertaintyWords.Posterior();
        Option<ImmutableArray<string>> split = UncertaintyWords.Split();
        Option<ImmutableArray<string>> checkpoint = CheckpointWords.When();
        Option<string?> from = CheckpointWords.From();
        Option<string?> to = Words.Out();
        Option<bool> report = new("--report") { Description = "Make a page of the results as well, DIR/report.html; goes with --out." };
        Option<bool> json = Words.Json();
        Option<bool> quiet = Words.Quiet();
        Verb verb = new("run", "Simulates a scenario and prints what became of its fighters.",
            "dispersal run scenarios/raqqa-2017",
            "dispersal run scenarios/raqqa-2017 --replicates 200 --seed 7 --out results/baseline --report",
            "dispersal run scenarios/raqqa-2017 --set routes/raqqa-tur-east/patrol=1.4 --set border/on=false",
            "dispersal run scenarios/raqqa-2017 --until 'returned/EU within 2%'",
            "dispersal run scenarios/raqqa-2017 --uncertain --replicates 200",
            "dispersal run scenarios/raqqa-2017 --posterior posterior.csv --replicates 200",
            "dispersal run scenarios/raqqa-2017 --checkpoint 2016-01-01 --out results/baseline",
            "dispersal run scenarios/turkish-border-surge --from results/baseline.2016-01-01.checkpoint --out results/surge")
        {
            scenario,
            replicates,
            seed,
            engine,
            threads,
            set,
            until,
            uncertain,
            posterior,
            split,
            checkpoint,
            from,
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
        verb.Validators.Add(words => UncertaintyWords.Check(words, uncertain, posterior, split));
        verb.Validators.Add(words => Reached.Check(words, until, engine, uncertain, posterior));
        CheckpointWords.AddTo(verb, from, checkpoint, seed, engine, until, uncertain, posterior);
        verb.SetAction((parse, cancellation) =>
        {
            string? folder = parse.GetValue(to);
            if (folder is not null)
            {
                // A long run must not end in a refusal that was to be foreseen.
                Ensemble.ThrowIfCannotSave(folder);
            }

            Scenario loaded = Loading.Load(parse.GetRequiredValue(scenario), parse.GetValue(quiet)).Changed(parse.GetRequiredValue(set));
            Uncertainty? drawn = UncertaintyWords.Of(
                parse.GetRequiredValue(scenario), parse.GetValue(uncertain), parse.GetValue(posterior), parse.GetRequiredValue(split), parse.GetValue(quiet));
            ImmutableArray<Precision> wanted = parse.GetRequiredValue(until);
            FigurePattern.ThrowIfNone(loaded, wanted.Select(precision => new FigurePattern(precision.Measure.Name, precision.Subject, precision.Date)));
            int most = Words.ReplicatesOf(parse, replicates, wanted);
            using Checkpoint? burnIn = parse.GetValue(from) is { } path ? Checkpoint.Open(path) : null;
            CheckpointFiles? files = CheckpointWords.Files(parse.GetRequiredValue(checkpoint), loaded, burnIn?.Date ?? loaded.Start, folder);

            // Held before anything is computed: who comes second is told so at once.
            using ResultPlace? place = folder is null ? null : ResultPlace.Hold(folder);
            Ensemble ensemble = Progress.While(loaded.Name, parse.GetValue(quiet), Run);
            Reached.Note(wanted, precision => precision.IsReached(ensemble), ensemble.Replicates);
            if (place is not null)
            {
                place.Save(ensemble);
                if (parse.GetValue(report))
                {
                    // A report holds the folder itself.
                    place.Dispose();
                    ReportFolder.Write(folder!);
                }
            }

            if (parse.GetValue(json))
            {
                JsonResult.Write(RunJson.Of(ensemble, folder, wanted));
            }
            else
            {
                Terminal.WriteResult(FatesReport.Of(ensemble));
                if (folder is not null)
                {
                    Terminal.WriteResult($"\nResults are in {folder}{(parse.GetValue(report) ? $", to look at in {Path.Combine(folder, ReportFolder.PageName)}" : "")}");
                }

                foreach (DateOnly date in files?.Dates ?? [])
                {
                    Terminal.WriteResult($"Checkpoint: {files!.PathOf(date)}");
                }
            }

            return Task.FromResult(ExitCode.Done);

            Ensemble Run(IProgress<RunProgress>? progress)
            {
                (ulong luck, EngineKind kind, int cores) = (parse.GetValue(seed), parse.GetValue(engine), parse.GetValue(threads) ?? 0);
                return burnIn is not null
                    ? burnIn.Continue(loaded, CheckpointWords.ReplicatesOf(parse, replicates, burnIn), cores, files: files, progress: progress, cancellationToken: cancellation)
                    : files is not null ? Checkpoint.Run(loaded, files, most, luck, cores, progress: progress, cancellationToken: cancellation)
                    : !wanted.IsEmpty ? Reached.While(() => Until.Run(loaded, wanted, most, luck, kind, cores, progress: progress, uncertainty: drawn, cancellationToken: cancellation))
                    : drawn is not null ? UncertainEnsemble.Run(loaded, drawn, most, luck, kind, cores, progress: progress, cancellationToken: cancellation)
                    : Ensemble.Run(loaded, most, luck, kind, cores, progress: progress, cancellationToken: cancellation);
            }
        });
        return verb;
    }
}
