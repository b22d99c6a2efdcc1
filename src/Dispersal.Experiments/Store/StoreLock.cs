namespace Dispersal.Experiments.Store;

/// <summary>Keeps a second process from running what the first is running. The system lets go of it when the process ends, however it ends.</summary>
internal sealed class StoreLock : IDisposable
{
    private readonly FileStream file;

    private StoreLock(FileStream file) => this.file = file;

    public static StoreLock Take(string store)
    {
        try
        {
            return new(LockFile.Take(PathOf(store)));
        }
        catch (Exception problem) when (WriteFailure.IsOfRoom(problem))
        {
            throw WriteFailure.Of(store, problem);
        }
        catch (IOException problem) when (LockFile.IsHeld(problem))
        {
            throw new IOException($"{store} is being written by another process. Wait for it, or write to another store.", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            string folder = Path.GetDirectoryName(store) ?? store;
            throw new IOException(
                Directory.Exists(folder)
                    ? $"{store} cannot be written: nothing can be made in {folder}. Name a file in a folder in which you may write."
                    : $"{store} cannot be written: there is no folder {folder}. Make it, or name a file in another.", problem);
        }
    }

    public static bool IsTaken(string store)
    {
        if (!File.Exists(PathOf(store)))
        {
            return false;
        }

        try
        {
            using FileStream probe = new(PathOf(store), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
            return false;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return LockFile.IsHeld(problem);
        }
    }

    public void Dispose() => file.Dispose();

    private static string PathOf(string store) => store + ".lock";
}
