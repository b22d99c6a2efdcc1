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
    private bool isInPlace;

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

            // A link to elsewhere or a pipe is not written to.
            if (new FileInfo(partial).LinkTarget is not null || (File.Exists(partial) && !PlainFile.Is(partial)))
                File.Delete(partial);
            stream = new(partial, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1 << 16);
            stream.SetLength(0);
        }
        catch (Exception problem) when (WriteFailure.IsOfRoom(problem))
        {
            throw WriteFailure.Of(path, problem);
        }
        catch (Exception problem) when (WriteFailure.IsOne(problem))
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
            Try(() =>
            {
                while (waiting.Remove(hashes.Count, out byte[]? next))
                    hashes.Add(CheckpointFile.Add(archive, hashes.Count, next));
            });
        }
    }

    /// <summary>Finishes the file and puts it into place.</summary>
    /// <param name="header">The header, without hashes.</param>
    public void Finish(CheckpointHeader header)
    {
        if (hashes.Count != replicates)
            throw new InvalidOperationException($"{hashes.Count} of {replicates} replicates were saved.");
        Try(() =>
        {
            CheckpointFile.Add(archive, header with { Hashes = hashes });
            archive.Dispose();
            stream.Flush(flushToDisk: true);

            // Moved while it is held, so that nobody else writes to it meanwhile; where the system allows that.
            if (OperatingSystem.IsWindows())
                stream.Dispose();
            File.Move(partial, path, overwrite: true);
            isInPlace = true;
            stream.Dispose();
        });
    }

    /// <summary>Gives up what is not finished.</summary>
    public void Dispose()
    {
        if (isInPlace)
            return;
        try
        {
            // Not through the archive, which wants to write its directory, for which there may be no room.
            if (OperatingSystem.IsWindows())
                stream.Dispose();
            File.Delete(partial);
            stream.Dispose();
        }
        catch (Exception problem) when (WriteFailure.IsOne(problem))
        {
            // What could not be written any more is given up.
        }
    }

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception problem) when (WriteFailure.IsOne(problem))
        {
            throw WriteFailure.Of(path, problem);
        }
    }
}
