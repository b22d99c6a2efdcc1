using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Dispersal.Experiments;

namespace Dispersal.Cli;

/// <summary>What varies and what is kept, as written on the command line.</summary>
internal static class SweepWords
{
    private static readonly string[] Kinds = ["grid", "fraction", "lhs", "sobol", "morris", "saltelli"];

    public static Option<ImmutableArray<string>> Vary() => new("--vary")
    {
        HelpName = "WHAT",
        Description = "What varies, instead of all ranged parameters; may be repeated: ADDRESS over its range, ADDRESS=LOW..HIGH over another, or the values ADDRESS=A,B,C; "
            + "* may stand for an id: all it covers move together.",
        Arity = ArgumentArity.OneOrMore,
        DefaultValueFactory = _ => [],
        CustomParser = result => [.. result.Tokens.Select(token => token.Value)],
    };

    public static Option<ImmutableArray<string>> Split() =>
        Addresses("--split", "Ranged parameters that vary apart from the rest of their column; may be repeated; * may stand for an id.");

    /// <summary>An option that takes addresses, and may be repeated.</summary>
    public static Option<ImmutableArray<string>> Addresses(string name, string description) => new(name)
    {
        HelpName = "ADDRESS",
        Description = description,
        Arity = ArgumentArity.OneOrMore,
        DefaultValueFactory = _ => [],
        CustomParser = result => [.. result.Tokens.Select(token => token.Value)],
    };

    public static Option<string?> Design()
    {
        Option<string?> design = new("--design")
        {
            HelpName = string.Join('|', Kinds),
            Description = "How points are chosen. [default: grid where every --vary gives values, lhs otherwise]",
        };
        design.Validators.Add(result =>
        {
            if (result.Tokens is [{ } word] && !Kinds.Contains(word.Value))
            {
                string near = NearMiss.Of(word.Value, Kinds) is { } name ? $" Did you mean '{name}'?" : "";
                result.AddError($"--design: '{word.Value}' is not a design. Write {string.Join(", ", Kinds[..^1])} or {Kinds[^1]}.{near}");
            }
        });
        return design;
    }

    public static Option<int?> Number(string name, string help, int least, int most, string description) => new(name)
    {
        HelpName = help,
        Description = description,
        CustomParser = result =>
        {
            string word = result.Tokens[0].Value;
            if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most)
            {
                return number;
            }

            result.AddError($"{name}: '{word}' is not a whole number from {least} to {most:N0}.");
            return null;
        },
    };

    public static Option<ImmutableArray<FigurePattern>> Figures() => new("--figure")
    {
        HelpName = "MEASURE/SUBJECT[@DATE]",
        Description = "Figures to keep; may be repeated; * may stand for any letters, @* for every recorded date. "
            + "[default: every measure for WORLD, EU and regions, and affiliates, at the end]",
        Arity = ArgumentArity.OneOrMore,
        DefaultValueFactory = _ => [],
        CustomParser = result =>
        {
            try
            {
                ImmutableArray<FigurePattern> patterns = [.. result.Tokens.Select(token => FigurePattern.Parse(token.Value))];
                foreach (FigurePattern pattern in patterns.Where(pattern => !pattern.Measure.Contains('*', StringComparison.Ordinal)))
                {
                    CheckMeasure(result, pattern.Measure);
                }

                return patterns;
            }
            catch (FormatException problem)
            {
                result.AddError($"--figure: {problem.Message}");
                return [];
            }
        },
    };

    /// <summary>Refuses a measure that no run records.</summary>
    public static void CheckMeasure(ArgumentResult result, string measure)
    {
        if (!Measure.All.Any(known => known.Name == measure))
        {
            string near = NearMiss.Of(measure, Measure.All.Select(known => known.Name)) is { } name ? $" Did you mean '{name}'?" : "";
            result.AddError($"{((OptionResult)result.Parent!).Option.Name}: there is no measure '{measure}'.{near}");
        }
    }

    /// <summary>A file to write to or to read.</summary>
    public static Option<string?> Store(string description)
    {
        Option<string?> store = new("--store") { HelpName = "FILE", Description = description };
        store.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
            {
                result.AddError("--store: a file has a name.");
            }
        });
        return store;
    }

    /// <summary>The factors that <c>--vary</c> and <c>--split</c> name; null for all ranged parameters.</summary>
    /// <exception cref="ScenarioException">An address names nothing that can vary so.</exception>
    public static ImmutableArray<Factor>? Factors(Scenario scenario, ImmutableArray<string> vary, ImmutableArray<string> split)
    {
        if (vary.IsEmpty)
        {
            return split.IsEmpty ? null : Factor.Ranged(scenario, split);
        }

        List<Factor> factors = [];
        List<Diagnostic> problems = [];
        foreach (string word in vary)
        {
            try
            {
                factors.Add(One(scenario, word));
            }
            catch (ScenarioException wrong)
            {
                problems.AddRange(wrong.Problems);
            }
        }

        return problems.Count == 0 ? [.. factors] : throw new ScenarioException(problems);
    }

    private static Factor One(Scenario scenario, string word)
    {
        int equals = word.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            return Factor.Ranged(scenario, word);
        }

        (string address, string range) = (word[..equals].Trim(), word[(equals + 1)..].Trim());
        int dots = range.IndexOf("..", StringComparison.Ordinal);
        return dots >= 0
            ? Factor.OfRange(scenario, address, Value(address, range[..dots]), Value(address, range[(dots + 2)..]))
            : Factor.OfValues(scenario, address, [.. range.Split(',').Select(value => Value(address, value))]);
    }

    private static double Value(string address, string word) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw new ScenarioException([new Diagnostic(Severity.Error, "", 0, 0, address, $"'{word}' is not a number. Write A,B,C or LOW..HIGH.")]);
}
