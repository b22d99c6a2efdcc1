namespace Dispersal.Tests.Oracles;

#pragma warning disable RS0030 // Expected values are worked out with the platform's functions.

/// <summary>
/// One person's days: exits with hazards compete in each state, at most one happens in a day, and where it leads is a branch inside it. Multiplies vectors by
/// matrices and knows nothing of the engines.
/// </summary>
internal sealed class Chain
{
    private readonly List<(int From, Func<int, double> Hazard, (int To, double Share)[] Branches)> exits = [];
    private int states = 1;

    /// <summary>Adds an exit of a state at a hazard per day.</summary>
    public Chain Exit(int from, double hazard, params (int To, double Share)[] branches) => Exit(from, _ => hazard, branches);

    /// <summary>Adds an exit whose hazard depends on the day.</summary>
    public Chain Exit(int from, Func<int, double> hazard, params (int To, double Share)[] branches)
    {
        exits.Add((from, hazard, branches));
        states = Math.Max(states, 1 + branches.Select(b => b.To).Append(from).Max());
        return this;
    }

    /// <summary>P(state) after the days from one to another, both included, for who begins in state 0.</summary>
    public double[] After(int firstDay, int lastDay)
    {
        double[] now = new double[states];
        now[0] = 1;
        for (int day = firstDay; day <= lastDay; day++)
        {
            double[][] matrix = Matrix(day);
            double[] next = new double[states];
            for (int i = 0; i < states; i++)
            {
                for (int j = 0; j < states; j++)
                {
                    next[j] += now[i] * matrix[i][j];
                }
            }

            now = next;
        }

        return now;
    }

    /// <summary>P(from one state to another) on a day.</summary>
    public double[][] Matrix(int day)
    {
        double[][] matrix = [.. Enumerable.Range(0, states).Select(_ => new double[states])];
        for (int state = 0; state < states; state++)
        {
            double sum = exits.Where(e => e.From == state).Sum(e => e.Hazard(day));
            double leaves = 1 - Math.Exp(-sum);
            matrix[state][state] += 1 - leaves;
            foreach (var exit in exits.Where(e => e.From == state && sum > 0))
            {
                foreach ((int to, double share) in exit.Branches)
                {
                    matrix[state][to] += leaves * exit.Hazard(day) / sum * share;
                }
            }
        }

        return matrix;
    }
}
