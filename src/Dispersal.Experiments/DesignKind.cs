namespace Dispersal.Experiments;

/// <summary>How the points of a design are chosen.</summary>
public enum DesignKind
{
    /// <summary>Every combination of levels.</summary>
    Grid,

    /// <summary>A regular fraction of a grid.</summary>
    FractionalGrid,

    /// <summary>A Latin hypercube whose points keep apart.</summary>
    LatinHypercube,

    /// <summary>A Sobol sequence.</summary>
    Sobol,

    /// <summary>Trajectories that change one factor at a time.</summary>
    Morris,

    /// <summary>Two samples and their mixtures, for Sobol indices.</summary>
    Saltelli,
}
