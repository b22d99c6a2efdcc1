namespace Dispersal.Tests.Reference;

/// <content>M18 Shape of the organisation, and the other levels at the end of a day.</content>
internal partial class ReferenceSimulator
{
    private ReferenceCourse CoreLocals => field ??= timeline.Course("shape/core-locals-persons", scenario.Shape.CoreLocalsPersons);

    /// <summary>Whether a person counts in the core.</summary>
    protected virtual bool InCore(ReferencePerson p) => p.Stage is ReferenceStage.Embedded or ReferenceStage.Underground && p.Place.InTheatre;

    private void RecordLevels(int day)
    {
        RecordShape(day);
        foreach (ReferenceAffiliate a in affiliates)
        {
            result.Level(day, "affiliate-strength", a.Id, a.Strength);
        }

        result.Level(day, "appeal", "WORLD", appeal);
        result.Level(day, "online-reach", "WORLD", reach);
        foreach (ReferenceState state in states.Values)
        {
            result.Level(day, "home-grown-mobilised", state.Id, state.Mobilised);
            result.Level(day, "watch-load", state.Id, state.WatchLoad);
            result.Level(day, "watch-coverage", state.Id, state.WatchCoverage);
        }

        foreach (ReferencePerson p in persons.Where(p => p.Stage != ReferenceStage.Dead))
        {
            RecordPresence(p, day);
        }
    }

    private void RecordShape(int day)
    {
        double core = persons.Count(InCore) + CoreLocals[day];
        double outside = affiliates.Sum(a => a.Strength);
        double all = core + outside;
        double squares = (core * core) + affiliates.Sum(a => a.Strength * a.Strength);
        result.Level(day, "decentralisation", "WORLD", all > 0 ? outside / all : 0);
        result.Level(day, "effective-theatres", "WORLD", all > 0 ? all * all / squares : 0);
    }

    /// <summary>Current measures that docs/results.md lists, of one person.</summary>
    private void RecordPresence(ReferencePerson p, int day)
    {
        string origin = p.Origin.Id;
        string country = p.Place.State.Id;
        if (p.Place.InTheatre)
        {
            result.AddLevel(day, "in-theatre", origin, 1);
            result.AddLevel(day, "active-in-theatre", origin,
                p.Role == Role.Man && p.Stage is ReferenceStage.Embedded or ReferenceStage.Underground ? 1 : 0);
        }

        result.AddLevel(day, "stock", country, 1);
        if (p.Role == Role.Minor && p.Place == homes[origin])
        {
            result.AddLevel(day, "care-need", origin, scenario.Families.CareShare);
        }

        switch (p.Stage)
        {
            case ReferenceStage.Held:
                result.AddLevel(day, "held", country, 1);
                result.AddLevel(day, "held-women-minors", country, p.Role == Role.Man ? 0 : 1);
                break;
            case ReferenceStage.WithAffiliate:
                result.AddLevel(day, "with-affiliate", p.Place.Affiliate!.Id, 1);
                break;
            case ReferenceStage.AtLarge or ReferenceStage.Known or ReferenceStage.Imprisoned or ReferenceStage.InProgramme
                or ReferenceStage.Clandestine or ReferenceStage.Disengaged:
                result.AddLevel(day, ReferenceResult.Stages[(int)p.Stage], origin, 1);
                break;
        }
    }
}
