using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Dispersal.Mutation;

/// <summary>Runs tests in this process, which is one for each change: as xunit runs them, one after the other, until one fails.</summary>
internal static class Trial
{
    /// <summary>Folders of tests that speak of the model and its engines.</summary>
    public static readonly string[] Folders = ["Oracles", "Network", "Randomness", "Mechanisms", "Laws", "Results", "Engines", "Reference"];

    /// <summary>Classes of tests elsewhere that do, too.</summary>
    public static readonly string[] Classes = ["Readme.OwnRuleTests", WholeRuns];

    /// <summary>Tests of whole runs by other processes, which no note is taken of: they may reach anything.</summary>
    public const string WholeRuns = "Cli.VectorWidthTests";

    // What starts other programs, and faults that are planted in tests, say nothing of the library.
    private static readonly string[] LeftOut = ["planted", "is_caught", "networkx", "process", "would_be_noticed"];

    /// <summary>Runs each test and writes for it a line: its name, the seconds that it took of the processor, whether it passed, numbers of the changes that it reached.</summary>
    public static void Survey(string folder, string file, string word)
    {
        using StreamWriter lines = new(file);
        Tests tests = new(folder);
        bool[] reached = (bool[])Assembly.Load("Dispersal").GetType("Dispersal.Planted")!.GetField("Reached")!.GetValue(null)!;
        foreach (string name in tests.Names.Where(name => name.Contains(word, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            Array.Clear(reached);
            TimeSpan before = Spent();
            string failure = tests.Run(name);
            string numbers = string.Join(' ', Enumerable.Range(0, reached.Length).Where(i => reached[i]));
            lines.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}\t{(Spent() - before).TotalSeconds:F2}\t{failure}\t{numbers}"));
            lines.Flush();
        }
    }

    /// <summary>Runs tests until one fails: each has its own limit in seconds of the processor, since the clock on the wall goes on while others are busy.</summary>
    /// <returns>What failed and how; empty if nothing did.</returns>
    public static string FirstFailure(string folder, string file)
    {
        Tests tests = new(folder);
        string running = "";
        double until = double.MaxValue;
        Thread watch = new(() =>
        {
            while (true)
            {
                Thread.Sleep(500);
                if (Spent().TotalSeconds > Volatile.Read(ref until))
                {
                    Console.WriteLine($"{running}: no end");
                    Process.GetCurrentProcess().Kill();
                }
            }
        })
        { IsBackground = true };
        watch.Start();
        foreach (string line in File.ReadLines(file))
        {
            string[] cells = line.Split('\t');
            running = cells[0];
            Volatile.Write(ref until, Spent().TotalSeconds + double.Parse(cells[1], CultureInfo.InvariantCulture));
            string failure = tests.Run(running);
            if (failure.Length > 0)
            {
                return $"{running}: {failure}";
            }
        }

        return "";
    }

    private static TimeSpan Spent() => Process.GetCurrentProcess().TotalProcessorTime;

    private static bool IsWanted(ITestCase test)
    {
        string name = test.TestMethod.TestClass.Class.Name["Dispersal.Tests.".Length..];
        return name.Split('.') is [var folder, ..] && (Folders.Contains(folder) || Classes.Contains(name))
            && !(test.Traits.TryGetValue("Suite", out List<string>? suites) && suites.Contains("Long"))
            && test.SkipReason is null
            && !LeftOut.Any(word => $"{name}.{test.TestMethod.Method.Name}".Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    private static string NameOf(ITestCase test) => $"{test.TestMethod.TestClass.Class.Name["Dispersal.Tests.".Length..]}.{test.TestMethod.Method.Name}";

    // Tests of an assembly, by name; the rows of a theory are one test.
    private sealed class Tests
    {
        private readonly ITestFrameworkExecutor executor;
        private readonly ILookup<string, ITestCase> cases;

        public Tests(string folder)
        {
            Assembly assembly = Assembly.LoadFrom(Path.Combine(folder, "Dispersal.Tests.dll"));
            XunitTestFramework framework = new(new NullMessageSink());
            using Found found = new();
            framework.GetDiscoverer(Reflector.Wrap(assembly)).Find(includeSourceInformation: false, found, new Options());
            found.Done.WaitOne();
            executor = framework.GetExecutor(assembly.GetName());
            cases = found.Cases.Where(IsWanted).ToLookup(NameOf, StringComparer.Ordinal);
        }

        public IEnumerable<string> Names => cases.Select(test => test.Key);

        public string Run(string name)
        {
            using Ran ran = new();
            Options options = new();
            options.SetValue("xunit.execution.DisableParallelization", true);
            options.SetValue("xunit.execution.SynchronousMessageReporting", true);
            executor.RunTests(cases[name], ran, options);
            ran.Done.WaitOne();
            return ran.Failure;
        }
    }

    private sealed class Options : Xunit.LongLivedMarshalByRefObject, ITestFrameworkDiscoveryOptions, ITestFrameworkExecutionOptions
    {
        private readonly Dictionary<string, object?> values = new(StringComparer.Ordinal);

        public TValue GetValue<TValue>(string name) => values.TryGetValue(name, out object? value) && value is TValue known ? known : default!;

        public void SetValue<TValue>(string name, TValue value) => values[name] = value;
    }

    private sealed class Found : Xunit.LongLivedMarshalByRefObject, IMessageSink, IDisposable
    {
        public List<ITestCase> Cases { get; } = [];

        public ManualResetEvent Done { get; } = new(initialState: false);

        public bool OnMessage(IMessageSinkMessage message)
        {
            if (message is ITestCaseDiscoveryMessage found)
            {
                Cases.Add(found.TestCase);
            }
            else if (message is IDiscoveryCompleteMessage)
            {
                Done.Set();
            }

            return true;
        }

        public void Dispose() => Done.Dispose();
    }

    private sealed class Ran : Xunit.LongLivedMarshalByRefObject, IMessageSink, IDisposable
    {
        public string Failure { get; private set; } = "";

        public ManualResetEvent Done { get; } = new(initialState: false);

        public bool OnMessage(IMessageSinkMessage message)
        {
            if (message is IFailureInformation failure && Failure.Length == 0)
            {
                string said = failure.Messages.FirstOrDefault(text => text.Length > 0) ?? "";
                Failure = $"{failure.ExceptionTypes[0]} {said.Split('\n')[0]}".Replace('\t', ' ').Replace('\r', ' ').Trim();
                Failure = Failure.Length > 160 ? Failure[..160] : Failure;
            }
            else if (message is ITestAssemblyFinished)
            {
                Done.Set();
            }

            return Failure.Length == 0;
        }

        public void Dispose() => Done.Dispose();
    }
}
