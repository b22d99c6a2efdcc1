using System.Text;

namespace Dispersal.Tests;

/// <summary>Compares text with an approved file; <c>ACCEPT=1</c> accepts the new text, to be read as a diff before it is committed.</summary>
internal static class Approved
{
    /// <summary>Fails unless the text equals the approved file of that name, byte for byte.</summary>
    public static void Check(string name, string actual)
    {
        string path = Path.Combine(Folder(), name);
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }

        Assert.True(File.Exists(path), $"There is no approved file {name}. Set ACCEPT=1 to write it.");
        Assert.Equal(File.ReadAllText(path), actual);
    }

    private static string Folder()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Dispersal.sln")))
            folder = Path.GetDirectoryName(folder);
        return Path.Combine(folder ?? throw new InvalidOperationException("Tests run inside the repository."), "tests", "Dispersal.Tests", "Approved");
    }
}
