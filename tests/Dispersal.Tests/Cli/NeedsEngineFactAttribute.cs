using Dispersal.Engines;

namespace Dispersal.Tests.Cli;

/// <summary>A test that runs a scenario; skipped as long as there is no engine to run it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsEngineFactAttribute : FactAttribute
{
    public NeedsEngineFactAttribute()
    {
        try
        {
            using TinyScenario tiny = new();
            _ = ReplicateSources.For(Scenario.Load(tiny.Folder), EngineKind.Auto);
        }
        catch (Exception problem) when (problem is NotImplementedException or NotSupportedException)
        {
            Skip = "There is no engine yet.";
        }
    }
}
