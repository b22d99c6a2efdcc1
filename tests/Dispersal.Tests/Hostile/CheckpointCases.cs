using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Dispersal.Tests.Hostile;

/// <summary>Checkpoints that are wounded: as bytes, or inside, with hashes that fit again, as somebody would who means harm.</summary>
internal sealed class CheckpointCases(Scenario scenario, byte[] whole, string folder)
{
    private readonly (string Name, byte[] Bytes)[] kept = Corpus.Of("checkpoint");
    private readonly SortedDictionary<string, byte[]> entries = Entries(whole);

    public Case Of(ulong number)
    {
        Luck luck = new(number);
        byte[] bytes = number < (ulong)kept.Length ? kept[number].Bytes : number == (ulong)kept.Length ? whole : luck.Is(30) ? Splinters.Damaged(whole, luck) : Inside(luck);
        string file = Path.Combine(folder, "wounded.checkpoint");
        return new([("wounded.checkpoint", bytes)], () =>
        {
            File.WriteAllBytes(file, bytes);
            try
            {
                using Checkpoint checkpoint = Checkpoint.Open(file);
                Assert.True(checkpoint.Continue(scenario, threads: 1).PersonDays >= 0);
            }
            catch (Exception problem) when (problem is InvalidDataException or ScenarioException)
            {
                Assert.Contains("wounded.checkpoint", problem.Message, StringComparison.Ordinal);
                Assert.DoesNotContain("   at ", problem.Message, StringComparison.Ordinal);
                Assert.DoesNotContain("System.", problem.Message, StringComparison.Ordinal);
            }
        });
    }

    private byte[] Inside(Luck luck)
    {
        SortedDictionary<string, byte[]> changed = new(entries, StringComparer.Ordinal);
        string replicate = luck.Of(["replicates/000000", "replicates/000001"]);
        JsonNode header = JsonNode.Parse(changed["checkpoint.json"])!;
        switch (luck.Below(4))
        {
            case 0:
                string key = luck.Of([.. header.AsObject().Select(member => member.Key)]);
                header[key] = luck.Of<Func<JsonNode?>>(
                [
                    () => null, () => JsonValue.Create(-1), () => JsonValue.Create(luck.Of(Splinters.Values)), () => JsonValue.Create(1e300), () => new JsonArray(), () => new JsonObject(),
                    () => JsonValue.Create(int.MaxValue), () => new JsonArray(JsonValue.Create("x"), null),
                ])();
                changed["checkpoint.json"] = Encoding.UTF8.GetBytes(header.ToJsonString());
                return Archive(changed, luck);
            case 1:
                changed["checkpoint.json"] = Splinters.Damaged(changed["checkpoint.json"], luck);
                return Archive(changed, luck);
            case 2:
                // A number somewhere, most often where lengths are.
                byte[] bytes = [.. changed[replicate]];
                int at = luck.Is(50) ? luck.Below(Math.Min(bytes.Length, 64)) : luck.Below(bytes.Length);
                byte[] value = BitConverter.GetBytes(luck.Of([-1, int.MaxValue, 0, 1, 65_535, int.MinValue, 0x7FF00000, 255]));
                value.AsSpan(0, Math.Min(4, bytes.Length - at)).CopyTo(bytes.AsSpan(at));
                changed[replicate] = bytes;
                break;
            default:
                changed[replicate] = Splinters.Damaged(changed[replicate], luck);
                break;
        }

        header["sha256"] = new JsonArray([.. changed.Where(entry => entry.Key != "checkpoint.json").Select(entry => JsonValue.Create(Convert.ToHexStringLower(SHA256.HashData(entry.Value))))]);
        changed["checkpoint.json"] = Encoding.UTF8.GetBytes(header.ToJsonString());
        return Archive(changed, luck);
    }

    private static byte[] Archive(SortedDictionary<string, byte[]> entries, Luck luck)
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] bytes) in entries)
            {
                using Stream entry = archive.CreateEntry(luck.Is(1) ? "../" + name : name, luck.Of([CompressionLevel.Fastest, CompressionLevel.NoCompression])).Open();
                entry.Write(bytes);
            }
        }

        return stream.ToArray();
    }

    private static SortedDictionary<string, byte[]> Entries(byte[] whole)
    {
        using MemoryStream stream = new(whole);
        using ZipArchive archive = new(stream, ZipArchiveMode.Read);
        SortedDictionary<string, byte[]> found = new(StringComparer.Ordinal);
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            using Stream opened = entry.Open();
            using MemoryStream copy = new();
            opened.CopyTo(copy);
            found[entry.FullName] = copy.ToArray();
        }

        return found;
    }
}
