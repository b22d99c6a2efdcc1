using System.Collections.Immutable;
using System.CommandLine;
using Dispersal.Experiments;
using Dispersal.Reporting;

namespace Dispersal.Cli;

/// <summary><c>dispersal compare</c>: what a change changes, replicate by replicate with the same luck.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        Argument<string> scenario = Words.Scenario();
        Argument<string> other = Words.Folder("OTHER", "Folder of the scenario after the change; SCENARIO itself when only --set is given.");
        other.Arity = ArgumentArity.ZeroOrOne;
        Option<int> replicates = Words.Replicates();
        Option<ulong> seed = Words.Seed();
        Option<EngineKind> engine = Words.Engine();
        Option<int?> threads = Words.Threads();
        Option<ImmutableSortedDictionary<string, string>> set = Words.Set();
        Option<ImmutableArray<Precision>> until = Words.Until("Stop when the mean difference of a figure is known so well: 'returned/EU within 2%' of its mean before the change.");
        Option<bool> uncertain = UncertaintyWords.Uncertain();
        Option<string?> posterior = UncertaintyWords.Posterior();
        Option<ImmutableArray<string>> split = UncertaintyWords.Split();
        Option<string?> from = CheckpointWords.From();
        Option<string?> to = Words.Out();
        Option<bool> json = Words.Json();
        Option<bool> quiet = Words.Quiet();
        Verb verb = new("compare", "Runs a scenario before and after a change and shows what differs.",
            "dispersal compare scenarios/raqqa-2017 scenarios/my-policy",
            "dispersal compare scenarios/raqqa-2017 --set routes/raqqa-tur-east/patrol=1.4 --replicates 100",
            "dispersal compare scenarios/raqqa-2017 scenarios/turkish-border-surge --uncertain --replicates 100",
            "dispersal compare scenarios/raqqa-2017 scenarios/turkish-border-surge --from results/baseline.2016-01-01.checkpoint",
            "dispersal compare scenarios/raqqa-2017 scenarios/my-policy --out results/my-policy")
        {
            scenario,
            other,
            replicates,
            seed,
            engine,
            threads,
            set,
            until,
            uncertain,
            posterior,
            split,
            from,
            to,
            json,
            quiet,
        };
        verb.Validators.Add(words => UncertaintyWords.Check(words, uncertain, posterior, split));
        verb.Validators.Add(words => Reached.Check(words, until, engine, uncertain, posterior));
        verb.Validators.Add(words =>
        {
            if (words.GetResult(other) is not { Tokens.Count: > 0 } && words.GetResult(set) is null or { Implicit: true })
            {
                words.AddError("there is nothing to compare with. Name another scenario or change this one with --set ADDRESS=VALUE.");
            }
        });
        CheckpointWords.AddTo(verb, from, when: null, seed, engine, until, uncertain, posterior);
        verb.SetAction((parse, cancellation) =>
        {
            bool isQuiet = parse.GetValue(quiet);
            string? results = parse.GetValue(to);
            if (results is not null)
            {
                // A long run must not end in a refusal that was to be foreseen.
                Ensemble.ThrowIfCannotSave(results);
            }

            string first = parse.GetRequiredValue(scenario);
            (Scenario before, Scenario after) = parse.GetValue(other) is { } second ? Loading.LoadBoth(first, second, isQuiet) : (Loading.Load(first, isQuiet), null!);
            after = (after ?? before).Changed(parse.GetRequiredValue(set));
            if (before.Start != after.Start || before.End != after.End)
            {
                throw new ScenarioException([new Diagnostic(
                    Severity.Error, "", 0, 0, "", $"{before.Name} runs from {before.Start:yyyy-MM-dd} to {before.End:yyyy-MM-dd} before the change and from "
                    + $"{after.Start:yyyy-MM-dd} to {after.End:yyyy-MM-dd} after it, so days cannot be held against each other. Give both the same dates; --set changes only what comes after.")]);
            }

            Uncertainty? drawn = UncertaintyWords.Of(
                parse.GetRequiredValue(scenario), parse.GetValue(uncertain), parse.GetValue(posterior), parse.GetRequiredValue(split), isQuiet);
            // Differences are shown on the last day; flows add up to the same, however many dates there are.
            Recording ending = Recording.All with { Dates = RecordedDates.LastDay, Histories = false };

            using Checkpoint? burnIn = parse.GetValue(from) is { } path ? Checkpoint.Open(path) : null;
            EngineKind common = Ensemble.CommonEngine(parse.GetValue(engine), [before, after], out string? reason);
            ImmutableArray<Precision> wanted = parse.GetRequiredValue(until);
            FigurePattern.ThrowIfNone(before, wanted.Select(precision => new FigurePattern(precision.Measure.Name, precision.Subject, precision.Date)));
            using ResultPlace? place = results is null ? null : ResultPlace.Hold(results);
            Comparison comparison = wanted.IsEmpty && drawn is null ? Comparison.Of(Run(before, "before"), Run(after, "after")) : Both();
            Reached.Note(wanted, precision => precision.IsReached(comparison.Before, comparison.After), comparison.Before.Replicates);
            if (place is not null)
            {
                comparison.Save(place);
            }

            if (parse.GetValue(json))
            {
                JsonResult.Write(ComparisonJson.Of(comparison));
            }
            else
            {
                Terminal.WriteResult(ComparisonReport.Of(comparison));
                if (results is not null)
                {
                    Terminal.WriteResult($"\nResults are in {results}; 'dispersal report {results}' makes a page of them.");
                }
            }

            return Task.FromResult(ExitCode.Done);

            Comparison Both()
            {
                Comparison? both = null;
                Progress.While("before and after", isQuiet, progress =>
                {
                    (ulong luck, int cores) = (parse.GetValue(seed), parse.GetValue(threads) ?? 0);
                    (Ensemble first, Ensemble second) = wanted.IsEmpty
                        ? UncertainEnsemble.Run(
                            before, after, drawn!, parse.GetValue(replicates), luck, common, cores, ending, progress, cancellation)
                        : Reached.While(() => Until.Run(
                            before, after, wanted, Words.ReplicatesOf(parse, replicates, wanted), luck, common, cores, progress: progress, uncertainty: drawn,
                            cancellationToken: cancellation));
                    both = Comparison.Of(first.WithEngineReason(reason), second.WithEngineReason(reason));
                    return second;
                });
                return both!;
            }

            Ensemble Run(Scenario run, string label) => Progress.While(label, isQuiet, progress => burnIn is not null
                ? burnIn.Continue(run, CheckpointWords.ReplicatesOf(parse, replicates, burnIn), parse.GetValue(threads) ?? 0, progress: progress, cancellationToken: cancellation)
                : Ensemble.Run(
                    run, parse.GetValue(replicates), parse.GetValue(seed), common, parse.GetValue(threads) ?? 0, ending, progress, cancellation).WithEngineReason(reason));
        });
        return verb;
    }
}
