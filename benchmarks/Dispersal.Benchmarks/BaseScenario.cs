using Dispersal.Engines;

namespace Dispersal.Benchmarks;

/// <summary>raqqa-2017 from the repository that the benchmarks were built from.</summary>
internal static class BaseScenario
{
    /// <summary>The scenario, without a sample of histories.</summary>
    public static Scenario Load() => Scenario.Load(Folder()).With("observation/history-persons", 0);

    /// <summary>An engine with buffers of its own.</summary>
    public static Individuals Engine(CompiledModel model) => new(model, new RecordPlanBuilder(model, model.Layout));

    /// <summary>Expectations, likewise.</summary>
    public static Expectations Expectations(CompiledModel model) => new(model, new RecordPlanBuilder(model, model.Layout));

    private static string Folder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string scenario = Path.Combine(folder.FullName, "scenarios", "raqqa-2017");
            if (Directory.Exists(scenario))
            {
                return scenario;
            }
        }

        throw new InvalidOperationException("The benchmarks must run inside the repository: no folder above them holds scenarios/raqqa-2017.");
    }
}
