using Dispersal.Engines;

namespace Dispersal.Tests.Engines;

/// <summary>A fault of expectations: what comes last among all that can happen goes with the largest.</summary>
internal readonly struct LastBranchForgotten(double least) : IPooling<LastBranchForgotten>
{
    private readonly PooledDivision right = new(least);

    public static LastBranchForgotten From(double least) => new(least);

    public void Divide(double whole, Span<double> shares)
    {
        if (shares[..^1].ContainsAnyExcept(0))
        {
            shares[^1] = 0;
        }

        right.Divide(whole, shares);
    }
}
