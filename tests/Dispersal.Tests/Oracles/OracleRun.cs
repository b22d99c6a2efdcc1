using Dispersal.Engines;

namespace Dispersal.Tests.Oracles;

/// <summary>Every model of the catalogue on every engine that can run it.</summary>
internal static class OracleRun
{
    /// <summary>The engines that draw.</summary>
    public static readonly EngineKind[] Sampling = [EngineKind.Individuals, EngineKind.Cohorts];

    /// <summary>All comparisons, in the order of the catalogue.</summary>
    /// <param name="replicates">Replicates of each model and engine that draws.</param>
    public static Comparison[] Compare(int replicates) =>
        [.. Catalogue.All.AsParallel().AsOrdered().SelectMany(oracle => Compare(oracle, replicates, For))];

    /// <summary>The comparisons of one model, by sources of replicates of one's own.</summary>
    public static IEnumerable<Comparison> Compare(Oracle oracle, int replicates, Func<Oracle, EngineKind, IReplicateSource> source)
    {
        Ensemble[] drawn = [.. Sampling.Select(engine => Run(oracle, engine, replicates, source))];
        foreach (Figure figure in oracle.Figures)
        {
            double[][] values = [.. drawn.Select(ensemble => Oracle.Read(ensemble, figure.Key))];
            for (int i = 0; i < values.Length; i++)
            {
                foreach (Comparison comparison in Comparisons.WithLaw(oracle.Name, Name(Sampling[i]), figure.Key, values[i], figure.Law))
                {
                    yield return comparison;
                }
            }

            foreach (Comparison comparison in Comparisons.WithEachOther(oracle.Name, "individuals and cohorts", figure.Key, values[0], values[1], figure.Law))
            {
                yield return comparison;
            }
        }

        if (!oracle.Feedback)
        {
            Ensemble expected = Run(oracle, EngineKind.Expected, 1, source);
            double persons = oracle.Scenario.Groups.Sum(g => g.DepartedPersons.Value);
            foreach (Figure figure in oracle.Figures)
            {
                yield return Comparisons.Expectation(oracle.Name, figure.Key, Oracle.Read(expected, figure.Key)[0], figure.Law, persons / 31);
            }
        }
    }

    /// <summary>What fails at the level that all comparisons together allow.</summary>
    public static Comparison[] Failed(IReadOnlyCollection<Comparison> comparisons)
    {
        double level = Comparisons.LevelOfEach(comparisons.Count);
        return [.. comparisons.Where(comparison => !(comparison.P > level))];
    }

    /// <summary>The engine itself.</summary>
    public static IReplicateSource For(Oracle oracle, EngineKind engine) => ReplicateSources.For(oracle.Scenario, engine, oracle.Recording);

    private static Ensemble Run(Oracle oracle, EngineKind engine, int replicates, Func<Oracle, EngineKind, IReplicateSource> source) => Ensemble.Run(
        oracle.Scenario, () => source(oracle, engine), replicates, Comparisons.Seed(oracle.Name, Name(engine)), threads: 1, progress: null, CancellationToken.None);

    private static string Name(EngineKind engine) => engine switch { EngineKind.Individuals => "individuals", EngineKind.Cohorts => "cohorts", _ => "expected" };
}
