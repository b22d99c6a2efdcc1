using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;

namespace Dispersal.Mutation;

/// <summary>The library as a compilation, so that one file can be changed and the whole emitted again.</summary>
internal sealed class Library
{
    /// <summary>Folders whose code is changed.</summary>
    public static readonly string[] Folders = ["Mechanisms", "Model", "Engines", "Network", "Randomness"];

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

    /// <summary>Writes the library with one change.</summary>
    /// <returns>Whether it compiles.</returns>
    public bool Write(string path, Mutant mutant) => Emit(compilation.ReplaceSyntaxTree(mutant.Old.SyntaxTree, mutant.Changed()), path).Success;

    /// <summary>Writes the library with many changes, each behind a switch that is turned by its place in the list.</summary>
    /// <returns>Those that are in it; the others cannot be switched (a constant, a kind of number that a choice does not take), or do not compile at all.</returns>
    public IReadOnlySet<int> Write(string path, IReadOnlyList<Mutant> mutants)
    {
        SortedSet<int> kept = [.. Enumerable.Range(0, mutants.Count)];
        while (true)
        {
            CSharpCompilation changed = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(Planted.Source, CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest)));
            foreach (IGrouping<SyntaxTree, int> file in kept.GroupBy(i => mutants[i].Old.SyntaxTree))
            {
                ILookup<SyntaxNode, int> at = file.ToLookup(i => mutants[i].Old);
                SyntaxNode root = file.Key.GetRoot().ReplaceNodes(
                    at.Select(node => node.Key), (old, inside) => at[old].Take(1).Aggregate(inside, (node, i) => mutants[i].Behind(node, i)));
                changed = changed.ReplaceSyntaxTree(file.Key, CSharpSyntaxTree.ParseText(root.ToFullString(), (CSharpParseOptions)file.Key.Options, file.Key.FilePath));
                kept.ExceptWith(at.SelectMany(node => node.Skip(1)));
            }

            var emitted = Emit(changed, path);
            if (emitted.Success)
            {
                return kept;
            }

            // (1) What a wrong line says a switch of, (2) or all in the member where it stands.
            int before = kept.Count;
            foreach (Location place in emitted.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Location))
            {
                SyntaxNode wrong = place.SourceTree!.GetRoot().FindNode(place.SourceSpan);
                int[] switches = wrong.AncestorsAndSelf().Select(Planted.NumberOf).FirstOrDefault(number => number >= 0, -1) is var number and >= 0 ? [number] // (1)
                    : [.. (wrong.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? wrong).DescendantNodesAndSelf().Select(Planted.NumberOf).Where(n => n >= 0)]; // (2)
                kept.ExceptWith(switches);
            }

            if (kept.Count == before)
            {
                throw new InvalidOperationException(string.Join('\n', emitted.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
            }
        }
    }

    private static EmitResult Emit(CSharpCompilation compilation, string path)
    {
        using FileStream file = File.Create(path);
        return compilation.Emit(file);
    }

    private static bool InOutput(string path) => path.Split('/', '\\')[0] is "bin" or "obj";

    // Imports of the system are written by a generator that is not at work here; the old way does without.
    private static string Plain(string text) => text.Replace("[LibraryImport(", "[System.Runtime.InteropServices.DllImport(", StringComparison.Ordinal)
        .Replace(", StringMarshalling = StringMarshalling.Utf8", "", StringComparison.Ordinal)
        .Replace("static partial int", "static extern int", StringComparison.Ordinal);
}
