namespace Dispersal.Scenarios;

/// <summary>A scenario's folder, with targets from a file elsewhere in place of its own and of those that it would inherit.</summary>
/// <param name="folder">The folder.</param>
/// <param name="targets">The file; null for none at all.</param>
internal sealed class OtherTargets(ScenarioFolder folder, string? targets) : ScenarioFolder(folder.Prefix)
{
    private const string FileName = "targets.csv";

    public override string Name => folder.Name;

    public override IReadOnlyList<string> Files { get; } =
        [.. folder.Files.Where(file => file != FileName).Concat(targets is null ? [] : (string[])[FileName]).Order(StringComparer.Ordinal)];

    public override string NameOf(string file) => file == FileName ? targets! : folder.NameOf(file);

    public override string? Read(string file, Problems problems)
    {
        if (file != FileName)
        {
            return folder.Read(file, problems);
        }

        Position at = Position.Whole(targets!);
        try
        {
            if (PlainFile.ReadAll(targets!, LargestMegabytes << 20) is { } bytes)
            {
                return Decode(bytes, at, problems);
            }

            problems.Error(at, "", $"the file is larger than {LargestMegabytes} MB. Drop rows.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            problems.Error(at, "", "the file cannot be read. Check that it exists and that you may read it.");
        }

        return null;
    }

    public override ScenarioFolder? Sibling(string name, out string reason) => Without(folder.Sibling(name, out reason));

    public override ScenarioFolder? Inside(string name, out string reason) => Without(folder.Inside(name, out reason));

    private static OtherTargets? Without(ScenarioFolder? other) => other is null ? null : new(other, targets: null);
}
