using Dispersal.Scenarios;

namespace Dispersal.Tests.Hostile;

/// <summary>Files in memory as bytes, decoded as those on disk are; <c>../NAME/FILE</c> is a file of a folder beside it.</summary>
internal sealed class BytesFolder(IReadOnlyDictionary<string, byte[]> files, string name = "over", string root = "", string prefix = "") : ScenarioFolder(prefix)
{
    public override string Name => name;

    public override IReadOnlyList<string> Files =>
    [
        .. files.Keys.Where(key => key.StartsWith(root, StringComparison.Ordinal)).Select(key => key[root.Length..]).Where(key => !key.Contains('/', StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    public override string? Read(string file, Problems problems) => Decode(files[root + file], Position.Whole(Prefix + file), problems);

    public override ScenarioFolder? Sibling(string name, out string reason) => Open(name, $"../{name}/", $"../{name}/", out reason);

    public override ScenarioFolder? Inside(string name, out string reason) => Open(name, $"{root}{name}/", $"{Prefix}{name}/", out reason);

    private BytesFolder? Open(string name, string folder, string prefix, out string reason)
    {
        BytesFolder opened = new(files, name, folder, prefix);
        reason = opened.Files.Count > 0 ? "" : $"there is no folder \"{name}\".";
        return opened.Files.Count > 0 ? opened : null;
    }
}
