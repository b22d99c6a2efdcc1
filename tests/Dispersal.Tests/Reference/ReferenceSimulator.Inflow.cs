namespace Dispersal.Tests.Reference;

/// <content>M1 Inflow.</content>
internal partial class ReferenceSimulator
{
    private ReferenceCourse StoppedShare => field ??= timeline.Course("inflow/stopped-share", scenario.Inflow.StoppedShare);

    /// <summary>What a group's month is expected to bring: arrivals, and persons stopped on the way in.</summary>
    private sealed record ExpectedMonth(FighterGroup Group, int FirstDay, int Days, double Arrivals, double Stopped);

    private void ExpectArrivals(ReferenceSimulator? baseline)
    {
        foreach (FighterGroup group in scenario.Groups)
        {
            var rows = scenario.Arrivals.Where(a => a.Group == (group.ArrivalsAs ?? group.Id)).ToList();
            double sum = rows.Sum(a => a.Share.Value);
            foreach (Arrival row in rows)
            {
                var (first, days) = DaysInside(row.Month);
                if (days == 0 || sum <= 0)
                {
                    continue;
                }

                double inside = days / (double)DateTime.DaysInMonth(row.Month.Year, row.Month.Month);
                double expected = group.DepartedPersons * row.Share / sum * inside;
                if (baseline is not null)
                {
                    var common = DatesInside(row.Month).Intersect(baseline.DatesInside(row.Month)).ToList();
                    expected *= Elastic(ControlledWeight(common), baseline.ControlledWeight(common), scenario.Inflow.ControlElasticity);
                    expected *= Elastic(OuterPermeability(common), baseline.OuterPermeability(common), scenario.Inflow.PermeabilityElasticity);
                }

                expectedMonths.Add(new ExpectedMonth(group, first, days, expected, expected * StoppedShare[first]));
            }
        }
    }

    private static double Elastic(double here, double baseline, double elasticity) =>
        baseline == 0 ? 1 : Math.Pow(here / baseline, elasticity);

    private (int First, int Days) DaysInside(DateOnly month)
    {
        int first = Math.Max(0, month.DayNumber - scenario.Start.DayNumber);
        int end = Math.Min(scenario.Days, month.AddMonths(1).DayNumber - scenario.Start.DayNumber);
        return (first, Math.Max(0, end - first));
    }

    private IEnumerable<DateOnly> DatesInside(DateOnly month)
    {
        var (first, days) = DaysInside(month);
        return Enumerable.Range(first, days).Select(scenario.Start.AddDays);
    }

    private int DayOf(DateOnly date) => date.DayNumber - scenario.Start.DayNumber;

    /// <summary>C: the mean over the dates of the sum over theatre places of weight x control.</summary>
    private double ControlledWeight(List<DateOnly> dates) => dates.Count == 0 ? 0 : dates
        .Average(date => sites.Where(s => s.InTheatre).Sum(s => s.Row.Weight * s.Control[DayOf(date)]));

    /// <summary>Q: the mean over the dates of the plain mean P(pass) of the theatre's outer land and sea routes.</summary>
    private double OuterPermeability(List<DateOnly> dates)
    {
        var outer = legs.Where(leg => leg.IsBorder && leg.From.InTheatre != leg.To.InTheatre).ToList();
        return dates.Count == 0 || outer.Count == 0 ? 0 : dates.Average(date => outer.Average(leg => PassAtBest(leg, DayOf(date))));
    }

    /// <summary>What happens at the end of each day: arrivals dealt to the days of their months.</summary>
    private List<Action>[] DealArrivals()
    {
        var byDay = Enumerable.Range(0, scenario.Days).Select(_ => new List<Action>()).ToArray();
        var roundings = new Dictionary<object, (double Before, double Luck)>();
        foreach (ExpectedMonth month in expectedMonths)
        {
            var arriving = new ReferenceIntake(Rounded(roundings, month, Arriving(month.Arrivals, month.Stopped), isStopped: false));
            for (int n = 0; n < arriving.Persons.Length; n++)
            {
                int number = n;
                int day = month.FirstDay + random.Below(month.Days);
                byDay[day].Add(() => ArriveInTheatre(month.Group, arriving, number, day));
            }

            var stopped = new ReferenceIntake(Rounded(roundings, month, month.Stopped, isStopped: true));
            for (int n = 0; n < stopped.Persons.Length; n++)
            {
                int number = n;
                int day = month.FirstDay + random.Below(month.Days);
                byDay[day].Add(() => StopOnTheWayIn(month.Group, stopped, number, day));
            }
        }

        return byDay;
    }

