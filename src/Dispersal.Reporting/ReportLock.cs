namespace Dispersal.Reporting;

/// <summary>Keeps two programs from writing one folder at once: the file that a run would hold, <c>.NAME.lock</c> beside the folder. The system lets go of it when a process ends.</summary>
internal sealed class ReportLock : IDisposable
{
    private readonly FileStream file;

    private ReportLock(FileStream file) => this.file = file;

    /// <summary>Takes hold of a folder.</summary>
    /// <exception cref="IOException">Somebody else holds it, or nothing can be written there.</exception>
    public static ReportLock Take(string folder)
    {
        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        string parent = Path.GetDirectoryName(target) ?? target;
        try
        {
            try
            {
                Directory.CreateDirectory(parent);
                return new(LockFile.Take(Path.Combine(parent, $".{Path.GetFileName(target)}.lock")));
            }
            catch (Exception problem) when (WriteFailure.IsOne(problem) && !LockFile.IsHeld(problem) && Directory.Exists(target))
            {
                // A folder may be written to where that around it may not; no run could replace it then.
                return new(LockFile.Take(Path.Combine(target, ".report.lock")));
            }
        }
        catch (IOException problem) when (LockFile.IsHeld(problem))
        {
            throw new IOException($"{folder} is being written by another process. Wait until that has ended.", problem);
        }
        catch (Exception problem) when (WriteFailure.IsOne(problem))
        {
            throw WriteFailure.Of(folder, problem);
        }
    }

    public void Dispose() => file.Dispose();
}
