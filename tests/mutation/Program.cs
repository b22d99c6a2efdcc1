using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Dispersal.Mutation;

// mutation ROOT TESTS [--sample N] [--minutes M] [--again | --unnoticed]: changes the library in N places, one at a time, and writes which changes the tests noticed.
// mutation ROOT TESTS --only K[,K...] [--tests WORD]: tries these ranks, with the tests in whose names the word is, and says what noticed them.
// mutation --survey TESTS FILE, mutation --trial TESTS FILE: one process of these.
if (args[0] is "--survey" or "--trial")
{
    string failure = "";
    if (args[0] == "--survey")
    {
        Trial.Survey(args[1], args[2], args.ElementAtOrDefault(3) ?? "");
    }
    else
    {
        failure = Trial.FirstFailure(args[1], args[2]);
    }

    Console.WriteLine(failure);
    Console.Out.Flush();
    Environment.Exit(failure.Length == 0 ? 0 : 1);
}

const double PatienceFactor = 6;
const double PatienceSeconds = 20;
string root = Path.GetFullPath(args[0]);
string tests = Path.GetFullPath(args[1]);
int sample = Number("--sample", 160);
double minutes = Number("--minutes", 60);
string work = Path.Combine(root, "artifacts", "mutation");
string results = Path.Combine(root, "tests", "mutation", "results.csv");
string plain = Path.Combine(tests, "Dispersal.dll");
string switched = Path.Combine(work, "switched.dll");
string alone = Path.Combine(work, "alone.dll");
string survey = Path.Combine(work, "survey.tsv");
string order = Path.Combine(work, "order.tsv");
long start = Stopwatch.GetTimestamp();
Library library = new(root, tests);
IReadOnlyList<Mutant> mutants = library.Mutants();

// (1) Those of the last run that can still be made, in its order, then the first of all others by rank: behind switches in one library. What does not compile even
// alone is none.
int[] only = Array.IndexOf(args, "--only") is var named and > 0 ? [.. args[named + 1].Split(',').Select(rank => int.Parse(rank, CultureInfo.InvariantCulture))] : [];
string among = Array.IndexOf(args, "--tests") is var asked and > 0 ? args[asked + 1] : "";
Dictionary<string, string[]> earlier = File.Exists(results) ? File.ReadLines(results).Skip(2).Select(Table.Cells).ToDictionary(row => row[^1], row => row[1..], StringComparer.Ordinal) : [];
Dictionary<string, int> places = earlier.Keys.Index().ToDictionary(row => row.Item, row => row.Index, StringComparer.Ordinal);
List<Mutant> taken = [.. mutants.OrderBy(mutant => places.GetValueOrDefault(mutant.Id, int.MaxValue)).Take(sample * 3 / 2)];
IReadOnlySet<int> inside = library.Write(switched, taken);
int[] tried = [.. Enumerable.Range(0, taken.Count).Where(i => inside.Contains(i) || library.Write(alone, taken[i])).Take(sample)];
Console.WriteLine(FormattableString.Invariant($"{mutants.Count} changes; of the first {taken.Count} {inside.Count} are behind switches; {tried.Length} are tried. {Elapsed():F1} minutes"));

// (2) With none turned on every test must pass: those that fail are left out. What each costs, and which changes it reaches.
File.Copy(switched, plain, overwrite: true);
(int ended, string said) = Run(["--survey", tests, survey, among], -1, isSurvey: true);
if (ended != 0)
{
    Console.WriteLine(said);
    return 1;
}

List<(string Name, double Seconds, HashSet<int> Reached)> known = [];
foreach (string[] line in File.ReadLines(survey).Select(line => line.Split('\t')))
{
    if (line[2].Length == 0)
    {
        known.Add((line[0], double.Parse(line[1], CultureInfo.InvariantCulture), [.. line[3].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => int.Parse(n, CultureInfo.InvariantCulture))]));
    }
    else
    {
        Console.WriteLine($"left out, since it fails as it is: {line[0]}: {line[2]}");
    }
}

