using System.Runtime.CompilerServices;

namespace Dispersal.Tests;

/// <summary>Compares a text with an approved file next to the test; <c>ACCEPT=1</c> writes the file, to be read as a diff.</summary>
internal static class Approved
{
    public static void Check(string name, string actual, [CallerFilePath] string test = "")
    {
        string file = Path.Combine(Path.GetDirectoryName(test)!, name + ".approved.txt");
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
        {
            File.WriteAllText(file, actual);
        }

        Assert.True(File.Exists(file), $"{name}.approved.txt is missing: run with ACCEPT=1 and read it.");
        Assert.Equal(File.ReadAllText(file), actual);
    }
}
