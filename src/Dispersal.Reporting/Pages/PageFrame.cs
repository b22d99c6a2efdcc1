using System.Security.Cryptography;
using System.Text;

namespace Dispersal.Reporting.Pages;

/// <summary>What every page has: one file that opens offline, allowed to run its own script and nothing else.</summary>
internal static class PageFrame
{
    /// <summary>A whole page.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="body">Markup of the body.</param>
    /// <param name="data">JSON for the script by element id.</param>
    public static string Around(string title, string body, params (string Id, string Json)[] data)
    {
        string script = Resource("report.js");
        string style = Resource("report.css");

        // The hashes let this script and this style sheet through and no other, wherever it might come from; there is no network at all.
        Markup page = new();
        page.Raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
            .Raw($"script-src '{Hash(script)}'; style-src '{Hash(style)}'; img-src data:; base-uri 'none'; form-action 'none'\">\n")
            .Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n")
            .Element("title", title)
            .Raw($"\n<link rel=\"icon\" href=\"data:,\">\n<style>{style}</style>\n</head>\n<body>\n")
            .Raw("<a class=\"skip\" href=\"#content\">Skip to the content</a>\n")
            .Raw(body);
        foreach ((string id, string json) in data)
        {
            page.Raw($"<script type=\"application/json\" id=\"{id}\">{Inert(json)}</script>\n");
        }

        return page.Raw("<div id=\"tip\" role=\"tooltip\" hidden></div>\n").Raw($"<script>{script}</script>\n</body>\n</html>\n").ToString();
    }

    /// <summary>A file that the page is made of.</summary>
    public static string Resource(string name)
    {
        using Stream stream = typeof(PageFrame).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The assembly holds no {name}.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase);
    }

    // No tag can begin inside JSON whose "<" are written as numbers.
    private static string Inert(string json) => json.Replace("<", "\\u003c", StringComparison.Ordinal);

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}
