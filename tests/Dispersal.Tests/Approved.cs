using System.Runtime.CompilerServices;

namespace Dispersal.Tests;

/// <summary>
/// Texts that a reviewer approved, kept as <c>NAME.approved.txt</c> beside the test. Run the tests with <c>ACCEPT=1</c> to accept what
/// they produce now, then read the difference before committing it.
/// </summary>
internal static class Approved
{
    /// <summary>Fails, naming the first line that differs, unless <paramref name="actual"/> is the approved text.</summary>
    public static void Check(string name, string actual, [CallerFilePath] string caller = "") =>
        CheckFile(Path.Combine(Repository.FolderOfCaller(caller), $"{name}.approved.txt"), actual);

    /// <summary>The same for an approved text that stands elsewhere.</summary>
    public static void CheckFile(string path, string actual)
    {
        string text = actual.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
        {
            File.WriteAllText(path, text);
            return;
        }

        string approved = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        if (text != approved)
        {
            Assert.Fail($"{Difference(approved, text)}\nIf this is meant, run the tests with ACCEPT=1 and read the difference in {Path.GetFileName(path)}.\n");
        }
    }

    private static string Difference(string approved, string actual)
    {
        string[] before = approved.Split('\n');
        string[] after = actual.Split('\n');
        int line = 0;
        while (line < before.Length && line < after.Length && before[line] == after[line])
        {
            line++;
        }

        return $"Line {line + 1} differs.\napproved: {LineOf(before)}\nactual:   {LineOf(after)}";

        string LineOf(string[] lines) => line < lines.Length ? lines[line] : "(end)";
    }
}
