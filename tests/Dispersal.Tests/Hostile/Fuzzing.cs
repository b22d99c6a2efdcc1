using System.Diagnostics;
using System.Globalization;

namespace Dispersal.Tests.Hostile;

/// <summary>
/// Runs cases one after another, in the same order every time, for a while: each must end in time, within its memory, and as its reader says. The while is a second or two;
/// in the long suite, or by <c>DISPERSAL_FUZZ_SECONDS</c> for each reader, longer. The case that fails is left in <c>artifacts/fuzz</c>.
/// </summary>
internal static class Fuzzing
{
    /// <summary>Number of the first case where another stretch of cases is wanted than the usual one.</summary>
    private static readonly ulong First = ulong.TryParse(Environment.GetEnvironmentVariable("DISPERSAL_FUZZ_FROM"), NumberStyles.None, CultureInfo.InvariantCulture, out ulong from) ? from : 0;

    // Without the variable the cases are those of every run, so that a faster machine does not fail where a slower one passed; new ones are looked for with it.
    private const int CasesEach = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs cases.</summary>
    /// <param name="reader">Name of the reader.</param>
    /// <param name="seconds">How long; the variable goes before it.</param>
    /// <param name="least">Cases that are run however slow the machine is.</param>
    /// <param name="mostBytes">Bytes that a case may allocate.</param>
    /// <param name="run">Runs a case by its number and gives what describes it, to be kept if it fails.</param>
    /// <returns>Number of cases.</returns>
    public static int Run(string reader, double seconds, int least, long mostBytes, Func<ulong, Case> run)
    {
        int most = int.MaxValue;
        if (double.TryParse(Environment.GetEnvironmentVariable("DISPERSAL_FUZZ_SECONDS"), NumberStyles.Float, CultureInfo.InvariantCulture, out double asked))
        {
            seconds = asked;
        }
        else
        {
            most = least * CasesEach;
        }

        Stopwatch clock = Stopwatch.StartNew();
        int cases = 0;
        long caseBegan = 0;
        Exception? failure = null;
        Thread thread = new(() =>
        {
            for (ulong number = First; failure is null && cases < most && (cases < least || clock.Elapsed.TotalSeconds < seconds); number++)
            {
                Interlocked.Exchange(ref caseBegan, clock.ElapsedTicks);
                Case tried = run(number);
                long before = GC.GetAllocatedBytesForCurrentThread();
                try
                {
                    tried.Read();
                    long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                    Assert.True(allocated <= mostBytes, $"{allocated:N0} bytes were allocated.");
                    cases++;
                }
#pragma warning disable CA1031 // Whatever it is, it is what is looked for.
                catch (Exception problem)
#pragma warning restore CA1031
                {
                    failure = new InvalidOperationException($"{reader}, case {number}, kept in {Keep(reader, number, tried)}: {problem}", problem);
                }
            }
        })
        { IsBackground = true, Name = $"fuzzing {reader}" };
        thread.Start();
        while (!thread.Join(TimeSpan.FromMilliseconds(200)))
        {
            TimeSpan spent = TimeSpan.FromSeconds((clock.ElapsedTicks - Interlocked.Read(ref caseBegan)) / (double)Stopwatch.Frequency);
            Assert.True(spent < Patience, $"{reader}, case {First + (ulong)cases}: no end after {spent.TotalSeconds:0} s.");
        }

        return failure is null ? cases : throw failure;
    }

    private static string Keep(string reader, ulong number, Case tried)
    {
        string folder = Path.Combine(Repository.Root, "artifacts", "fuzz", $"{reader}-{number}");
        Directory.CreateDirectory(folder);
        foreach ((string name, byte[] bytes) in tried.Files)
        {
            File.WriteAllBytes(Path.Combine(folder, name.Replace('/', '!')), bytes);
        }

        return folder;
    }
}

/// <summary>A case.</summary>
/// <param name="Files">What it consists of, by name.</param>
/// <param name="Read">Reads it; throws when the reader does what it must not.</param>
internal sealed record Case(IReadOnlyList<(string Name, byte[] Bytes)> Files, Action Read);
