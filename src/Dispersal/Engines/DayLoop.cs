using Dispersal.Model;

namespace Dispersal.Engines;

/// <summary>A way to draw the flows of a day; everything else about a day is the same for every engine.</summary>
internal interface IFlowDraw
{
    /// <summary>Draws today's exits from the hazards and fields as they stood at the start of the day; moves nobody yet.</summary>
    void DrawExits(int day);

    /// <summary>Applies the exits drawn.</summary>
    void ApplyExits(int day);

    /// <summary>Adds those who arrive today.</summary>
    void AddArrivals(int day);
}

/// <summary>
/// The day loop. Each day: (1) policies and forcing dated today are in force; (2) compute the fields from the stocks; (3) set hazards;
/// (4) draw exits; (5) apply them; (6) add arrivals; (7) record.
/// </summary>
internal static class DayLoop
{
    /// <summary>Runs all days.</summary>
    /// <returns>Person-days simulated.</returns>
    public static long Run<TDraw>(CompiledModel model, Stocks stocks, TDraw draw, Recorder recorder, CancellationToken cancellation)
        where TDraw : IFlowDraw
    {
        long personDays = 0;
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

            draw.DrawExits(day);                                     // (4)
            draw.ApplyExits(day);                                    // (5)
            draw.AddArrivals(day);                                   // (6)
            recorder.Take(day, stocks);                              // (7)
            personDays += stocks.Alive;
        }

        return personDays;
    }
}
