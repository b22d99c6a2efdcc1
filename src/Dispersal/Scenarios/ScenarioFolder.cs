using System.Text;

namespace Dispersal.Scenarios;

/// <summary>Where a scenario's files are: on disk, or texts in memory.</summary>
/// <param name="prefix">How files of this folder are named in messages: empty, <c>../NAME/</c> or <c>baseline/</c>.</param>
internal abstract class ScenarioFolder(string prefix)
{
    public const int LargestMegabytes = 64;

    /// <summary>The folder's own name; tells folders of an extends chain apart.</summary>
    public abstract string Name { get; }

    public string Prefix { get; } = prefix;

    /// <summary>Names of the files directly inside, in ordinal order.</summary>
    public abstract IReadOnlyList<string> Files { get; }

    /// <summary>How a file of this folder is named in messages.</summary>
    public virtual string NameOf(string file) => Prefix + file;

    /// <summary>The text of a file; null, with a problem reported, when it cannot be read.</summary>
    public abstract string? Read(string file, Problems problems);

    /// <summary>The folder beside this one; null, with the reason, when there is none that may be used.</summary>
    public abstract ScenarioFolder? Sibling(string name, out string reason);

    /// <summary>The folder inside this one; null, with the reason, when there is none that may be used.</summary>
    public abstract ScenarioFolder? Inside(string name, out string reason);

    protected static string? Decode(ReadOnlySpan<byte> bytes, Position at, Problems problems)
    {
        if (bytes is [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..])
        {
            problems.Error(at, "", "the file is UTF-32. Save it as UTF-8.");
            return null;
        }

        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            problems.Error(at, "", "the file is UTF-16. Save it as UTF-8.");
            return null;
        }

        if (bytes is [0xEF, 0xBB, 0xBF, ..])
        {
            bytes = bytes[3..];
        }

        try
        {
            string text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
            if (!text.Contains('\0', StringComparison.Ordinal))
            {
                return text;
            }

            problems.Error(at, "", "the file holds zero bytes, so it is not text. Save it as UTF-8 text.");
        }
        catch (DecoderFallbackException broken)
        {
            int line = bytes[..Math.Clamp(broken.Index, 0, bytes.Length)].Count((byte)'\n') + 1;
            problems.Error(at, "", $"the file is not UTF-8 (first in line {line}). Save it as UTF-8.");
        }

        return null;
    }
}

/// <summary>A folder on disk. Links that lead out of it, or out of its parent for a folder beside it, are refused.</summary>
internal sealed class DiskFolder : ScenarioFolder
{
    private readonly string path;

