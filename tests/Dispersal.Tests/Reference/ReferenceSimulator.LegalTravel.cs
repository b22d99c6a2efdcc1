namespace Dispersal.Tests.Reference;

/// <content>M7 Legal travel.</content>
internal partial class ReferenceSimulator
{
    private ReferenceCourse Refugees => field ??= timeline.Course("legal-travel/refugees-per-day", scenario.LegalTravel.RefugeesPerDay);

    private ReferenceCourse ScreeningCapacity => field ??= timeline.Course("legal-travel/screening-capacity-per-day", scenario.LegalTravel.ScreeningCapacityPerDay);

    private ReferenceCourse Screening => field ??= timeline.Course("legal-travel/screening-probability", scenario.LegalTravel.ScreeningProbability);

    /// <summary>S: the share of an origin's records that an authority consults.</summary>
    protected virtual double RecordsAtHand(ReferenceState authority, ReferenceState origin, int day) =>
        authority == origin ? 1 : origin.Sharing[day] * authority.Use[day];

    /// <summary>P(stopped) of a listed national of a country on an air or refugee route.</summary>
    private double StoppedWhenListed(ReferenceLeg leg, ReferenceState origin, int day)
    {
        if (!scenario.LegalTravel.On)
        {
            return 0;
        }

        ReferenceState authority = leg.StopsAt.State;
        double recordsAtHand = RecordsAtHand(authority, origin, day);
        if (leg.Row.Mode == RouteMode.Air)
        {
            return recordsAtHand * authority.Check[day];
        }

        double examined = Refugees[day] > 0 ? Math.Min(1, ScreeningCapacity[day] / Refugees[day]) : 1;
        return recordsAtHand * Screening[day] * examined;
    }
}
