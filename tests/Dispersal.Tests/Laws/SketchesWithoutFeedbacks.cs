using FsCheck;

namespace Dispersal.Tests.Laws;

/// <summary>Random scenarios in which nobody's life bears on anybody else's, for properties.</summary>
public static class SketchesWithoutFeedbacks
{
    public static Arbitrary<ScenarioSketch> Any() => ScenarioSketch.Arbitrary(feedbacks: false);
}
