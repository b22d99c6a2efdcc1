using FsCheck;

namespace Dispersal.Tests.Laws;

/// <summary>Random scenarios with every mechanism on, for properties.</summary>
public static class ScenarioSketches
{
    public static Arbitrary<ScenarioSketch> Any() => ScenarioSketch.Arbitrary();
}
