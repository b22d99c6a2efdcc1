namespace Dispersal.Results;

/// <summary>A place for a result folder that nobody else writes to while it is held: a lock file, <c>.NAME.lock</c>, beside it. The system lets go of it when the process ends.</summary>
internal sealed class HeldFolder : IDisposable
{
    private readonly string target;
    private readonly string parent;
    private readonly string[] made;
    private FileStream gate;

    private HeldFolder(string target, string parent)
    {
        this.target = target;
        this.parent = parent;
        made = [.. Missing(parent)];
        try
        {
            gate = Lock();
        }
        catch
        {
            DeleteEmpty();
            throw;
        }
    }

    /// <summary>Takes hold of a place.</summary>
    /// <exception cref="IOException">Somebody else holds it, something else is there, or nothing can be written there.</exception>
    public static HeldFolder Take(string target)
    {
        string around = Path.GetDirectoryName(target) ?? throw new IOException($"{target} cannot be replaced. Name a folder inside it.");
        try
        {
            ResultFolder.ThrowIfNotReplaceable(target);
            return new(target, around);
        }
        catch (UnauthorizedAccessException problem)
        {
            throw ResultFolder.NotAllowed(target, problem);
        }
        catch (Exception problem) when (WriteFailure.IsOfRoom(problem))
        {
            throw DiskFull(target, problem);
        }
    }

    /// <summary>Replaces the folder by a new one that <paramref name="fill"/> writes into the folder it is given.</summary>
    public void Replace(Action<string> fill)
    {
        string partial = Beside("partial");
        string previous = Beside("previous");
        try
        {
            if (!File.Exists(Beside("lock")))
            {
                // The folder around it was taken away, and the lock with it.
                gate.Dispose();
                gate = Lock();
            }

            Recover(target, previous);
            ResultFolder.ThrowIfNotReplaceable(target);
            Delete(partial);
            Directory.CreateDirectory(partial);
            try
            {
                fill(partial); // (1)
                FlushToDisk(partial);
                Swap(target, partial, previous); // (2), (3)
            }
            catch
            {
                Delete(partial);
                throw;
            }

            Delete(previous); // (4)
        }
        catch (UnauthorizedAccessException problem)
        {
            throw ResultFolder.NotAllowed(target, problem);
        }
        catch (Exception problem) when (WriteFailure.IsOfRoom(problem))
        {
            throw DiskFull(target, problem);
        }
    }

    /// <summary>Lets go.</summary>
    public void Dispose()
    {
        gate.Dispose();
        if (!Directory.Exists(target))
            DeleteEmpty();
    }

    private static IOException DiskFull(string target, Exception problem) =>
        new($"{target} cannot be written: the disk is full. Make room, or name a folder on another disk.", problem);

    /// <summary>The folders above that are not there yet, the innermost first.</summary>
    private static IEnumerable<string> Missing(string folder)
    {
        for (string? at = folder; at is not null && !Directory.Exists(at); at = Path.GetDirectoryName(at))
            yield return at;
    }

    private FileStream Lock()
    {
        Directory.CreateDirectory(parent);
        try
        {
            return LockFile.Take(Beside("lock"));
        }
        catch (IOException problem) when (!WriteFailure.IsOfRoom(problem))
        {
            throw new IOException(
                $"{target} cannot be locked: another run writes to it, or the disk is full. Wait until no other run writes to it, or name another folder.", problem);
        }
    }

    private string Beside(string suffix) => Path.Combine(parent, $".{Path.GetFileName(target)}.{suffix}");

    private void DeleteEmpty()
    {
        foreach (string folder in made)
        {
            try
            {
                if (Directory.Exists(folder))
                    Directory.Delete(folder);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                return; // Somebody else uses it by now.
            }
        }
    }

    /// <summary>Undoes or completes the exchange of folders that an earlier process did not live to finish.</summary>
    private static void Recover(string target, string previous)
    {
        if (Directory.Exists(target))
            Delete(previous);
        else if (Directory.Exists(previous))
            Directory.Move(previous, target);
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private static void FlushToDisk(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.ReadWrite);
            stream.Flush(flushToDisk: true);
        }
    }

    private static void Swap(string target, string partial, string previous)
    {
        bool replaces = Directory.Exists(target);
        if (replaces)
        {
            try
            {
                Directory.Move(target, previous);
            }
            catch (IOException problem)
            {
                throw new IOException($"{target} cannot be replaced: it is in use, or on a disk of its own. Name a new folder, or one inside it.", problem);
            }
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
}