    /// <summary>One draw rounds all groups of a month that differ by their id only, one after the other on a line.</summary>
    private int Rounded(Dictionary<object, (double Before, double Luck)> roundings, ExpectedMonth month, double expected, bool isStopped)
    {
        FighterGroup who = month.Group;
        object alike = (who.Origin, who.Role, who.Commitment, who.VeteranShare.Value, who.ProminentShare.Value, month.FirstDay, isStopped);
        if (!roundings.TryGetValue(alike, out var line))
        {
            line = (0, random.Uniform());
        }

        roundings[alike] = (line.Before + expected, line.Luck);
        return Up(line.Before + expected) - Up(line.Before);

        int Up(double x) => (int)Math.Ceiling(x - line.Luck);
    }

    /// <summary>Those stopped on the way in come on top of those who arrive.</summary>
    protected virtual double Arriving(double expected, double expectedStopped) => expected;

    private void ArriveInTheatre(FighterGroup group, ReferenceIntake intake, int number, int day)
    {
        var rows = scenario.FirstTheatres.Where(f => f.Origin == group.Origin).ToList();
        if (rows.Count == 0)
        {
            rows = [.. scenario.FirstTheatres.Where(f => f.Origin == "*")];
        }

        string country = rows[random.Weighted([.. rows.Select(r => r.Share.Value)])].Theatre;
        var theatre = sites.Where(s => s.InTheatre).ToList();
        var inCountry = theatre.Where(s => s.State.Id == country).ToList();
        ReferenceStage stage = ReferenceStage.Embedded;
        ReferenceSite? place = Draw(inCountry, s => s.Row.Weight * s.Control[day]) ?? Draw(theatre, s => s.Row.Weight * s.Control[day]);
        if (place is null)
        {
            stage = ReferenceStage.Underground;
            place = Draw(inCountry, s => s.Row.Weight)
                ?? throw new InvalidOperationException($"No theatre place of {country} has a weight.");
        }

        ReferencePerson person = NewPerson(group, intake, number, place, departed: true, day);
        person.Stage = stage;
        HappenedTo(person, "departed", day);
    }

    private void StopOnTheWayIn(FighterGroup group, ReferenceIntake intake, int number, int day)
    {
        ReferenceSite place = siteById[scenario.Inflow.StoppedAt!];
        ReferencePerson person = NewPerson(group, intake, number, place, departed: false, day);
        result.Happened(day, "stopped", place.State.Id);
        Hold(person, place, day);
    }

    private ReferencePerson NewPerson(
        FighterGroup group, ReferenceIntake intake, int number, ReferenceSite place, bool departed, int day)
    {
        ReferenceState origin = states[group.Origin];
        DateOnly date = scenario.Start.AddDays(day);
        double low = scenario.Inflow.LowCommitmentShare;
        double high = scenario.Inflow.HighCommitmentShare;
        var person = new ReferencePerson
        {
            Origin = origin,
            Role = group.Role,
            Commitment = group.Commitment switch
            {
                Commitment.Low => -1,
                Commitment.Middle => 0,
                Commitment.High => 1,
                _ => random.Weighted([low, 1 - low - high, high]) - 1,
            },
            Veteran = random.Chance(group.VeteranShare),
            Listed = random.Chance(origin.Listed[day]),
            JoiningLaw = InForce(origin.Row.JoiningLaw, date),
            MembershipLaw = InForce(origin.Row.MembershipLaw, date),
            Prominent = random.Chance(group.ProminentShare),
            Age = AgeOnArrival(group.Role),
            Departed = departed,
            Place = place,
            Intake = intake,
            Number = number,
        };
        intake.Persons[number] = person;
        persons.Add(person);
        result.Happened(day, "entered", origin.Id);
        return person;
    }

    private ReferenceSite? Draw(List<ReferenceSite> from, Func<ReferenceSite, double> weight)
    {
        int index = random.Weighted([.. from.Select(weight)]);
        return index < 0 ? null : from[index];
    }
}
