namespace Dispersal.Experiments.Analysis;

/// <summary>The rank correlation of Spearman (1904): how far one thing rises with another, whatever the scale. Equal values share the mean of their ranks.</summary>
internal static class RankCorrelation
{
    /// <summary>From -1 to 1; not a number where either does not vary.</summary>
    public static double Of(double[] x, double[] y)
    {
        double[] a = Ranks(x);
        double[] b = Ranks(y);
        double middle = (a.Length - 1) / 2.0;
        double together = 0;
        double ofX = 0;
        double ofY = 0;
        for (int i = 0; i < a.Length; i++)
        {
            together += (a[i] - middle) * (b[i] - middle);
            ofX += (a[i] - middle) * (a[i] - middle);
            ofY += (b[i] - middle) * (b[i] - middle);
        }

        return ofX > 0 && ofY > 0 ? together / Math.Sqrt(ofX * ofY) : double.NaN;
    }

    private static double[] Ranks(double[] values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(i => values[i])];
        double[] ranks = new double[values.Length];
        for (int from = 0; from < order.Length;)
        {
            int to = from;
            while (to + 1 < order.Length && values[order[to + 1]] == values[order[from]])
            {
                to++;
            }

            for (int i = from; i <= to; i++)
            {
                ranks[order[i]] = (from + to) / 2.0;
            }

            from = to + 1;
        }

        return ranks;
    }
}