Console.WriteLine(FormattableString.Invariant($"{known.Count} tests pass, in {known.Sum(test => test.Seconds):F0} seconds of one processor. {Elapsed():F1} minutes"));

(string Scenario, string Engine, string Vectors, string Digest)[] digested =
[
    .. from run in ((string, string)[])[("raqqa-2017", "individuals"), ("two-country", "individuals"), ("raqqa-2017", "cohorts"), ("two-country", "cohorts"), ("two-country", "expected")]
       from vectors in (string[])["AVX512", "AVX2", "none"]
       where among.Length == 0 && (vectors == "AVX512" || run.Item2 == "individuals")
       select (run.Item1, run.Item2, vectors, DigestOf(run.Item1, run.Item2, vectors, -1)),
];

// (3) Each change on the tests that reach it: the oracles, then the others, cheap ones first.
HashSet<string> judged = [.. File.ReadLines(Path.Combine(root, "tests", "mutation", "judged.csv")).Skip(1).Select(line => string.Join('\t', Table.Cells(line)[..3]))];
bool isAllAnew = Array.IndexOf(args, "--again") > 0;
SortedDictionary<int, string[]> rows = [];
foreach ((int place, int i) in tried.Index())
{
    if (!isAllAnew && earlier.TryGetValue(taken[i].Id, out string[]? row))
    {
        row[1] = taken[i].Line.ToString(CultureInfo.InvariantCulture);
        rows[place + 1] = row;
    }
}

foreach ((int place, int i) in tried.Index())
{
    bool isAsked = only.Length > 0 ? only.Contains(place + 1)
        : !rows.TryGetValue(place + 1, out string[]? last) || (Array.IndexOf(args, "--unnoticed") > 0 && IsUnnoticed(last));
    if (!isAsked || Elapsed() > minutes)
    {
        continue;
    }

    var chosen = known.Where(test => !inside.Contains(i) || test.Reached.Contains(i) || test.Name.StartsWith(Trial.WholeRuns, StringComparison.Ordinal))
        .OrderBy(test => test.Name.StartsWith("Oracles.", StringComparison.Ordinal) ? 0 : 1).ThenBy(test => test.Seconds).ThenBy(test => test.Name, StringComparer.Ordinal).ToArray();
    string how = "";
    bool isNoticed = false;
    if (chosen.Length > 0)
    {
        File.WriteAllLines(order, chosen.Select(test => string.Create(CultureInfo.InvariantCulture, $"{test.Name}\t{PatienceSeconds + (test.Seconds * PatienceFactor)}")));
        if (!inside.Contains(i))
        {
            library.Write(alone, taken[i]);
        }

        File.Copy(inside.Contains(i) ? switched : alone, plain, overwrite: true);
        (int code, how) = Run(["--trial", tests, order], i, isSurvey: false);
        isNoticed = code != 0;
        how = isNoticed && how.Length == 0 ? "it crashed" : how;
    }

    if (!isNoticed && among.Length == 0 && DigestsDiffer(i))
    {
        (isNoticed, how) = (true, "digests of shipped scenarios differ");
    }

    rows[place + 1] =
    [
        taken[i].File, taken[i].Line.ToString(CultureInfo.InvariantCulture), taken[i].Before, taken[i].After,
        !isNoticed ? chosen.All(test => test.Name.StartsWith(Trial.WholeRuns, StringComparison.Ordinal)) ? "not reached" : "" : how.StartsWith("Oracles.", StringComparison.Ordinal) ? "Oracles" : how.StartsWith("digests", StringComparison.Ordinal) ? "digests" : "others",
        how, taken[i].Id,
    ];
    Console.WriteLine(FormattableString.Invariant($"{Elapsed():F1} {place + 1} {string.Join(" | ", rows[place + 1])}"));
    Save(isNoticed);
}

Console.WriteLine(FormattableString.Invariant($"{rows.Count} of {mutants.Count} changes in {Elapsed():F0} minutes; {rows.Values.Count(row => row[4] is "" or "not reached")} unnoticed."));
return 0;

