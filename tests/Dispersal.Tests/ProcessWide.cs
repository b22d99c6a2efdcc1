namespace Dispersal.Tests;

/// <summary>Tests that change what belongs to the whole process, such as the working folder; they run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class ProcessWide
{
    public const string Name = "Process-wide";

    /// <summary>Lines written to the console by an action that runs in the root of the repository.</summary>
    public static string[] Output(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        TextWriter console = Console.Out;
        string folder = Directory.GetCurrentDirectory();
        using StringWriter written = new();
        try
        {
            Console.SetOut(written);
            Directory.SetCurrentDirectory(Repository.Root);
            action();
        }
        finally
        {
            Directory.SetCurrentDirectory(folder);
            Console.SetOut(console);
        }

        return written.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
    }
}
