using System.Collections.Immutable;
using Dispersal.Scenarios;

namespace Dispersal;

public sealed partial class Scenario
{
    /// <summary>Rules of the modeller's own, in the order in which they were added.</summary>
    public ImmutableArray<IMechanism> Rules { get; private set; } = [];

    /// <summary>This scenario with a rule of one's own added; its baseline is this scenario's, or this scenario where it has none.</summary>
    /// <remarks>A rule is code: <see cref="Save"/> cannot write it, and a saved scenario runs without it.</remarks>
    /// <param name="rule">The rule.</param>
    /// <exception cref="ArgumentException">The rule's parameters, levers or one of them are null.</exception>
    /// <exception cref="ScenarioException">The rule's name is taken or not in letters, digits and hyphens, a parameter is not finite, or a lever names something that is not there or is already scaled.</exception>
    public Scenario With(IMechanism rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        Problems problems = new();
        string name = rule.Name ?? "";
        string address = "rules/" + name;
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            problems.Error(Position.None, address, "the name of a rule is written in letters, digits and hyphens. Give it such a name.");
        }

        foreach ((string parameter, double value) in rule.Parameters ?? throw new ArgumentException($"The rule {name} gives no parameters. Return an empty dictionary.", nameof(rule)))
        {
            if (!double.IsFinite(value))
            {
                problems.Error(Position.None, $"{address}/{parameter}", FormattableString.Invariant($"{value} is not a finite number. Write a number."));
            }
        }

        if (rule.Levers is null || rule.Levers.Any(lever => lever is null))
        {
            throw new ArgumentException($"The rule {name} gives null for its levers, or for one of them. Return Lever.Passing and Lever.Hazard, or an empty list.", nameof(rule));
        }

        if (Rules.Any(r => string.Equals(r.Name, rule.Name, StringComparison.Ordinal)))
        {
            problems.Error(Position.None, address, "a rule of this name is there already. Give each rule a name of its own.");
        }

        HashSet<(string, string, string)> taken = [.. Rules.SelectMany(r => r.Levers).Select(Scaled)];
        foreach (Lever lever in rule.Levers)
        {
            foreach (string problem in ProblemsOf(lever))
            {
                problems.Error(Position.None, address, problem);
            }

            bool overlaps = taken.Any(t => t.Item1 == lever.Route && t.Item2 == lever.Exit && (t.Item3 == lever.Place || t.Item3 == "*" || lever.Place == "*"));
            if (overlaps)
            {
                problems.Error(Position.None, address, $"{Name(lever)} is scaled already. Let one lever scale it.");
            }

            taken.Add(Scaled(lever));
        }

        if (problems.HasErrors)
        {
            throw new ScenarioException(problems.Sorted());
        }

        Scenario changed = Changed(new Dictionary<string, string>(StringComparer.Ordinal), Baseline ?? this, keepCourse: true, mayBeAbsent: false);
        changed.Rules = Rules.Add(rule);
        return changed;

        static (string, string, string) Scaled(Lever lever) => (lever.Route, lever.Exit, lever.Place);
        static string Name(Lever lever) => lever.Route.Length > 0 ? $"passing of {lever.Route}" : $"{lever.Exit} at {lever.Place}";
    }

    /// <summary>A rule with its numbers, such as <c>closes(threshold=500)</c>.</summary>
    internal static string TextOf(IMechanism rule) => rule.Parameters.Count == 0 ? rule.Name
        : $"{rule.Name}({string.Join(", ", rule.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => FormattableString.Invariant($"{p.Key}={p.Value:R}")))})";

    private IEnumerable<string> ProblemsOf(Lever lever)
    {
        if (lever.Route.Length > 0)
        {
            if (!Routes.Any(r => string.Equals(r.Id, lever.Route, StringComparison.Ordinal)))
            {
                yield return Missing("route", lever.Route, Routes.Select(r => r.Id));
            }

            yield break;
        }

        IEnumerable<string> exits = Enum.GetValues<Model.Exit>().Select(Names.Of);
        if (!exits.Contains(lever.Exit, StringComparer.Ordinal))
        {
            yield return Missing("exit", lever.Exit, exits);
        }

        if (lever.Place != "*" && !Places.Any(p => string.Equals(p.Id, lever.Place, StringComparison.Ordinal)))
        {
            yield return Missing("place", lever.Place, Places.Select(p => p.Id));
        }

        if (!(lever.Ceiling >= 1 && double.IsFinite(lever.Ceiling)))
        {
            yield return FormattableString.Invariant($"the ceiling of {lever.Exit} is {lever.Ceiling}. Write a finite number of at least 1.");
        }

        static string Missing(string what, string name, IEnumerable<string> there) =>
            NearestName.Of(name, there) is { } near ? $"there is no {what} \"{name}\". Did you mean \"{near}\"?" : $"there is no {what} \"{name}\". Write the id of one that is there.";
    }
}
