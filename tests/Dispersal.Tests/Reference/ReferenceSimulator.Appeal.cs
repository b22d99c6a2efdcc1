namespace Dispersal.Tests.Reference;

/// <content>M15 Appeal.</content>
internal partial class ReferenceSimulator
{
    private double appeal;
    private double reach;

    private ReferenceCourse MediaOutput => field ??= timeline.Course("appeal/media-output", scenario.Appeal.MediaOutput);

    private ReferenceCourse ReachRatio => field ??= timeline.Course("appeal/reach-ratio", scenario.Appeal.ReachRatio);

    /// <summary>C by day.</summary>
    private double[] Ground => field ??= RelativeGround();

    /// <summary>What a change of C adds to appeal.</summary>
    protected virtual double AppealOfChange(double before, double now) =>
        (scenario.Appeal.VictoryGain * Math.Max(0, now - before)) + (scenario.Appeal.RevengeGain * Math.Max(0, before - now));

    private double[] RelativeGround()
    {
        double[] ground = [.. Enumerable.Range(0, days).Select(d => sites.Where(s => s.InTheatre).Sum(s => s.Row.Weight * s.Control[d]))];
        double greatest = ground.Max();
        return greatest > 0 ? [.. ground.Select(c => c / greatest)] : ground;
    }

    private void MoveAppeal(int day)
    {
        AppealParameters parameters = scenario.Appeal;
        if (day == 0 || !parameters.On)
        {
            foreach (ReferenceState state in states.Values)
            {
                state.Mobilised = 0;
            }

            appeal = parameters.Initial;
            reach = parameters.On ? SustainedReach(0) : 0;
            return;
        }

        int d = day - 1;
        double sustained = SustainedReach(d);
        foreach (ReferenceState state in states.Values)
        {
            double open = Math.Max(0, state.HomeGrown[d] - state.Mobilised);
            double won = Math.Min(1, parameters.MobilisationPerDay * appeal * reach * Celebrity(state));
            double lost = parameters.DemobilisationPerDay;
            double divisor = Math.Max(1, (open > 0 ? won : 0) + lost);
            double mobilised = state.Mobilised + (((open * won) - (lost * state.Mobilised)) / divisor);
            state.Mobilised = Math.Min(mobilised, state.HomeGrown[day]);
        }

        appeal = Math.Max(0, appeal + (parameters.TerritoryPerDay * Ground[d]) + AppealOfChange(Ground[Math.Max(0, d - 1)], Ground[d])
            - (parameters.FadePerDay * appeal));
        reach += parameters.ReachPerDay * (sustained - reach);
    }

    /// <summary>S.</summary>
    private double SustainedReach(int day)
    {
        double subjects = states.Values.Sum(s => s.HomeGrown[day]);
        double supporters = subjects > 0 ? states.Values.Sum(s => s.Mobilised) / subjects : 0;
        return ReachRatio[day] * (scenario.Appeal.ReachFloor + (MediaOutput[day] / scenario.Appeal.MediaScale)
            + (scenario.Appeal.SupportersGain * supporters));
    }
}
