namespace Dispersal;

/// <summary>Says what to do when something cannot be written.</summary>
internal static class WriteFailure
{
    /// <summary>Whether a failure means that there is no room left, on the disk or for this user or process.</summary>
    public static bool IsOfRoom(Exception problem)
    {
        const int tooLarge = 27; // EFBIG
        const int noSpace = 28; // ENOSPC
        const int overQuota = 122; // EDQUOT
        const int overQuotaOfBsd = 69;
        const int windowsDiskFull = unchecked((int)0x80070070);
        if (problem.InnerException is { } inner && problem is IOException && IsOfRoom(inner))
        {
            return true;
        }

        return IsTooLarge(problem) || (problem is IOException && (problem.HResult is noSpace or windowsDiskFull
            || (!OperatingSystem.IsWindows() && problem.HResult is tooLarge or overQuota or overQuotaOfBsd)));
    }

    /// <summary>Whether a failure is one of writing, rather than a fault of the program.</summary>
    public static bool IsOne(Exception problem) => problem is IOException or UnauthorizedAccessException || IsTooLarge(problem);

    // What the runtime makes of a file that would grow beyond what the process may write.
    private static bool IsTooLarge(Exception problem) => problem is ArgumentOutOfRangeException { ParamName: "value" };

    /// <summary>The failure in words of ours.</summary>
    /// <param name="path">What was to be written.</param>
    /// <param name="problem">What the system says.</param>
    public static IOException Of(string path, Exception problem) => IsOfRoom(problem)
        ? new($"{path} cannot be written: the disk is full. Make room, or name a place on another disk.", problem)
        : new($"{path} cannot be written: it is in use, not allowed, or the disk refuses. Name another place.", problem);
}
