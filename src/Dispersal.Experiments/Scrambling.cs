namespace Dispersal.Experiments;

/// <summary>How a Sobol sequence is randomised, so that a seed chooses among designs that are all evenly spread.</summary>
public enum Scrambling
{
    /// <summary>Nested uniform scrambling (Owen 1995): keeps the even spread, and errors fall faster than with plain points.</summary>
    Owen,

    /// <summary>A digital shift: one random number per dimension, added without carry (Cranley and Patterson 1976, in base 2).</summary>
    DigitalShift,

    /// <summary>None: the first point lies in the lowest corner.</summary>
    None,
}
