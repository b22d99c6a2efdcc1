using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Dispersal.Cli.Cluster;

/// <summary>Reads a profile, a JSON file with comments, and finds everything that is wrong with it.</summary>
internal sealed partial class ProfileFile
{
    private const int Largest = 1 << 20;
    private const int LeastMinutes = 5;
    private const int MostCpus = 1_024;
    private const int MostTasks = 10_000_000;

    private static readonly string[] Keys =
        ["partition", "time", "memory", "account", "qos", "cpus", "modules", "lines", "command", "array-limit", "running-limit"];

    private readonly string file;
    private readonly byte[] bytes;
    private readonly List<Diagnostic> problems = [];
    private readonly Dictionary<string, object> values = new(StringComparer.Ordinal);

    private ProfileFile(string file, byte[] bytes)
    {
        this.file = file;
        this.bytes = bytes;
    }

    /// <summary>The profile of a file.</summary>
    /// <exception cref="ScenarioException">It holds what no profile may hold; carries every problem.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Profile Read(string path)
    {
        ProfileFile read = new(path, PlainFile.ReadAll(path, Largest) ?? throw new IOException($"{path} is too large for a profile. Name another file."));
        try
        {
            read.ReadObject();
        }
        catch (JsonException problem)
        {
            read.problems.Add(new(
                Severity.Error, path, (int)(problem.LineNumber ?? 0) + 1, (int)(problem.BytePositionInLine ?? 0) + 1, "", "this is not JSON. Write an object such as { \"partition\": \"main\" }."));
        }
        catch (InvalidOperationException)
        {
            // What the reader of JSON says of an escape such as \ud800 by itself.
            read.problems.Add(new(Severity.Error, path, 0, 0, "", "a text holds half a character. Write it without the escape."));
        }

        return read.problems.Count == 0 ? read.Profile() : throw new ScenarioException(read.problems);
    }

    [GeneratedRegex(@"^[\w.,:@+-]+$", RegexOptions.None, 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"^[\w./:@+-]+$", RegexOptions.None, 1000)]
    private static partial Regex Module();

    [GeneratedRegex(@"^[1-9]\d{0,8}[KMGT]?$", RegexOptions.None, 1000)]
    private static partial Regex Memory();

