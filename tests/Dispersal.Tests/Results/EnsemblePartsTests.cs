using Dispersal.Tests.Cli;

namespace Dispersal.Tests.Results;

public class EnsemblePartsTests
{
    [Fact]
    public void Parts_put_together_are_the_ensemble_run_at_once()
    {
        using TinyScenario tiny = new();
        Scenario scenario = Scenario.Load(tiny.Folder);

        Ensemble whole = Ensemble.Run(scenario, 7, seed: 3);
        Ensemble parts = Ensemble.Run(scenario, 2, seed: 3).Append(Ensemble.Run(scenario, 2..3, seed: 3)).Append(Ensemble.Run(scenario, 3..7, seed: 3));

        Assert.Equal(whole.ResultDigest, parts.ResultDigest);
        Assert.Equal(whole.Provenance, parts.Provenance);
        Assert.Equal(whole.PersonDays, parts.PersonDays);
        Assert.Equal(whole.Values(Measure.Returned, "WORLD", scenario.End)[3..], Ensemble.Run(scenario, 3..7, seed: 3).Values(Measure.Returned, "WORLD", scenario.End));
    }

    [Fact]
    public void Parts_that_do_not_belong_together_are_refused()
    {
        using TinyScenario tiny = new();
        Scenario scenario = Scenario.Load(tiny.Folder);
        Ensemble first = Ensemble.Run(scenario, 2);

        Assert.StartsWith("The next replicate is 2", Assert.Throws<ArgumentException>(() => first.Append(Ensemble.Run(scenario, 3..4))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => first.Append(Ensemble.Run(scenario, 2..4, seed: 2)));
        Assert.Throws<ArgumentException>(() => first.Append(Ensemble.Run(scenario.With("war/mortality-per-day", 0.01), 2..4)));
        Assert.Throws<ArgumentException>(() => first.Minus(Ensemble.Run(scenario, 2..4)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ensemble.Run(scenario, 2..2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ensemble.Run(scenario, ..^1));
        Assert.Throws<InvalidOperationException>(() => Ensemble.Run(scenario, 1..2).Save(tiny.Out));
    }
}
