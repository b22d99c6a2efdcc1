namespace Dispersal.Tests.Reference;

/// <content>M11 Watching.</content>
internal partial class ReferenceSimulator
{
    private const int HomeGrownClass = 3;

    /// <summary>The numbers among whom the authorities choose: veterans, novices, women and minors, home-grown subjects.</summary>
    protected virtual double[] NumbersAtRisk(ReferenceState state, int day) => [.. state.AtLibertyByRisk, state.HomeGrown[day]];

    private static int ClassOf(ReferencePerson p) => p.Role != Role.Man ? 2 : p.Veteran ? 0 : 1;

    /// <summary>P(watched) of a person's class where he is.</summary>
    private static double Watched(ReferencePerson p) => p.Place.State.Watched[ClassOf(p)];

    /// <summary>Who is at liberty where, for watching, programmes and celebrity.</summary>
    private void CountAtLiberty()
    {
        foreach (ReferenceState state in states.Values)
        {
            Array.Clear(state.AtLibertyByRisk);
            state.KnownAtHome = 0;
            state.Participants = 0;
            state.FreshProminent = 0;
        }

        foreach (ReferencePerson p in persons)
        {
            ReferenceState here = p.Place.State;
            here.AtLibertyByRisk[ClassOf(p)] += p.Stage is ReferenceStage.Known or ReferenceStage.InProgramme ? 1 : 0;
            here.KnownAtHome += p.Stage == ReferenceStage.Known && here == p.Origin ? 1 : 0;
            here.Participants += p.Stage == ReferenceStage.InProgramme ? 1 : 0;
            here.FreshProminent += p.Stage is ReferenceStage.Known or ReferenceStage.AtLarge && p.Fresh && p.Prominent ? 1 : 0;
        }
    }

    private void Watch(int day)
    {
        double[] risks = [scenario.Watching.VeteranRisk, scenario.Watching.NoviceRisk, scenario.Watching.FamilyRisk, scenario.Watching.HomeGrownRisk];
        foreach (ReferenceState state in states.Values)
        {
            double[] numbers = NumbersAtRisk(state, day);
            double capacity = state.WatchCapacity[day];
            double all = numbers.Sum();
            for (int k = 0; k < risks.Length; k++)
            {
                state.Watched[k] = !scenario.Watching.On || capacity == 0 ? 0 : 1;
            }

            if (scenario.Watching.On && capacity > 0 && capacity < all)
            {
                double threshold = Threshold(numbers, risks, capacity);
                for (int k = 0; k < risks.Length; k++)
                {
                    state.Watched[k] = Covered(risks[k], threshold);
                }
            }

            state.WatchLoad = numbers.Zip(risks, (n, risk) => n * risk).Sum();
            double covered = Enumerable.Range(0, risks.Length).Sum(k => numbers[k] * risks[k] * state.Watched[k]);
            state.WatchCoverage = state.WatchLoad > 0 ? covered / state.WatchLoad : 1;
        }
    }

    /// <summary>t, by halving.</summary>
    private double Threshold(double[] numbers, double[] risks, double capacity)
    {
        double low = -100_000;
        double high = 100_000;
        for (int step = 0; step < 80; step++)
        {
            double middle = (low + high) / 2;
            double expected = 0;
            for (int k = 0; k < risks.Length; k++)
            {
                expected += numbers[k] > 0 ? numbers[k] * Covered(risks[k], middle) : 0;
            }

            (low, high) = expected > capacity ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    private double Covered(double risk, double threshold) => 1 / (1 + Math.Exp(-(risk - threshold) / scenario.Watching.Noise));
}
