using System.Text.Json;
using Microsoft.Playwright;

namespace Dispersal.Browser.Tests;

/// <summary>Reports as a reader meets them: in a browser, from a file, without a network.</summary>
[Collection(Reports.Shared)]
public class ReportTests(Reports reports)
{
    [NeedsBrowserFact]
    public async Task Pages_of_every_kind_say_nothing_to_the_console_ask_for_nothing_and_fit_two_screens_in_two_themes()
    {
        foreach ((string name, string file) in reports.All)
        {
            foreach ((int width, ColorScheme scheme) in ((int, ColorScheme)[])[(1280, ColorScheme.Light), (390, ColorScheme.Dark)])
            {
                (IPage page, List<string> complaints) = await reports.Open(file, width, scheme);
                int content = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
                Assert.True(content <= width, $"{name} is {content} wide on a screen of {width}.");
                await page.ScreenshotAsync(new() { Path = Path.Combine(Reports.Pictures, $"{name}-{width}-{scheme.ToString().ToLowerInvariant()}.png"), FullPage = true });
                Assert.True(complaints.Count == 0, $"{name} at {width}: {string.Join("; ", complaints)}");
                await page.CloseAsync();
            }
        }
    }

    [NeedsBrowserFact]
    public void The_report_of_the_base_scenario_stays_under_three_megabytes() =>
        Assert.InRange(new FileInfo(reports.Base).Length, 500_000, 3_000_000);

    [NeedsBrowserFact]
    public async Task The_slider_moves_the_map_the_fates_the_table_and_the_charts()
    {
        (IPage page, List<string> complaints) = await reports.Open(reports.Base);
        string before = await State(page);
        await page.Locator("#date").FocusAsync();
        await page.Keyboard.PressAsync("PageUp");
        await page.Keyboard.PressAsync("ArrowRight");
        string after = await State(page);
        string[] then = before.Split('\n');
        string[] now = after.Split('\n');
        Assert.Equal(8, then.Length);
        Assert.DoesNotContain(Enumerable.Range(0, then.Length), part => then[part] == now[part]);
        Assert.Empty(complaints);

        // Every part that hangs on the date.
        static Task<string> State(IPage page) => page.EvaluateAsync<string>("""
            () => ['#date-said', '#fates-date', '#origins-date'].map(id => document.querySelector(id).textContent)
              .concat([...document.querySelectorAll('.flows path')].map(path => path.getAttribute('d')).join(''),
                [...document.querySelectorAll('.places circle')].map(circle => circle.getAttribute('r')).join(' '),
                [...document.querySelectorAll('#fates .link')].map(link => link.getAttribute('stroke-width')).join(' '),
                document.querySelector('#origins tbody').textContent, document.querySelector('.chart .values').textContent).join('\n')
            """);
    }

    [NeedsBrowserFact]
    public async Task Play_goes_from_month_to_month_until_it_is_paused()
    {
        (IPage page, _) = await reports.Open(reports.Base);
        int from = int.Parse(await page.Locator("#date").InputValueAsync());
        await page.Locator("#play").ClickAsync();
        await Until(page, $"Number(document.getElementById('date').value) >= {from + 3}");
        Assert.Equal("Pause", await page.Locator("#play").TextContentAsync());
        await page.Locator("#play").ClickAsync();
        string at = await page.Locator("#date").InputValueAsync();
        await page.WaitForTimeoutAsync(600);
        Assert.Equal(at, await page.Locator("#date").InputValueAsync());
    }

    [NeedsBrowserFact]
    public async Task Those_who_ask_for_less_motion_see_a_year_at_a_time()
    {
        (IPage page, _) = await reports.Open(reports.Base, motion: ReducedMotion.Reduce);
        int from = int.Parse(await page.Locator("#date").InputValueAsync());
        await page.Locator("#play").ClickAsync();
        await page.WaitForTimeoutAsync(700);
        Assert.Equal(from, int.Parse(await page.Locator("#date").InputValueAsync()));
        await Until(page, $"Number(document.getElementById('date').value) === {from + 12}");
        Assert.Equal("auto", await page.EvaluateAsync<string>("getComputedStyle(document.documentElement).scrollBehavior"));
    }

