using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Dispersal.Scenarios;

/// <summary>A JSON value with its place; members of an object in the order written.</summary>
internal sealed record JsonValue(JsonTokenType Kind, string Text, Position At, List<JsonMember> Members);

/// <summary>A member of a JSON object.</summary>
internal sealed record JsonMember(string Key, Position At, JsonValue Value);

/// <summary>Reads JSON with comments and trailing commas into values that know their line and column.</summary>
internal static class JsonText
{
    public const int Deepest = 32;

    /// <summary>The root value; null when the text is broken.</summary>
    public static JsonValue? Read(string text, string file, Problems problems)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            problems.Error(Position.Whole(file), "", "the file is empty. Write at least name, start and end.");
            return null;
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text);
        var lines = new LineIndex(bytes, file);
        var reader = new Utf8JsonReader(
            bytes, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 1000 });
        try
        {
            reader.Read();
            JsonValue? root = Value(ref reader, lines, 1, problems);
            if (root is not null)
            {
                reader.Read(); // throws when something follows the root
            }

            return root;
        }
        catch (JsonException broken)
        {
            Position at = lines.At((int)(broken.LineNumber ?? 0), (int)(broken.BytePositionInLine ?? 0));
            problems.Error(at, "", "this is not JSON. Look here or just before for a missing comma, quote or bracket.");
            return null;
        }
        catch (InvalidOperationException)
        {
            problems.Error(lines.Of(reader.TokenStartIndex), "", "this text has an escape that means no character. Write the character itself.");
            return null;
        }
    }

    private static JsonValue? Value(ref Utf8JsonReader reader, LineIndex lines, int depth, Problems problems)
    {
        Position at = lines.Of(reader.TokenStartIndex);
        if (depth > Deepest)
        {
            problems.Error(at, "", $"values are nested more than {Deepest} deep. A scenario needs three levels.");
            return null;
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                {
                    List<JsonMember> members = [];
                    Dictionary<string, Position> first = new(StringComparer.Ordinal);
                    while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                    {
                        Position keyAt = lines.Of(reader.TokenStartIndex);
                        string key = reader.GetString()!;
                        reader.Read();
                        if (Value(ref reader, lines, depth + 1, problems) is not { } value)
                        {
                            return null;
                        }

                        if (!first.TryAdd(key, keyAt))
                        {
                            problems.Error(keyAt, "", $"\"{key}\" is written twice, first in line {first[key].Line}. Remove one.");
                            continue;
                        }

                        members.Add(new JsonMember(key, keyAt, value));
                    }

                    return new JsonValue(JsonTokenType.StartObject, "", at, members);
                }

            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    if (Value(ref reader, lines, depth + 1, problems) is null)
                    {
                        return null;
                    }
                }

                return new JsonValue(JsonTokenType.StartArray, "[", at, []);

            case JsonTokenType.String:
                return new JsonValue(reader.TokenType, reader.GetString()!, at, []);

            default:
                byte[] raw = reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan.ToArray();
                return new JsonValue(reader.TokenType, Encoding.UTF8.GetString(raw), at, []);
        }
    }

    private sealed class LineIndex
    {
        private readonly byte[] bytes;
        private readonly string file;
        private readonly List<int> starts = [0];

        public LineIndex(byte[] bytes, string file)
        {
            this.bytes = bytes;
            this.file = file;
            for (int i = 0; i < bytes.Length; i++)
            {
                if (bytes[i] == '\n')
                {
                    starts.Add(i + 1);
                }
            }
        }

        public Position Of(long offset)
        {
            int line = starts.BinarySearch((int)offset);
            line = line < 0 ? ~line - 1 : line;
            return At(line, (int)offset - starts[line]);
        }

        public Position At(int line, int byteInLine)
        {
            line = Math.Min(line, starts.Count - 1);
            int length = Math.Min(byteInLine, bytes.Length - starts[line]);
            return new Position(file, line + 1, Encoding.UTF8.GetCharCount(bytes, starts[line], length) + 1);
        }
    }
}
