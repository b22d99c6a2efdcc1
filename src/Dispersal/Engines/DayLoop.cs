using Dispersal.Model;

namespace Dispersal.Engines;

/// <summary>A way to draw the flows of a day; everything else about a day is the same for every engine.</summary>
internal interface IFlowDraw
{
    /// <summary>Draws today's exits and arrivals from the hazards and fields as they stood at the start of the day; counts stay as they are.</summary>
    void DrawFlows(int day);

    /// <summary>Applies what was drawn to the counts.</summary>
    void ApplyFlows(int day);

    /// <summary>Told at the start of each day, before anything of it happens.</summary>
    /// <param name="day">The day.</param>
    /// <param name="personDays">Person-days so far.</param>
    void Start(int day, double personDays)
    {
    }
}

/// <summary>
/// The day loop. Each day: (1) policies and forcing dated today are in force; (2) compute the fields from the stocks; (3) set hazards;
/// (4) draw exits; (5) apply them; (6) add arrivals; (7) record.
/// </summary>
internal static class DayLoop
{
    /// <summary>Runs all days.</summary>
    /// <param name="model">The scenario, compiled.</param>
    /// <param name="stocks">The counts.</param>
    /// <param name="draw">Draws the flows.</param>
    /// <param name="recorder">Records.</param>
    /// <param name="cancellation">Stops between days.</param>
    /// <param name="first">First day to run; the stocks are as they stood at its start.</param>
    /// <param name="personDays">Person-days before it.</param>
    /// <returns>Person-days simulated, those before the first day included.</returns>
    public static double Run<TDraw>(
        CompiledModel model, Stocks stocks, TDraw draw, Recorder recorder, CancellationToken cancellation, int first = 0, double personDays = 0)
        where TDraw : IFlowDraw
    {
        RunningDay view = new(model, stocks);
        for (int day = first; day < model.Days; day++)
        {
            cancellation.ThrowIfCancellationRequested();
            draw.Start(day, personDays);

            // (1) Courses hold every dated value by day, so policies and forcing need no step of their own;
            // (3) hazards are products of these courses, the fields of (2) and the person, computed where they are drawn.
            model.UpdateFields(day, stocks.Fields);                  // (2)
            if (model.Rules.Count > 0)
            {
                view.Day = day;
                model.Rules.Act(view, stocks.Fields);
            }

            draw.DrawFlows(day);                                     // (4), and who arrives in (6): nobody's draw depends on another's
            draw.ApplyFlows(day);                                    // (5), (6)
            recorder.Take(day, stocks);                              // (7)
            personDays += stocks.Alive;
        }

        return personDays;
    }
}
