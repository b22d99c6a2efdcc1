using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Dispersal.Experiments;
using Dispersal.Experiments.Store;
using Dispersal.Reporting;

namespace Dispersal.Cli;

/// <summary><c>dispersal validate</c>: holds a scenario against its targets, and against naive forecasts of origins that it has not seen.</summary>
internal static class ValidateCommand
{
    private const int StandardReplicates = 100;
    private const int LargestPage = 64 << 20;
    private const string Checks = "validation.csv";
    private const string Origins = "leave-one-out.csv";
    private const string Parameters = "parameters.csv";

    public static Command Create()
    {
        Argument<string> scenario = Words.Scenario();
        Option<string?> targets = Words.Targets();
        Option<int?> replicates = SweepWords.Number("--replicates", "N", 1, 1_000_000, $"Replicates; with a posterior each has a parameter set of its own. [default: {StandardReplicates}]");
        Option<ulong> seed = Words.Seed();
        Option<EngineKind> engine = Words.Engine();
        Option<int?> threads = Words.Threads();
        Option<string?> posterior = new("--posterior")
        {
            HelpName = "FILE|none",
            Description = "Parameter sets to run with; the scenario's posterior.csv when not given, its own values if it has none or with 'none'.",
        };
        posterior.Validators.Add(UncertaintyWords.RefuseIfNotThere);
        Option<ImmutableSortedDictionary<string, string>> rival = Words.Rival();
        Option<string?> to = Words.Out();
        to.Description = "Folder to write validation.csv, leave-one-out.csv and parameters.csv to; it is made where there is none.";
        Option<string?> page = new("--page")
        {
            HelpName = "FILE",
            Description = $"Markdown page whose part between {GeneratedPart.Begin} and {GeneratedPart.End} is to be replaced by the tables; <!-- generated: targets --> for one of targets, coverage, forecasts, origins, parameters, headlines, rival.",
        };
        Option<bool> json = Words.Json();
        Option<bool> quiet = Words.Quiet();
        Verb verb = new("validate", "Holds a scenario against its published figures, and against naive forecasts.",
            "dispersal validate scenarios/raqqa-2017",
            "dispersal validate scenarios/raqqa-2017 --posterior none --replicates 20 --out results/validation",
            "dispersal validate scenarios/raqqa-2017 --rival attacks/veterans-noticed=true",
            "dispersal validate scenarios/raqqa-2017 --page docs/validation.md")
        {
            scenario, targets, replicates, seed, engine, threads, posterior, rival, to, page, json, quiet,
        };
        verb.SetAction((parse, cancellation) =>
        {
            string folder = parse.GetRequiredValue(scenario);
            // A long run must not end in a refusal that was to be foreseen.
            string? old = parse.GetValue(page) is { } asked ? PageText(asked) : null;
            if (old is not null)
            {
                GeneratedPart.Replace(old, "", name => ValidationReport.PartNames.Contains(name) ? "" : null);
                WholeFile.ThrowIfCannotWrite(parse.GetValue(page)!);
            }

            if (parse.GetValue(to) is { } tables)
            {
                ThrowIfOfSomethingElse(tables);
                WholeFile.ThrowIfCannotWrite(Path.Combine(tables, Checks));
            }

            Scenario loaded = Loading.Load(folder, parse.GetValue(quiet), parse.GetValue(targets));
            string? file = parse.GetValue(posterior) switch
            {
                null => Posterior.Beside(folder),
                "none" => null,
                { } given => given,
            };
            Posterior? sets = file is null ? null : Posterior.Read(file);
            ImmutableSortedDictionary<string, string> changes = parse.GetRequiredValue(rival);
            Scenario? otherwise = changes.Count > 0 ? loaded.With(changes) : null;
            Validation validation = Run(loaded);
            (string, Validation)? beside = otherwise is null ? null : (string.Join(", ", changes.Select(change => $"{change.Key}={change.Value}")), Run(otherwise));
            Write(validation, beside, parse.GetValue(to), parse.GetValue(page), old);
            if (parse.GetValue(json))
            {
                JsonResult.Write(ValidationJson.Of(validation, beside));
            }
            else
            {
                Terminal.WriteResult(ValidationReport.Of(validation, beside));
            }

            return Task.FromResult(ExitCode.Done);

            Validation Run(Scenario scenario) => Progress.While(scenario.Name, parse.GetValue(quiet), progress => Validation.Run(
                scenario, sets, parse.GetValue(replicates) ?? StandardReplicates, parse.GetValue(seed), parse.GetValue(engine), parse.GetValue(threads) ?? 0, progress, cancellation));
        });
        return verb;
    }

    // Tables of a scenario are known by their names: others among them would make it unreadable.
    private static void ThrowIfOfSomethingElse(string folder)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFiles(folder).Select(Path.GetFileName).FirstOrDefault(IsOther) is { } other)
        {
            throw new IOException($"{folder} holds {other}, which is no table of a validation. Name another folder, or one that is empty.");
        }

        static bool IsOther(string? name) =>
            name is not (Checks or Origins or Parameters) && (name!.EndsWith(".csv", StringComparison.Ordinal) || name.EndsWith(".json", StringComparison.Ordinal));
    }

    private static string PageText(string file) =>
        Encoding.UTF8.GetString(PlainFile.ReadAll(file, LargestPage) ?? throw new IOException($"{file} is too large for a page. Name another file."));

    private static void Write(Validation validation, (string Name, Validation Validation)? rival, string? folder, string? page, string? old)
    {
        if (folder is not null)
        {
            WholeFile.Write(Path.Combine(folder, Checks), ValidationReport.Csv(validation));
            WholeFile.Write(Path.Combine(folder, Origins), ValidationReport.OriginsCsv(validation));
            WholeFile.Write(Path.Combine(folder, Parameters), ValidationReport.ParametersCsv(validation));
        }

        if (page is not null)
        {
            ImmutableDictionary<string, Document> parts = ValidationReport.PartsOf(validation, rival);
            WholeFile.Write(page, GeneratedPart.Replace(
                old!, ValidationReport.Of(validation, rival).ToMarkdown(), name => parts.TryGetValue(name, out Document? part) ? part.ToMarkdown() : null));
        }
    }
}
