namespace Dispersal.Experiments.Shards;

/// <summary>Files that are there whole or not at all, also when two processes write the same one at once.</summary>
internal static class AtomicFile
{
    /// <summary>Writes to a name of its own, (1) brings it to the disk and (2) renames it, in place of an earlier file of that name.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        string partial = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (FileStream file = new(partial, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);                  // (1)
            }

            File.Move(partial, path, overwrite: true);          // (2)
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }
}
