using System.Text;

namespace Dispersal.Experiments.Store;

/// <summary>Files that are there whole or not at all, also when two processes write the same one at once.</summary>
internal static class WholeFile
{
    // Far more than it ever takes with a handful of writers.
    private const int Tries = 20;

    /// <summary>Writes text.</summary>
    /// <exception cref="IOException">The file cannot be written; what was there is untouched.</exception>
    public static void Write(string file, string text) => Write(file, Encoding.UTF8.GetBytes(text));

    /// <summary>
    /// Writes to a name of its own (1), brings it to the disk and lets go of it (2), and renames it (3), in place of an earlier file of that name.
    /// Between (2) and (3) it looks like one that a killed process left: another who writes the same file may take it away. Then again.
    /// </summary>
    /// <remarks>It is locked under its own name only, so a reader of the file is never refused.</remarks>
    /// <exception cref="IOException">The file cannot be written; the message says what to do. What was there is untouched.</exception>
    public static void Write(string file, ReadOnlySpan<byte> bytes)
    {
        string? partial = null;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Beside(file, ""))!);
            DeleteLeft(file);
            for (int i = 1; ; i++)
            {
                using (FileStream stream = Begin(file))             // (1)
                {
                    partial = stream.Name;
                    stream.Write(bytes);
                    stream.Flush(flushToDisk: true);                // (2)
                }

                try
                {
                    File.Move(partial, Path.GetFullPath(file), overwrite: true);    // (3)
                    return;
                }
                catch (FileNotFoundException) when (i < Tries)
                {
                }
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

    // A file that is there and not yet locked looks like one that was left, too.
    private static FileStream Begin(string file)
    {
        for (int i = 1; ; i++)
        {
            string partial = Beside(file, $"{Guid.NewGuid():N}.tmp");
            try
            {
                FileStream stream = new(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1);
                if (i >= Tries || File.Exists(partial))
                {
                    return stream;
                }

                stream.Dispose();
            }
            catch (IOException) when (i < Tries)
            {
            }
        }
    }

    // What a process that was killed had begun: nobody holds it any more. To ask takes a lock that readers bear, since
    // what is asked about may by then be the file itself; and it goes by its name, which the file itself has no more.
    private static void DeleteLeft(string file)
    {
        foreach (string left in Directory.EnumerateFiles(Path.GetDirectoryName(Beside(file, ""))!, $"{Path.GetFileName(Beside(file, "*.tmp"))}"))
        {
            try
            {
                if (!PlainFile.Is(left))
                {
                    continue;
                }

                new FileStream(left, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1).Dispose();
                File.Delete(left);
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
