using System.Diagnostics;
using System.Runtime.Intrinsics;
using Dispersal.Model;
using Dispersal.Randomness;

namespace Dispersal.Mechanisms;

/// <summary>
/// M11 Watching: the authorities of a country can keep K persons in view. They order returnees and home-grown subjects by a score of
/// risk with noise and watch those above a threshold, which lies where the expected number watched is K: coverage falls as load passes capacity.
/// </summary>
/// <remarks>
/// With logistic noise of scale s, P(score of a person of risk r above t) = a / (a + x), a = e^(r/s), x = e^(t/s). The sum over
/// persons is a falling, convex function of x: Newton's method from the left of the root never passes it.
/// <para>Source: a threshold on a noisy score is the rule of signal detection (Green and Swets 1966), here with logistic noise; capacities are the
/// scenario's.</para>
/// </remarks>
internal sealed class Watching
{
    /// <summary>Class of risk of home-grown subjects.</summary>
    public const int HomeGrown = 3;

    // Squares of odds, times any number of persons, stay within double precision.
    private const double MostLogOdds = 300;

    private readonly bool on;
    private readonly double[] risk;
    private readonly double[] odds;
    private readonly Course[] capacity;
    private readonly Course[] subjects;

    public Watching(Scenario scenario, Geography geography)
    {
        WatchingParameters parameters = scenario.Watching;
        on = parameters.On;
        risk = [parameters.VeteranRisk, parameters.NoviceRisk, parameters.FamilyRisk, parameters.HomeGrownRisk];

        // Only ratios of odds matter. Where the highest would overflow, all are scaled down; what then lies e^-600 below it is as good as never watched first.
        double excess = Math.Max(0, (risk.Max() / parameters.Noise) - MostLogOdds);
        odds = [.. risk.Select(r => Elementary.Exp(Math.Max(-MostLogOdds, (r / parameters.Noise) - excess)))];
        capacity = Courses.Column(scenario, "countries", geography.Countries, c => c.Id, "watch-capacity-persons", on);
        subjects = Courses.Column(scenario, "countries", geography.Countries, c => c.Id, "home-grown-persons");
    }

    /// <summary>Class of risk of a person.</summary>
    public static int ClassOf(Role role, bool veteran) => role != Role.Man ? 2 : veteran ? 0 : 1;

    /// <summary>P(watched), load and coverage of every country today, from the numbers at liberty at the start of the day.</summary>
    public void Update(int day, Fields fields)
    {
        if (!on)
        {
            return;
        }

        Span<double> numbers = stackalloc double[Fields.RiskClasses];
        for (int c = 0; c < capacity.Length; c++)
        {
            for (int k = 0; k < HomeGrown; k++)
            {
                numbers[k] = fields.AtLibertyByRisk[(c * Fields.RiskClasses) + k];
            }

            numbers[HomeGrown] = subjects[c][day];
            Span<double> before = fields.TriagedNumbers.AsSpan(c * Fields.RiskClasses, Fields.RiskClasses);
            if (day > 0 && numbers.SequenceEqual(before) && capacity[c][day] == fields.TriagedPlaces[c])
            {
                continue;    // nothing has changed since it was worked out
            }

            numbers.CopyTo(before);
            fields.TriagedPlaces[c] = capacity[c][day];
            Span<double> watched = fields.Watched.AsSpan(c * Fields.RiskClasses, Fields.RiskClasses);
            Triage(numbers, capacity[c][day], watched);
            double load = 0;
            double covered = 0;
            for (int k = 0; k < Fields.RiskClasses; k++)
            {
                load += numbers[k] * risk[k];
                covered += numbers[k] * risk[k] * watched[k];
            }

            fields.WatchLoad[c] = load;
            fields.WatchCovered[c] = covered;
        }
    }

    /// <summary>P(watched) of each class, so that the expected number watched is the capacity or everybody.</summary>
    public void Triage(ReadOnlySpan<double> numbers, double places, Span<double> watched)
    {
        double all = 0;
        double least = double.PositiveInfinity;
        for (int k = 0; k < numbers.Length; k++)
        {
            all += numbers[k];
            least = Math.Min(least, odds[k]);
        }

        if (places <= 0 || places >= all)
        {
            watched.Fill(places <= 0 ? 0 : 1);
            return;
        }

        // (1) Start left of the root: with everybody of the least risk the number watched would be exactly the capacity.
        Debug.Assert(numbers.Length == Vector256<double>.Count, "The four classes of risk are worked out side by side.");
        double x = least * ((all / places) - 1);
        Vector256<double> a = Vector256.Create(odds);
        Vector256<double> n = Vector256.Create(numbers);
        for (int step = 0; step < 100; step++)
        {
            // (2) Newton's step for sum n a / (a + x) = K.
            Vector256<double> above = a + Vector256.Create(x);
            Vector256<double> watchedOf = n * (a / above);
            Vector256<double> slopeOf = watchedOf / above;
            double sum = watchedOf[0] + watchedOf[1] + watchedOf[2] + watchedOf[3];
            double slope = slopeOf[0] + slopeOf[1] + slopeOf[2] + slopeOf[3];
            double next = x + ((sum - places) / slope);
            if (!(next > x))
            {
                break;    // (3) no further from the left: the root to the last digit
            }

            x = next;
        }

        for (int k = 0; k < watched.Length; k++)
        {
            watched[k] = odds[k] / (odds[k] + x);
        }
    }
}
