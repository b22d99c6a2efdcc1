namespace Dispersal.Experiments.Analysis;

/// <summary>Progress of a part, told as progress of the whole.</summary>
internal sealed class ShiftedProgress(IProgress<RunProgress> to, int before, int whole, long personDays) : IProgress<RunProgress>
{
    public void Report(RunProgress value) => to.Report(new(before + value.ReplicatesDone, whole, personDays + value.PersonDays));
}
