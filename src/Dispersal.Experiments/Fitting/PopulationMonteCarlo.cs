using System.Collections.Immutable;
using Dispersal.Experiments.Designs;

namespace Dispersal.Experiments.Fitting;

/// <summary>
/// Approximate Bayesian computation by a sequence of populations with tolerances that adapt (ABC-SMC: Beaumont et al. 2009; Del Moral, Doucet and Jasra 2012), in which no run is
/// thrown away: all are weighted against the mixture of all proposals (Cornuet et al. 2012).
/// </summary>
/// <remarks>
/// (1) Points evenly over what is left of the prior, one run each. (2) A run counts by how likely the observations are if the world is as the run says, observation errors widened by the
/// tolerance: exp(-d^2 / 2 tolerance^2), which at a tolerance of 1 is exact for errors as stated (Wilkinson 2013). (3) The tolerance is the least, not below 1, at which the sample still amounts to half a generation. (4) New
/// points from a mixture of normals around those that count, with twice their covariance; drawn anew, ancestor and all, where they are ruled out. (5) Weights of all runs anew.
/// Draws belong to seed, generation and index, and a generation is taken as a whole in the order of indices, so that threads and batches change nothing.
/// </remarks>
internal sealed class PopulationMonteCarlo
{
    private const int MostComponents = 400;
    private const int MostAttempts = 20_000;

    private readonly Region region;
    private readonly int dimensions;
    private readonly ulong seed;
    private readonly List<Proposal> proposals = [];

    private PopulationMonteCarlo(Region region, int dimensions, ulong seed) => (this.region, this.dimensions, this.seed) = (region, dimensions, seed);

    /// <summary>Levels of every run that could be done.</summary>
    public List<double[]> Points { get; } = [];

    /// <summary>Figures of every run.</summary>
    public List<double[]> Outputs { get; } = [];

    /// <summary>Squared distance of every run.</summary>
    public List<double> Distances { get; } = [];

    /// <summary>Weights; they sum to 1.</summary>
    public double[] Weights { get; private set; } = [];

    /// <summary>The generations.</summary>
    public List<AbcGeneration> Generations { get; } = [];

    public static PopulationMonteCarlo Of(
        IRuns runs, Observations observations, Region region, int dimensions, int size, int generations, int firstReplicate, ulong seed)
    {
        PopulationMonteCarlo sample = new(region, dimensions, seed);
        List<double> mixture = [];
        int replicate = firstReplicate;
        for (int generation = 0; generation < generations; generation++)
        {
            Proposal proposal = generation == 0 ? Proposal.Uniform(region, size) : sample.Next(size);                           // (1), (4)
            (double[][] points, long attempts) = sample.Draw(proposal, generation, size);
            proposal.Inside = (double)size / attempts;
            double[][] outputs = runs.Run($"generation {generation + 1}", [.. points.Select((levels, i) => (levels, replicate + i))]);
            replicate += size;

            // (5) What is new under all proposals, what there was under the new one too.
            Parallel.For(0, sample.Points.Count, i => mixture[i] += proposal.Density(sample.Points[i]));
            sample.proposals.Add(proposal);
            int[] done = [.. Enumerable.Range(0, size).Where(i => outputs[i].All(double.IsFinite))];
            double[] sums = new double[done.Length];
            Parallel.For(0, done.Length, i => sums[i] = sample.proposals.Sum(each => each.Density(points[done[i]])));
            mixture.AddRange(sums);
            sample.Points.AddRange(done.Select(i => points[i]));
            sample.Outputs.AddRange(done.Select(i => outputs[i]));
            sample.Distances.AddRange(done.Select(i => observations.SquaredDistance(outputs[i])));                              // (2)
            if (sample.Points.Count <= dimensions + 1)
            {
                throw new ScenarioException([new Diagnostic(
                    Severity.Error, "", 0, 0, "", $"only {sample.Points.Count} of {size} runs could be done: parameters vary beyond what the scenario can be run with. Narrow their ranges.")]);
            }

            double wanted = size / 2.0;
            double tolerance = sample.Tolerance(mixture, Math.Min(wanted, sample.Points.Count / 3.0));                           // (3)
            sample.Weights = sample.WeightsAt(tolerance, mixture);
            sample.Generations.Add(new(size, tolerance, EffectiveSize(sample.Weights)));
            if (tolerance == 1 && EffectiveSize(sample.Weights) >= wanted && generation > 0)
            {
                break;
            }
        }

        return sample;
    }

    /// <summary>How many equally weighted points would say as much.</summary>
    public static double EffectiveSize(double[] weights) => 1 / weights.Sum(weight => weight * weight);

    private (double[][] Points, long Attempts) Draw(Proposal proposal, int generation, int size)
    {
        double[][] points = new double[size][];
        long attempts = 0;
        Parallel.For(0, size, i =>
        {
            SplitMix luck = new(SplitMix.Mix(SplitMix.Mix(seed + 0xABC) + (ulong)generation) + (ulong)i);
            double[] point;
            int tries = 0;
            do
            {
                point = proposal.Draw(ref luck);
                tries++;
            }
            while (!region.Contains(point) && tries < MostAttempts);
            points[i] = point;
            Interlocked.Add(ref attempts, tries);
        });
        return (points, attempts);
    }

