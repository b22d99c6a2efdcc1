using Dispersal.Experiments;
using Dispersal.Reporting;
using Microsoft.Playwright;

namespace Dispersal.Browser.Tests;

/// <summary>Reports of every kind, made once, and the browser that they are looked at with.</summary>
public sealed class Reports : IAsyncLifetime
{
    /// <summary>Name of the tests that share one set of reports and one browser.</summary>
    public const string Shared = "reports";

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("dispersal-");
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Page of a run of the base scenario.</summary>
    public string Base { get; private set; } = "";

    /// <summary>Page of a run of the small scenario with hostile names.</summary>
    public string Hostile { get; private set; } = "";

    /// <summary>Pages of every kind by name.</summary>
    public Dictionary<string, string> All { get; } = new(StringComparer.Ordinal);

    /// <summary>Where screenshots are left for a person to look at.</summary>
    public static string Pictures => Directory.CreateDirectory(Repository.PathOf("artifacts/report")).FullName;

    public async Task InitializeAsync()
    {
        if (!File.Exists(NeedsBrowserFactAttribute.Browser))
        {
            return;
        }

        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = NeedsBrowserFactAttribute.Browser,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        All["base"] = Base = Run(Scenario.Load(Repository.PathOf("scenarios/raqqa-2017")), "base", 2);
        All["two-country"] = Run(Scenario.Load(Repository.PathOf("scenarios/two-country")), "two-country", 3);
        Scenario hostile = HostileScenario.Make();
        All["hostile"] = Hostile = Run(hostile, "hostile", 3);
        string comparison = Path.Combine(root.FullName, "comparison");
        Comparison.Of(Ensemble.Run(hostile, 4), Ensemble.Run(HostileScenario.Make(patrol: 3), 4)).Save(comparison);
        All["comparison"] = ReportFolder.Write(comparison);
        string store = Path.Combine(root.FullName, "sweep.db");
        Sweep.Run(Design.LatinHypercube(hostile, 16), 2, store);
        All["sweep"] = ReportFolder.WriteSweep(store, Path.Combine(root.FullName, "sweep"));
        Sweep morris = Sweep.Run(Design.Morris(hostile, 3), 2, Path.Combine(root.FullName, "morris.db"));
        string sensitivity = Path.Combine(root.FullName, "sensitivity");
        SensitivityFolder.Save(morris, [(Measure.Returned, "WORLD", null), (Measure.Dead, "WORLD", null)], sensitivity);
        All["sensitivity"] = ReportFolder.Write(sensitivity);
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.CloseAsync();
        }

        playwright?.Dispose();
        root.Delete(recursive: true);
    }

    /// <summary>Opens a page and takes down whatever it says or asks for that it should not.</summary>
    public async Task<(IPage Page, List<string> Complaints)> Open(string file, int width = 1280, ColorScheme scheme = ColorScheme.Light, ReducedMotion motion = ReducedMotion.NoPreference)
    {
        IPage page = await browser!.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme, ReducedMotion = motion });
        List<string> complaints = [];
        page.Console += (_, message) => complaints.Add($"console {message.Type}: {message.Text}");
        page.PageError += (_, error) => complaints.Add($"error: {error}");
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith("file://", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                complaints.Add($"request: {request.Url}");
            }
        };
        int files = 0;
        page.Request += (_, request) =>
        {
            if (request.Url.StartsWith("file://", StringComparison.Ordinal) && ++files > 1)
            {
                complaints.Add($"second file: {request.Url}");
            }
        };
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        await page.WaitForSelectorAsync("html[data-ready=true]", new() { State = WaitForSelectorState.Attached });
        return (page, complaints);
    }

    private string Run(Scenario scenario, string name, int replicates)
    {
        string folder = Path.Combine(root.FullName, name);
        Ensemble.Run(scenario, replicates).Save(folder);
        return ReportFolder.Write(folder);
    }
}

/// <summary>The tests that share one set of reports and one browser.</summary>
[CollectionDefinition(Reports.Shared)]
public sealed class SharedReports : ICollectionFixture<Reports>;
