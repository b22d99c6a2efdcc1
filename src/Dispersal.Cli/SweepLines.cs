using System.Diagnostics;
using Dispersal.Experiments;
using Dispersal.Reporting;

namespace Dispersal.Cli;

/// <summary>Progress of a sweep: one line that is redrawn on a terminal, a line now and then elsewhere.</summary>
internal sealed class SweepLines(string label) : IProgress<SweepProgress>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private TimeSpan said = TimeSpan.Zero;
    private SweepProgress last;

    public void Report(SweepProgress value)
    {
        lock (gate)
        {
            bool isFirst = last.Runs == 0;
            last = value;
            TimeSpan now = clock.Elapsed;
            if (isFirst && value.RunsBefore > 0)
            {
                Terminal.WriteNote($"{label}: {value.RunsBefore:N0} of {value.Runs:N0} runs were there already.");
            }

            if (now - said < Pause || value.RunsDone == value.Runs)
            {
                return;
            }

            said = now;
            string line = $"{label}: {value.RunsDone:N0} of {value.Runs:N0} runs{Failed(value)}{Left(value, now)}";
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
            Terminal.WriteNote($"{label}: {last.RunsDone - last.RunsBefore:N0} {(last.RunsDone - last.RunsBefore == 1 ? "run" : "runs")} in {Progress.Clock(clock.Elapsed)}; {last.RunsDone:N0} of {last.Runs:N0} are done{Failed(last)}.");
        }
    }

    private static string Failed(SweepProgress value) => value.RunsFailed == 0 ? "" : $", {value.RunsFailed:N0} failed";

    private static string Left(SweepProgress value, TimeSpan elapsed)
    {
        long here = value.RunsDone - value.RunsBefore;
        return here <= 0 || elapsed <= TimeSpan.Zero
            ? ""
            : $", {here / elapsed.TotalSeconds:0.0} runs/s, {Progress.Clock(Progress.Rest(elapsed, here, value.Runs - value.RunsDone))} left";
    }
}
