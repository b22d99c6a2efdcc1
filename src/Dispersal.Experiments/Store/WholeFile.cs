using System.Text;

namespace Dispersal.Experiments.Store;

/// <summary>Writes a text file so that it appears whole or not at all: beside its place first, forced onto the disk, then moved there.</summary>
internal static class WholeFile
{
    /// <summary>Writes a file.</summary>
    /// <exception cref="IOException">It cannot be written; the message says what to do. What was there is untouched.</exception>
    public static void Write(string file, string text)
    {
        string partial = Beside(file, "partial");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(partial)!);

            // What stands there may be a link to elsewhere, or a pipe.
            File.Delete(partial);
            using (FileStream stream = new(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                stream.Write(Encoding.UTF8.GetBytes(text));
                stream.Flush(flushToDisk: true);
            }

            File.Move(partial, Path.GetFullPath(file), overwrite: true);
        }
        catch (Exception problem) when (WriteFailure.IsOne(problem))
        {
            try
            {
                File.Delete(partial);
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

    private static string Beside(string file, string suffix)
    {
        string path = Path.GetFullPath(file);
        return Directory.Exists(path)
            ? throw new IOException($"{file} is a folder. Name a file.")
            : Path.Combine(Path.GetDirectoryName(path) ?? path, $".{Path.GetFileName(path)}.{suffix}");
    }
}
