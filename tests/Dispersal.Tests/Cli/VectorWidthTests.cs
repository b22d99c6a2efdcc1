using System.Text.Json;
using Dispersal.Tests.Scenarios;

namespace Dispersal.Tests.Cli;

/// <summary>Processors differ in the width of their vectors; results do not.</summary>
public sealed class VectorWidthTests
{
    [Fact]
    public void A_run_has_the_same_digest_with_wide_vectors_narrow_ones_and_none()
    {
        using ScratchFolder scratch = new();
        string asIs = Digest(scratch, "as-is", []);

        Assert.Equal(asIs, Digest(scratch, "narrow", new() { ["DOTNET_EnableAVX512F"] = "0", ["DOTNET_EnableAVX512"] = "0" }));
        Assert.Equal(asIs, Digest(scratch, "none", new() { ["DOTNET_EnableHWIntrinsic"] = "0" }));
    }

    private static string Digest(ScratchFolder scratch, string name, Dictionary<string, string> environment)
    {
        string folder = Path.Combine(scratch.Root, name);
        Said said = Tool.Run(environment, "run", Repository.PathOf("scenarios/two-country"), "--replicates", "3", "--seed", "5", "--out", folder, "--quiet");
        Assert.True(said.ExitCode == 0, said.Error);
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "manifest.json")));
        return manifest.RootElement.GetProperty("resultDigest").GetString()!;
    }
}
