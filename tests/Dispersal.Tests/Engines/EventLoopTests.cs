using Dispersal.Engines;
using Dispersal.Randomness;

namespace Dispersal.Tests.Engines;

#pragma warning disable RS0030 // Expected values are worked out with the platform's functions.

/// <summary>
/// The event loop over states with fixed tables, against the exact Markov chain of the daily step. Counts of independent persons are binomial: each is compared
/// by a two-sided z test at level 0.0001 with a fixed seed, some 40 in all, so a change of seeds raises a false alarm once in 250.
/// </summary>
public sealed class EventLoopTests
{
    private const double Limit = 3.89;
    private const int Persons = 60_000;
    private const int Days = 90;

    // Three places in a ring and a place nobody leaves: hazards a day, and where one goes.
    private static readonly double[] Hazards = [0.05, 0.4, 1.5];
    private static readonly double[][] Shares = [[0.7, 0.2, 0.1], [0.5, 0.25, 0.25], [0.9, 0, 0.1]];
    private static readonly int[][] Targets = [[1, 2, 3], [2, 0, 3], [0, 1, 3]];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Counts_follow_the_chain_of_the_daily_step(int threads)
    {
        double[] exact = [1, 0, 0, 0];
        double[][] counted = Run(threads, Shares, out long events);
        double expected = 0;
        for (int day = 1; day <= Days; day++)
        {
            expected += Persons * Enumerable.Range(0, 3).Sum(place => exact[place] * (1 - Math.Exp(-Hazards[place])));
            exact = Step(exact);
            if (day is 1 or 2 or 7 or 30 or 90)
            {
                for (int place = 0; place < 4; place++)
                {
                    double deviation = Math.Sqrt(Persons * exact[place] * (1 - exact[place]));
                    Assert.InRange((counted[day][place] - (Persons * exact[place])) / deviation, -Limit, Limit);
                }
            }
        }

        // A person has some ten events, so that their number is known to a thousandth or so.
        Assert.InRange(events / expected, 0.99, 1.01);
    }

    [Fact]
    public void Threads_never_show_in_the_counts() => Assert.Equal(Run(1, Shares, out _), Run(3, Shares, out _));

    [Fact]
    public void A_wrong_share_is_seen()
    {
        // Planted: 8 % of those who leave the first place go the wrong way.
        double[][] counted = Run(1, [[0.62, 0.28, 0.1], Shares[1], Shares[2]], out _);
        double[] exact = Step([1, 0, 0, 0]);
        double[] after = counted[1];
        double z = Math.Abs(after[2] - (Persons * exact[2])) / Math.Sqrt(Persons * exact[2] * (1 - exact[2]));
        Assert.True(z > Limit, $"z = {z:F2}");
    }

    [Fact]
    public void Words_fall_to_outcomes_in_proportion_to_their_shares()
    {
        // 40 shares, three of them zero: the outcome of every word at an edge is known exactly.
        double[] shares = [.. Enumerable.Range(0, 40).Select(i => i % 13 == 5 ? 0.0 : 1.0)];
        StateTable table = new();
        uint state = table.Add(1, []);
        table.SetOutcomes(state, shares, [.. Enumerable.Range(0, 40).Select(i => (uint)i)]);
        double each = 4294967296.0 / shares.Sum();
        int real = 0;
        for (int i = 0; i < shares.Length; i++)
        {
            if (shares[i] == 0)
            {
                continue;
            }

            Assert.Equal((uint)i, Target(table, state, (uint)Math.Floor((each * real) + 1)));
            Assert.Equal((uint)i, Target(table, state, (uint)Math.Floor((each * (real + 1)) - 2)));
            real++;
        }

        Assert.Equal(39u, Target(table, state, uint.MaxValue));
        Assert.Equal(0u, Target(table, state, 0));
    }

    private static unsafe uint Target(StateTable table, uint state, uint word)
    {
        OutcomeRow row = table.Rows[state];
        return table.Outcomes[row.First + OutcomeSearch.Find(table.Thresholds + row.First, table.UpperHalves + row.First, row.Groups, word)].State;
    }

    private static double[] Step(double[] from)
    {
        double[] to = [0, 0, 0, from[3]];
        for (int place = 0; place < 3; place++)
        {
            double leaves = 1 - Math.Exp(-Hazards[place]);
            to[place] += from[place] * (1 - leaves);
            for (int k = 0; k < 3; k++)
            {
                to[Targets[place][k]] += from[place] * leaves * Shares[place][k];
            }
        }

        return to;
    }

    private static double[][] Run(int threads, double[][] shares, out long events)
    {
        StateTable table = new();
        for (int place = 0; place < 4; place++)
        {
            table.Add(place == 3 ? double.PositiveInfinity : 1 / Hazards[place], [place]);
        }

        for (int place = 0; place < 3; place++)
        {
            table.SetOutcomes((uint)place + 1, shares[place], [.. Targets[place].Select(t => (uint)t + 1)]);
        }

        StreamKey luck = new(11, 0);
        CellDeltas[] deltas = [.. Enumerable.Range(0, threads).Select(_ => new CellDeltas(4))];
        EventLoop<Numbers>[] loops = [.. deltas.Select(d => new EventLoop<Numbers>(table, d, Days + 1, default))];
        using Crew crew = new(threads);
        double[] counts = new double[4];
        double[][] rows = new double[Days + 1][];
        crew.Do(i =>
        {
            uint[] mine = [.. Enumerable.Range(0, Persons).Where(p => p % threads == i).Select(p => (uint)p)];
            loops[i].Begin(luck, mine.Length);
            loops[i].Place(mine, [.. mine.Select(_ => 1u)], 1);
        });
        for (int day = 0; day <= Days; day++)
        {
            int today = day;
            crew.Do(i => loops[i].Day(today));
            foreach (CellDeltas drawn in deltas)
            {
                drawn.MoveTo(counts);
            }

            rows[day] = [.. counts];
        }

        events = loops.Sum(loop => loop.Candidates);
        return rows;
    }

    private readonly unsafe struct Numbers : ILife
    {
        public void Keys(ulong* records, int number, ulong* keys)
        {
            for (int i = 0; i < number; i++)
            {
                keys[i] = records[i] >> 32;
            }
        }

        public void Meet(uint* which, int number, ulong* records, uint* states, uint* tags, int day, uint* accept, uint* pick) =>
            throw new InvalidOperationException();

        public void Wait(uint* which, int number, ulong* records, uint* states, int from, double* logUniform, uint* when) => throw new InvalidOperationException();
    }
}
