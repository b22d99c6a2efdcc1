using Dispersal.Engines;
using Dispersal.Model;
using Dispersal.Results;

namespace Dispersal.Tests.Laws;

/// <summary>An engine's draws with the books checked after every day.</summary>
internal sealed class DailyAudit(CompiledModel model, IFlowDraw engine, Stocks stocks) : IFlowDraw
{
    /// <summary>Runs a replicate and checks every day of it.</summary>
    public static void Run(Scenario scenario, ulong seed)
    {
        CompiledModel model = new(scenario);
        using Individuals engine = new(model, new RecordPlanBuilder(model, model.Layout));
        engine.Run(seed, 0, new DailyAudit(model, engine, engine.Stocks), CancellationToken.None);
    }

    /// <summary>The same of the cohorts.</summary>
    public static void RunCohorts(Scenario scenario, ulong seed)
    {
        CompiledModel model = new(scenario);
        using Cohorts<MultinomialDivision> engine = new(model, new RecordPlanBuilder(model, model.Layout));
        engine.Run(seed, 0, new DailyAudit(model, engine, engine.Stocks), CancellationToken.None);
    }

    /// <inheritdoc/>
    public void DrawFlows(int day) => engine.DrawFlows(day);

    /// <inheritdoc/>
    public void ApplyFlows(int day)
    {
        engine.ApplyFlows(day);
        stocks.CheckConservation(model.Scenario.Start.AddDays(day));
        foreach (double cell in stocks.Cells)
        {
            Assert.True(cell >= 0, $"A count is negative on day {day}.");
        }

        Fields fields = stocks.Fields;
        Assert.All(fields.GuidedShare, share => Assert.InRange(share, 0, 1));
        Assert.All(fields.Hub, hub => Assert.InRange(hub, 0, 1));
        Assert.All(fields.Threat, threat => Assert.InRange(threat, 0, model.Scenario.Transit.ThreatCeiling));
        Assert.All(fields.Watched, share => Assert.InRange(share, 0, 1));
        Assert.All(fields.Admission, share => Assert.InRange(share, 0, 1));
        Assert.All(fields.Strength, strength => Assert.True(strength >= 0, "Strength is negative."));
        Assert.True(fields.Appeal >= 0 && fields.Reach >= 0, "Appeal or reach is negative.");
        for (int c = 0; c < fields.Mobilised.Length; c++)
        {
            Assert.InRange(fields.Mobilised[c], 0, model.Geography.Countries[c].HomeGrownPersons);
            Assert.InRange(fields.WatchCovered[c], 0, fields.WatchLoad[c] + 1e-9);
        }

        for (int r = 0; r < model.Geography.Routes.Length; r++)
        {
            Assert.True(fields.OnLeg[r] >= 0, "Fewer than nobody on a leg.");
            if (model.Border.IsPatrolled(r))
            {
                double guided = model.Border.HasGuides(r, day) ? fields.GuidedShare[r] : 0;
                Assert.InRange(model.Border.Permeability(r, day, guided), 0, 1);
            }
        }
    }
}
