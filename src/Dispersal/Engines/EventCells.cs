using Dispersal.Model;

namespace Dispersal.Engines;

/// <summary>The counts of events that a step of a life adds to: crossings, stops, captures, deportations, courts, plots.</summary>
internal sealed class EventCells(CompiledModel model, CellLayout layout)
{
    private readonly Geography geography = model.Geography;
    private readonly Population population = model.Population;

    /// <summary>What the entry of a person into the system adds to.</summary>
    public void OfEntry(in PersonState state, Cause cause, ref CellChanges changes)
    {
        changes.Add(layout.Entered, 1);
        int origin = population.OriginOf[state.Group];
        changes.Add(layout.Returned + population.OriginRole[state.Group], state.Has(Traits.Returned) ? 1 : 0);
        if (cause == Cause.ReachedTheatre)
        {
            changes.Add(layout.Departed + population.OriginRole[state.Group], 1);
        }
        else if (cause == Cause.StoppedOnTheWayIn)
        {
            int country = state.Stage == Stage.Held ? geography.CountryOf[state.Place] : population.OriginCountry[origin];
            changes.Add(layout.Stopped + country, 1);
        }
    }

    /// <summary>What a step of a life adds to.</summary>
    public void OfStep(in PersonState from, in Transition transition, ref CellChanges changes)
    {
        PersonState next = transition.Next;
        int origin = population.OriginOf[next.Group];
        if (next.Has(Traits.Returned) && !from.Has(Traits.Returned))
        {
            changes.Add(layout.Returned + population.OriginRole[next.Group], 1);
        }

        switch (transition.Cause)
        {
            case Cause.CapturedInWar or Cause.CapturedWhenDislodged:
                changes.Add(layout.Captured + geography.CountryOf[from.Place], 1);
                break;
            case Cause.Deported or Cause.ReleasedAndDeported:
                changes.Add(layout.Deported + geography.CountryOf[from.Place], 1);
                break;
            case Cause.Arrested:
                changes.Add(layout.Fields.InteriorArrests + from.Place, 1);
                break;
            case Cause.Repatriated:
                changes.Add(layout.Repatriated + origin, 1);
                break;
            case Cause.ReachedGoal when next.Stage == Stage.WithAffiliate:
                int affiliate = geography.AffiliateOf[next.Place];
                changes.Add(layout.Relocated + affiliate, geography.CountryOf[next.Place] != population.OriginCountry[origin] ? 1 : 0);
                changes.Add(layout.Fields.VeteransReached + affiliate, next.Has(Traits.Veteran) ? 1 : 0);
                break;
        }

        int court = geography.CountryOf[from.Place];
        changes.Add(layout.Charged + court, next.Has(Traits.EverCharged) && !from.Has(Traits.EverCharged) ? 1 : 0);
        changes.Add(layout.Convicted + court, next.Has(Traits.Convicted) && !from.Has(Traits.Convicted) ? 1 : 0);
        if (next.Stage == Stage.Clandestine && from.Stage != Stage.Clandestine && next.Has(Traits.Convicted))
        {
            changes.Add(layout.Reengaged + geography.CountryOf[next.Place], 1);
        }

        bool inPlot = transition.Cause is Cause.PlotFoiled or Cause.PlotFailed or Cause.Attacked or Cause.KilledInAttack;
        if (inPlot && from.Has(Traits.Directed))
        {
            // The plot is the team's, and counted once for all who take part.
            int part = layout.Fields.TakingPart + (court * Fields.TakingPartCounts);
            changes.Add(part, 1);
            changes.Add(part + 1, from.Has(Traits.Examined) ? 1 : 0);
            changes.Add(part + 2, from.Has(Traits.Posed) ? 1 : 0);
        }
        else if (transition.Plot.Kind != PlotKind.None)
        {
            OfPlot(geography.CountryOf[from.Place], transition.Plot, 1, from.Has(Traits.Examined) ? 1 : 0, from.Has(Traits.Posed) ? 1 : 0, ref changes);
        }

        if (next.Stage == Stage.Dead && from.Stage != Stage.Dead && next.Has(Traits.Departed))
        {
            changes.Add(layout.Dead + origin, 1);
        }

        if (transition.Route >= 0)
        {
            OfCrossing(transition, ref changes);
        }
    }

    /// <summary>What a plot adds to.</summary>
    public void OfPlot(int country, in Plot plot, int returnees, int known, int refugees, ref CellChanges changes)
    {
        int first = layout.Plots + (country * Stocks.PlotCountsPerCountry);
        changes.Add(first, 1);
        changes.Add(first + 1, returnees > 0 ? 1 : 0);
        changes.Add(first + 2, refugees + plot.HomeGrownRefugees > 0 ? 1 : 0);
        changes.Add(first + 3, returnees);
        if (plot.Executed)
        {
            changes.Add(first + 3 + (int)plot.Kind, 1);
            changes.Add(first + 8, returnees + plot.HomeGrown);
            changes.Add(first + 9, returnees);
            changes.Add(first + 10, known + plot.HomeGrownKnown);
            changes.Add(first + 11, refugees + plot.HomeGrownRefugees);
            changes.Add(first + 12, plot.Deaths);
            changes.Add(layout.Fields.Attacks + country, 1);
        }
    }

    private void OfCrossing(in Transition transition, ref CellChanges changes)
    {
        int route = transition.Route;
        changes.Add(layout.Flows + (route * Stocks.Outcomes) + (int)transition.Outcome, 1);
        if (transition.Outcome == CrossingOutcome.Passed)
        {
            int country = geography.CountryOf[geography.To[route]];
            changes.Add(layout.Fields.Entries + country, country != geography.CountryOf[geography.From[route]] ? 1 : 0);
        }
        else
        {
            changes.Add(layout.Stopped + geography.CountryOf[geography.CheckedAt[route]], 1);
            changes.Add(layout.Fields.GuidedStops + route, transition.Guided ? 1 : 0);
        }
    }
}
