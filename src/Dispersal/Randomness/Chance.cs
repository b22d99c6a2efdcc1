namespace Dispersal.Randomness;

/// <summary>A chance of which many binomial numbers are drawn: what they need of it is worked out once.</summary>
/// <param name="Probability">Probability of success or of failure, whichever is rarer.</param>
/// <param name="LogOfOther">Logarithm of the probability of the other.</param>
/// <param name="Odds">Odds of the rarer.</param>
/// <param name="FailureIsRarer">Whether it is failure.</param>
internal readonly record struct Chance(double Probability, double LogOfOther, double Odds, bool FailureIsRarer)
{
    /// <summary>The chance of which success and failure have these weights, not both zero.</summary>
    public static Chance Of(double success, double failure)
    {
        double probability = Math.Min(success, failure) / (success + failure);
        return new Chance(probability, Elementary.LogOneMinus(probability), probability / (1 - probability), success > failure);
    }
}
