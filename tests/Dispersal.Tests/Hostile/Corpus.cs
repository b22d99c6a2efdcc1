namespace Dispersal.Tests.Hostile;

/// <summary>The corpus: <c>tests/corpus</c>, one folder for each reader; files beginning with the reader's seeds, and what was found by fuzzing.</summary>
internal static class Corpus
{
    public static (string Name, byte[] Bytes)[] Of(string reader) =>
    [
        .. Directory.EnumerateFiles(Repository.PathOf($"tests/corpus/{reader}")).Order(StringComparer.Ordinal).Select(file => (Path.GetFileName(file), File.ReadAllBytes(file))),
    ];
}
