namespace Dispersal.Tests.Reference;

/// <content>M2 Territory.</content>
internal partial class ReferenceSimulator
{
    private ReferenceCourse KilledProbability => field ??= timeline.Course("territory/killed-probability", scenario.Territory.KilledProbability);

    private ReferenceCourse CapturedProbability => field ??= timeline.Course("territory/captured-probability", scenario.Territory.CapturedProbability);

    /// <summary>M2: hazard of dislodgement while some control is left.</summary>
    protected virtual double DislodgementHazard(double controlToday, double controlTomorrow) =>
        controlTomorrow < controlToday ? Math.Log(controlToday / controlTomorrow) : 0;

    internal static Dictionary<string, double[]> ControlByPlace(Scenario s)
    {
        var control = new Dictionary<string, double[]>();
        foreach (Place place in s.Places.Where(p => !p.Residual))
        {
            var rows = s.Control.Where(row => row.Place == place.Id).OrderBy(row => row.Date).ToList();
            control[place.Id] = [.. Enumerable.Range(0, s.Days).Select(d => ControlOn(s.Start.AddDays(d), place.InitialControl, rows))];
        }

        var others = s.Places.Where(p => !p.Residual).ToList();
        double residualArea = s.Places.Where(p => p.Residual).Sum(p => p.AreaKm2.Value);
        foreach (Place place in s.Places.Where(p => p.Residual))
        {
            control[place.Id] = [.. Enumerable.Range(0, s.Days).Select(d => PublishedAreaOn(s, s.Start.AddDays(d)) is double area
                ? Math.Clamp((area - others.Sum(o => o.AreaKm2 * control[o.Id][d])) / residualArea, 0, 1)
                : place.InitialControl.Value)];
        }

        if (!s.Territory.On)
        {
            foreach (double[] daily in control.Values)
            {
                Array.Fill(daily, daily[0]);
            }
        }

        return control;
    }

    private static double ControlOn(DateOnly date, double initial, List<ControlEvent> rows)
    {
        double level = initial;
        DateOnly? previous = null;
        foreach (ControlEvent row in rows)
        {
            if (row.Date <= date)
            {
                level = row.Control;
                previous = row.Date;
                continue;
            }

            // The ramp that ends at the first row still to come.
            double start = row.Date.DayNumber - row.OverDays;
            if (previous is { } before)
            {
                start = Math.Max(start, before.DayNumber);
            }

            return date.DayNumber <= start
                ? level
                : level + ((row.Control - level) * (date.DayNumber - start) / (row.Date.DayNumber - start));
        }

        return level;
    }

    /// <summary>A(d); null before the first figure.</summary>
    private static double? PublishedAreaOn(Scenario s, DateOnly date)
    {
        PublishedArea? before = s.PublishedAreas.Where(a => a.Date <= date).MaxBy(a => a.Date);
        PublishedArea? after = s.PublishedAreas.Where(a => a.Date > date).MinBy(a => a.Date);
        if (before is null || after is null)
        {
            return before?.AreaKm2.Value;
        }

        double share = (date.DayNumber - before.Date.DayNumber) / (double)(after.Date.DayNumber - before.Date.DayNumber);
        return before.AreaKm2 + ((after.AreaKm2 - before.AreaKm2) * share);
    }

    private bool CanBeDislodged(ReferencePerson p, int day) =>
        scenario.Territory.On && day + 1 < scenario.Days
        && (p.Stage == ReferenceStage.Embedded
            || (p.Stage == ReferenceStage.WithAffiliate && placesWithControlRows.Contains(p.Place.Id)));

    private bool CertainlyDislodged(ReferencePerson p, int day) => CanBeDislodged(p, day) && p.Place.Control[day + 1] == 0;

    private void AddHazardOfDislodgement(ReferencePerson p, int day)
    {
        if (CanBeDislodged(p, day))
        {
            hazards.Add((ReferenceExit.Dislodged, DislodgementHazard(p.Place.Control[day], p.Place.Control[day + 1])));
        }
    }

    private void Dislodge(ReferencePerson p, int day)
    {
        double killed = KilledProbability[day] * ByRole(p, scenario.Territory.FamiliesKilledRatio, scenario.Territory.FamiliesKilledRatio);
        double captured = CapturedProbability[day]
            * ByRole(p, scenario.Territory.FamiliesCapturedRatio, scenario.Territory.FamiliesCapturedRatio);
        switch (random.Weighted([killed, captured, 1 - killed - captured]))
        {
            case 0:
                Die(p, p.Place, day);
                break;
            case 1:
                Capture(p, day);
                break;
            default:
                Reconsider(p, day);
                break;
        }
    }
}
