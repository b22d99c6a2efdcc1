namespace Dispersal.Tests.Reference;

/// <content>M16 Affiliate growth.</content>
internal partial class ReferenceSimulator
{
    /// <summary>Whether a person wins recruits for the affiliate at which he arrives.</summary>
    protected virtual bool Recruits(ReferencePerson p) => p.Veteran;

    /// <summary>Share of locals lost to strikes in a day.</summary>
    protected virtual double LostToStrikes(double strikePerDay) => 1 - Math.Exp(-strikePerDay);

    private void GrowAffiliates(int day)
    {
        AffiliateGrowthParameters growth = scenario.AffiliateGrowth;
        foreach (ReferenceAffiliate a in affiliates)
        {
            if (day == 0 || !growth.On)
            {
                a.Locals = a.Published[day];
            }
            else
            {
                double published = a.Published[day - 1];
                double saturation = growth.SaturationRatio * Math.Max(published, 1);
                double recruits = growth.RecruitsPerArrival * a.VeteransArrived;
                double lost = LostToStrikes(a.Place.Strike[day - 1]);
                double k = Math.Max(1, growth.RecoveryPerDay + (recruits / saturation) + lost);
                double change = (growth.RecoveryPerDay * (published - a.Locals)) + (recruits * Math.Max(0, 1 - (a.Locals / saturation)))
                    - (a.Locals * lost);
                a.Locals = Math.Max(0, a.Locals + a.Published[day] - published + (change / k));
            }

            a.VeteransArrived = 0;
            a.Strength = a.Locals + foreignersWith[a.Place.Index];
            a.Intensity = growth.On
                ? Math.Min(growth.IntensityCeiling, Math.Pow(a.Strength / Math.Max(a.Published[day], 1), growth.IntensityElasticity))
                : 1;
        }
    }

    private double ProvincePull(ReferenceAffiliate a) =>
        scenario.AffiliateGrowth.On && a.Strength >= scenario.AffiliateGrowth.ProvinceThresholdPersons ? scenario.AffiliateGrowth.ProvincePull : 0;

    private static double IntensityAt(ReferenceSite place, int day) => place.WarIntensity[day] * (place.Affiliate?.Intensity ?? 1);
}
