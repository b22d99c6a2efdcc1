using Dispersal.Experiments.Designs;
using Dispersal.Experiments.Fitting;

namespace Dispersal.Tests.Experiments.Fitting;

/// <summary>Runs of a formula with normal luck by point and replicate.</summary>
internal sealed class ToyRuns(Func<double[], double[]> formula, double chance = 0) : IRuns
{
    public int Count { get; private set; }

    public double[][] Run(string stage, IReadOnlyList<(double[] Levels, int Replicate)> wanted)
    {
        Count += wanted.Count;
        return [.. wanted.Select(run => One(run.Levels, (ulong)run.Replicate))];
    }

    public double[] One(double[] levels, ulong luckOf)
    {
        SplitMix luck = new(luckOf * 7919);
        double[] outputs = formula(levels);
        for (int i = 0; i < outputs.Length; i++)
        {
            outputs[i] += chance == 0 ? 0 : chance * luck.NextNormal();
        }

        return outputs;
    }
}
