using Dispersal.Mechanisms;
using Dispersal.Model;

namespace Dispersal.Engines;

/// <summary>Which engine runs a scenario, and why. Depends on the scenario and on what is asked of it, never on the machine.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Reason">Why, in words.</param>
internal sealed record EngineChoice(EngineKind Engine, string Reason)
{
    // A cohort's day costs what some tens of events of individuals cost, and a person has an event in a hundred days or so: from about this many
    // persons in a state on, cohorts are cheaper. Measured, see the docs on performance.
    private const double CheaperFrom = 1000;

    /// <summary>The engine asked for, or the cheapest that is exact.</summary>
    /// <exception cref="ScenarioException">The engine asked for cannot run the scenario; every reason is listed.</exception>
    public static EngineChoice For(CompiledModel model, EngineKind engine, Recording? recording)
    {
        if (!Enum.IsDefined(engine))
        {
            throw new ArgumentOutOfRangeException(nameof(engine), engine, $"There is no such engine. There are: {string.Join(", ", Enum.GetNames<EngineKind>())}.");
        }

        if (engine == EngineKind.Auto)
        {
            return Cheapest(model, recording ?? Recording.All);
        }

        IReadOnlyList<(string Address, string Why)> needs = NeedsOfIdentity(model);
        if (engine != EngineKind.Individuals && needs.Count > 0)
        {
            string name = Names.Of(engine);
            throw new ScenarioException(needs.Select(need => new Diagnostic(
                Severity.Error, "", 0, 0, need.Address, $"the engine {name} cannot run this scenario: {need.Why}. Run it with the engine individuals.")));
        }

        return new EngineChoice(engine, engine == EngineKind.Cohorts ? "asked for; cohorts keep no histories" : "asked for");
    }

    /// <summary>What in a scenario needs to tell persons apart: address and reason.</summary>
    public static IReadOnlyList<(string Address, string Why)> NeedsOfIdentity(CompiledModel model) =>
    [
        .. model.Networks.TiesByPerson ? [("networks/ties-by-person", "who joins a cell follows the contacts of each person")] : ((string, string)[])[],
        .. model.Rules.NeedingIdentity.Select(rule => ("", $"the rule {rule} says that it needs identities")),
    ];

    /// <summary>Persons in a state, about: those expected, over the states in which they arrive.</summary>
    public static double PersonsPerState(CompiledModel model)
    {
        double states = States(model);
        return states == 0 ? 0 : model.Inflow.Intakes.Sum(intake => intake.Expected) / states;
    }

    /// <summary>States in which persons can be, at least about.</summary>
    public static double States(CompiledModel model)
    {
        double arriving = model.Inflow.Intakes.Select(intake => intake.Group).Distinct().Sum(group => (double)model.Inflow.Characters(group));

        // Wherever persons arrive first, they are spread over places and stages from there: as many again at least as there are places to be.
        int places = model.Geography.Places.Count(place => place.Kind is PlaceKind.Theatre or PlaceKind.Affiliate or PlaceKind.Transit);
        return arriving * (1 + places);
    }

    private static EngineChoice Cheapest(CompiledModel model, Recording recording)
    {
        if (recording.Histories && model.Scenario.Observation.HistoryPersons > 0)
        {
            return new(EngineKind.Individuals, "the lives of a sample of persons are asked for, which only individuals have");
        }

        if (NeedsOfIdentity(model) is [var first, ..])
        {
            return new(EngineKind.Individuals, $"persons must be told apart: {first.Why}");
        }

        double persons = PersonsPerState(model);
        string about = FormattableString.Invariant($"{(persons < 10 ? Math.Round(persons, 1) : Math.Round(persons)):#,0.#} persons in a state");
        return persons < CheaperFrom
            ? new(EngineKind.Individuals, $"exact and the cheapest: with about {about}, following persons costs less than following states")
            : new(EngineKind.Cohorts, $"exact and the cheapest: persons need not be told apart, and there are about {about}");
    }
}
