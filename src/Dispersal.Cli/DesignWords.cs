using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using Dispersal.Experiments;

namespace Dispersal.Cli;

/// <summary>The words that say what a sweep runs; the same for one that runs here and one that is cut into shards.</summary>
internal sealed class DesignWords
{
    private const int StandardPoints = 64;
    private const int StandardLevels = 3;

    private readonly Argument<string> scenario = Words.Scenario();
    private readonly Option<ImmutableArray<string>> vary = SweepWords.Vary();
    private readonly Option<ImmutableArray<string>> split = SweepWords.Split();
    private readonly Option<string?> kind = SweepWords.Design();
    private readonly Option<int?> points = SweepWords.Number("--points", "N", 1, 1_000_000,
        "Points of lhs and sobol, least points of fraction, trajectories of morris, rows of saltelli. [default: 64; 10 for morris]");

    private readonly Option<int?> levels = SweepWords.Number("--levels", "N", 2, 1_000, "Levels of a range in grid and fraction. [default: 3; 2 for fraction]");
    private readonly Option<int> replicates = Words.Replicates();
    private readonly Option<ulong> seed = Words.Seed();
    private readonly Option<EngineKind> engine = Words.Engine();
    private readonly Option<ImmutableSortedDictionary<string, string>> set = Words.Set();
    private readonly Option<ImmutableArray<FigurePattern>> figures = SweepWords.Figures();

    /// <summary>Adds the words to a verb, before those it has.</summary>
    public void AddTo(Command verb)
    {
        verb.Arguments.Add(scenario);
        foreach ((int at, Option option) in ((Option[])[vary, split, kind, points, levels, replicates, seed, engine, set, figures]).Index())
        {
            verb.Options.Insert(at, option);
        }

        verb.Validators.Add(words =>
        {
            if (words.GetResult(vary) is { Implicit: false } && words.GetResult(split) is { Implicit: false })
            {
                words.AddError("--split divides what varies by default; with --vary, name what is to vary in words of its own.");
            }

            string? design = words.GetResult(kind) is { Implicit: false, Tokens: [{ Value: var named }] } ? named : null;
            if (design == "grid" && words.GetResult(points) is { Implicit: false })
            {
                words.AddError("--points: a grid has as many points as its values make. Use --levels.");
            }

            if (design is "lhs" or "sobol" or "morris" or "saltelli" && words.GetResult(levels) is { Implicit: false })
            {
                words.AddError($"--levels: {design} has no levels. Use --points.");
            }
        });
    }

    /// <summary>What was asked for.</summary>
    /// <exception cref="ScenarioException">The scenario cannot be run, or a word does not fit it.</exception>
    public Asked Of(ParseResult parse, bool isQuiet)
    {
        Scenario loaded = Loading.Load(parse.GetRequiredValue(scenario), isQuiet).Changed(parse.GetRequiredValue(set));
        Design design = DesignOf(
            loaded, SweepWords.Factors(loaded, parse.GetRequiredValue(vary), parse.GetRequiredValue(split)), parse.GetValue(kind),
            parse.GetValue(points), parse.GetValue(levels), parse.GetValue(seed));
        ImmutableArray<FigurePattern> kept = parse.GetRequiredValue(figures);
        int each = parse.GetValue(replicates);
        if (parse.GetValue(engine) == EngineKind.Expected)
        {
            if (!isQuiet && each > 1 && parse.GetResult(replicates) is { Implicit: false })
            {
                Terminal.WriteNote("The engine expected leaves nothing to luck: one replicate of each point is run.");
            }

            each = 1;
        }

        FigurePattern.ThrowIfNone(design.Scenario, kept);
        return new(design, each, parse.GetValue(seed), kept.IsEmpty ? FigurePattern.Standard : kept, parse.GetValue(engine));
    }

    public static Design DesignOf(Scenario scenario, ImmutableArray<Factor>? factors, string? kind, int? points, int? levels, ulong seed)
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
            throw new ScenarioException([new Diagnostic(Severity.Error, "", 0, 0, $"design {kind}", problem.Message.Split(" (Parameter ")[0])]);
        }
    }

    /// <summary>A sweep in the words of the library.</summary>
    internal sealed record Asked(Design Design, int Replicates, ulong Seed, ImmutableArray<FigurePattern> Figures, EngineKind Engine);
}
