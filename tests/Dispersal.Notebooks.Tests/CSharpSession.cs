using System.Collections.Immutable;
using System.Reflection;
using Dispersal.Experiments;
using Dispersal.Reporting;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace Dispersal.Tests.Shipped;

/// <summary>C# run piece by piece, each going on with what the pieces before it defined, as in a notebook or down a page.</summary>
internal sealed class CSharpSession(string folder) : IDisposable
{
    private static readonly ScriptOptions Options = ScriptOptions.Default
        .WithReferences(
            [.. AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic && assembly.Location.Length > 0 && assembly.GetName().Name!.StartsWith("System.", StringComparison.Ordinal)),
             typeof(object).Assembly, typeof(Console).Assembly, typeof(Enumerable).Assembly, typeof(File).Assembly, typeof(ImmutableArray).Assembly, Assembly.Load("System.Collections"), Assembly.Load("System.Runtime"),
             typeof(Scenario).Assembly, typeof(Sweep).Assembly, typeof(Document).Assembly])
        .WithImports("System", "System.Collections.Generic", "System.IO", "System.Linq", "Dispersal", "Dispersal.Experiments", "Dispersal.Reporting")
        .WithLanguageVersion(Microsoft.CodeAnalysis.CSharp.LanguageVersion.Latest);

    private readonly StringWriter console = new();
    private ScriptState<object?>? state;

    /// <summary>What was shown by <c>display</c> or as the last value of the last piece, by MIME type.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Shown => shown;

    private readonly List<IReadOnlyDictionary<string, string>> shown = [];

    /// <summary>Runs a piece in the session's folder and returns what it wrote to the console.</summary>
    public string Run(string code)
    {
        TextWriter usual = Console.Out;
        string before = Directory.GetCurrentDirectory();
        console.GetStringBuilder().Clear();
        shown.Clear();
        try
        {
            Console.SetOut(console);
            Directory.SetCurrentDirectory(folder);
            state = (state is null
                ? CSharpScript.RunAsync<object?>(code, Options, new NotebookGlobals(shown.Add), typeof(NotebookGlobals))
                : state.ContinueWithAsync<object?>(code, Options)).GetAwaiter().GetResult();
        }
        finally
        {
            Directory.SetCurrentDirectory(before);
            Console.SetOut(usual);
        }

        if (state.ReturnValue is { } value)
        {
            shown.Add(NotebookGlobals.Forms(value));
        }

        return console.ToString().ReplaceLineEndings("\n");
    }

    public void Dispose() => console.Dispose();
}
