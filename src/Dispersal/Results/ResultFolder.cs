using System.Security.Cryptography;
using System.Text;

namespace Dispersal.Results;

/// <summary>Writes a result folder so that it appears whole or not at all.</summary>
/// <remarks>
/// (1) Write everything into <c>.NAME.partial</c> beside the folder and force it onto the disk. (2) Move what stands at the folder's place to
/// <c>.NAME.previous</c>. (3) Move the new folder into place. (4) Delete the previous one. A failure in (1) leaves what was there untouched; one in
/// (3) puts it back; so does the next writer when the process ended between (2) and (3). A lock file, <c>.NAME.lock</c>, keeps two writers of one folder apart.
/// </remarks>
internal static class ResultFolder
{
    private const int LongestPath = 3_800;

    /// <summary>Writes the results of an ensemble.</summary>
    /// <param name="ensemble">The results.</param>
    /// <param name="directory">The folder to be written or replaced.</param>
    /// <param name="writeScenario">Writes the scenario as run into the folder it is given.</param>
    /// <exception cref="IOException">The folder cannot be written or holds something else; what was there is untouched.</exception>
    public static void Save(Ensemble ensemble, string directory, Action<string> writeScenario) =>
        Replace(FullPath(directory), folder => Fill(ensemble, folder, writeScenario));

    /// <summary>The folder that a path means: links followed, no separator at the end.</summary>
    public static string FullPath(string directory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        DirectoryInfo folder = new(path);
        try
        {
            return folder.LinkTarget is null ? path : folder.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        }
        catch (IOException problem)
        {
            throw new IOException($"{directory} is a link that leads nowhere. Name a folder, or take the link away.", problem);
        }
    }

    /// <summary>Refuses to replace a file, or a folder that is neither empty nor a result folder.</summary>
    public static void ThrowIfNotReplaceable(string target)
    {
        if (File.Exists(target))
            throw new IOException($"{target} is a file. Name a folder for the results.");
        try
        {
            if (!Directory.Exists(target) || !Directory.EnumerateFileSystemEntries(target).Any() || Manifest.IsIn(target))
                return;
        }
        catch (UnauthorizedAccessException problem)
        {
            throw NotAllowed(target, problem);
        }

        throw new IOException(
            $"{target} holds files that are not results (it has no {Manifest.FileName} of a run). "
            + "Name a new or empty folder, or move these files away.");
    }

    /// <summary>Finds out by a try whether a folder can be made or replaced at a path; leaves nothing behind.</summary>
    public static void ThrowIfNotWritable(string target)
    {
        // The files inside have longer paths than the folder.
        if (Encoding.UTF8.GetByteCount(target) > LongestPath)
            throw new IOException($"The path of the results is longer than {LongestPath:N0} bytes. Name a folder with a shorter path.");
        string ancestor = Path.GetDirectoryName(target) ?? target;
        while (!Directory.Exists(ancestor) && Path.GetDirectoryName(ancestor) is { } above)
        {
            if (File.Exists(ancestor))
                throw new IOException($"{target} cannot be made: {ancestor} is a file. Name another folder for the results.");
            ancestor = above;
        }

        try
        {
            string probe = Path.Combine(ancestor, $".{Path.GetFileName(target)}.probe");
            using FileStream stream = new(
                probe, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{target} cannot be written: nothing can be made in {ancestor}. Name a folder in which you may write.", problem);
        }
    }

    /// <summary>Replaces a folder by a new one that <paramref name="fill"/> writes into the folder it is given.</summary>
    public static void Replace(string target, Action<string> fill)
    {
        using HeldFolder held = HeldFolder.Take(target);
        held.Replace(fill);
    }

    /// <summary>What is said where nobody may write.</summary>
    public static IOException NotAllowed(string target, UnauthorizedAccessException problem) =>
        new($"{target} cannot be written: you may not write there. Name a folder in which you may write.", problem);

    /// <summary>Writes the tables, the scenario and the manifest into a folder.</summary>
    public static void Fill(Ensemble ensemble, string folder, Action<string> writeScenario)
    {
        List<(string Name, string Hash)> files = [];
        using IncrementalHash overall = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string name in ensemble.Tables.Recorded)
        {
            using HashingStream stream = new(Create(Path.Combine(folder, name)), overall);
            ensemble.Tables.Write(name, stream);
            files.Add((name, stream.Digest()));
        }

        string scenario = Path.Combine(folder, "scenario");
        writeScenario(scenario);
        files.AddRange(Directory.EnumerateFiles(scenario, "*", SearchOption.AllDirectories)
            .Select(path => (Name: Path.GetRelativePath(folder, path).Replace('\\', '/'), Path: path))
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => (file.Name, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file.Path))))));

        using FileStream manifest = Create(Path.Combine(folder, Manifest.FileName));
        Manifest.Write(ensemble, Convert.ToHexStringLower(overall.GetCurrentHash()), files, manifest);
    }

    private static FileStream Create(string path) => new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
}
