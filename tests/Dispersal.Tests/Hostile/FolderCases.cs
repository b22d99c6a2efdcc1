using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dispersal.Tests.Hostile;

/// <summary>A folder of many files that this program wrote, one or two of them wounded since: as bytes, as values inside of JSON, as cells of tables, taken away, or another file's.</summary>
/// <param name="reader">Folder of the corpus; a file there is <c>WHAT__NAME</c>, WHAT the path in the folder with ! for /.</param>
/// <param name="whole">The folder as it was written.</param>
/// <param name="folder">Where the wounded one is made.</param>
/// <param name="read">Reads it.</param>
internal sealed class FolderCases(string reader, string whole, string folder, Action<string, Luck> read)
{
    private readonly (string Name, byte[] Bytes)[] kept = Corpus.Of(reader);
    private readonly SortedDictionary<string, byte[]> files = new(
        Directory.EnumerateFiles(whole, "*", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(whole, file), File.ReadAllBytes), StringComparer.Ordinal);

    /// <summary>Mends what would give a change away, such as a checksum, where whoever made it would have thought of it.</summary>
    public Func<string, byte[], byte[]> Mended { get; init; } = (_, bytes) => bytes;

    public Case Of(ulong number)
    {
        Luck luck = new(number);
        Dictionary<string, byte[]?> changed = new(StringComparer.Ordinal);
        if (number < (ulong)kept.Length)
        {
            changed[kept[number].Name.Split("__")[0].Replace('!', '/')] = kept[number].Bytes;
        }
        else
        {
            for (int wound = luck.Is(80) ? 1 : 2; wound > 0; wound--)
            {
                string file = luck.Of([.. files.Keys]);
                changed[file] = luck.Is(5) ? null : luck.Is(5) ? files[luck.Of([.. files.Keys])] : Wounded(file, luck);
            }
        }

        return new([.. changed.Where(file => file.Value is not null).Select(file => (file.Key, file.Value!))], () =>
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            foreach ((string file, byte[] bytes) in files)
            {
                byte[]? now = changed.GetValueOrDefault(file, bytes);
                string path = Path.Combine(folder, file);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                if (now is not null)
                {
                    File.WriteAllBytes(path, now);
                }
            }

            try
            {
                read(folder, luck);
            }
            catch (IOException problem)
            {
                Assert.Contains(Path.GetFileName(folder), problem.Message, StringComparison.Ordinal);
                AssertPlain(problem.Message);
            }
            catch (ScenarioException problem)
            {
                Assert.NotEmpty(problem.Problems);
                AssertPlain(problem.Message);
            }
        });
    }

    private static void AssertPlain(string message)
    {
        Assert.DoesNotContain("System.", message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", message, StringComparison.Ordinal);
    }

    private byte[] Wounded(string file, Luck luck)
    {
        byte[] bytes = files[file];
        bool isJson = file.EndsWith(".json", StringComparison.Ordinal) || file.EndsWith(".jsonl", StringComparison.Ordinal);
        if (luck.Is(35) || (!isJson && !file.EndsWith(".csv", StringComparison.Ordinal)))
        {
            bytes = Splinters.Damaged(bytes, luck, files[luck.Of([.. files.Keys])]);
        }
        else if (isJson)
        {
            bytes = Json(bytes, luck);
        }
        else
        {
            string[] lines = Encoding.UTF8.GetString(bytes).Split('\n');
            int line = luck.Is(15) ? 0 : luck.Below(lines.Length);
            string[] cells = lines[line].Split(',');
            cells[luck.Below(cells.Length)] = luck.Of(Splinters.Values);
            lines[line] = luck.Is(10) ? lines[luck.Below(lines.Length)] : luck.Is(5) ? "" : string.Join(',', cells);
            bytes = Encoding.UTF8.GetBytes(string.Join('\n', lines));
        }

        return luck.Is(70) ? Mended(file, bytes) : bytes;
    }

    // A value somewhere becomes another: in the file, or in one of its lines.
    private static byte[] Json(byte[] bytes, Luck luck)
    {
        string[] lines = Encoding.UTF8.GetString(bytes).Split('\n');
        bool isOfLines = lines.Length > 1 && lines[0].EndsWith('}');
        int line = luck.Below(Math.Max(1, lines.Length - 1));
        try
        {
            JsonNode root = JsonNode.Parse(isOfLines ? lines[line] : string.Join('\n', lines), documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })!;
            JsonNode at = root;
            while (Below(at) is { Length: > 0 } members && (at == root || luck.Is(70)))
            {
                at = luck.Of(members);
            }

            if (at == root)
            {
                return bytes;
            }

            if (luck.Is(15) && at.Parent is JsonObject holder)
            {
                holder.Remove(at.GetPropertyName());
            }
            else
            {
                at.ReplaceWith(luck.Of<Func<JsonNode?>>(
                [
                    () => null, () => JsonValue.Create(-1), () => JsonValue.Create(luck.Of(Splinters.Values)), () => JsonValue.Create(1e300), () => new JsonArray(), () => new JsonObject(),
                    () => JsonValue.Create(int.MaxValue), () => new JsonArray(JsonValue.Create("x"), null), () => JsonValue.Create(0), () => JsonValue.Create(long.MaxValue), () => JsonValue.Create(value: true),
                ])());
            }

            lines[line] = root.ToJsonString();
            return Encoding.UTF8.GetBytes(isOfLines ? string.Join('\n', lines) : root.ToJsonString());
        }
        catch (JsonException)
        {
            return Splinters.Damaged(bytes, luck);
        }
    }

    private static JsonNode[] Below(JsonNode node) => node switch
    {
        JsonObject holder => [.. holder.Select(member => member.Value).OfType<JsonNode>()],
        JsonArray list => [.. list.OfType<JsonNode>()],
        _ => [],
    };
}
