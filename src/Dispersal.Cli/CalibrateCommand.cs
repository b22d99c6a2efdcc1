using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Dispersal.Experiments;
using Dispersal.Reporting;

namespace Dispersal.Cli;

/// <summary><c>dispersal calibrate</c>: fits parameters to the targets of a scenario.</summary>
internal static class CalibrateCommand
{
    private static readonly string[] Methods = ["both", "history", "abc", "surface"];

    public static Command Create()
    {
        Argument<string> scenario = Words.Scenario();
        Option<string?> targets = Words.Targets();
        Option<ImmutableArray<string>> vary = SweepWords.Vary();
        vary.Description = "What is fitted, instead of all ranged parameters; may be repeated: ADDRESS over its range, ADDRESS=LOW..HIGH over another; "
            + "* may stand for an id: all it covers move together. Targets can rarely tell more than a dozen apart.";
        Option<ImmutableArray<string>> split = SweepWords.Split();
        Option<ImmutableArray<string>> differ = SweepWords.Addresses(
            "--differ",
            "Ranged parameters that differ for reasons no figure will tell, with --method surface; may be repeated; * may stand for an id: "
            + "each number it covers is drawn anew from its range in every run and for every set, and not fitted.");
        Option<string> method = new("--method")
        {
            HelpName = string.Join('|', Methods),
            Description = "history rules out what cannot be, by few runs and emulators; abc weighs parameter sets by how well their runs agree; both does one after the other; surface walks a Markov chain over quadratics fitted to runs, for a dozen parameters and many figures.",
            DefaultValueFactory = _ => Methods[0],
        };
        method.Validators.Add(result =>
        {
            if (result.Tokens is [{ } word] && !Methods.Contains(word.Value))
            {
                string near = NearMiss.Of(word.Value, Methods) is { } name ? $" Did you mean '{name}'?" : "";
                result.AddError($"--method: '{word.Value}' is not a method. Write both, history, abc or surface.{near}");
            }
        });
        Option<string?> posterior = new("--posterior")
        {
            HelpName = "FILE",
            Description = "File to write parameter sets with weights to, for 'dispersal run --posterior'. In the scenario's folder as posterior.csv it serves every '--uncertain'.",
        };
        Option<string?> store = SweepWords.Store("SQLite file to keep every run in: the same words go on with what is missing when a calibration was cut.");
        Option<double> discrepancy = new("--discrepancy")
        {
            HelpName = "SHARE",
            Description = "What the model leaves out, as a standard deviation in shares of each figure.",
            DefaultValueFactory = _ => new CalibrationOptions().Discrepancy,
            CustomParser = result =>
            {
                string word = result.Tokens[0].Value;
                if (!double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double share) || !(share >= 0 && share <= 10))
                {
                    result.AddError($"--discrepancy: '{word}' is not a share. Write a number such as 0.1.");
                }

                return share;
            },
        };
        Option<int?> points = SweepWords.Number("--wave", "N", 10, 1_000, "Runs in a wave of history matching, or under a surface. [default: ten for each parameter, 60 to 160; four for each coefficient of a surface]");
        Option<int?> waves = SweepWords.Number("--waves", "N", 1, 10, "Most waves of history matching. [default: 3]");
        Option<int?> size = SweepWords.Number("--generation", "N", 20, 100_000, "Runs in a generation of abc; parameter sets from a surface. [default: 300]");
        Option<int?> generations = SweepWords.Number("--generations", "N", 1, 100, "Most generations of abc. [default: 6]");
        Option<ulong> seed = Words.Seed();
        Option<EngineKind> engine = Words.Engine();
        Option<int?> jobs = SweepWords.Number("--jobs", "N", 1, 1_024, "Runs at a time; one for each processor when not given. The numbers do not depend on it.");
        Option<ImmutableSortedDictionary<string, string>> set = Words.Set();
        Option<bool> json = Words.Json();
        Option<bool> quiet = Words.Quiet();
        Verb verb = new("calibrate", "Fits parameters to published figures and says what the figures could not tell.",
            "dispersal calibrate scenarios/raqqa-2017 --vary goal/home-utility --vary war/mortality-per-day --posterior posterior.csv --store calibration.db",
            "dispersal calibrate scenarios/raqqa-2017 --method history --vary 'routes/*/patrol' --vary border/wear --waves 2",
            "dispersal calibrate scenarios/raqqa-2017 --method surface --vary goal/disillusion-per-day --vary goal/home-commitment --differ 'countries/*/home-difference' --posterior posterior.csv",
            "dispersal run scenarios/raqqa-2017 --uncertain --posterior posterior.csv --replicates 200")
        {
            scenario, targets, vary, split, differ, method, posterior, store, discrepancy, points, waves, size, generations, seed, engine, jobs, set, json, quiet,
        };
        verb.Validators.Add(words =>
        {
            if (words.GetResult(vary) is { Implicit: false } && words.GetResult(split) is { Implicit: false })
            {
                words.AddError("--split divides what varies by default; with --vary, name what is to vary in words of its own.");
            }

            if (words.GetResult(differ) is { Implicit: false } && words.GetValue(method) != "surface")
            {
                words.AddError("--differ needs --method surface: the other methods fit whatever varies.");
            }

            (string Method, Option<int?> Number)[] unused =
            [
                ("history", size), ("history", generations), ("abc", points), ("abc", waves), ("surface", waves), ("surface", generations),
            ];
            foreach ((string without, Option<int?> number) in unused)
            {
                if (words.GetValue(method) == without && words.GetResult(number) is { Implicit: false })
                {
                    words.AddError($"{number.Name} does nothing with --method {without}. Leave it out, or take another method.");
                }
            }
        });
        verb.SetAction((parse, cancellation) =>
        {
            bool isQuiet = parse.GetValue(quiet);
            if (parse.GetValue(posterior) is { } target)
            {
                // A long calibration must not end in a refusal that was to be foreseen.
                Posterior.ThrowIfCannotSave(target);
            }

            Scenario loaded = Loading.Load(parse.GetRequiredValue(scenario), isQuiet, parse.GetValue(targets)).Changed(parse.GetRequiredValue(set));
            CalibrationOptions standard = new();
            CalibrationOptions options = standard with
            {
                Method = Enum.Parse<CalibrationMethod>(parse.GetRequiredValue(method), ignoreCase: true),
                Differing = [.. parse.GetRequiredValue(differ).SelectMany(pattern => Factor.Ranged(loaded, pattern).Cells.Select(cell => Factor.Ranged(loaded, cell.Address)))],
                Discrepancy = parse.GetValue(discrepancy),
                WaveRuns = parse.GetValue(points) ?? standard.WaveRuns,
                Waves = parse.GetValue(waves) ?? standard.Waves,
                GenerationRuns = parse.GetValue(size) ?? standard.GenerationRuns,
                Generations = parse.GetValue(generations) ?? standard.Generations,
                Engine = parse.GetValue(engine),
                HistoryEngine = parse.GetValue(engine),
            };
            string? kept = parse.GetValue(store);
            CalibrationLines? lines = isQuiet ? null : new(loaded.Name);
            try
            {
                Calibration calibration = Fitted(
                    loaded, SweepWords.Factors(loaded, parse.GetRequiredValue(vary), parse.GetRequiredValue(split)), options, parse.GetValue(seed), kept, parse.GetValue(jobs) ?? 0, lines, cancellation);
                lines?.End();
                string? file = parse.GetValue(posterior);
                if (file is not null)
                {
                    calibration.Posterior.Save(file);
                }

                if (parse.GetValue(json))
                {
                    JsonResult.Write(CalibrationJson.Of(calibration, file));
                }
                else
                {
                    Terminal.WriteResult(CalibrationReport.Of(calibration));
                    if (file is not null)
                    {
                        Terminal.WriteResult($"\n{calibration.Posterior.Sets.Length:N0} parameter sets are in {file}");
                    }
                }

                return Task.FromResult(ExitCode.Done);
            }
            catch (OperationCanceledException) when (kept is not null)
            {
                lines?.End();
                Terminal.WriteNote($"Cancelled. What is done is in {kept}; the same words go on.");
                return Task.FromResult(ExitCode.Cancelled);
            }
        });
        return verb;
    }

    private static Calibration Fitted(
        Scenario scenario, ImmutableArray<Factor>? factors, CalibrationOptions options, ulong seed, string? store, int jobs, CalibrationLines? lines, CancellationToken cancellation)
    {
        try
        {
            return Calibration.Run(scenario, factors, options, seed, store, jobs, lines, cancellation);
        }
        catch (ArgumentException problem)
        {
            // What is wrong with the words shows only against the scenario.
            throw new ScenarioException([new Diagnostic(Severity.Error, "", 0, 0, "--vary", problem.Message.Split(" (Parameter ")[0])]);
        }
    }
}
