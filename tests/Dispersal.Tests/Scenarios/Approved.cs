using System.Runtime.CompilerServices;

namespace Dispersal.Tests.Scenarios;

/// <summary>Compares a text with a file beside the test; ACCEPT=1 writes the file instead.</summary>
internal static class Approved
{
    public static void Same(string text, string file, [CallerFilePath] string beside = "")
    {
        string path = Path.Combine(Path.GetDirectoryName(beside)!, file);
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.True(File.Exists(path), $"{path} does not exist. Set ACCEPT=1 to write it, then read it.");
        Assert.Equal(File.ReadAllText(path), text);
    }
}
