using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Dispersal.Experiments;
using Dispersal.Reporting;

namespace Dispersal.Cli;

/// <summary><c>dispersal replicates</c>: how many replicates figures need, judged from a pilot.</summary>
internal static class ReplicatesCommand
{
    private const double StandardWithin = 0.02;

    public static Command Create()
    {
        Argument<string> scenario = Words.Scenario();
        Option<int> pilot = Words.Replicates();
        Option<ulong> seed = Words.Seed();
        Option<int?> threads = Words.Threads();
        Option<ImmutableSortedDictionary<string, string>> set = Words.Set();
        Option<ImmutableArray<FigurePattern>> figures = SweepWords.Figures();
        Option<double?> within = new("--within")
        {
            HelpName = "PERCENT",
            Description = $"Half the width of the 95 % interval wanted, as a share of the mean, such as 5%. [default: {100 * StandardWithin}%]",
            CustomParser = result =>
            {
                string word = result.Tokens[0].Value;
                if (word.EndsWith('%') && double.TryParse(word[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out double percent) && percent > 0 && double.IsFinite(percent))
                {
                    return percent / 100;
                }

                result.AddError($"--within: '{word}' is not a share such as 2%.");
                return null;
            },
        };
        Option<bool> json = Words.Json();
        Option<bool> quiet = Words.Quiet();
        Verb verb = new("replicates", "Runs a pilot and says how many replicates each measure needs for a stated precision.",
            "dispersal replicates scenarios/raqqa-2017",
            "dispersal replicates scenarios/raqqa-2017 --within 5% --figure 'attack*/*'")
        {
            scenario, pilot, within, figures, seed, threads, set, json, quiet,
        };
        verb.Validators.Add(words =>
        {
            if (words.GetResult(pilot) is { Implicit: false, Tokens: [{ Value: "1" }] })
            {
                words.AddError("--replicates: a pilot of one replicate says nothing of the spread. Write 2 or more.");
            }
        });
        verb.Validators.Add(words =>
        {
            if (words.GetResult(figures)?.Tokens.Any(token => token.Value.Contains('@', StringComparison.Ordinal)) == true)
            {
                words.AddError("--figure: what is judged is the last date. Write MEASURE/SUBJECT.");
            }
        });
        verb.SetAction((parse, cancellation) =>
        {
            bool isQuiet = parse.GetValue(quiet);
            double share = parse.GetValue(within) ?? StandardWithin;
            Scenario loaded = Loading.Load(parse.GetRequiredValue(scenario), isQuiet).Changed(parse.GetRequiredValue(set));
            ImmutableArray<FigurePattern> kept = parse.GetRequiredValue(figures);
            FigurePattern.ThrowIfNone(loaded, kept);
            Ensemble ensemble = Progress.While("pilot", isQuiet, progress => Ensemble.Run(
                loaded, parse.GetValue(pilot), parse.GetValue(seed), EngineKind.Auto, parse.GetValue(threads) ?? 0,
                progress: progress, cancellationToken: cancellation));
            ReplicateNeed[] needs =
            [
                .. ReplicateNeed.Of(ensemble, share).Where(need => kept.IsEmpty
                    ? need.Subject is "EU" or "WORLD"
                    : kept.Any(pattern => pattern.Fits(need.Measure, need.Subject))),
            ];
            if (parse.GetValue(json))
            {
                JsonResult.Write(new
                {
                    Pilot = ensemble.Provenance,
                    Within = share,
                    Figures = needs.Select(need => new { Measure = need.Measure.Name, need.Subject, need.Mean, need.Deviation, need.Replicates }),
                });
            }
            else
            {
                Terminal.WriteResult(ReplicatesReport.Of(ensemble, share, needs));
            }

            return Task.FromResult(ExitCode.Done);
        });
        return verb;
    }
}
