namespace Dispersal.Cli;

/// <summary>What the process returns; scripts rely on these numbers.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int InvalidScenario = 1;
    public const int Usage = 2;
    public const int RunFailed = 3;
    public const int Cancelled = 130;
}
