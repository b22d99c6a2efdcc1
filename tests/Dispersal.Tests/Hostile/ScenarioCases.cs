using System.Globalization;
using System.Text;
using Dispersal.Experiments;
using Dispersal.Scenarios;
using Dispersal.Tests.Scenarios;

namespace Dispersal.Tests.Hostile;

/// <summary>Scenarios that are wounded, written by a grammar, or both; some of them overlays.</summary>
internal static class ScenarioCases
{
    private const double FewPersons = 3_000;
    private const int ShortRun = 800;

    private static readonly (string Name, byte[] Bytes)[] Kept = Corpus.Of("scenario");

    private static readonly Dictionary<string, byte[]>[] Seeds =
    [
        Bytes(Small.Texts()),
        Shipped("two-country"),
        .. Kept.Select(kept => With(Bytes(Small.Texts()), kept.Name.Split("__")[0], kept.Bytes)),
    ];

    public static Case Of(ulong number)
    {
        Luck luck = new(number);
        Dictionary<string, byte[]> files = new(number < (ulong)Seeds.Length ? Seeds[number] : luck.Of(Seeds), StringComparer.Ordinal);
        if (number >= (ulong)Seeds.Length)
        {
            if (luck.Is(20))
            {
                files = Overlaid(files, luck);
            }

            for (int change = 1 + luck.Below(2); change > 0; change--)
            {
                Change(files, luck);
            }
        }

        return new([.. files.Select(file => (file.Key, file.Value))], () => Read(files, isRun: number % 3 == 0));
    }

