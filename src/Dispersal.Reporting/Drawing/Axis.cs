namespace Dispersal.Reporting.Drawing;

/// <summary>A linear axis: from numbers to pixels, with round ticks.</summary>
internal sealed class Axis
{
    private readonly double from;
    private readonly double to;

    /// <summary>An axis over a span of numbers, widened to round ticks.</summary>
    public Axis(double least, double most, double from, double to, int ticks = 5)
    {
        (this.from, this.to) = (from, to);
        if (!(most > least))
        {
            (least, most) = (least - 0.5, least + 0.5);
        }

        Step = RoundStep((most - least) / ticks);
        Least = Math.Floor(least / Step) * Step;
        Most = Math.Ceiling(most / Step) * Step;
    }

    /// <summary>Lower end.</summary>
    public double Least { get; }

    /// <summary>Upper end.</summary>
    public double Most { get; }

    /// <summary>Distance of ticks.</summary>
    public double Step { get; }

    /// <summary>The ticks.</summary>
    public IEnumerable<double> Ticks
    {
        get
        {
            for (int i = 0; Least + (i * Step) <= Most + (Step / 2); i++)
            {
                yield return Least + (i * Step);
            }
        }
    }

    /// <summary>The pixel of a number.</summary>
    public double At(double value) => from + ((value - Least) / (Most - Least) * (to - from));

    // 1, 2 or 5 times a power of ten.
    private static double RoundStep(double rough)
    {
        double power = 1;
        while (power > rough)
        {
            power /= 10;
        }

        while (power * 10 <= rough)
        {
            power *= 10;
        }

        double ratio = rough / power;
        return ratio <= 1 ? power : ratio <= 2 ? 2 * power : ratio <= 5 ? 5 * power : 10 * power;
    }
}