double Elapsed() => Stopwatch.GetElapsedTime(start).TotalMinutes;

// Digests of shipped scenarios on each engine, with wide vectors, narrower ones and none.
bool DigestsDiffer(int i)
{
    if (!inside.Contains(i))
    {
        library.Write(alone, taken[i]);
    }

    File.Copy(inside.Contains(i) ? switched : alone, plain, overwrite: true);
    return digested.Any(run => DigestOf(run.Scenario, run.Engine, run.Vectors, i) != run.Digest);
}

string DigestOf(string scenario, string engine, string vectors, int number)
{
    string to = Path.Combine(work, "digest");
    if (Directory.Exists(to))
    {
        Directory.Delete(to, recursive: true);
    }

    ProcessStartInfo info = new("dotnet", [Path.Combine(tests, "Dispersal.Cli.dll"), "run", Path.Combine(root, "scenarios", scenario), "--engine", engine, "--replicates", "2", "--threads", "1", "--quiet", "--out", to])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
    info.Environment[Planted.Which] = number.ToString(CultureInfo.InvariantCulture);
    info.Environment["DOTNET_EnableHWIntrinsic"] = vectors == "none" ? "0" : "1";
    info.Environment["DOTNET_EnableAVX512"] = info.Environment["DOTNET_EnableAVX512F"] = vectors == "AVX512" ? "1" : "0";
    using Process process = Process.Start(info)!;
    Task<string> output = process.StandardOutput.ReadToEndAsync();
    Task<string> error = process.StandardError.ReadToEndAsync();
    if (!process.WaitForExit(TimeSpan.FromMinutes(10)))
    {
        process.Kill(entireProcessTree: true);
        return "it did not end";
    }

    string manifest = Path.Combine(to, "manifest.json");
    if (!File.Exists(manifest))
    {
        return output.Result + error.Result;
    }

    using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(manifest));
    return json.RootElement.GetProperty("resultDigest").GetString()!;
}

bool IsUnnoticed(string[] row) => row[4] is "" or "not reached" or "digests" && !judged.Contains(string.Join('\t', row[0], row[2], row[3]));

void Save(bool isNoticed)
{
    // What few tests pass over others may notice.
    if (only.Length == 0 || isNoticed)
    {
        File.WriteAllText(results, $"# {rows.Count} of {mutants.Count}\nrank,file,line,before,after,noticed-by,how,id\n"
            + string.Concat(rows.Select(row => Table.Line([row.Key.ToString(CultureInfo.InvariantCulture), .. row.Value]) + "\n")));
    }
}

(int Code, string Said) Run(string[] words, int number, bool isSurvey)
{
    // The tests' own runtime and libraries, in their folder.
    ProcessStartInfo info = new("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
    info.Environment[isSurvey ? Planted.Notes : Planted.Which] = number.ToString(CultureInfo.InvariantCulture);
    foreach (string word in (string[])["exec", "--depsfile", Path.Combine(tests, "Dispersal.Tests.deps.json"), "--runtimeconfig", Path.Combine(tests, "Dispersal.Tests.runtimeconfig.json"), Path.Combine(tests, "Dispersal.Mutation.dll"), .. words])
    {
        info.ArgumentList.Add(word);
    }

    using Process process = Process.Start(info)!;
    Task<string> output = process.StandardOutput.ReadToEndAsync();
    Task<string> error = process.StandardError.ReadToEndAsync();
    if (!process.WaitForExit(TimeSpan.FromMinutes(isSurvey ? 60 : 20)))
    {
        process.Kill(entireProcessTree: true);
        return (1, "it did not end");
    }

    string last = output.Result.Trim().Split('\n')[^1].Trim();
    return (process.ExitCode, isSurvey ? output.Result + error.Result : process.ExitCode == 0 ? "" : last);
}

int Number(string name, int otherwise) => Array.IndexOf(args, name) is var at and > 0 ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