    public DiskFolder(string path, string prefix)
        : base(prefix)
    {
        this.path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        Files = [.. Directory.EnumerateFiles(this.path).Concat(Directory.EnumerateDirectories(this.path).Where(IsNamedLikeAFile))
            .Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
    }

    public override string Name => Path.GetFileName(path);

    public override IReadOnlyList<string> Files { get; }

    public override string? Read(string file, Problems problems)
    {
        Position at = Position.Whole(Prefix + file);
        try
        {
            if (Directory.Exists(Path.Combine(path, file)))
            {
                problems.Error(at, "", "this is a folder. Put a file of this name here, or rename the folder.");
                return null;
            }

            var info = new FileInfo(Path.Combine(path, file));
            if (info.LinkTarget is not null)
            {
                FileSystemInfo? target = info.ResolveLinkTarget(returnFinalTarget: true);
                if (target is not FileInfo linked || !IsInside(linked.Directory))
                {
                    problems.Error(at, "", "the file is a link that leaves the scenario folder. Put the file itself here.");
                    return null;
                }

                info = linked;
            }

            if (info.Exists && !PlainFile.Is(info.FullName))
            {
                problems.Error(at, "", "this is a pipe or a device, not a file. Put a file of this name here, or take it away.");
                return null;
            }

            if (PlainFile.ReadAll(info.FullName, LargestMegabytes << 20) is { } bytes)
            {
                return Decode(bytes, at, problems);
            }

            problems.Error(at, "", $"the file is larger than {LargestMegabytes} MB. Split the scenario or drop rows.");
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            problems.Error(at, "", "the file cannot be read. Check that it exists and that you may read it.");
            return null;
        }
    }

    public override ScenarioFolder? Sibling(string name, out string reason) =>
        Open(Path.GetDirectoryName(path) ?? path, name, $"../{name}/", out reason);

    public override ScenarioFolder? Inside(string name, out string reason) => Open(path, name, $"{Prefix}{name}/", out reason);

    // Folders on the way may be links themselves.
    private bool IsInside(DirectoryInfo? folder)
    {
        while (folder is { LinkTarget: null } && folder.FullName != path)
        {
            folder = folder.Parent;
        }

        return folder?.FullName == path;
    }

    // Passed over, it would leave the scenario without its table.
    private static bool IsNamedLikeAFile(string folder) => Path.GetExtension(folder) is ".csv" or ".json";

    private static DiskFolder? Open(string parent, string name, string prefix, out string reason)
    {
        var info = new DirectoryInfo(Path.Combine(parent, name));
        reason = "";
        try
        {
            if (info.LinkTarget is not null
                && Path.GetDirectoryName(info.ResolveLinkTarget(returnFinalTarget: true)?.FullName) != parent)
            {
                reason = $"\"{name}\" is a link that leads elsewhere. Put the folder itself there.";
                return null;
            }

            if (info.Exists)
            {
                return new DiskFolder(info.FullName, prefix);
            }

            IEnumerable<string> others = Directory.EnumerateDirectories(parent).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal);
            reason = $"there is no folder \"{name}\". " + NearestName.Suggest(name, others, "Write the name of a scenario folder.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            reason = $"the folder \"{name}\" cannot be read. Check that you may read it.";
        }

        return null;
    }
}

/// <summary>Texts in memory by file name; <c>../NAME/FILE</c> is a file of a folder beside it, <c>baseline/FILE</c> one inside.</summary>
internal sealed class TextFolder : ScenarioFolder
{
    private readonly IReadOnlyDictionary<string, string> texts;
    private readonly string root;

    public TextFolder(IReadOnlyDictionary<string, string> texts, string name = ".", string root = "", string prefix = "")
        : base(prefix)
    {
        this.texts = texts;
        this.root = root;
        Name = name;
        Files =
        [
            .. texts.Keys.Where(k => k.StartsWith(root, StringComparison.Ordinal)).Select(k => k[root.Length..])
                .Where(k => !k.Contains('/', StringComparison.Ordinal)).Order(StringComparer.Ordinal),
        ];
    }

    public override string Name { get; }

    public override IReadOnlyList<string> Files { get; }

    public override string? Read(string file, Problems problems)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(texts[root + file]);
        Position at = Position.Whole(Prefix + file);
        if (bytes.LongLength > LargestMegabytes * 1024L * 1024L)
        {
            problems.Error(at, "", $"the file is larger than {LargestMegabytes} MB. Split the scenario or drop rows.");
            return null;
        }

        return Decode(bytes, at, problems);
    }

    public override ScenarioFolder? Sibling(string name, out string reason) => Open(name, $"../{name}/", $"../{name}/", out reason);

    public override ScenarioFolder? Inside(string name, out string reason) =>
        Open(name, $"{root}{name}/", $"{Prefix}{name}/", out reason);

    private TextFolder? Open(string name, string folder, string prefix, out string reason)
    {
        var opened = new TextFolder(texts, name, folder, prefix);
        IEnumerable<string> others = texts.Keys.Where(k => k.StartsWith("../", StringComparison.Ordinal)).Select(k => k.Split('/')[1]);
        reason = opened.Files.Count > 0
            ? "" : $"there is no folder \"{name}\". " + NearestName.Suggest(name, others, "Write the name of a scenario folder.");
        return opened.Files.Count > 0 ? opened : null;
    }
}
