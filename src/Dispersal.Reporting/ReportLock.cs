namespace Dispersal.Reporting;

/// <summary>Keeps two programs from writing one folder at once: the file that a run would hold, <c>.NAME.lock</c> beside the folder. The system lets go of it when a process ends.</summary>
internal sealed class ReportLock : IDisposable
{
    // EWOULDBLOCK, and what Windows calls a sharing violation.
    private const int Held = 11;
    private const int HeldOfMac = 35;
    private const int HeldOfWindows = unchecked((int)0x80070020);

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
                return new(Open(Path.Combine(parent, $".{Path.GetFileName(target)}.lock")));
            }
            catch (Exception problem) when (WriteFailure.IsOne(problem) && !IsHeld(problem) && Directory.Exists(target))
            {
                // A folder may be written to where that around it may not; no run could replace it then.
                return new(Open(Path.Combine(target, ".report.lock")));
            }
        }
        catch (IOException problem) when (IsHeld(problem))
        {
            throw new IOException($"{folder} is being written by another process. Wait until that has ended.", problem);
        }
        catch (Exception problem) when (WriteFailure.IsOne(problem))
        {
            throw WriteFailure.Of(folder, problem);
        }
    }

    public void Dispose() => file.Dispose();

    private static bool IsHeld(Exception problem) => problem.HResult is Held or HeldOfMac or HeldOfWindows;

    private static FileStream Open(string path) => new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
}
