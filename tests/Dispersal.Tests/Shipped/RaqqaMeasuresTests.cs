namespace Dispersal.Tests.Shipped;

/// <summary>The base scenario has something to say about every measure.</summary>
public sealed class RaqqaMeasuresTests
{
    [Fact]
    [Trait("Suite", "Long")]
    public void Every_measure_is_there_and_none_is_zero_throughout()
    {
        // Rare events take a few replicates to show: 4, fixed seed.
        Ensemble ensemble = Ensemble.Run(Scenario.Load(Repository.PathOf("scenarios/raqqa-2017")), replicates: 4, seed: 1);
        Assert.Empty(Measure.All.Except(ensemble.Measures));
        Assert.Empty(Measure.All.Where(measure => ensemble.Subjects(measure).All(subject => ensemble.Series(measure, subject).All(point => point.Mean == 0))));
    }
}
