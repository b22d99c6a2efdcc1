using System.Diagnostics;

namespace Dispersal.Tests.Reporting;

/// <summary>The page's script, style sheet and map as committed are those that its sources make.</summary>
public class PageBundleTests
{
    private const string Page = "src/Dispersal.Reporting/Page";

    [NeedsNodeFact]
    public void The_lock_file_and_the_sources_give_the_committed_bytes()
    {
        DirectoryInfo scratch = Directory.CreateTempSubdirectory("dispersal-");
        try
        {
            foreach (string file in Repository.Files().Where(file => file.StartsWith(Page + "/", StringComparison.Ordinal) && !file.Contains("/built/", StringComparison.Ordinal)))
            {
                string to = Path.Combine(scratch.FullName, file[(Page.Length + 1)..]);
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Copy(Repository.PathOf(file), to);
            }

            (int installed, string said) = Run(scratch.FullName, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline");
            if (installed != 0 && said.Split('\n').Any(line => line.Contains("EAI_AGAIN", StringComparison.Ordinal) || line.Contains("ENOTFOUND", StringComparison.Ordinal)
                || line.Contains("ECONNREFUSED", StringComparison.Ordinal) || line.Contains("ETIMEDOUT", StringComparison.Ordinal)))
            {
                // The runner takes an exception that begins so for a skipped test.
                throw new InvalidOperationException("$XunitDynamicSkip$The packages of the page cannot be fetched: there is no network.");
            }

            Assert.True(installed == 0, said);
            (int built, string problem) = Run(scratch.FullName, "node", "build.mjs", "again");
            Assert.True(built == 0, problem);
            string[] files = [.. Directory.GetFiles(Path.Combine(scratch.FullName, "again")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
            Assert.Equal(["THIRD-PARTY.md", "report.css", "report.js", "world.json"], files);
            Assert.DoesNotContain(files, file => !File.ReadAllBytes(Path.Combine(scratch.FullName, "again", file)).SequenceEqual(File.ReadAllBytes(Repository.PathOf($"{Page}/built/{file}"))));
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_lock_file_pins_every_package_by_its_hash_and_names_no_host()
    {
        string text = File.ReadAllText(Repository.PathOf($"{Page}/package-lock.json"));
        Assert.DoesNotContain("\"resolved\"", text, StringComparison.Ordinal);
        using System.Text.Json.JsonDocument file = System.Text.Json.JsonDocument.Parse(text);
        var packages = file.RootElement.GetProperty("packages").EnumerateObject().Where(package => package.Name.Length > 0).ToArray();
        Assert.True(packages.Length > 10);
        Assert.All(packages, package => Assert.StartsWith("sha512-", package.Value.GetProperty("integrity").GetString(), StringComparison.Ordinal));
    }

    private static (int ExitCode, string Said) Run(string folder, string program, params string[] words)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, words) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}