    private static void Change(Dictionary<string, byte[]> files, Luck luck)
    {
        string file = luck.Of([.. files.Keys.Order(StringComparer.Ordinal)]);
        if (luck.Is(45))
        {
            files[file] = Splinters.Damaged(files[file], luck, files[luck.Of([.. files.Keys.Order(StringComparer.Ordinal)])]);
        }
        else if (luck.Is(50))
        {
            RowDeclaration table = luck.Of(Declarations.Tables);
            files[table.File!] = Encoding.UTF8.GetBytes(Table(table, files.GetValueOrDefault(table.File!), luck));
        }
        else if (luck.Is(70))
        {
            files["scenario.json"] = Encoding.UTF8.GetBytes(Json(luck));
        }
        else
        {
            string text = Encoding.UTF8.GetString(files[file]);
            files[file] = luck.Below(5) switch
            {
                0 => [0xEF, 0xBB, 0xBF, .. files[file]],
                1 => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)],
                2 => Encoding.BigEndianUnicode.GetBytes(text),
                3 => [.. Encoding.UTF32.GetPreamble(), .. Encoding.UTF32.GetBytes(text)],
                _ => Encoding.UTF8.GetBytes(text.ReplaceLineEndings(luck.Of(["\r", "\r\n", "\n\n", "\u2028"]))),
            };
        }
    }

    // A table with the columns of its declaration, or nearly, and cells of the kind that is asked for, or nearly.
    private static string Table(RowDeclaration table, byte[]? now, Luck luck)
    {
        string[] lines = now is null || luck.Is(40) ? [] : Encoding.UTF8.GetString(now).Split('\n');
        if (lines.Length > 1)
        {
            string[] cells = lines[1 + luck.Below(lines.Length - 1)].Split(',');
            cells[luck.Below(cells.Length)] = Quoted(luck.Of(Splinters.Values), luck);
            return string.Join('\n', [.. lines, string.Join(',', cells)]);
        }

        List<string> columns = [.. table.CellNames.Where(name => luck.Is(70) || table.Keys.Contains(name))];
        if (luck.Is(10))
        {
            columns.Add(luck.Of(Splinters.Values));
        }

        StringBuilder text = new(string.Join(',', columns) + luck.Of(["\n", "\r", "\r\n"]));
        for (int row = luck.Below(5); row > 0; row--)
        {
            text.AppendJoin(',', columns.Select(name => Quoted(Cell(table, name, luck), luck))).Append('\n');
        }

        return text.ToString();
    }

    private static string Cell(RowDeclaration table, string name, Luck luck)
    {
        if (luck.Is(12))
        {
            return luck.Of(Splinters.Values);
        }

        return table.ByName.TryGetValue(name, out ColumnDeclaration? column)
            ? column.Kind switch
            {
                CellKind.Number or CellKind.Figure => luck.Of(["", "0", "0.5", "1", "3", "10"]),
                CellKind.Switch => luck.Of(["", "true", "false"]),
                CellKind.Date => luck.Of(["2015-01-01", "2016-02-29", "2016-12-31"]),
                CellKind.Month => luck.Of(["2015-01", "2016-12"]),
                CellKind.Choice => luck.Of(column.Choices).Key,
                _ => luck.Of(["raqqa", "antep", "TUR", "DEU", "SYR", "raqqa-antep", "DEU-men", "WORLD", "returned", "goal/home-utility", "routes/raqqa-*/patrol", "*", "a"]),
            }
            : luck.Of(["", "0", "1", "uniform", "A", "counts"]);
    }

    private static string Quoted(string cell, Luck luck) => cell.AsSpan().ContainsAny(",\"\r\n") && luck.Is(80) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

    private static string Json(Luck luck)
    {
        StringBuilder text = new("{\n\"name\": \"small\", \"start\": \"2015-01-01\", \"end\": \"2016-12-31\"");
        for (int member = luck.Below(6); member > 0; member--)
        {
            text.Append(",\n");
            if (luck.Is(20))
            {
                ColumnDeclaration top = luck.Of([.. Declarations.Top.Columns]);
                text.Append(CultureInfo.InvariantCulture, $"\"{top.Name}\": {Value(luck, 0)}");
                continue;
            }

            RowDeclaration section = luck.Of([.. Declarations.Sections]);
            text.Append(CultureInfo.InvariantCulture, $"\"{section.Name}\": {{ \"{luck.Of([.. section.Columns]).Name}\": {Value(luck, 0)} }}");
        }

        return text.Append("\n}").ToString();
    }

    private static string Value(Luck luck, int depth) => luck.Below(depth > 3 ? 4 : 8) switch
    {
        0 => luck.Of(["0", "1", "0.5", "-1", "1e308", "1e400", "-0.0", "1E+2"]),
        1 => luck.Of(["true", "false", "null"]),
        2 => $"\"{luck.Of(["\\ud800", "\\udc00x", "\\u0000", "\\n", "a", "TUR", "2016-01-01", "../small"])}\"",
        3 => $"\"{System.Text.Encodings.Web.JavaScriptEncoder.Default.Encode(luck.Of(Splinters.Values))}\"",
        4 => $"[{Value(luck, depth + 1)}]",
        5 => string.Concat(Enumerable.Repeat(luck.Of(["[", "{\"a\":"]), luck.Below(1200))) + "1",
        6 => $"{{ \"value\": {Value(luck, depth + 1)}, \"low\": {Value(luck, depth + 1)}, \"source\": {Value(luck, depth + 1)} }}",
        _ => "0.25",
    };

    private static Dictionary<string, byte[]> Overlaid(Dictionary<string, byte[]> below, Luck luck)
    {
        Dictionary<string, byte[]> files = below.ToDictionary(file => "../base/" + file.Key, file => file.Value, StringComparer.Ordinal);
        files["scenario.json"] = Encoding.UTF8.GetBytes(
            $"{{ \"name\": \"over\", \"extends\": \"{luck.Of(["../base", "../base", "../base", "../over", "../../base", "/base", "../base/", "..", "base"])}\" }}");
        files["routes.csv"] = Encoding.UTF8.GetBytes($"id,patrol,remove\nraqqa-antep,{luck.Of(Splinters.Values)},{luck.Of(["", "true", "false", "x"])}\n");
        return files;
    }

    private static void Read(Dictionary<string, byte[]> files, bool isRun)
    {
        ScenarioCheck check = ScenarioReader.Check(new BytesFolder(files));
        foreach (Diagnostic problem in check.Problems)
        {
            Assert.True(problem.File.Length > 0 || problem.Message.StartsWith("there are more than", StringComparison.Ordinal), $"No file: {problem}");
            Assert.InRange(problem.Message.Length, 10, 3_000);
            Assert.DoesNotContain("   at ", problem.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("System.", problem.Message, StringComparison.Ordinal);
        }

        Assert.InRange(check.Problems.Length, 0, Problems.Most + 1);
        if (check.Scenario is not { } scenario)
        {
            Assert.Contains(check.Problems, problem => problem.Severity == Severity.Error);
            return;
        }

        // What is accepted can be saved and read again, and be run.
        Assert.Equal(scenario.Fingerprint, Scenario.FromTexts(ScenarioWriter.Texts(scenario)).Fingerprint);
        _ = Targets.Of(scenario).All;
        if (isRun && scenario.Groups.Sum(group => group.DepartedPersons.Value) <= FewPersons && scenario.Days <= ShortRun)
        {
            Assert.True(Ensemble.Run(scenario, 1, seed: 3, threads: 1).PersonDays >= 0);
        }
    }

    private static Dictionary<string, byte[]> Bytes(Dictionary<string, string> texts) => texts.ToDictionary(text => text.Key, text => Encoding.UTF8.GetBytes(text.Value), StringComparer.Ordinal);

    private static Dictionary<string, byte[]> With(Dictionary<string, byte[]> files, string file, byte[] bytes)
    {
        files[file] = bytes;
        return files;
    }

    private static Dictionary<string, byte[]> Shipped(string name) => Directory.EnumerateFiles(Repository.PathOf($"scenarios/{name}")).Where(file => !file.EndsWith(".md", StringComparison.Ordinal))
        .ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes, StringComparer.Ordinal);
}
