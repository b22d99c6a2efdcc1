using System.IO.Compression;

namespace Dispersal.Results;

/// <summary>Writes a checkpoint, replicate by replicate in any order; the file appears when all are in it, or not at all.</summary>
internal sealed class CheckpointWriter : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<int, byte[]> waiting = [];
    private readonly List<string> hashes = [];
    private readonly string path;
    private readonly string partial;
    private readonly int replicates;
    private readonly FileStream stream;
    private readonly ZipArchive archive;

    /// <summary>Starts a file.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public CheckpointWriter(string path, int replicates)
    {
        this.path = Path.GetFullPath(path);
        this.replicates = replicates;
        string folder = Path.GetDirectoryName(this.path) ?? throw new IOException($"{path} is no file. Name a file for the checkpoint.");
        if (Directory.Exists(this.path))
            throw new IOException($"{path} is a folder. Move it away, or name other results.");
        partial = Path.Combine(folder, $".{Path.GetFileName(this.path)}.partial");
        try
        {
            Directory.CreateDirectory(folder);
            stream = new(partial, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{path} cannot be written. Name a folder in which you may write, and wait until no other run writes there.", problem);
        }

        archive = new(stream, ZipArchiveMode.Create, leaveOpen: true);
    }

    /// <summary>Takes a replicate.</summary>
    public void Put(int replicate, byte[] bytes)
    {
        lock (gate)
        {
            waiting.Add(replicate, bytes);
            while (waiting.Remove(hashes.Count, out byte[]? next))
                hashes.Add(CheckpointFile.Add(archive, hashes.Count, next));
        }
    }

    /// <summary>Finishes the file and puts it into place.</summary>
    /// <param name="header">The header, without hashes.</param>
    public void Finish(CheckpointHeader header)
    {
        if (hashes.Count != replicates)
            throw new InvalidOperationException($"{hashes.Count} of {replicates} replicates were saved.");
        CheckpointFile.Add(archive, header with { Hashes = hashes });
        archive.Dispose();
        stream.Flush(flushToDisk: true);
        stream.Dispose();
        File.Move(partial, path, overwrite: true);
    }

    /// <summary>Gives up what is not finished.</summary>
    public void Dispose()
    {
        if (stream.CanWrite)
        {
            // The archive wants to write its directory, for which there may be no room.
            stream.Dispose();
            File.Delete(partial);
        }
    }
}
