namespace Dispersal.Tests.Readme;

/// <summary>The parts of <c>docs/correctness.md</c> that runs write: each stands between <c>&lt;!-- NAME --&gt;</c> and <c>&lt;!-- /NAME --&gt;</c>.</summary>
internal static class CorrectnessPage
{
    private static readonly Lock Gate = new();

    private static string Path => Repository.PathOf("docs/correctness.md");

    /// <summary>Fails unless a part of the page is what a run says now; with ACCEPT=1 writes it.</summary>
    public static void Check(string part, string text)
    {
        lock (Gate)
        {
            string page = File.ReadAllText(Path);
            string opening = $"<!-- {part} -->\n";
            int start = page.IndexOf(opening, StringComparison.Ordinal);
            Assert.True(start >= 0, $"The page has no part {part}.");
            start += opening.Length;
            int end = page.IndexOf($"<!-- /{part} -->", start, StringComparison.Ordinal);
            string now = text.TrimEnd('\n') + "\n";
            if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
            {
                File.WriteAllText(Path, page[..start] + now + page[end..]);
                return;
            }

            Assert.True(page[start..end] == now, $"The part {part} of docs/correctness.md is not what runs say now. Run this test with ACCEPT=1 and read the difference. It should be:\n{now}");
        }
    }
}
