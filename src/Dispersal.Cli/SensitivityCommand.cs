using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using Dispersal.Experiments;
using Dispersal.Reporting;

namespace Dispersal.Cli;

/// <summary><c>dispersal sensitivity</c>: which parameters matter for a figure, and how much of its spread is chance.</summary>
internal static class SensitivityCommand
{
    private static readonly string[] Methods = ["morris", "sobol"];

    public static Command Create()
    {
        Argument<string> scenario = Words.Scenario();
        Option<string> method = new("--method")
        {
            HelpName = string.Join('|', Methods),
            Description = "morris ranks many parameters by few runs; sobol shares out the variance among a few of them.",
            DefaultValueFactory = _ => Methods[0],
        };
        method.Validators.Add(result =>
        {
            if (result.Tokens is [{ } word] && !Methods.Contains(word.Value))
            {
                result.AddError($"--method: '{word.Value}' is not a method. Write morris or sobol.");
            }
        });
        Option<ImmutableArray<FigurePattern>> figures = SweepWords.Figures();
        figures.Description = "Figures to explain; may be repeated; * may stand for any letters. [default: returned/EU, or returned/WORLD where there is no EU]";
        Option<ImmutableArray<string>> vary = SweepWords.Vary();
        Option<ImmutableArray<string>> split = SweepWords.Split();
        Option<int?> points = SweepWords.Number("--points", "N", 2, 1_000_000,
            "Trajectories of morris, each one run more than there are factors; rows of sobol, each two runs more. [default: 5 for morris, 256 for sobol]");
        Option<int?> replicates = SweepWords.Number("--replicates", "N", 1, 1_000_000,
            "Replicates of each point, with the same luck at every point; two or more tell chance from inputs. [default: 2]");
        Option<ulong> seed = Words.Seed();
        Option<EngineKind> engine = Words.Engine();
        Option<int?> jobs = SweepWords.Number("--jobs", "N", 1, 1_024, "Runs at a time; one for each processor when not given.");
        Option<ImmutableSortedDictionary<string, string>> set = Words.Set();
        Option<string?> store = SweepWords.Store("SQLite file to record the runs to, for --resume and other figures; none is kept when not given.");
        Option<bool> resume = new("--resume") { Description = "Go on with what is missing in a store that is there." };
        Option<string?> to = Words.Out();
        Option<bool> json = Words.Json();
        Option<bool> quiet = Words.Quiet();
        Verb verb = new("sensitivity", "Ranks parameters by what they do to a figure, chance set apart.",
            "dispersal sensitivity scenarios/raqqa-2017 --method morris --store morris.db --out results/screening",
            "dispersal sensitivity scenarios/raqqa-2017 --method sobol --vary goal/home-utility --vary routes/*/patrol --points 128 --figure returned/DEU")
        {
            scenario, method, figures, vary, split, points, replicates, seed, engine, jobs, set, store, resume, to, json, quiet,
        };
        verb.Validators.Add(words =>
        {
            if (words.GetResult(resume) is { Implicit: false } && words.GetResult(store) is null or { Implicit: true })
            {
                words.AddError("--resume goes with --store FILE.");
            }

            if (words.GetResult(vary) is { Implicit: false } && words.GetResult(split) is { Implicit: false })
            {
                words.AddError("--split divides what varies by default; with --vary, name what is to vary in words of its own.");
            }

            if (words.GetResult(figures)?.Tokens.Any(token => token.Value.EndsWith("@*", StringComparison.Ordinal)) == true)
            {
                words.AddError("--figure: what is explained is a figure on one date. Write MEASURE/SUBJECT or MEASURE/SUBJECT@2017-10-17.");
            }
        });
        verb.SetAction((parse, cancellation) =>
        {
            string? file = parse.GetValue(store);
            if (file is not null && !parse.GetValue(resume) && Sweep.Exists(file))
            {
                Terminal.WriteNote($"{file} is there already. Go on with it by --resume, or name another file.");
                return Task.FromResult(ExitCode.RunFailed);
            }

            string? folder = parse.GetValue(to);
            if (folder is not null)
            {
                // A long analysis must not end in a refusal that was to be foreseen.
                Ensemble.ThrowIfCannotSave(folder);
            }

            bool isQuiet = parse.GetValue(quiet);
            Scenario loaded = Loading.Load(parse.GetRequiredValue(scenario), isQuiet).Changed(parse.GetRequiredValue(set));
            Design design = DesignOf(
                loaded, parse.GetRequiredValue(method), SweepWords.Factors(loaded, parse.GetRequiredValue(vary), parse.GetRequiredValue(split)),
                parse.GetValue(points), parse.GetValue(seed));
            ImmutableArray<FigurePattern> wanted = parse.GetRequiredValue(figures);
            FigurePattern.ThrowIfNone(loaded, wanted);
            using ResultPlace? place = folder is null ? null : ResultPlace.Hold(folder);
            SweepLines? lines = isQuiet ? null : new(loaded.Name);
            DirectoryInfo? scratch = file is null ? Directory.CreateTempSubdirectory("dispersal-") : null;
            try
            {
                // A store that is kept holds what is usually asked for as well.
                FigurePattern[] kept = [.. wanted.Concat(scratch is null || wanted.IsEmpty ? FigurePattern.Standard : []).Distinct()];
                Sweep sweep = Sweep.Run(
                    design, parse.GetValue(replicates) ?? 2, file ?? Path.Combine(scratch!.FullName, "runs.db"), parse.GetValue(seed), kept,
                    parse.GetValue(engine), parse.GetValue(jobs) ?? 0, progress: lines, cancellationToken: cancellation);
                lines?.End();
                var explained = Explained(sweep, loaded, wanted);
                if (explained.IsEmpty)
                {
                    Terminal.WriteNote($"No figure in the store fits{(wanted.IsEmpty ? " returned/EU or returned/WORLD; name one with --figure" : $" {string.Join(", ", wanted)}")}.");
                    return Task.FromResult(ExitCode.RunFailed);
                }

                if (place is not null)
                {
                    SensitivityFolder.Save(sweep, explained, place);
                }

                if (parse.GetValue(json))
                {
                    JsonResult.Write(SensitivityJson.Of(sweep, explained));
                }
                else
                {
                    foreach ((int i, (Measure measure, string subject, DateOnly? date)) in explained.Index())
                    {
                        Terminal.WriteResult(i == 0 ? "" : "\n");
                        Terminal.WriteResult(SensitivityReport.Of(sweep, measure, subject, date));
                    }

                    if (folder is not null)
                    {
                        Terminal.WriteResult($"\nResults are in {folder}; 'dispersal report {folder}' makes a page of them.");
                    }
                }

                return Task.FromResult(sweep.RunsFailed == 0 ? ExitCode.Done : ExitCode.RunFailed);
            }
            catch (OperationCanceledException) when (file is not null)
            {
                lines?.End();
                Terminal.WriteNote($"Cancelled. What is done is in {file}; the same words with --resume go on.");
                return Task.FromResult(ExitCode.Cancelled);
            }
            finally
            {
                scratch?.Delete(recursive: true);
            }
        });
        return verb;
    }

