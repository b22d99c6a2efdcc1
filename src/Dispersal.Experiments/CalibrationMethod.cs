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
}
