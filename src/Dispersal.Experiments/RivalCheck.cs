namespace Dispersal.Experiments;

/// <summary>A target of which a rival hypothesis makes something else.</summary>
/// <param name="Ours">What the scenario makes of it.</param>
/// <param name="Rival">What the rival makes of it, with the same parameter sets and the same luck.</param>
/// <param name="Difference">Mean of the rival's value less the scenario's.</param>
public sealed record RivalCheck(TargetCheck Ours, TargetCheck Rival, double Difference)
{
    /// <summary>Whether the rival's median is nearer to the published value, as a factor; null where there is none, or where they are equally near.</summary>
    public bool? IsRivalNearer
    {
        get
        {
            if (Ours.Target.Figure.Central is not { } central)
            {
                return null;
            }

            (double ours, double rivals) = (Away(Ours.Band.Median, central), Away(Rival.Band.Median, central));
            return ours == rivals ? null : rivals < ours;
        }
    }

    // Small counts have logarithms too.
    private static double Away(double value, double published) => Math.Abs(PortableMath.Log((Math.Max(value, 0) + 0.5) / (published + 0.5)));
}
