namespace Dispersal.Experiments.Files;

/// <summary>Writes a folder whole or not at all.</summary>
internal static class WholeFolder
{
    /// <summary>Makes a folder beside the target, lets it be filled and puts it in the target's place; an earlier folder of results gives way.</summary>
    /// <param name="directory">The target.</param>
    /// <param name="fill">Fills the folder it is given.</param>
    /// <exception cref="IOException">The target holds anything but results, or cannot be written.</exception>
    public static void Replace(string directory, Action<string> fill)
    {
        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        Ensemble.ThrowIfCannotSave(target);
        string parent = Path.GetDirectoryName(target)!;
        string partial = Path.Combine(parent, $".{Path.GetFileName(target)}.partial");
        string previous = Path.Combine(parent, $".{Path.GetFileName(target)}.previous");
        try
        {
            Delete(partial);
            Delete(previous);
            Directory.CreateDirectory(partial);
            try
            {
                fill(partial);
                bool replaces = Directory.Exists(target);
                if (replaces)
                {
                    Directory.Move(target, previous);
                }

                try
                {
                    Directory.Move(partial, target);
                }
                catch when (replaces)
                {
                    Directory.Move(previous, target);
                    throw;
                }
            }
            catch
            {
                Delete(partial);
                throw;
            }

            Delete(previous);
        }
        catch (UnauthorizedAccessException problem)
        {
            throw new IOException($"{target} cannot be written: {problem.Message} Name a folder in which you may write.", problem);
        }
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