    [NeedsBrowserFact]
    public async Task A_heading_sorts_the_table_and_the_same_heading_turns_it_around()
    {
        (IPage page, _) = await reports.Open(reports.Base);
        ILocator heading = page.Locator("#origins thead button", new() { HasText = "Returned" });
        await heading.ClickAsync();
        double[] down = await Column();
        Assert.Equal(down.OrderDescending(), down);
        Assert.True(down.Length > 50 && down[0] > down[^1]);
        Assert.Equal("descending", await page.Locator("#origins thead th", new() { HasText = "Returned" }).GetAttributeAsync("aria-sort"));
        await heading.ClickAsync();
        Assert.Equal(down.Order(), await Column());
        await page.Locator("#origins thead button", new() { HasText = "Origin" }).ClickAsync();
        string[] names = await page.EvaluateAsync<string[]>("[...document.querySelectorAll('#origins tbody tr:not([hidden]) th')].map(cell => cell.textContent)");
        Assert.Equal(names.Order(StringComparer.OrdinalIgnoreCase), names);

        Task<double[]> Column() => page.EvaluateAsync<double[]>("[...document.querySelectorAll('#origins tbody tr:not([hidden])')].map(row => Number(row.cells[5].dataset.value))");
    }

    [NeedsBrowserFact]
    public async Task The_numbers_of_the_table_are_those_of_the_results()
    {
        (IPage page, _) = await reports.Open(reports.Base);
        await page.Locator("#date").FocusAsync();
        await page.Keyboard.PressAsync("End");
        string[] cells = await page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll('#origins tbody tr')].filter(row => row.cells[0].textContent === 'Germany').flatMap(row => [...row.cells].slice(2).map(cell => cell.querySelector('b').textContent))
            """);
        string summary = Path.Combine(Path.GetDirectoryName(reports.Base)!, "summary.csv");
        string[] expected =
        [
            .. new[] { "departed", "dead", "in-theatre", "returned", "known", "at-large", "imprisoned" }
                .Select(measure => File.ReadLines(summary).Single(line => line.StartsWith($"{measure},DEU,2023-12-31,", StringComparison.Ordinal)).Split(',')[5])
                .Select(median => double.Parse(median)).Select(median => median >= 100 ? Math.Round(median, MidpointRounding.AwayFromZero).ToString("#,##0") : median.ToString("0.#")),
        ];
        Assert.Equal(expected, cells);
    }

    [NeedsBrowserFact]
    public async Task Focus_by_keyboard_shows_the_numbers_of_a_place_and_arrows_go_on_to_the_next()
    {
        (IPage page, _) = await reports.Open(reports.Base);
        Assert.Equal(1, await page.Locator(".places circle[tabindex='0']").CountAsync());
        await page.Locator(".places circle[tabindex='0']").FocusAsync();
        string first = await page.Locator("#tip").InnerTextAsync();
        Assert.Matches(@"^.+: [\d,.]+ persons", first);
        await page.Keyboard.PressAsync("ArrowRight");
        string second = await page.Locator("#tip").InnerTextAsync();
        Assert.NotEqual(first, second);
        await page.Keyboard.PressAsync("Escape");
        Assert.False(await page.Locator("#tip").IsVisibleAsync());
    }

    [NeedsBrowserFact]
    public async Task Pointing_at_a_flow_and_at_a_chart_shows_numbers_with_their_interval()
    {
        (IPage page, _) = await reports.Open(reports.Base);
        await page.Locator("#views button", new() { HasText = "Border: Turkey" }).ClickAsync();
        await page.Locator(".flows path").First.DispatchEventAsync("pointerenter", new { clientX = 300, clientY = 300 });
        Assert.Matches(@" to .+, by [\s\S]*passed [\d,.]+ \([\d,.]+ to [\d,.]+\)", await page.Locator("#tip").InnerTextAsync());
        ILocator chart = page.Locator(".chart svg").First;
        await chart.ScrollIntoViewIfNeededAsync();
        await chart.HoverAsync();
        Assert.Matches(@"[\d,.]+ \([\d,.]+ to [\d,.]+\)", await page.Locator("#tip").InnerTextAsync());
    }

    [NeedsBrowserFact]
    public async Task Views_go_nearer_and_outcomes_can_be_left_out()
    {
        (IPage page, _) = await reports.Open(reports.Base);
        string world = (await page.Locator("path.land").GetAttributeAsync("d"))!;
        foreach (string view in (string[])["Around the theatre", "Theatre", "Border: Turkey"])
        {
            await page.Locator("#views button", new() { HasTextString = view }).Last.ClickAsync();
            string near = (await page.Locator("path.land").GetAttributeAsync("d"))!;
            Assert.NotEqual(world, near);
            world = near;
        }

        Assert.NotEqual(0, await page.Locator(".flow.turned-back").CountAsync());
        await page.Locator(".outcome.turned-back input").UncheckAsync();
        Assert.Equal(0, await page.Locator(".flow.turned-back").CountAsync());
        Assert.NotEqual(0, await page.Locator(".flow.passed").CountAsync());
    }

    [NeedsBrowserFact]
    public async Task Days_on_which_ground_was_lost_are_marked_and_named()
    {
        (IPage page, _) = await reports.Open(reports.Base);
        Assert.Contains("Raqqa (17 Oct 2017)", await page.Locator("#lost").TextContentAsync(), StringComparison.Ordinal);
        int losses = File.ReadLines(Repository.PathOf("scenarios/raqqa-2017/control.csv")).Count(line => line.Split(',') is { Length: > 2 } cells && cells[2] == "0");
        Assert.Equal(losses, await page.Locator("#marks .loss").CountAsync());
    }

    [NeedsBrowserFact]
    public async Task Hostile_names_stay_text_in_pages_of_every_kind()
    {
        foreach (string name in (string[])["hostile", "comparison", "sweep", "sensitivity"])
        {
            (IPage page, List<string> complaints) = await reports.Open(reports.All[name]);
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(part => { part.open = true; })");
            foreach (IElementHandle element in await page.QuerySelectorAllAsync(".places circle, .flows path, #fates .link, #fates .node"))
            {
                await element.DispatchEventAsync("pointerenter", new { clientX = 200, clientY = 200 });
            }

            Assert.Null(await page.EvaluateAsync<JsonElement?>("window.pwned ?? null"));
            Assert.Equal(0, await page.Locator("img").CountAsync());
            Assert.Equal(1, await page.Locator("script:not([type])").CountAsync());
            Assert.Equal(0, await page.Locator("[onmouseover], [onerror]").CountAsync());
            Assert.DoesNotContain('\u202E', await page.ContentAsync());
            Assert.Empty(complaints);
        }

        (IPage run, _) = await reports.Open(reports.Hostile);
        Assert.Equal("Title " + HostileScenario.Script, await run.Locator("h1").TextContentAsync());
        Assert.Contains(HostileScenario.Image, await run.Locator(".lead").TextContentAsync(), StringComparison.Ordinal);
        Assert.Contains("Bland safe\\u202egnp.exe", await run.Locator("#origins").TextContentAsync(), StringComparison.Ordinal);
        await run.Locator(".places circle[tabindex='0']").FocusAsync();
        Assert.Matches("Town </script><script>|Place <img|Place \" on", await run.Locator("#tip").InnerTextAsync());
    }

    [NeedsBrowserFact]
    public async Task A_page_runs_no_script_but_its_own_and_reaches_no_network()
    {
        (IPage page, _) = await reports.Open(reports.Hostile);
        Assert.True(await page.EvaluateAsync<bool>("""
            () => {
              const script = document.createElement('script');
              script.textContent = 'window.injected = true';
              document.body.append(script);
              document.body.insertAdjacentHTML('beforeend', '<b onclick="window.injected = true">x</b>');
              document.body.lastElementChild.click();
              return window.injected === undefined;
            }
            """));
        Assert.Equal("blocked", await page.EvaluateAsync<string>("fetch('https://example.org/').then(() => 'reached', () => 'blocked')"));
        Assert.Equal("blocked", await page.EvaluateAsync<string>("new Promise(done => { const image = new Image(); image.onload = () => done('reached'); image.onerror = () => done('blocked'); image.src = 'https://example.org/x.png'; })"));
    }

    [NeedsBrowserFact]
    public async Task What_is_switched_off_is_not_there()
    {
        (IPage page, _) = await reports.Open(reports.Hostile);
        string[] titles = await page.EvaluateAsync<string[]>("[...document.querySelectorAll('.chart h3')].map(title => title.textContent)");
        Assert.Contains("Returned", titles);
        Assert.DoesNotContain("Attacks", titles);
        Assert.DoesNotContain("Appeal of the cause", titles);
        Assert.DoesNotContain("Attacks", await page.Locator("#charts-part").TextContentAsync(), StringComparison.Ordinal);
    }

    [NeedsBrowserFact]
    public async Task Dark_and_light_follow_the_reader()
    {
        (IPage light, _) = await reports.Open(reports.Hostile);
        (IPage dark, _) = await reports.Open(reports.Hostile, scheme: ColorScheme.Dark);
        Assert.True(await Brightness(light) > 200 && await Brightness(dark) < 60);

        static Task<double> Brightness(IPage page) => page.EvaluateAsync<double>("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3");
    }

    [NeedsBrowserFact]
    public async Task On_paper_there_are_no_buttons_and_nothing_is_cut_off()
    {
        (IPage page, _) = await reports.Open(reports.Base);
        await page.EvaluateAsync("window.dispatchEvent(new Event('beforeprint'))");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (string control in (string[])["nav", "#play", "#views", "#subject"])
        {
            Assert.False(await page.Locator(control).First.IsVisibleAsync(), control);
        }

        Assert.Equal("visible", await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.scroll')).overflowX"));
        Assert.Equal("Dec 2023", await page.Locator("#date-said").TextContentAsync());
        Assert.True(await page.EvaluateAsync<bool>("[...document.querySelectorAll('details')].every(part => part.open)"));
        byte[] paper = await page.PdfAsync(new() { Format = "A4", PrintBackground = true, Path = Path.Combine(Reports.Pictures, "base.pdf") });
        Assert.True(paper.Length > 50_000);
    }

    [NeedsBrowserFact]
    public async Task A_screen_reader_meets_headings_in_order_and_a_name_for_everything()
    {
        foreach ((string name, string file) in reports.All)
        {
            (IPage page, _) = await reports.Open(file);
            int[] levels = await page.EvaluateAsync<int[]>("[...document.querySelectorAll('h1, h2, h3')].map(heading => Number(heading.tagName[1]))");
            Assert.Equal(1, levels[0]);
            Assert.Equal(1, levels.Count(level => level == 1));
            Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1, name));
            string[] nameless = await page.EvaluateAsync<string[]>("""
                [...document.querySelectorAll('svg[role], input, select, button, [role=region], section')].filter(part => !part.closest('[hidden]'))
                  .filter(part => !(part.getAttribute('aria-label') || part.getAttribute('aria-labelledby') || part.labels?.length || part.querySelector('title')?.textContent || part.tagName === 'BUTTON' && part.textContent))
                  .map(part => part.outerHTML.slice(0, 120))
                """);
            Assert.Empty(nameless);
        }
    }

    // The page lets nobody evaluate text, so that the driver's own way to wait is closed; asking again and again is open.
    private static async Task Until(IPage page, string condition)
    {
        for (int tries = 0; !await page.EvaluateAsync<bool>(condition); tries++)
        {
            Assert.True(tries < 200, $"Never came true: {condition}");
            await page.WaitForTimeoutAsync(50);
        }
    }
}
