using Dispersal.Randomness;

namespace Dispersal;

/// <summary>
/// Exponential and logarithm of which every processor and system gives the same bits; the platform's own differ in the last place. For rules of a modeller's
/// own and for whatever else must give the same numbers everywhere.
/// </summary>
public static class PortableMath
{
    /// <summary>e to the power <paramref name="x"/>; 0 below -745, +infinity above 709.78.</summary>
    public static double Exp(double x) => Elementary.Exp(x);

    /// <summary>Natural logarithm of <paramref name="x"/>; -infinity at 0, not a number below.</summary>
    public static double Log(double x) => Elementary.Log(x);
}
