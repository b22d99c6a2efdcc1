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
            return new(Open(store));
        }
        catch (Exception problem) when (WriteFailure.IsOfRoom(problem))
        {
            throw WriteFailure.Of(store, problem);
        }
        catch (IOException problem) when (IsTaken(store))
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
            using FileStream probe = new(PathOf(store), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    public void Dispose() => file.Dispose();

    private static FileStream Open(string store) =>
        new(PathOf(store), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);

    private static string PathOf(string store) => store + ".lock";
}
