using System.Diagnostics;
using Dispersal.Experiments;
using Dispersal.Reporting;

namespace Dispersal.Cli;

/// <summary>Progress of a calibration: one line that is redrawn on a terminal, a line now and then elsewhere.</summary>
internal sealed class CalibrationLines(string label) : IProgress<CalibrationProgress>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private TimeSpan said = TimeSpan.Zero;
    private TimeSpan stageFrom = TimeSpan.Zero;
    private int foundInStage;
    private CalibrationProgress last;

    public void Report(CalibrationProgress value)
    {
        lock (gate)
        {
            TimeSpan now = clock.Elapsed;
            if (value.Stage != last.Stage)
            {
                (stageFrom, foundInStage) = (now, value.RunsDone);
            }

            last = value;
            if (now - said < Pause || value.RunsDone == value.Runs)
            {
                return;
            }

            said = now;
            int here = value.RunsDone - foundInStage;
            string left = here <= 0 ? "" : $", {Progress.Clock(Progress.Rest(now - stageFrom, here, value.Runs - value.RunsDone))} left of it";
            string line = $"{label}: {value.Stage}, {value.RunsDone:N0} of {value.Runs:N0} runs{left}";
            if (Terminal.CanRedraw)
            {
                Terminal.Redraw(PrintableText.Escape(line));
            }
            else
            {
                Terminal.WriteNote(line);
            }
        }
    }

    /// <summary>Says the last word.</summary>
    public void End()
    {
        lock (gate)
        {
            Terminal.Redraw("");
            Terminal.WriteNote($"{label}: {last.Stage}, {last.RunsDone:N0} of {last.Runs:N0} runs; {Progress.Clock(clock.Elapsed)} in all.");
        }
    }
}
