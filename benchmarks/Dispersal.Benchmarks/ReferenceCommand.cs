using System.Diagnostics;
using System.Globalization;

namespace Dispersal.Benchmarks;

/// <summary>
/// <c>reference --graph FILE --agents N --days D [--replicates R] [--threads T] [--engine individuals|cohorts] [--repeat K] [--seed S]
/// [--dump FILE --dump-days 30,120] [--start K]</c>: runs the reference workload and prints one line.
/// </summary>
internal static class ReferenceCommand
{
    public static int Run(string[] arguments)
    {
        Dictionary<string, string> options = new(StringComparer.Ordinal);
        for (int i = 0; i + 1 < arguments.Length; i += 2)
        {
            options[arguments[i]] = arguments[i + 1];
        }

        ReferenceGraph graph = ReferenceGraph.Read(options["--graph"]);
        long agents = (long)Number("--agents", 30_000);
        string engine = options.GetValueOrDefault("--engine", "individuals");
        int days = (int)Number("--days", 365);
        int replicates = (int)Number("--replicates", 1);
        int threads = (int)Number("--threads", 1);
        int repeats = (int)Number("--repeat", 5);
        ulong seed = (ulong)Number("--seed", 1);
        int starts = (int)Number("--start", 10);
        int[] dumpDays = [.. options.GetValueOrDefault("--dump-days", "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(d => int.Parse(d, CultureInfo.InvariantCulture))];
        using StreamWriter? dump = options.TryGetValue("--dump", out string? file) ? new StreamWriter(file) : null;

        // Threads share the replicates where there are several, else the persons of the one.
        int workers = Math.Min(threads, replicates);
        IReferenceWorkload[] workloads = [.. Enumerable.Range(0, workers).Select(_ => engine switch
        {
            "individuals" => (IReferenceWorkload)new ReferenceWorkload(graph, checked((int)agents), days, starts, replicates > 1 ? 1 : threads),
            "cohorts" => new ReferenceCohorts(graph, agents, days, starts),
            _ => throw new ArgumentException($"There is no engine \"{engine}\"."),
        })];
        double[] seconds = new double[repeats];
        long events = 0;
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            Stopwatch watch = Stopwatch.StartNew();
            events = 0;
            int next = 0;
            Lock gate = new();
            Thread[] running = [.. workloads.Select(w => new Thread(() => Work(w)))];
            Array.ForEach(running, t => t.Start());
            Array.ForEach(running, t => t.Join());
            seconds[repeat] = watch.Elapsed.TotalSeconds;

            void Work(IReferenceWorkload workload)
            {
                for (int r = Interlocked.Increment(ref next) - 1; r < replicates; r = Interlocked.Increment(ref next) - 1)
                {
                    workload.Run(seed, r);
                    Interlocked.Add(ref events, workload.Events);
                    if (dump is not null && repeat == 0)
                    {
                        lock (gate)
                        {
                            Write(dump, workload, r, dumpDays);
                        }
                    }
                }
            }
        }

        Array.ForEach(workloads, w => w.Dispose());
        Array.Sort(seconds);
        double median = seconds[repeats / 2];
        Console.WriteLine(FormattableString.Invariant(
            $"engine={engine} agent-days/s={(double)agents * days * replicates / median:e4} events/s={events / median:e4} bytes/agent={workloads[0].Bytes / (double)agents:f2} seconds={median:f6}"));
        return 0;

        double Number(string name, double fallback) =>
            options.TryGetValue(name, out string? text) ? double.Parse(text, CultureInfo.InvariantCulture) : fallback;
    }

    private static void Write(StreamWriter dump, IReferenceWorkload workload, int replicate, int[] days)
    {
        foreach (int day in days)
        {
            dump.Write(FormattableString.Invariant($"{replicate} {day}"));
            foreach (double count in workload.CountsOf(day))
            {
                dump.Write(FormattableString.Invariant($" {count}"));
            }

            dump.WriteLine();
        }
    }
}
