using Dispersal.Model;

namespace Dispersal.Mechanisms;

/// <summary>
/// M15 Appeal: appeal and online reach as stocks that outlive the territory, and the home-grown they mobilise. Nothing here looks at territory but
/// through what it fed into appeal.
/// </summary>
/// <remarks>
/// Source: a stock that efforts feed and that fades at a constant rate is the goodwill of Nerlove and Arrow 1962 ("Optimal advertising policy under
/// dynamic conditions"); what feeds it here is assumed.
/// </remarks>
internal sealed class Appeal
{
    private readonly AppealParameters parameters;
    private readonly double[] held;
    private readonly Course media;
    private readonly Course reachRatio;
    private readonly Course[] subjects;
    private readonly Networks networks;

    public Appeal(Scenario scenario, Geography geography, Territory territory, Networks networks)
    {
        parameters = scenario.Appeal;
        this.networks = networks;
        media = scenario.CourseOf("appeal/media-output");
        reachRatio = scenario.CourseOf("appeal/reach-ratio");
        subjects = Courses.Column(scenario, "countries", geography.Countries, c => c.Id, "home-grown-persons", parameters.On);
        held = new double[scenario.Days];
        double greatest = 0;
        for (int d = 0; d < held.Length; d++)
        {
            for (int p = 0; p < geography.Places.Length; p++)
            {
                held[d] += geography.IsTheatre[p] ? geography.Places[p].Weight * territory.ControlOf(p, d) : 0;
            }

            greatest = Math.Max(greatest, held[d]);
        }

        for (int d = 0; d < held.Length && greatest > 0; d++)
        {
            held[d] /= greatest;
        }
    }

    /// <summary>Official media items a month.</summary>
    public double MediaOutput(int day) => media[day];

    /// <summary>
    /// Appeal, reach and the mobilised today. Appeal fades by a share of itself and reach moves part of the way to its level, so neither swings from one day to the
    /// next; the mobilised never exceed the subjects.
    /// </summary>
    public void Update(int day, Fields fields)
    {
        if (day == 0 || !parameters.On)
        {
            fields.Appeal = parameters.Initial;
            fields.Reach = parameters.On ? SustainedReach(0, fields) : 0;
            return;
        }

        int yesterday = day - 1;
        double appeal = fields.Appeal;
        double reach = fields.Reach;
        double sustained = SustainedReach(yesterday, fields);
        for (int c = 0; c < subjects.Length; c++)
        {
            double open = subjects[c][yesterday] - fields.Mobilised[c];
            double share = open > 0 ? Math.Min(1, parameters.MobilisationPerDay * appeal * reach * networks.Celebrity(c, fields)) : 0;

            // Those won and those lost together must not pull past the level at which they balance.
            double pull = Math.Max(1, share + parameters.DemobilisationPerDay);
            double mobilised = fields.Mobilised[c] + (open * share / pull);
            fields.Mobilised[c] = Math.Clamp(mobilised - (parameters.DemobilisationPerDay * fields.Mobilised[c] / pull), 0, Math.Max(0, subjects[c][day]));
        }

        double before = held[Math.Max(0, yesterday - 1)];
        double change = held[yesterday] - before;
        appeal += (parameters.TerritoryPerDay * held[yesterday]) - (parameters.FadePerDay * appeal)
            + (change > 0 ? parameters.VictoryGain * change : parameters.RevengeGain * -change);
        fields.Appeal = Math.Max(0, appeal);
        fields.Reach = reach + (parameters.ReachPerDay * (sustained - reach));
    }

    private double SustainedReach(int day, Fields fields)
    {
        double mobilised = 0;
        double all = 0;
        for (int c = 0; c < subjects.Length; c++)
        {
            mobilised += fields.Mobilised[c];
            all += subjects[c][day];
        }

        return reachRatio[day]
            * (parameters.ReachFloor + (media[day] / parameters.MediaScale) + (all > 0 ? parameters.SupportersGain * mobilised / all : 0));
    }
}
