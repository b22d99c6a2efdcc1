using Dispersal.Model;

namespace Dispersal.Engines;

/// <summary>A way to draw the flows of a day; everything else about a day is the same for every engine.</summary>
internal interface IFlowDraw
{
    /// <summary>Draws today's exits and arrivals from the hazards and fields as they stood at the start of the day; counts stay as they are.</summary>
    void DrawFlows(int day);

    /// <summary>Applies what was drawn to the counts.</summary>
    void ApplyFlows(int day);
}

/// <summary>
/// The day loop. Each day: (1) policies and forcing dated today are in force; (2) compute the fields from the stocks; (3) set hazards;
/// (4) draw exits and arrivals; (5) apply them; (6) record.
/// </summary>
internal static class DayLoop
{
    /// <summary>Runs all days.</summary>
    /// <returns>Person-days simulated.</returns>
    public static double Run<TDraw>(CompiledModel model, Stocks stocks, TDraw draw, Recorder recorder, CancellationToken cancellation)
        where TDraw : IFlowDraw
    {
        double personDays = 0;
        RunningDay view = new(model, stocks);
        for (int day = 0; day < model.Days; day++)
        {
            cancellation.ThrowIfCancellationRequested();

            // (1) Courses hold every dated value by day, so policies and forcing need no step of their own;
            // (3) hazards are products of these courses, the fields of (2) and the person, computed where they are drawn.
            model.UpdateFields(day, stocks.Fields);                  // (2)
            if (model.Rules.Count > 0)
            {
                view.Day = day;
                model.Rules.Act(view, stocks.Fields);
            }

            draw.DrawFlows(day);                                     // (4)
            draw.ApplyFlows(day);                                    // (5)
            recorder.Take(day, stocks);                              // (6)
            personDays += stocks.Alive;
        }

        return personDays;
    }
}
