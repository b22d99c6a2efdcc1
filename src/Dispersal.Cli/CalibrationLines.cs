using Dispersal.Experiments;

namespace Dispersal.Cli;

/// <summary>Progress of a calibration.</summary>
internal sealed class CalibrationLines(string label) : IProgress<CalibrationProgress>
{
    private readonly Lock gate = new();
    private readonly LineNowAndThen lines = new();
    private TimeSpan stageFrom = TimeSpan.Zero;
    private int foundInStage;
    private CalibrationProgress last;

    public void Report(CalibrationProgress value)
    {
        lock (gate)
        {
            if (value.Stage != last.Stage)
            {
                (stageFrom, foundInStage) = (lines.Elapsed, value.RunsDone);
            }

            last = value;
            if (value.RunsDone < value.Runs)
            {
                lines.Say(() => $"{Done(value)}{Left(value)}");
            }
        }
    }

    /// <summary>Says the last word.</summary>
    public void End()
    {
        lock (gate)
        {
            LineNowAndThen.End($"{Done(last)}; {Progress.Clock(lines.Elapsed)} in all.");
        }
    }

    private string Done(CalibrationProgress value) => $"{label}: {value.Stage}, {value.RunsDone:N0} of {value.Runs:N0} runs";

    private string Left(CalibrationProgress value)
    {
        int here = value.RunsDone - foundInStage;
        return here <= 0 ? "" : $", {Progress.Clock(Progress.Rest(lines.Elapsed - stageFrom, here, value.Runs - value.RunsDone))} left of it";
    }
}
