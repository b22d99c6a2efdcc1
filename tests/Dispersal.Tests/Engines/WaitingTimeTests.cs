using Dispersal.Engines;
using Dispersal.Model;
using Dispersal.Tests.Hostile;

namespace Dispersal.Tests.Engines;

/// <summary>The search for a waiting time finds the day that going from day to day finds.</summary>
public sealed unsafe class WaitingTimeTests
{
    private const int Days = 600;

    [Fact]
    public void The_day_found_is_the_first_whose_sum_reaches_the_number_whatever_the_hazards()
    {
        Luck luck = new(9);
        Pinned<double> sums = new(3 * (Days + 1));
        ChangingHazard[] changing = new ChangingHazard[3];
        int[] times = new int[3];
        for (int i = 0; i < 60_000; i++)
        {
            if (i % 20 == 0)
            {
                for (int h = 0; h < changing.Length; h++)
                {
                    double* own = sums.Pointer + (h * (Days + 1));
                    Fill(own, luck);
                    changing[h] = new ChangingHazard(own, luck.Of<double>([0.3, 1, 2.5]));
                }
            }

            int from = luck.Is(3) ? Days : luck.Below(Days);
            double exponential = luck.Of<double>([1e-300, 1e-6, 0.02, 0.7, 2, 30, 999, 1500]) * (1 + luck.Below(1000)) / 500.0;
            WaitingTime wait = new(changing.AsSpan(0, luck.Below(4)), luck.Of<double>([0, 0, 1e-9, 1e-3, 0.2]), from, Days);
            int day = from;
            while (day < Days && wait.SumTo(day) < exponential)
            {
                day++;
            }

            int guess = wait.Guess(exponential);
            wait.Expect(guess);
            Assert.Equal(day, wait.Day(exponential));

            // From wherever the search begins: a guess is a place to begin, and nothing more.
            int elsewhere = from + 1 + luck.Below(Days);
            if (day > from && elsewhere < Days)
            {
                Assert.Equal(day, wait.Day(exponential, elsewhere));
                Assert.Equal(day, wait.Day(exponential, WaitingTime.NoGuess));
            }

            times[day == from ? 0 : day == Days ? 1 : 2]++;
        }

        Assert.All(times, number => Assert.InRange(number, 3_000, 50_000));
        GC.KeepAlive(sums);
    }

    // Level, rising, in steps, mostly nothing, or certain on a day.
    private static void Fill(double* sums, Luck luck)
    {
        int form = luck.Below(5);
        double level = luck.Of<double>([0.0001, 0.01, 0.3]);
        int special = luck.Below(Days);
        for (int d = 0; d < Days; d++)
        {
            double hazard = form switch
            {
                0 => level,
                1 => level * d / Days,
                2 => level * (d / 90 % 3),
                3 => luck.Is(2) ? level : 0,
                _ => d == special ? HazardSeries.Certain : 0,
            };
            sums[d + 1] = sums[d] + hazard;
        }
    }
}
