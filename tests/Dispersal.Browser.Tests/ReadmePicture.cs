using System.Buffers.Binary;
using Dispersal.Reporting;
using Microsoft.Playwright;

namespace Dispersal.Browser.Tests;

/// <summary>The picture in the README: the report that the README's own command makes. <c>ACCEPT=1</c> takes it anew.</summary>
[Collection(Reports.Shared)]
public class ReadmePicture(Reports reports)
{
    private const int Width = 1000;
    private const int Height = 800;
    private const int MostBytes = 300_000;

    private static string Picture => Repository.PathOf("docs/images/report.png");

    [NeedsBrowserFact]
    public async Task It_shows_the_report_of_the_base_scenario_and_is_small()
    {
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
        {
            await Take();
        }

        byte[] file = await File.ReadAllBytesAsync(Picture);
        Assert.Equal("89504E470D0A1A0A", Convert.ToHexString(file, 0, 8));
        Assert.Equal((Width, Height), (BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(20))));
        Assert.InRange(file.Length, 50_000, MostBytes);
        Assert.Contains("(docs/images/report.png)", await File.ReadAllTextAsync(Repository.PathOf("README.md")), StringComparison.Ordinal);
    }

    // What the README's first command does.
    private async Task Take()
    {
        DirectoryInfo scratch = Directory.CreateTempSubdirectory("dispersal-");
        try
        {
            string results = Path.Combine(scratch.FullName, "raqqa-2017");
            Ensemble.Run(Scenario.Load(Repository.PathOf("scenarios/raqqa-2017")), replicates: 20).Save(results);
            (IPage page, _) = await reports.Open(ReportFolder.Write(results), Width);
            await page.SetViewportSizeAsync(Width, Height);
            await page.Locator("#views button", new() { HasText = "Around the theatre" }).ClickAsync();
            await page.EvaluateAsync("scrollTo({ top: document.querySelector('.time').getBoundingClientRect().top + scrollY, behavior: 'instant' })");
            await page.Mouse.MoveAsync(1, 1);
            Directory.CreateDirectory(Path.GetDirectoryName(Picture)!);
            await page.ScreenshotAsync(new() { Path = Picture });
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }
}
