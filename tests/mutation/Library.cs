using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Dispersal.Mutation;

/// <summary>The library as a compilation, so that one file can be changed and the whole emitted again.</summary>
internal sealed class Library
{
    /// <summary>Folders whose code is changed.</summary>
    public static readonly string[] Folders = ["Model", "Mechanisms", "Engines", "Randomness"];

    private const string UsualNamespaces =
        "global using System; global using System.IO; global using System.Linq; global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks; global using System.Collections.Generic;";

    private readonly CSharpCompilation compilation;

    public Library(string root, string testsFolder)
    {
        string source = Path.Combine(root, "src", "Dispersal");
        CSharpParseOptions options = new(LanguageVersion.Latest);
        string[] paths = [.. Directory.GetFiles(source, "*.cs", SearchOption.AllDirectories).Where(path => !InOutput(Path.GetRelativePath(source, path))).Order(StringComparer.Ordinal)];
        Trees = paths.ToDictionary(path => Path.GetRelativePath(source, path).Replace('\\', '/'), path => CSharpSyntaxTree.ParseText(Plain(File.ReadAllText(path)), options, path));
        SyntaxTree rest = CSharpSyntaxTree.ParseText(
            UsualNamespaces + """
            [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Dispersal.Tests")]
            [assembly: System.Reflection.AssemblyInformationalVersion("0.1.0")]
            [assembly: System.Reflection.AssemblyVersion("0.1.0.0")]
            """, options);
        string[] references = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location)), Path.Combine(testsFolder, "MathNet.Numerics.dll")];
        compilation = CSharpCompilation.Create(
            "Dispersal", [.. Trees.Values, rest], references.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>The files, by path from the library's folder.</summary>
    public IReadOnlyDictionary<string, SyntaxTree> Trees { get; }

    /// <summary>All mutants of the folders, in the order of their rank.</summary>
    public IReadOnlyList<Mutant> Mutants() =>
    [
        .. Trees.Where(file => Folders.Contains(file.Key.Split('/')[0])).SelectMany(file => Mutant.Of(file.Key, file.Value)).OrderBy(mutant => mutant.Rank, StringComparer.Ordinal),
    ];

    /// <summary>Writes the library, with a change or as it is.</summary>
    /// <returns>Whether the change compiles.</returns>
    public bool Write(string path, Mutant? mutant)
    {
        CSharpCompilation changed = mutant is null ? compilation : compilation.ReplaceSyntaxTree(mutant.Old.SyntaxTree, mutant.Changed());
        using FileStream file = File.Create(path);
        var emitted = changed.Emit(file);
        if (!emitted.Success && mutant is null)
        {
            throw new InvalidOperationException(string.Join('\n', emitted.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        }

        return emitted.Success;
    }

    private static bool InOutput(string path) => path.Split('/', '\\')[0] is "bin" or "obj";

    // Imports of the system are written by a generator that is not at work here; the old way does without.
    private static string Plain(string text) => text.Replace("[LibraryImport(", "[System.Runtime.InteropServices.DllImport(", StringComparison.Ordinal)
        .Replace("static partial int", "static extern int", StringComparison.Ordinal);
}