    private static Design DesignOf(Scenario scenario, string method, ImmutableArray<Factor>? factors, int? points, ulong seed)
    {
        try
        {
            return method == "sobol" ? Design.Saltelli(scenario, points ?? 256, seed, factors) : Design.Morris(scenario, points ?? 5, seed, factors);
        }
        catch (ArgumentException problem)
        {
            throw new ScenarioException([new Diagnostic(Severity.Error, "", 0, 0, $"--method {method}", problem.Message.Split(" (Parameter ")[0])]);
        }
    }

    private static ImmutableArray<(Measure Measure, string Subject, DateOnly? Date)> Explained(Sweep sweep, Scenario scenario, ImmutableArray<FigurePattern> wanted)
    {
        ImmutableArray<(Measure Measure, string Subject)> recorded = sweep.Figures();
        if (wanted.IsEmpty)
        {
            return [.. recorded.Where(figure => figure.Measure == Measure.Returned && figure.Subject is "EU" or "WORLD")
                .OrderBy(figure => figure.Subject, StringComparer.Ordinal).Take(1)
                .Select(figure => (figure.Measure, figure.Subject, (DateOnly?)null))];
        }

        return
        [
            .. from pattern in wanted
               from figure in recorded
               where pattern.Fits(figure.Measure, figure.Subject)
               select (figure.Measure, figure.Subject, Recorded(pattern.Date)),
        ];

        // The end of a month, on or before the day that was asked for: whose figure it is must be said.
        DateOnly? Recorded(DateOnly? asked) => asked is { } day && day < scenario.End && day.AddDays(1).Day != 1 ? new DateOnly(day.Year, day.Month, 1).AddDays(-1) : asked;
    }
}
