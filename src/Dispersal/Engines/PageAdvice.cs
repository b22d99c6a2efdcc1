using System.Runtime.InteropServices;

namespace Dispersal.Engines;

/// <summary>
/// Large buffers are read all over the place, and every small page costs a look-up: where the system offers pages of 2 MiB on request, it is asked.
/// </summary>
internal static unsafe partial class PageAdvice
{
    private const nuint Size = 2 << 20;
    private const int HugePage = 14;    // MADV_HUGEPAGE of Linux

    /// <summary>Asks for huge pages; refused, the buffer works as well.</summary>
    public static void AskForHugePages(void* start, nuint bytes)
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Advise(start, bytes & ~(Size - 1), HugePage);
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);
}
