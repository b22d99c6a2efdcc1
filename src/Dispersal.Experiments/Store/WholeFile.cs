using System.Text;

namespace Dispersal.Experiments.Store;

/// <summary>Files that are there whole or not at all, also when two processes write the same one at once.</summary>
internal static class WholeFile
{
    /// <summary>Writes text.</summary>
    /// <exception cref="IOException">The file cannot be written; what was there is untouched.</exception>
    public static void Write(string file, string text) => Write(file, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes to a name of its own, (1) brings it to the disk and (2) renames it, in place of an earlier file of that name.</summary>
    /// <exception cref="IOException">The file cannot be written; the message says what to do. What was there is untouched.</exception>
    public static void Write(string file, ReadOnlySpan<byte> bytes)
    {
        string? partial = null;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Beside(file, ""))!);
            DeleteLeft(file);
            using (FileStream stream = Begin(file))
            {
                partial = stream.Name;
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);                // (1)

                // Still held, so that nobody takes it for what a process left that did not live to finish.
                File.Move(partial, Path.GetFullPath(file), overwrite: true);      // (2)
            }
        }
        catch (Exception problem) when (WriteFailure.IsOne(problem))
        {
            try
            {
                if (partial is not null)
                {
                    File.Delete(partial);
                }
            }
            catch (Exception other) when (WriteFailure.IsOne(other))
            {
                // The first problem is the one to be told.
            }

            throw WriteFailure.Of(file, problem);
        }
    }

    /// <summary>Finds out by a try whether a file can be written; leaves nothing behind.</summary>
    /// <exception cref="IOException">It cannot be.</exception>
    public static void ThrowIfCannotWrite(string file)
    {
        string probe = Beside(file, "probe");
        try
        {
            string folder = Path.GetDirectoryName(probe)!;
            while (!Directory.Exists(folder) && !File.Exists(folder) && Path.GetDirectoryName(folder) is { } above)
            {
                folder = above;
            }

            using FileStream stream = new(
                Path.Combine(folder, Path.GetFileName(probe)), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1,
                FileOptions.DeleteOnClose);
        }
        catch (Exception problem) when (WriteFailure.IsOne(problem))
        {
            throw WriteFailure.Of(file, problem);
        }
    }

    // A file that is there and not yet held looks like one that was left: another who writes the same file may take it away. Then again.
    private static FileStream Begin(string file)
    {
        const int tries = 20;
        for (int i = 1; ; i++)
        {
            string partial = Beside(file, $"{Guid.NewGuid():N}.tmp");
            try
            {
                // Readers are let in: what was renamed is theirs before it is closed here.
                FileStream stream = new(partial, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete, bufferSize: 1);
                if (i >= tries || File.Exists(partial))
                {
                    return stream;
                }

                stream.Dispose();
            }
            catch (IOException) when (i < tries)
            {
            }
        }
    }

    // What a process that was killed had begun: nobody holds it any more.
    private static void DeleteLeft(string file)
    {
        foreach (string left in Directory.EnumerateFiles(Path.GetDirectoryName(Beside(file, ""))!, $"{Path.GetFileName(Beside(file, "*.tmp"))}"))
        {
            try
            {
                using FileStream held = new(left, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            }
            catch (Exception problem) when (WriteFailure.IsOne(problem))
            {
                // Another process is at it.
            }
        }
    }

    private static string Beside(string file, string suffix)
    {
        string path = Path.GetFullPath(file);
        return Directory.Exists(path)
            ? throw new IOException($"{file} is a folder. Name a file.")
            : Path.Combine(Path.GetDirectoryName(path) ?? path, $".{Path.GetFileName(path)}.{suffix}");
    }
}
