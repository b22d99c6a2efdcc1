namespace Dispersal.Randomness;

/// <summary>
/// The hat over the probabilities of a Poisson number: a uniform number u in (-1/2, 1/2) is turned into k = floor((2 a / (1/2 - |u|) + b) u + mean + 0.43), by Hörmann's
/// constants.
/// </summary>
internal readonly struct PoissonHat
{
    private readonly double mean;
    private readonly double a;
    private readonly double b;

    /// <summary>The hat of a mean of 10 or more.</summary>
    public PoissonHat(double mean)
    {
        this.mean = mean;
        b = 0.931 + (2.53 * Math.Sqrt(mean));
        a = -0.059 + (0.02483 * b);
        InverseAlpha = 1.1239 + (1.1328 / (b - 3.4));
        SurelyAccepted = 0.9277 - (3.6224 / (b - 2));
    }

    /// <summary>Area of the hat: numbers that are tried for one that is taken.</summary>
    public double InverseAlpha { get; }

    /// <summary>Share of those tried which is accepted wherever u is at least 0.07 from its ends.</summary>
    public double SurelyAccepted { get; }

    /// <summary>The number, which may be one that none can be.</summary>
    /// <param name="u">The uniform number.</param>
    /// <param name="toEdge">How far it is from the nearer of its ends.</param>
    public double Number(double u, double toEdge) => Math.Floor((((2 * a / toEdge) + b) * u) + mean + 0.43);

    /// <summary>The height, as a share of the hat's at that place, under which a number is taken if its own probability reaches it.</summary>
    /// <param name="share">The share: another uniform number.</param>
    /// <param name="toEdge">How far u is from the nearer of its ends.</param>
    public double Height(double share, double toEdge) => share * InverseAlpha / ((a / (toEdge * toEdge)) + b);
}
