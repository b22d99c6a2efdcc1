using System.Collections.Concurrent;
using Dispersal.Tests.Laws;

namespace Dispersal.Tests.Reference;

/// <summary>Subjects against the reference where it takes long: more replicates, random scenarios, and the base scenario thinned.</summary>
/// <remarks>Seeds are fixed; the family-wise level of each test, over everything it compares for a subject, is 0.001.</remarks>
[Trait("Suite", "Long")]
public sealed class LongAgreementTests
{
    private const int RandomScenarios = 20;

    // What the reference has drawn already: it is slow, and every subject is compared with the same draws.
    private static readonly ConcurrentDictionary<(string Scenario, ulong Seed), IReadOnlyDictionary<string, double>> Drawn = new();

    /// <summary>Names of all subjects but the control.</summary>
    public static TheoryData<string> Subjects() =>
        [.. AgreementInLawTests.Subjects.Keys.Where(subject => subject != AgreementInLawTests.Control).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Subjects))]
    public void A_subject_agrees_with_the_reference_over_many_replicates_of_the_small_scenarios(string subject)
    {
        var found = SmallScenarios.Names.Where(name => AgreementInLawTests.CanRun(subject, name)).SelectMany(name => Compare(
            name, SmallScenarios.Load(name), subject, 150, AgreementInLaw.FamilyLevel / SmallScenarios.Names.Count));
        Assert.Empty(found);
    }

    [Theory]
    [MemberData(nameof(Subjects))]
    public void A_subject_agrees_with_the_reference_on_random_scenarios(string subject)
    {
        var found = Sketches().SelectMany(sketch => Compare(
            sketch.ToString(), sketch.Build().With("observation/history-persons", 0), subject, 60, AgreementInLaw.FamilyLevel / RandomScenarios));
        Assert.Empty(found);
    }

    [Theory]
    [MemberData(nameof(Subjects))]
    public void A_subject_agrees_with_the_reference_on_the_base_scenario_with_two_persons_of_a_hundred(string subject)
    {
        Scenario scenario = Scenario.Load(Repository.PathOf("scenarios/raqqa-2017"));
        Scenario thinned = scenario.Revised(scenario.Groups.ToDictionary(g => $"groups/{g.Id}/departed-persons", g => g.DepartedPersons * 0.02));
        var disagreements = AgreementInLaw.Compare(
            Summed(Reference("raqqa-2017", thinned)), Summed(AgreementInLawTests.Subjects[subject](thinned)), replicates: 30);
        Assert.Empty(disagreements);
    }

    private static IEnumerable<string> Compare(string name, Scenario scenario, string subject, int replicates, double level) =>
        AgreementInLaw.Compare(Reference(name, scenario), AgreementInLawTests.Subjects[subject](scenario), replicates, familyLevel: level)
            .Select(disagreement => $"{name}: {disagreement}");

    private static Func<ulong, IReadOnlyDictionary<string, double>> Reference(string name, Scenario scenario)
    {
        var sampler = AgreementInLawTests.Reference(scenario);
        return seed => Drawn.GetOrAdd((name, seed), drawn => sampler(drawn.Seed));
    }

    /// <summary>Sketches whose features are drawn evenly, and which have persons and every feedback.</summary>
    private static IEnumerable<ScenarioSketch> Sketches()
    {
        var random = new ReferenceRandom(20171017);
        for (int i = 0; i < RandomScenarios; i++)
        {
            yield return new ScenarioSketch([.. Enumerable.Range(0, ScenarioSketch.KnobCount).Select(_ => random.Below(10))]);
        }
    }

    /// <summary>Sums over places, countries, routes and affiliates: with few persons in each, only sums can tell.</summary>
    private static Func<ulong, IReadOnlyDictionary<string, double>> Summed(Func<ulong, IReadOnlyDictionary<string, double>> sampler) => seed =>
        sampler(seed).GroupBy(count => WithoutSubject(count.Key)).ToDictionary(kind => kind.Key, kind => kind.Sum(count => count.Value));

    private static string WithoutSubject(string key)
    {
        List<string> parts = [.. key.Split(' ')];
        int measure = parts[0] == "halfway" ? 1 : 0;
        parts.RemoveAt(parts[measure] == "flow" ? measure + 2 : measure + 1);
        return string.Join(' ', parts);
    }
}
