using System.Text;

namespace Dispersal.Experiments.Store;

/// <summary>Writes a text file so that it appears whole or not at all: beside its place first, forced onto the disk, then moved there.</summary>
internal static class WholeFile
{
    public static void Write(string file, string text)
    {
        string path = Path.GetFullPath(file);
        if (Directory.Exists(path))
        {
            throw new IOException($"{file} is a folder. Name a file.");
        }

        string folder = Path.GetDirectoryName(path)!;
        string partial = Path.Combine(folder, $".{Path.GetFileName(path)}.partial");
        Directory.CreateDirectory(folder);
        try
        {
            using (FileStream stream = new(partial, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                stream.Write(Encoding.UTF8.GetBytes(text));
                stream.Flush(flushToDisk: true);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch (UnauthorizedAccessException problem)
        {
            throw new IOException($"{file} cannot be written: {problem.Message} Name a folder in which you may write.", problem);
        }
    }
}
