namespace Dispersal.Tests.Oracles;

/// <summary>
/// A few exchangeable persons who act on each other, exactly: the numbers in each state are a Markov chain of their own, whose law is carried from day to day.
/// </summary>
internal sealed class Lumping
{
    private readonly int persons;
    private readonly int states;
    private double[] law;

    /// <summary>Starts with all persons in state 0.</summary>
    public Lumping(int persons, int states)
    {
        this.persons = persons;
        this.states = states;
        int codes = 1;
        for (int state = 0; state < states; state++)
        {
            codes *= persons + 1;
        }

        law = new double[codes];
        law[persons] = 1;
    }

    /// <summary>
    /// Passes a day: from the numbers at its start, the ways it can go, each with its probability and with P(from one state to another) of every person, given
    /// that it goes so.
    /// </summary>
    public Lumping Day(Func<int[], IEnumerable<(double Probability, double[][] Moves)>> ways)
    {
        double[] next = new double[law.Length];
        for (int code = 0; code < law.Length; code++)
        {
            if (law[code] > 0)
            {
                int[] numbers = Numbers(code);
                foreach ((double probability, double[][] moves) in ways(numbers))
                {
                    Spread(numbers, moves, law[code] * probability, next);
                }
            }
        }

        law = next;
        return this;
    }

    /// <summary>The same where a day can go one way only.</summary>
    public Lumping Days(int days, Func<int[], double[][]> moves)
    {
        for (int day = 0; day < days; day++)
        {
            Day(numbers => [(1, moves(numbers))]);
        }

        return this;
    }

    /// <summary>Law of the number in some states together.</summary>
    public Law Of(params int[] which)
    {
        double[] shares = new double[persons + 1];
        for (int code = 0; code < law.Length; code++)
        {
            int[] numbers = Numbers(code);
            int sum = which.Sum(state => numbers[state]);
            if (law[code] > 0)
            {
                shares[sum] += law[code];
            }
        }

        return Law.Of(shares);
    }

    // One person after the other: each adds himself to the state he goes to.
    private void Spread(int[] numbers, double[][] moves, double probability, double[] next)
    {
        Dictionary<int, double> now = new() { [0] = probability };
        for (int from = 0; from < states; from++)
        {
            for (int person = 0; person < numbers[from]; person++)
            {
                Dictionary<int, double> then = [];
                foreach ((int code, double share) in now)
                {
                    int step = 1;
                    for (int to = 0; to < states; to++, step *= persons + 1)
                    {
                        if (moves[from][to] > 0)
                        {
                            then[code + step] = then.GetValueOrDefault(code + step) + (share * moves[from][to]);
                        }
                    }
                }

                now = then;
            }
        }

        foreach ((int code, double share) in now)
        {
            next[code] += share;
        }
    }

    private int[] Numbers(int code)
    {
        int[] numbers = new int[states];
        for (int state = 0; state < states; state++, code /= persons + 1)
        {
            numbers[state] = code % (persons + 1);
        }

        return numbers;
    }
}
