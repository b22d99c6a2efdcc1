using Dispersal.Experiments;

namespace Dispersal.Cli;

/// <summary>Progress of a sweep.</summary>
internal sealed class SweepLines(string label) : IProgress<SweepProgress>
{
    private readonly Lock gate = new();
    private readonly LineNowAndThen lines = new();
    private SweepProgress last;

    public void Report(SweepProgress value)
    {
        lock (gate)
        {
            bool isFirst = last.Runs == 0;
            last = value;
            if (isFirst && value.RunsBefore > 0)
            {
                Terminal.WriteNote($"{label}: {value.RunsBefore:N0} of {value.Runs:N0} runs were there already.");
            }

            if (value.RunsDone < value.Runs)
            {
                lines.Say(() => $"{label}: {value.RunsDone:N0} of {value.Runs:N0} runs{Failed(value)}{Left(value, lines.Elapsed)}");
            }
        }
    }

    /// <summary>Says the last word.</summary>
    public void End()
    {
        lock (gate)
        {
            long here = last.RunsDone - last.RunsBefore;
            LineNowAndThen.End(
                $"{label}: {here:N0} {(here == 1 ? "run" : "runs")} in {Progress.Clock(lines.Elapsed)}; {last.RunsDone:N0} of {last.Runs:N0} are done{Failed(last)}.");
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
