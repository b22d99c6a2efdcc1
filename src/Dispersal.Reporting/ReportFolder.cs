using System.Text.Json;
using Dispersal.Experiments;
using Dispersal.Reporting.Pages;

namespace Dispersal.Reporting;

/// <summary>Makes a report for people to look at out of the files of a result folder, and of nothing else.</summary>
public static class ReportFolder
{
    /// <summary>The page that a report is.</summary>
    public const string PageName = "report.html";

    /// <summary>Writes the report of a folder into it: <c>report.html</c>, <c>figures/*.svg</c> and, for a run, <c>flows.geojson</c>.</summary>
    /// <remarks>All of it is made before anything is exchanged; <c>report.html</c> comes last, so that where it is there the rest is, too. Results stay as they are.</remarks>
    /// <param name="folder">A folder that <c>run --out</c>, <c>compare --out</c> or <c>sensitivity --out</c> has written.</param>
    /// <param name="sensitivity">A folder that <c>sensitivity --out</c> has written, to stand in the report of a run; null for none.</param>
    /// <returns>Path of the page.</returns>
    /// <exception cref="IOException">The folder holds no results, or none of a run where there is a sensitivity analysis to stand beside it; they cannot be read, or the report cannot be written.</exception>
    /// <exception cref="ScenarioException">The scenario in the folder cannot be read.</exception>
    public static string Write(string folder, string? sensitivity = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        if (!Directory.Exists(folder))
        {
            throw new IOException($"There is no folder {folder}. Name one that 'dispersal run --out' has written.");
        }

        // Held before anything is read: a run that replaced the results meanwhile would have the page of those that were there before.
        using ReportLock held = ReportLock.Take(folder);
        return Exchange(folder, Damage.Told(folder, () => FilesOf(folder, sensitivity)));
    }

    /// <summary>Writes the report of a sweep: <c>report.html</c> and <c>figures/*.svg</c>.</summary>
    /// <param name="store">The SQLite file that a sweep was recorded to.</param>
    /// <param name="folder">The folder to write to; made where there is none. One that holds other files than an earlier report is refused.</param>
    /// <returns>Path of the page.</returns>
    /// <exception cref="IOException">The store cannot be read, or the report cannot be written.</exception>
    public static string WriteSweep(string store, string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(store);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        using ReportLock held = ReportLock.Take(folder);
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any() && !File.Exists(Path.Combine(folder, PageName)))
        {
            throw new IOException($"{folder} holds files that are not a report (it has no {PageName}). Name a new or empty folder with --out.");
        }

        return Exchange(folder, Damage.Told(store, () => SweepFiles(new(SweepTable.Read(store)))));
    }

    private static IEnumerable<(string Name, string Text)> SweepFiles(SweepPage page) => [.. page.Figures(), (PageName, page.Html())];

    private static IEnumerable<(string Name, string Text)> FilesOf(string folder, string? sensitivity) => Kind(folder) switch
    {
        "comparison" or "sensitivity" when sensitivity is not null => throw new IOException(
            $"{folder} holds no run, and only the report of a run takes a sensitivity analysis. Name the folder of a run, or leave the analysis out."),
        "comparison" => ComparisonFiles(folder),
        "sensitivity" => SensitivityFiles(SensitivityPart.Read(folder)),
        _ => RunFiles(folder, sensitivity),
    };

    private static IEnumerable<(string Name, string Text)> RunFiles(string folder, string? sensitivity)
    {
        ResultFiles results = ResultFiles.Read(folder);
        string at = Path.Combine(folder, "scenario");
        Scenario scenario = Scenario.Load(at);
        IReadOnlyList<Observed> observed = Observed.Read(at);
        SubjectNames names = new(scenario);
        foreach ((string Name, string Text) figure in RunFigures.Of(scenario, results, names, [.. Chart.Of(results, scenario, names).Where(chart => chart.IsAnything(results))], observed))
        {
            yield return figure;
        }

        if (results.Flows.Count > 0)
        {
            yield return ("flows.geojson", FlowsGeoJson.Of(scenario, results, names));
        }

        SensitivityPart? part = sensitivity is null ? null : SensitivityPart.Read(sensitivity);
        foreach ((string Name, string Text) figure in part?.Figures() ?? [])
        {
            yield return figure;
        }

        yield return (PageName, RunPage.Of(folder, scenario, results, observed, part));
    }

    private static IEnumerable<(string Name, string Text)> SensitivityFiles(SensitivityPart part) => [.. part.Figures(), (PageName, SensitivityPage.Of(part))];

    private static IEnumerable<(string Name, string Text)> ComparisonFiles(string folder)
    {
        ComparisonPage page = new(ComparisonFolder.Read(folder));
        return [.. page.Figures(), (PageName, page.Html())];
    }

    // Runs have no kind; what else is kept in folders says so.
    private static string Kind(string folder)
    {
        string path = Path.Combine(folder, ManifestHead.FileName);
        if (!File.Exists(path))
        {
            return "";
        }

        try
        {
            using JsonDocument manifest = JsonDocument.Parse(ResultFile.Bytes(path));
            return manifest.RootElement.ValueKind == JsonValueKind.Object && manifest.RootElement.TryGetProperty("kind", out JsonElement kind) ? kind.GetString() ?? "" : "";
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            throw new IOException($"{path} is not a manifest. Name a folder that 'dispersal run --out' has written.", problem);
        }
    }

    /// <summary>(1) Everything into a folder of its own, (2) the old page away, (3) the rest exchanged, (4) the new page in.</summary>
    private static string Exchange(string folder, IReadOnlyList<(string Name, string Text)> files)
    {
        string partial = Path.Combine(folder, ".report.partial");
        string page = Path.Combine(folder, PageName);
        try
        {
            Delete(partial);

            // (1)
            List<string> names = [];
            foreach ((string name, string text) in files)
            {
                string path = Path.Combine(partial, name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                PlainFile.Write(path, text);
                names.Add(name);
            }

            // (2)
            File.Delete(page);

            // (3)
            string figures = Path.Combine(folder, "figures");
            Delete(figures);

            foreach (string name in names.Where(name => name != PageName))
            {
                string to = Path.Combine(folder, name);
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Move(Path.Combine(partial, name), to, overwrite: true);
            }

            // (4)
            File.Move(Path.Combine(partial, PageName), page, overwrite: true);
            return page;
        }
        catch (Exception problem) when (WriteFailure.IsOne(problem))
        {
            throw WriteFailure.Of(folder, problem);
        }
        finally
        {
            Delete(partial);
        }
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
