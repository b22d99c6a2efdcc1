using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dispersal.Experiments;

namespace Dispersal.Cli;

/// <summary>What Python may ask for. Scenarios and ensembles stay on this side and are known by number; tables go over as columns.</summary>
internal static class PythonRequests
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    private static readonly ConcurrentDictionary<int, object> Held = new();
    private static int last;

    /// <summary>The answer to a request, ready to be written.</summary>
    public static object Answer(JsonElement request, CancellationToken cancellation) => request.GetProperty("verb").GetString() switch
    {
        "load" => Described(Load(request.GetProperty("folder").GetString()!)),
        "with" => Described(Get<Scenario>(request, "scenario").With(Settings(request))),
        "parameters" => Parameters(Get<Scenario>(request, "scenario")),
        "run" => Described(Run(request, Get<Scenario>(request, "scenario"), EngineOf(request), cancellation)),
        "table" => Table(Get<Ensemble>(request, "ensemble"), Text(request, "measure"), Text(request, "subject")),
        "values" => Values(Get<Ensemble>(request, "ensemble"), MeasureOf(request), Text(request, "subject")!),
        "save" => Saved(Get<Ensemble>(request, "ensemble"), Text(request, "folder")!),
        "compare" => Compare(request, cancellation),
        "sweep" => SweepOf(request, cancellation),
        "forget" => new { Forgotten = Held.TryRemove(request.GetProperty("held").GetInt32(), out _) },
        var other => throw new ArgumentException($"There is no request '{other}': dispersal.py and the tool are of different versions. Write it anew: dispersal python > dispersal.py"),
    };

    public static byte[] Write(object answer) => JsonSerializer.SerializeToUtf8Bytes(answer, Options);

    private static (Scenario Scenario, ImmutableArray<Diagnostic> Warnings) Load(string folder)
    {
        ScenarioCheck check = Scenario.Check(folder);
        return (check.Required(), check.Problems);
    }

    private static object Described(Scenario scenario) => Described((scenario, ImmutableArray<Diagnostic>.Empty));

    private static object Described((Scenario Scenario, ImmutableArray<Diagnostic> Warnings) loaded)
    {
        Scenario scenario = loaded.Scenario;
        return new
        {
            Held = Hold(scenario),
            scenario.Name,
            scenario.Title,
            scenario.Summary,
            scenario.Fingerprint,
            Start = Day(scenario.Start),
            End = Day(scenario.End),
            Warnings = loaded.Warnings.Select(warning => warning.ToString()),
        };
    }

    private static object Described(Ensemble ensemble) => new
    {
        Held = Hold(ensemble),
        ensemble.Provenance.Scenario,
        ensemble.Provenance.Fingerprint,
        ensemble.Seed,
        ensemble.Replicates,
        ensemble.Provenance.Engine,
        ensemble.Provenance.Version,
        ensemble.ResultDigest,
        Dates = ensemble.Dates.Select(Day),
        Measures = ensemble.Measures.ToDictionary(measure => measure.Name, ensemble.Subjects),
    };

    private static object Parameters(Scenario scenario) => new
    {
        Address = scenario.Parameters.Select(parameter => parameter.Address),
        Value = scenario.Parameters.Select(parameter => parameter.Parameter.Value),
        Low = scenario.Parameters.Select(parameter => parameter.Parameter.Low),
        High = scenario.Parameters.Select(parameter => parameter.Parameter.High),
        Unit = scenario.Parameters.Select(parameter => parameter.Unit),
        Source = scenario.Parameters.Select(parameter => parameter.Parameter.Source),
        Dated = scenario.Parameters.Select(parameter => parameter.Dated),
        Description = scenario.Parameters.Select(parameter => parameter.Description),
    };

    private static Ensemble Run(JsonElement request, Scenario scenario, EngineKind engine, CancellationToken cancellation) => Ensemble.Run(
        scenario, request.GetProperty("replicates").GetInt32(), request.GetProperty("seed").GetUInt64(), engine, request.GetProperty("threads").GetInt32(),
        cancellationToken: cancellation);

    private static object Table(Ensemble ensemble, string? measure, string? subject)
    {
        (Measure Measure, string Subject, DateOnly Date, Estimate Estimate)[] rows =
        [
            .. from known in ensemble.Measures
               where measure is null || known.Name == measure
               from whose in ensemble.Subjects(known)
               where subject is null || whose == subject
               from date in ensemble.Dates
               select (known, whose, date, ensemble.At(known, whose, date)),
        ];
        if (rows.Length == 0)
        {
            // Asked for by name, so that the answer says what is near.
            ensemble.Total(measure is null ? ensemble.Measures[0] : new Measure(measure), subject ?? "WORLD");
        }

        return new
        {
            Measure = rows.Select(row => row.Measure.Name),
            Subject = rows.Select(row => row.Subject),
            Date = rows.Select(row => Day(row.Date)),
            Mean = rows.Select(row => row.Estimate.Mean),
            P05 = rows.Select(row => row.Estimate.Low),
            P50 = rows.Select(row => row.Estimate.Median),
            P95 = rows.Select(row => row.Estimate.High),
        };
    }

    private static object Values(Ensemble ensemble, Measure measure, string subject)
    {
        double[][] byDate = [.. ensemble.Dates.Select(date => ensemble.Values(measure, subject, date))];
        return new
        {
            Date = ensemble.Dates.SelectMany(date => Enumerable.Repeat(Day(date), ensemble.Replicates)),
            Replicate = ensemble.Dates.SelectMany(_ => Enumerable.Range(0, ensemble.Replicates)),
            Value = byDate.SelectMany(values => values),
        };
    }

    private static object Saved(Ensemble ensemble, string folder)
    {
        ensemble.Save(folder);
        return new { Folder = folder };
    }

    // Both on one engine, with the same luck.
    private static object Compare(JsonElement request, CancellationToken cancellation)
    {
        Scenario[] scenarios = [Get<Scenario>(request, "before"), Get<Scenario>(request, "after")];
        EngineKind engine = Ensemble.CommonEngine(EngineOf(request), scenarios);
        Ensemble before = Run(request, scenarios[0], engine, cancellation);
        Ensemble after = Run(request, scenarios[1], engine, cancellation);
        ImmutableArray<ComparedFigure> figures = Comparison.Of(before, after).Figures;
        return new
        {
            Measure = figures.Select(figure => figure.Measure.Name),
            Subject = figures.Select(figure => figure.Subject),
            Before = figures.Select(figure => figure.Before.Mean),
            After = figures.Select(figure => figure.After.Mean),
            Difference = figures.Select(figure => figure.Difference.Mean),
            P05 = figures.Select(figure => figure.Difference.Low),
            P50 = figures.Select(figure => figure.Difference.Median),
            P95 = figures.Select(figure => figure.Difference.High),
            Settled = figures.Select(figure => figure.IsSettled),
        };
    }

    private static object SweepOf(JsonElement request, CancellationToken cancellation)
    {
        Scenario scenario = Get<Scenario>(request, "scenario");
        ulong seed = request.GetProperty("seed").GetUInt64();
        ImmutableArray<string> vary = [.. request.GetProperty("vary").EnumerateArray().Select(word => word.GetString()!)];
        int? points = request.GetProperty("points") is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : null;
        Design design = DesignWords.DesignOf(scenario, SweepWords.Factors(scenario, vary, []), Text(request, "design"), points, null, seed);
        FigurePattern[] figures = [.. request.GetProperty("figures").EnumerateArray().Select(word => FigurePattern.Parse(word.GetString()!))];
        Sweep sweep = Sweep.Run(
            design, request.GetProperty("replicates").GetInt32(), Text(request, "store")!, seed, figures.Length == 0 ? null : figures, EngineOf(request),
            request.GetProperty("threads").GetInt32(), cancellationToken: cancellation);
        return new { sweep.Runs, Failed = sweep.RunsFailed };
    }

    private static Dictionary<string, string> Settings(JsonElement request) => request.GetProperty("changes").EnumerateObject().ToDictionary(
        change => change.Name,
        change => change.Value.ValueKind switch
        {
            JsonValueKind.String => change.Value.GetString()!,
            JsonValueKind.Null => "",
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => change.Value.GetDouble().ToString("R", CultureInfo.InvariantCulture),
        },
        StringComparer.Ordinal);

    private static EngineKind EngineOf(JsonElement request) =>
        Enum.GetValues<EngineKind>().Select(engine => (EngineKind?)engine).FirstOrDefault(engine => engine.ToString()!.Equals(Text(request, "engine"), StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"'{Text(request, "engine")}' is not an engine. Write {string.Join(", ", Enum.GetNames<EngineKind>().Select(name => name.ToLowerInvariant()))}.");

    private static Measure MeasureOf(JsonElement request) => new(Text(request, "measure")!);

    private static string? Text(JsonElement request, string name) => request.GetProperty(name).GetString();

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static int Hold(object thing)
    {
        int number = Interlocked.Increment(ref last);
        Held[number] = thing;
        return number;
    }

    private static T Get<T>(JsonElement request, string name) =>
        Held.TryGetValue(request.GetProperty(name).GetInt32(), out object? thing) && thing is T held
            ? held
            : throw new ArgumentException($"'{name}' is no longer held.");
}
