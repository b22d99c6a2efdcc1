using Dispersal.Model;
using Dispersal.Randomness;

namespace Dispersal.Mechanisms;

/// <summary>
/// M12 Programmes: a country's exit programme admits as many applicants as it has places, keeps them for a time, and lowers the rate at which
/// those who complete it join a cell again. It may never open, or be shelved.
/// </summary>
/// <remarks>Source: assumed: a service with places and without a queue.</remarks>
internal sealed class Programmes
{
    private readonly int days;
    private readonly Geography geography;
    private readonly int[] ofCountry;
    private readonly ExitProgramme[] programmes;
    private readonly Course[] places;
    private readonly double[] stays;

    public Programmes(Scenario scenario, Geography geography)
    {
        this.geography = geography;
        days = scenario.Days;
        programmes = scenario.Programmes.On ? [.. scenario.ExitProgrammes] : [];
        places = [.. programmes.Select(p => scenario.CourseOf($"exit-programmes/{p.Id}/places-persons"))];
        stays = [.. programmes.Select(p => Elementary.Exp(-1 / p.DurationDays))];
        ofCountry = [.. Enumerable.Repeat(-1, geography.Countries.Length)];
        for (int i = 0; i < programmes.Length; i++)
        {
            ofCountry[geography.Country(programmes[i].Country)] = i;
        }
    }

    /// <summary>Exits by programmes of a stage at a place.</summary>
    public IEnumerable<HazardTerm> Exits(Stage stage, int place)
    {
        int i = ofCountry[geography.CountryOf[place]];
        if (i < 0)
        {
            yield break;
        }

        if (stage == Stage.Known)
        {
            yield return new HazardTerm(Exit.Enrols, Applying(i), 1, PersonFactor.National, FieldFactor.Admission);
        }
        else if (stage == Stage.InProgramme)
        {
            yield return new HazardTerm(Exit.LeavesProgramme, new HazardSeries(1 / programmes[i].DurationDays), 1);
        }
    }

    // Nobody applies on a day without places: before a programme opens, lives are what they are without it.
    private HazardSeries Applying(int programme)
    {
        double[] daily = new double[days];
        for (int d = 0; d < days; d++)
        {
            daily[d] = places[programme][d] > 0 ? programmes[programme].TakeUpPerDay : 0;
        }

        return new HazardSeries(daily);
    }

    /// <summary>P(a participant who leaves has completed the programme).</summary>
    public double Completed(int country) => programmes[ofCountry[country]].CompletionProbability;

    /// <summary>Re-engagement of those who completed the country's programme, relative to others.</summary>
    public double EffectRatio(int country) => ofCountry[country] < 0 ? 1 : programmes[ofCountry[country]].EffectRatio;

    /// <summary>
    /// P(an applicant is admitted) in every country with a programme, from places and numbers at the start of the day. Places that are expected to fall free today
    /// are given today: were they given tomorrow, a full programme would swing from one day to the next.
    /// </summary>
    public void Update(int day, Fields fields)
    {
        for (int c = 0; c < ofCountry.Length; c++)
        {
            int i = ofCountry[c];
            if (i >= 0)
            {
                double free = places[i][day] - (fields.Participants[c] * stays[i]);
                double applicants = fields.KnownAtHome[c] * programmes[i].TakeUpPerDay;
                fields.Admission[c] = free <= 0 ? 0 : applicants <= free ? 1 : free / applicants;
            }
        }
    }
}
