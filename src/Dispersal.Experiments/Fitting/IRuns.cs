namespace Dispersal.Experiments.Fitting;

/// <summary>Runs of whatever is fitted: parameters as levels from 0 to 1, each a quantile of its prior, in; figures out.</summary>
internal interface IRuns
{
    /// <summary>Runs, in any order and on any number of threads. The same levels and replicate give the same figures.</summary>
    /// <param name="stage">What they are for, in a few words.</param>
    /// <param name="wanted">Levels and replicate of each.</param>
    /// <returns>Figures by run; not numbers where a run cannot be done.</returns>
    double[][] Run(string stage, IReadOnlyList<(double[] Levels, int Replicate)> wanted);
}
