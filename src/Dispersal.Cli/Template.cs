using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Dispersal.Cli;

/// <summary>A scenario folder that the tool carries: the small one it teaches with, an empty overlay, and every shipped scenario.</summary>
internal sealed partial class Template
{
    /// <summary>The template that is taken when none is named.</summary>
    public const string Standard = "small";

    private const string Overlay = "overlay";
    private const string Prefix = "templates/";
    private const string SchemaFile = "scenario.schema.json";

    private static readonly ImmutableArray<string> Resources =
        [.. typeof(Template).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private readonly ImmutableSortedDictionary<string, string> texts;

    private Template(ImmutableSortedDictionary<string, string> texts) => this.texts = texts;

    /// <summary>What may be named: the small scenario first, then the shipped ones.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        Standard,
        .. Resources.Select(name => name[Prefix.Length..]).Where(path => path.EndsWith("/scenario.json", StringComparison.Ordinal))
            .Select(path => path[..path.IndexOf('/', StringComparison.Ordinal)]).Where(name => name is not (Standard or Overlay)),
    ];

    /// <summary>Name of the scenario beside this one that it is laid over; null where it stands alone.</summary>
    public string? Extends => ExtendsBeside().Match(texts["scenario.json"]) is { Success: true } match ? match.Groups["name"].Value : null;

    /// <summary>Files by path inside the folder, in ordinal order.</summary>
    public ImmutableSortedDictionary<string, string> Texts => texts;

    /// <summary>The template of a name, as a scenario called <paramref name="name"/>.</summary>
    public static Template Of(string template, string name) =>
        new(Read(template).SetItem("scenario.json", NameLine().Replace(Read(template)["scenario.json"], $"\"name\": \"{name}\"", 1)));

    /// <summary>An overlay without a change, ready to be filled in.</summary>
    public static Template Over(Scenario @base, string folder, string name)
    {
        string title = char.ToUpperInvariant(name[0]) + name[1..].Replace('-', ' ');
        return new(Read(Overlay).ToImmutableSortedDictionary(
            file => file.Key,
            file => file.Value.Replace("BASE", folder, StringComparison.Ordinal).Replace("NAME", name, StringComparison.Ordinal)
                .Replace("TITLE", title, StringComparison.Ordinal).Replace("START", $"{@base.Start:yyyy-MM-dd}", StringComparison.Ordinal),
            StringComparer.Ordinal));
    }

    /// <summary>Whether a folder of this name can be a scenario that others extend.</summary>
    public static bool IsName(string name) => Name().IsMatch(name);

    /// <summary>Writes the folder, whole or not at all.</summary>
    /// <exception cref="IOException">Something of that name is there.</exception>
    public void Write(string folder)
    {
        string whole = Path.GetFullPath(folder);
        ThrowIfThere(folder);
        string draft = whole + ".draft";
        try
        {
            foreach ((string path, string text) in texts)
            {
                string file = Path.Combine([draft, .. path.Split('/')]);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                PlainFile.Write(file, text);
            }

            if (Directory.Exists(whole))
            {
                Directory.Delete(whole);
            }

            Directory.Move(draft, whole);
        }
        catch (Exception problem) when (WriteFailure.IsOne(problem))
        {
            throw WriteFailure.Of(folder, problem);
        }
        finally
        {
            if (Directory.Exists(draft))
            {
                Directory.Delete(draft, recursive: true);
            }
        }
    }

    /// <summary>Refuses a folder that holds something, and a file.</summary>
    public static void ThrowIfThere(string folder)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            throw new IOException($"{folder} is there already. Write another name, or take it away first.");
        }
    }

    // Each folder has the schema beside it, so that an editor finds it wherever the folder goes.
    private static ImmutableSortedDictionary<string, string> Read(string template)
    {
        var files = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        string prefix = $"{Prefix}{template}/";
        foreach (string resource in Resources.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            using StreamReader reader = new(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
            files[resource[prefix.Length..]] = reader.ReadToEnd();
        }

        files["scenario.json"] = SchemaLine().Replace(files["scenario.json"], $"\"$schema\": \"{SchemaFile}\"", 1);
        files[SchemaFile] = Scenario.JsonSchema;
        return files.ToImmutable();
    }

    [GeneratedRegex("\"\\$schema\": \"[^\"]*\"", RegexOptions.None, 1000)]
    private static partial Regex SchemaLine();

    [GeneratedRegex("\"name\": \"[^\"]*\"", RegexOptions.None, 1000)]
    private static partial Regex NameLine();

    [GeneratedRegex("\"extends\": \"\\.\\./(?<name>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ExtendsBeside();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", RegexOptions.None, 1000)]
    private static partial Regex Name();
}
