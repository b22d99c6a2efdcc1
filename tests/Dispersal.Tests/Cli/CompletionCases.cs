namespace Dispersal.Tests.Cli;

/// <summary>What is typed in a shell, and what must be offered. SCENARIO stands for the folder of a <see cref="TinyScenario"/>.</summary>
internal static class CompletionCases
{
    public static readonly (string Typed, string Offered)[] All =
    [
        ("dispersal sw", "sweep"),
        ("dispersal run SCENARIO --en", "--engine"),
        ("dispersal run SCENARIO --engine ", "auto cohorts expected individuals"),
        ("dispersal run SCENARIO --set goal/home-u", "goal/home-utility="),
        ("dispersal run SCENARIO --set routes/town", "routes/town-bbb/ routes/town-ccc/"),
        ("dispersal run SCENARIO --set border/o", "border/on="),
        ("dispersal sweep SCENARIO --vary routes/town-bbb/pat", "routes/town-bbb/patrol="),
        ("dispersal sweep SCENARIO --figure returned-w", "returned-women/"),
        ("dispersal new x --template raq", "raqqa-2017"),
        ("dispersal completion ", "bash pwsh zsh"),
        ("dispersal run no-such-word", ""),
    ];

    /// <summary>Fails unless each case was offered what it must be.</summary>
    public static void Check(IEnumerable<string> offered) => Assert.Equal(
        All.Select(one => $"{one.Typed} => {one.Offered}"),
        All.Zip(offered, (one, words) => $"{one.Typed} => {words.Trim()}"));
}
