namespace Dispersal.Experiments.Fitting;

/// <summary>Where parameters are not ruled out: within a box, and not implausible by the emulators of any wave.</summary>
internal sealed class Region
{
    private readonly List<(Observations Observations, Emulator[] Emulators, double Cutoff)> waves = [];

    public Region(int dimensions)
    {
        Low = new double[dimensions];
        High = [.. Enumerable.Repeat(1.0, dimensions)];
    }

    /// <summary>Lower corner of the box.</summary>
    public double[] Low { get; private set; }

    /// <summary>Upper corner of the box.</summary>
    public double[] High { get; private set; }

    /// <summary>Share of the prior that is left.</summary>
    public double Share { get; set; } = 1;

    /// <summary>Volume of the box.</summary>
    public double BoxVolume => Low.Zip(High, (low, high) => high - low).Aggregate(1.0, (product, width) => product * width);

    /// <summary>Rules out what the emulators of a wave find implausible.</summary>
    public void Add(Observations observations, Emulator[] emulators, double cutoff) => waves.Add((observations, emulators, cutoff));

    /// <summary>Draws the box in around points that are left, with a margin.</summary>
    public void Bound(IReadOnlyList<double[]> left)
    {
        const double margin = 0.1;
        for (int k = 0; k < Low.Length; k++)
        {
            double low = left.Min(point => point[k]);
            double high = left.Max(point => point[k]);
            double spare = Math.Max(margin * (high - low), 0.01);
            Low[k] = Math.Max(Low[k], low - spare);
            High[k] = Math.Min(High[k], high + spare);
        }
    }

    /// <summary>Whether a point is left.</summary>
    public bool Contains(ReadOnlySpan<double> point)
    {
        for (int k = 0; k < point.Length; k++)
        {
            if (!(point[k] >= Low[k] && point[k] <= High[k]))
            {
                return false;
            }
        }

        foreach ((Observations observations, Emulator[] emulators, double cutoff) in waves)
        {
            if (Implausibility(observations, emulators, point, cutoff) > cutoff)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The greatest distance of any figure from its nearest source, in deviations of everything that is uncertain; no further than needed to pass a limit.</summary>
    public static double Implausibility(Observations observations, Emulator[] emulators, ReadOnlySpan<double> point, double enough)
    {
        double worst = 0;
        foreach (int[] sources in observations.Figures)
        {
            // One figure has one emulator, whoever counted.
            Emulator emulator = emulators[sources[0]];
            (double mean, double variance) = emulator.At(point);
            double nearest = double.PositiveInfinity;
            foreach (int source in sources)
            {
                nearest = Math.Min(nearest, observations.All[source].SquaredDistance(mean, variance + emulator.ChanceVariance));
            }

            worst = Math.Max(worst, Math.Sqrt(nearest));
            if (worst > enough)
            {
                return worst;
            }
        }

        return worst;
    }
}