    private Proposal Next(int size)
    {
        int[] order = [.. Enumerable.Range(0, Points.Count).OrderByDescending(i => Weights[i]).ThenBy(i => i).Take(MostComponents).Where(i => Weights[i] > 0)];
        return Proposal.Around(Points, Weights, order, dimensions, size);
    }

    private double Tolerance(List<double> mixture, double wanted)
    {
        const double widest = 1e6;
        if (EffectiveSize(WeightsAt(1, mixture)) >= wanted)
        {
            return 1;
        }

        (double low, double high) = (1, widest);
        for (int step = 0; step < 60; step++)
        {
            double middle = Math.Sqrt(low * high);
            (low, high) = EffectiveSize(WeightsAt(middle, mixture)) >= wanted ? (low, middle) : (middle, high);
        }

        return high;
    }

    private double[] WeightsAt(double tolerance, List<double> mixture)
    {
        double nearest = Distances.Min();
        double[] weights = new double[Points.Count];
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = PortableMath.Exp(-(Distances[i] - nearest) / (2 * tolerance * tolerance)) / mixture[i];
            sum += weights[i];
        }

        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] /= sum;
        }

        return weights;
    }

    /// <summary>Where points of a generation come from: evenly from a box, or from normals around points; in either case only where the region is.</summary>
    private sealed class Proposal
    {
        private readonly Region region;
        private readonly ImmutableArray<double[]> centres;
        private readonly double[] upTo;
        private readonly Cholesky? factor;
        private readonly int size;
        private readonly double constant;

        private Proposal(Region region, ImmutableArray<double[]> centres, double[] upTo, Cholesky? factor, int size, double constant)
        {
            (this.region, this.centres, this.upTo, this.factor, this.size, this.constant) = (region, centres, upTo, factor, size, constant);
        }

        /// <summary>Share of draws that fall into the region.</summary>
        public double Inside { private get; set; } = 1;

        public static Proposal Uniform(Region region, int size) => new(region, [], [], null, size, 1 / region.BoxVolume);

        public static Proposal Around(List<double[]> points, double[] weights, int[] order, int dimensions, int size)
        {
            double total = 0;
            double[] shares = new double[order.Length];
            double[] mean = new double[dimensions];
            foreach ((int at, int i) in order.Index())
            {
                total += weights[i];
                shares[at] = total;
                for (int k = 0; k < dimensions; k++)
                {
                    mean[k] += weights[i] * points[i][k];
                }
            }

            double[] covariance = new double[dimensions * dimensions];
            foreach (int i in order)
            {
                for (int a = 0; a < dimensions; a++)
                {
                    for (int b = 0; b < dimensions; b++)
                    {
                        covariance[(a * dimensions) + b] += 2 * weights[i] / total * (points[i][a] - (mean[a] / total)) * (points[i][b] - (mean[b] / total));
                    }
                }
            }

            for (int a = 0; a < dimensions; a++)
            {
                // A parameter that happens to be the same in all points must stay able to move.
                covariance[(a * dimensions) + a] += 1e-5;
            }

            Cholesky cholesky = Cholesky.Of(covariance, dimensions)!;
            const double twoPi = 6.283185307179586;
            double scale = PortableMath.Exp(-(dimensions * PortableMath.Log(twoPi) / 2) - (cholesky.LogDeterminant / 2));
            return new(new Region(0), [.. order.Select(i => points[i])], [.. shares.Select(sum => sum / total)], cholesky, size, scale);
        }

        public double[] Draw(ref SplitMix luck)
        {
            if (factor is null)
            {
                double[] even = new double[region.Low.Length];
                for (int k = 0; k < even.Length; k++)
                {
                    even[k] = region.Low[k] + (luck.NextShare() * (region.High[k] - region.Low[k]));
                }

                return even;
            }

            int ancestor = Array.BinarySearch(upTo, luck.NextShare());
            double[] centre = centres[Math.Min(ancestor < 0 ? ~ancestor : ancestor + 1, centres.Length - 1)];
            double[] normals = new double[centre.Length];
            for (int k = 0; k < normals.Length; k++)
            {
                normals[k] = luck.NextNormal();
            }

            double[] point = new double[centre.Length];
            factor.Multiply(normals, point);
            for (int k = 0; k < point.Length; k++)
            {
                point[k] += centre[k];
            }

            return point;
        }

        /// <summary>Density at a point of the region, times the number of points drawn.</summary>
        public double Density(double[] point)
        {
            if (factor is null)
            {
                return size * constant / Inside;
            }

            double sum = 0;
            double before = 0;
            Span<double> step = stackalloc double[point.Length];
            for (int c = 0; c < centres.Length; c++)
            {
                for (int k = 0; k < step.Length; k++)
                {
                    step[k] = point[k] - centres[c][k];
                }

                factor.SolveLower(step);
                double squared = 0;
                foreach (double x in step)
                {
                    squared += x * x;
                }

                sum += (upTo[c] - before) * PortableMath.Exp(-squared / 2);
                before = upTo[c];
            }

            return size * constant * sum / Inside;
        }
    }
}
