using Dispersal.Experiments.Designs;

namespace Dispersal.Experiments.Fitting;

/// <summary>Rules out parameters that cannot agree with what was observed, wave by wave (Craig et al. 1997; Vernon, Goldstein and Bower 2010).</summary>
/// <remarks>
/// (1) A space-filling design over what is left: a Latin hypercube first, then points of a Sobol sequence. (2) An emulator for every figure. (3) A point is implausible when a figure
/// is further from its nearest source than the cut-off, in deviations of observation, discrepancy, chance and emulator together (3: Pukelsheim 1994). (4) The share that is left,
/// by a Sobol sequence over the box around it. (5) Stop when a wave rules out little more. Where nothing is left, the cut-off is raised until some is, and that is said.
/// </remarks>
internal sealed class HistoryMatching
{
    public const double StandardCutoff = 3;

    private const int MostTrained = 160;
    private const int FewestLeft = 200;
    private const int FewestTried = 1 << 12;
    private const int MostTried = 1 << 16;
    private const double StopsShrinkingAt = 0.8;

    private readonly Observations observations;
    private readonly int dimensions;
    private readonly ulong seed;

    private HistoryMatching(Observations observations, int dimensions, ulong seed)
    {
        (this.observations, this.dimensions, this.seed) = (observations, dimensions, seed);
        Region = new(dimensions);
    }

    /// <summary>What is left.</summary>
    public Region Region { get; }

    /// <summary>A sample of what is left, evenly spread.</summary>
    public List<double[]> Left { get; private set; } = [];

    /// <summary>The waves.</summary>
    public List<HistoryWave> Waves { get; } = [];

    /// <summary>Runs of the first wave, over the whole prior, with their figures.</summary>
    public (double[][] Points, double[][] Outputs) First { get; private set; }

    /// <summary>Number of runs.</summary>
    public int Runs { get; private set; }

    public static HistoryMatching Of(IRuns runs, Observations observations, int dimensions, int points, int waves, ulong seed)
    {
        HistoryMatching matching = new(observations, dimensions, seed);
        List<double[]> known = [];
        List<double[]> figures = [];
        for (int wave = 1; wave <= waves; wave++)
        {
            double[][] wanted = wave == 1 ? Hypercube(points, dimensions, seed) : [.. matching.Left.Take(points)];            // (1)
            double[][] outputs = runs.Run($"wave {wave}", [.. wanted.Select((levels, i) => (levels, matching.Runs + i))]);
            matching.Runs += wanted.Length;
            int[] done = [.. Enumerable.Range(0, wanted.Length).Where(i => outputs[i].All(double.IsFinite))];
            if (done.Length <= dimensions + 1)
            {
                throw new ScenarioException([new Diagnostic(
                    Severity.Error, "", 0, 0, "", $"only {done.Length} of {wanted.Length} runs could be done: parameters vary beyond what the scenario can be run with. Narrow their ranges.")]);
            }

            known.AddRange(done.Select(i => wanted[i]));
            figures.AddRange(done.Select(i => outputs[i]));
            if (wave == 1)
            {
                matching.First = ([.. known], [.. figures]);
            }

            double before = matching.Region.Share;
            matching.Wave(known, figures, wanted.Length);
            if (matching.Region.Share > StopsShrinkingAt * before)                                                           // (5)
            {
                break;
            }
        }

        return matching;
    }

    /// <summary>An emulator for every observation; those of one figure share one.</summary>
    public static Emulator[] Emulators(Observations observations, double[][] points, double[][] outputs)
    {
        Emulator[] emulators = new Emulator[observations.All.Length];
        Parallel.ForEach(observations.Figures, sources =>
        {
            Emulator emulator = Emulator.Of(points, [.. outputs.Select(output => output[sources[0]])]);
            foreach (int source in sources)
            {
                emulators[source] = emulator;
            }
        });
        return emulators;
    }

    /// <summary>Points of a Latin hypercube.</summary>
    public static double[][] Hypercube(int points, int dimensions, ulong seed) =>
        [.. LatinHypercube.Levels(points, dimensions, seed).Chunk(dimensions)];

    private void Wave(List<double[]> known, List<double[]> figures, int points)
    {
        // The latest runs lie where it matters.
        int from = Math.Max(0, known.Count - MostTrained);
        Emulator[] emulators = Emulators(observations, [.. known.Skip(from)], [.. figures.Skip(from)]);                       // (2)
        Region trial = Region;
        double cutoff = StandardCutoff;
        List<(double[] Point, double Implausibility)> tried = [];
        int count = 0;
        for (int batch = FewestTried; batch <= MostTried && tried.Count(t => t.Implausibility <= cutoff) < FewestLeft; batch *= 2)
        {
            int start = count;
            (double[] Point, double Implausibility)?[] some = new (double[], double)?[batch - start];
            Parallel.For(start, batch, i =>
            {
                double[] point = PointOf((uint)i);
                if (trial.Contains(point))
                {
                    some[i - start] = (point, Region.Implausibility(observations, emulators, point, double.PositiveInfinity));    // (3)
                }
            });
            tried.AddRange(some.OfType<(double[], double)>());
            count = batch;
        }

        if (!tried.Any(t => t.Implausibility <= cutoff))
        {
            double[] sorted = [.. tried.Select(t => t.Implausibility).Order()];
            cutoff = sorted[Math.Min(sorted.Length - 1, Math.Max(dimensions * 2, sorted.Length / 100))];
        }

        Left = [.. tried.Where(t => t.Implausibility <= cutoff).Select(t => t.Point)];
        Region.Share = Region.BoxVolume * Left.Count / count;                                                                 // (4)
        Region.Add(observations, emulators, cutoff);
        Region.Bound(Left);
        Waves.Add(new(points, Region.Share, cutoff, [.. emulators.Select(emulator => emulator.Predictivity)]));
    }

    private double[] PointOf(uint index)
    {
        double[] point = new double[dimensions];
        for (int k = 0; k < dimensions; k++)
        {
            double share = SobolSequence.Share(index, k, Scrambling.Owen, seed + (ulong)Waves.Count + 1);
            point[k] = Region.Low[k] + (share * (Region.High[k] - Region.Low[k]));
        }

        return point;
    }
}
