using Dispersal.Engines;
using Dispersal.Model;
using Dispersal.Randomness;
using Dispersal.Results;
using Dispersal.Tests.Laws;

namespace Dispersal.Tests.Mechanisms;

/// <summary>The village with everybody back home within days of arriving in the theatre, for what happens afterwards.</summary>
internal static class Homecoming
{
    // Two-sided level 0.0001.
    private const double Limit = 3.89;

    private const string Sections = """
        "goal": { "disillusion-per-day": 10, "home-utility": 50, "underground-utility": -50, "retreat-utility": -50, "jeopardy-weight": 0 }, "way": { "pace": 100 }
        """;

    /// <summary>The village with what follows arrival on, at its defaults, unless the sections say otherwise.</summary>
    public static Scenario World(string sections = "", params (string File, string Text)[] files) => Village.With(
        string.Join(", ", Village.After.Where(key => !sections.Contains($"\"{key}\":", StringComparison.Ordinal)).Select(key => $"\"{key}\": {{}}")
            .Append(sections).Where(section => section.Trim().Length > 0)),
        files);

    /// <summary>That world made ready to run.</summary>
    public static CompiledModel WorldModel(string sections = "", params (string File, string Text)[] files) => new(World(sections, files));

    /// <summary>All come home known to the authorities.</summary>
    public static Scenario Known(string more = "", params (string File, string Text)[] files) => Settings(
        World(Sections + (more.Length > 0 ? ", " + more : ""), files), ("countries/DEU/own-detection-probability", "1"));

    /// <summary>All come home unnoticed.</summary>
    public static Scenario AtLarge(string more = "", params (string File, string Text)[] files) =>
        Settings(Known(more, files), ("countries/DEU/own-detection-probability", "0"));

    /// <summary>A scenario with several settings changed.</summary>
    public static Scenario Settings(Scenario scenario, params (string Address, string Value)[] settings) =>
        scenario.With(settings.ToDictionary(s => s.Address, s => s.Value, StringComparer.Ordinal));

    /// <summary>The groups file with one group of a number of men.</summary>
    public static (string File, string Text) Men(int persons) =>
        ("groups.csv", $"id,origin,role,commitment,departed-persons\nmen,DEU,man,middle,{persons}\n");

    /// <summary>A grown man of middle commitment in a stage at a place.</summary>
    public static PersonState Man(CompiledModel model, Stage stage, string place, Traits traits = Traits.None)
    {
        PersonState state = Village.Man(model, stage, place);
        state.Age = Age.Adult;
        state.Traits = traits;
        return state;
    }

    /// <summary>Today's hazard of an exit, fields included.</summary>
    public static double Hazard(CompiledModel model, in PersonState state, Exit exit, Fields fields, int day = 0)
    {
        double sum = 0;
        foreach (HazardTerm term in model.ExitsOf(state))
        {
            if (term.Exit == exit)
            {
                sum += term.Scale * term.SeriesOf(model.Population.OriginOf[state.Group]).On(day) * model.FactorOf(term.Person, state) * model.ShareOfCeiling(term.Field, state, fields, null);
            }
        }

        return sum;
    }

    /// <summary>The draws of the n-th of many events.</summary>
    public static PersonLuck Luck(int n) => new(new StreamKey(1, 0), (ulong)n, 1);

    /// <summary>A measure on the last day of one replicate.</summary>
    public static double Total(Scenario scenario, Measure measure, string subject = "WORLD") => Ensemble.Run(scenario, 1, 1).Values(measure, subject, scenario.End)[0];

    /// <summary>Steps of one replicate by a cause.</summary>
    public static HistoryStep[] Steps(Scenario scenario, string cause) => [.. Lives.Run(scenario, 1).Histories.Where(s => s.Cause == cause)];

    /// <summary>Compares a number of independent successes with its expectation, at level 0.0001.</summary>
    public static void AssertBinomial(int n, double p, int observed)
    {
        double z = (observed - (n * p)) / Math.Sqrt(n * p * (1 - p));
        Assert.True(Math.Abs(z) < Limit, $"{observed} of {n} where {n * p:F1} are expected: z = {z:F2}.");
    }
}
