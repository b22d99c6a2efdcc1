using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Dispersal.Tests.Reference;

/// <summary>Reads the plain texts of test scenarios by the declarations of their types; checks nothing.</summary>
internal static class TextScenario
{
    public static Scenario Read(IReadOnlyDictionary<string, string> texts)
    {
        using JsonDocument json = JsonDocument.Parse(texts["scenario.json"]);
        JsonElement root = json.RootElement;
        return new Scenario
        {
            Name = root.GetProperty("name").GetString()!,
            Title = root.GetProperty("title").GetString()!,
            Summary = root.GetProperty("summary").GetString()!,
            Start = Date(root.GetProperty("start").GetString()!),
            End = Date(root.GetProperty("end").GetString()!),
            Inflow = Section<InflowParameters>(root),
            Territory = Section<TerritoryParameters>(root),
            War = Section<WarParameters>(root),
            Goal = Section<GoalParameters>(root),
            Way = Section<WayParameters>(root),
            Border = Section<BorderParameters>(root),
            LegalTravel = Section<LegalTravelParameters>(root),
            Transit = Section<TransitParameters>(root),
            Arrival = Section<ArrivalParameters>(root),
            Observation = Section<ObservationParameters>(root),
            Countries = Table<Country>(texts),
            Places = Table<Place>(texts),
            Routes = Table<Route>(texts),
            Groups = Table<FighterGroup>(texts),
            Arrivals = Table<Arrival>(texts),
            FirstTheatres = Table<FirstTheatre>(texts),
            Control = Table<ControlEvent>(texts),
            PublishedAreas = Table<PublishedArea>(texts),
            Affiliates = Table<Affiliate>(texts),
            ThirdCountries = Table<ThirdCountry>(texts),
            Forcing = Table<ForcingPoint>(texts),
            Policies = Table<Policy>(texts),
        };
    }

    private static T Section<T>(JsonElement root)
    {
        var cells = new Dictionary<string, string>();
        if (root.TryGetProperty(typeof(T).GetCustomAttribute<SectionAttribute>()!.Key, out JsonElement section))
        {
            foreach (JsonProperty property in section.EnumerateObject())
            {
                cells[property.Name] = property.Value.ToString();
            }
        }

        return Row<T>(cells);
    }

    private static ImmutableArray<T> Table<T>(IReadOnlyDictionary<string, string> texts)
    {
        string file = typeof(T).GetCustomAttribute<TableAttribute>()!.File;
        if (!texts.TryGetValue(file, out string? text))
        {
            return [];
        }

        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] header = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line =>
        {
            string[] cells = line.Split(',');
            return cells.Length == header.Length
                ? Row<T>(header.Zip(cells).ToDictionary(p => p.First, p => p.Second))
                : throw new FormatException($"{file}: {line}");
        })];
    }

    private static T Row<T>(Dictionary<string, string> cells)
    {
        T row = Activator.CreateInstance<T>();
        var used = new HashSet<string>();
        foreach (PropertyInfo property in typeof(T).GetProperties())
        {
            if (property.GetCustomAttribute<ColumnAttribute>() is not { } column)
            {
                continue;
            }

            string name = column.Name ?? JsonNamingPolicy.KebabCaseLower.ConvertName(property.Name);
            used.Add(name);
            bool written = cells.TryGetValue(name, out string? cell) && cell.Length > 0;
            if (written || property.PropertyType == typeof(Parameter))
            {
                property.SetValue(row, Value(property.PropertyType, written ? cell! : "", column.Default));
            }
        }

        string? unknown = cells.Keys.FirstOrDefault(key => !used.Contains(key));
        return unknown is null ? row : throw new FormatException($"{typeof(T).Name}: {unknown}");
    }

    private static object Value(Type type, string cell, double otherwise) => type switch
    {
        _ when type == typeof(Parameter) =>
            new Parameter(cell.Length == 0 ? otherwise : double.Parse(cell, CultureInfo.InvariantCulture)),
        _ when type == typeof(bool) => bool.Parse(cell),
        _ when type == typeof(DateOnly) || type == typeof(DateOnly?) => Date(cell),
        { IsEnum: true } => Enum.Parse(type, cell, ignoreCase: true),
        _ => cell,
    };

    private static DateOnly Date(string text) =>
        DateOnly.ParseExact(text.Length == 7 ? text + "-01" : text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
