namespace Dispersal;

/// <summary>A file that one process at a time holds while it writes what lies beside it. The system lets go of it when the process ends, however it ends.</summary>
internal static class LockFile
{
    // EWOULDBLOCK, and what Windows calls a sharing violation.
    private const int Held = 11;
    private const int HeldOfMac = 35;
    private const int HeldOfWindows = unchecked((int)0x80070020);

    // Who only asks whether it is held holds it for that moment, and so does a program that is being started, with a copy of all that who starts it has
    // open: neither writes anything.
    private const int Tries = 20;
    private const int PauseMilliseconds = 25;

    /// <summary>Takes hold of it; it goes when the stream is closed.</summary>
    /// <exception cref="IOException">Somebody else holds it (<see cref="IsHeld"/>) and goes on doing so, or it cannot be made.</exception>
    public static FileStream Take(string path)
    {
        for (int i = 1; ; i++)
        {
            try
            {
                return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            }
            catch (IOException problem) when (i < Tries && IsHeld(problem))
            {
                Thread.Sleep(PauseMilliseconds);
            }
        }
    }

    /// <summary>Whether a file could not be taken because somebody else holds it.</summary>
    public static bool IsHeld(Exception problem) => problem.HResult is Held or HeldOfMac or HeldOfWindows;
}
