namespace Dispersal.Tests.Scenarios;

/// <summary>A folder of its own for one test, gone afterwards.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("dispersal-").FullName;

    public string Write(string name, IReadOnlyDictionary<string, string> texts)
    {
        string folder = Path.Combine(Root, name);
        foreach ((string file, string text) in texts)
        {
            string path = Path.GetFullPath(Path.Combine(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        return folder;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
