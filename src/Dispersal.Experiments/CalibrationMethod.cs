namespace Dispersal.Experiments;

/// <summary>How parameters are fitted.</summary>
public enum CalibrationMethod
{
    /// <summary>History matching, then approximate Bayesian computation in what it leaves.</summary>
    Both,

    /// <summary>History matching alone: rules out what cannot be, and weighs the rest evenly.</summary>
    History,

    /// <summary>Approximate Bayesian computation from the whole prior.</summary>
    Abc,

    /// <summary>A response surface of every figure from runs on a Latin hypercube, and a Markov chain over it: for a dozen parameters and many figures.</summary>
    Surface,
}