    // Slurm's forms: minutes, minutes:seconds, hours:minutes:seconds, days-hours, days-hours:minutes, days-hours:minutes:seconds.
    [GeneratedRegex(@"^(?:(?<m>\d{1,6})(?::(?<s>\d\d))?|(?<h>\d{1,4}):(?<m>\d\d):(?<s>\d\d)|(?<d>\d{1,3})-(?<h>\d\d?)(?::(?<m>\d\d)(?::(?<s>\d\d))?)?)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Time();

    private Profile Profile() => new(
        Text("partition"), Text("time"), Text("memory"), Text("account"), Text("qos"), (int?)values.GetValueOrDefault("cpus") ?? 1,
        (ImmutableArray<string>?)values.GetValueOrDefault("modules") ?? [], (ImmutableArray<string>?)values.GetValueOrDefault("lines") ?? [],
        Text("command"), (int?)values.GetValueOrDefault("array-limit"), (int?)values.GetValueOrDefault("running-limit"));

    private string? Text(string key) => (string?)values.GetValueOrDefault(key);

    private void ReadObject()
    {
        Utf8JsonReader json = new(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            Problem(json.TokenStartIndex, "", "this is not an object. Write one such as { \"partition\": \"main\" }.");
            return;
        }

        HashSet<string> seen = new(StringComparer.Ordinal);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string key = json.GetString()!;
            long at = json.TokenStartIndex;
            json.Read();
            if (!Keys.Contains(key))
            {
                string near = NearMiss.Of(key, Keys) is { } name ? $" Did you mean '{name}'?" : $" Write one of {string.Join(", ", Keys)}.";
                Problem(at, key, $"a profile has no such word.{near}");
                json.Skip();
            }
            else if (!seen.Add(key))
            {
                Problem(at, key, "this is said twice. Say it once.");
                json.Skip();
            }
            else
            {
                ReadValue(ref json, key);
            }
        }

        json.Read();
    }

    private void ReadValue(ref Utf8JsonReader json, string key)
    {
        long at = json.TokenStartIndex;
        switch (key)
        {
            case "cpus":
                ReadNumber(ref json, key, MostCpus);
                break;
            case "array-limit" or "running-limit":
                ReadNumber(ref json, key, MostTasks);
                break;
            case "modules":
                ReadList(ref json, key, Module().IsMatch, "is not the name of a module. Write letters, digits and . / : @ + - _, such as \"dotnet/10\".");
                break;
            case "lines":
                ReadList(ref json, key, line => !line.Any(char.IsControl), "is not one line. Write each line by itself.");
                break;
            case "time":
                if (ReadText(ref json, key, Time().IsMatch, "is not a time. Write it as Slurm does: minutes, hours:minutes:seconds or days-hours, such as \"30\" or \"1:00:00\".")
                    is { } time && MinutesOf(time) < LeastMinutes)
                {
                    Problem(at, key, $"'{time}' is too short: a task is told to stop a minute or two before its time is over. Write {LeastMinutes} minutes or more.");
                }

                break;
            case "memory":
                ReadText(ref json, key, Memory().IsMatch, "is not an amount of memory. Write a whole number and K, M, G or T, such as \"2G\".");
                break;
            case "command":
                ReadText(ref json, key, line => line.Trim().Length > 0 && !line.Any(char.IsControl), "is not a command. Write what starts dispersal on the nodes.");
                break;
            default:
                ReadText(ref json, key, Name().IsMatch, "is not a name. Write letters, digits and . , : @ + - _.");
                break;
        }
    }

    private static double MinutesOf(string time)
    {
        GroupCollection parts = Time().Match(time).Groups;
        return (Part("d") * 24 * 60) + (Part("h") * 60) + Part("m") + (Part("s") / 60);

        double Part(string name) => parts[name].Success ? double.Parse(parts[name].Value, CultureInfo.InvariantCulture) : 0;
    }

    private string? ReadText(ref Utf8JsonReader json, string key, Func<string, bool> fits, string problem)
    {
        if (json.TokenType != JsonTokenType.String)
        {
            Problem(json.TokenStartIndex, key, "this is not a text. Write it between double quotes.");
            json.Skip();
            return null;
        }

        string text = json.GetString()!;
        if (!fits(text))
        {
            Problem(json.TokenStartIndex, key, $"'{text}' {problem}");
            return null;
        }

        values[key] = text;
        return text;
    }

    private void ReadNumber(ref Utf8JsonReader json, string key, int most)
    {
        if (json.TokenType == JsonTokenType.Number && json.TryGetInt32(out int number) && number >= 1 && number <= most)
        {
            values[key] = number;
            return;
        }

        Problem(json.TokenStartIndex, key, $"this is not a whole number from 1 to {most:N0}.");
        json.Skip();
    }

    private void ReadList(ref Utf8JsonReader json, string key, Func<string, bool> fits, string problem)
    {
        if (json.TokenType != JsonTokenType.StartArray)
        {
            Problem(json.TokenStartIndex, key, "this is not a list. Write [\"...\"].");
            json.Skip();
            return;
        }

        var list = ImmutableArray.CreateBuilder<string>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (ReadText(ref json, key, fits, problem) is { } text)
            {
                list.Add(text);
            }
        }

        values[key] = list.ToImmutable();
    }

    private void Problem(long at, string key, string message)
    {
        ReadOnlySpan<byte> before = bytes.AsSpan(0, (int)at);
        int line = before.Count((byte)'\n') + 1;
        int column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
        problems.Add(new(Severity.Error, file, line, column, key, message));
    }
}
