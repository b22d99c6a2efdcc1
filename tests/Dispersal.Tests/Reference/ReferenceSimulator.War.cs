namespace Dispersal.Tests.Reference;

/// <content>M3 War.</content>
internal partial class ReferenceSimulator
{
    private ReferenceCourse Mortality => field ??= timeline.Course("war/mortality-per-day", scenario.War.MortalityPerDay);

    private ReferenceCourse CaptureRate => field ??= timeline.Course("war/capture-per-day", scenario.War.CapturePerDay);

    /// <summary>M3: hazard of death in war at a place.</summary>
    protected virtual double WarDeath(ReferencePerson p, int day)
    {
        if (!scenario.War.On)
        {
            return 0;
        }

        double stageRatio = p.Stage switch
        {
            ReferenceStage.Embedded => 1,
            ReferenceStage.Underground => scenario.War.UndergroundRatio,
            _ => scenario.War.AffiliateRatio,
        };
        double roleRatio = ByRole(p, scenario.War.WomenRatio, scenario.War.MinorsRatio);
        double veteranRatio = p.Veteran ? scenario.War.VeteranRatio : 1;
        return (Mortality[day] * IntensityAt(p.Place, day) * stageRatio * roleRatio * veteranRatio) + p.Place.Strike[day];
    }

    private void AddHazardsOfWar(ReferencePerson p, int day)
    {
        if (!scenario.War.On || p.Stage is not (ReferenceStage.Embedded or ReferenceStage.Underground or ReferenceStage.WithAffiliate))
        {
            return;
        }

        bool embedded = p.Stage == ReferenceStage.Embedded;
        hazards.Add((ReferenceExit.Death, WarDeath(p, day)));
        hazards.Add((ReferenceExit.Capture,
            CaptureRate[day] * IntensityAt(p.Place, day) * (embedded ? 1 : scenario.War.HiddenCaptureRatio)));
        if (embedded && p.Role == Role.Man && !p.Veteran)
        {
            hazards.Add((ReferenceExit.Experience, scenario.War.ExperiencePerDay));
        }
    }

    private void Capture(ReferencePerson p, int day)
    {
        result.Happened(day, "captured", p.Place.State.Id);
        Hold(p, p.Place, day);
    }
}
