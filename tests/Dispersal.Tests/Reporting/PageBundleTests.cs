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
                string to = Path.Combine(scratch.FullName, file);
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Copy(Repository.PathOf(file), to);
            }

            // The block of the guide, as typed in a clone.
            string block = File.ReadAllText(Repository.PathOf("docs/report.md")).Split("<!-- run by PageBundleTests -->\n```sh\n")[1].Split("```")[0];
            (int ended, string said) = Run(scratch.FullName, "bash", "-e", "-c", block);
            if (ended != 0 && said.Split('\n').Any(line => line.Contains("EAI_AGAIN", StringComparison.Ordinal) || line.Contains("ENOTFOUND", StringComparison.Ordinal)
                || line.Contains("ECONNREFUSED", StringComparison.Ordinal) || line.Contains("ETIMEDOUT", StringComparison.Ordinal)))
            {
                // The runner takes an exception that begins so for a skipped test.
                throw new InvalidOperationException("$XunitDynamicSkip$The packages of the page cannot be fetched: there is no network.");
            }

            Assert.True(ended == 0, said);
            string built = Path.Combine(scratch.FullName, Page, "built");
            string[] files = [.. Directory.GetFiles(built).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
            Assert.Equal(["THIRD-PARTY.md", "report.css", "report.js", "world.json"], files);
            Assert.DoesNotContain(files, file => !File.ReadAllBytes(Path.Combine(built, file)).SequenceEqual(File.ReadAllBytes(Repository.PathOf($"{Page}/built/{file}"))));
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
        ProcessStartInfo start = new(program, words) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (string setting in (string[])["audit=false", "fund=false", "prefer_offline=true"])
        {
            start.Environment["npm_config_" + setting.Split('=')[0]] = setting.Split('=')[1];
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}
