using System.Text;

namespace Dispersal.Experiments.Store;

/// <summary>Files that are there whole or not at all, also when two processes write the same one at once.</summary>
internal static class WholeFile
{
    /// <summary>Writes text.</summary>
    /// <exception cref="IOException">The file cannot be written; what was there is untouched.</exception>
    public static void Write(string file, string text) => Write(file, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes to a name of its own, (1) brings it to the disk and (2) renames it, in place of an earlier file of that name.</summary>
    /// <exception cref="IOException">The file cannot be written; what was there is untouched.</exception>
    public static void Write(string file, ReadOnlySpan<byte> bytes)
    {
        string path = Path.GetFullPath(file);
        if (Directory.Exists(path))
        {
            throw new IOException($"{file} is a folder. Name a file.");
        }

        string folder = Path.GetDirectoryName(path)!;
        string partial = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");
        try
        {
            Directory.CreateDirectory(folder);
            using (FileStream stream = new(partial, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);                // (1)
            }

            File.Move(partial, path, overwrite: true);          // (2)
        }
        catch (Exception problem)
        {
            if (File.Exists(partial))
            {
                File.Delete(partial);
            }

            if (problem is UnauthorizedAccessException)
            {
                throw new IOException($"{file} cannot be written: {problem.Message} Name a folder in which you may write.", problem);
            }

            throw;
        }
    }
}
