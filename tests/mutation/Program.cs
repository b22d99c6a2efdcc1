using System.Diagnostics;
using System.Globalization;
using Dispersal.Mutation;

// mutation ROOT TESTS [--sample N] [--minutes M]: changes the library in N places, one at a time, and writes which changes the tests noticed.
// mutation --stage TESTS LIBRARY STAGE: runs one stage over one library; ends with 0 if it noticed nothing.
if (args[0] == "--stage")
{
    string? failure = Suite.FirstFailure(args[1], args[2], args[3]);
    Console.WriteLine(failure ?? "");
    Environment.Exit(failure is null ? 0 : 1);
}

string root = Path.GetFullPath(args[0]);
string tests = Path.GetFullPath(args[1]);
int sample = Number("--sample", 40);
double minutes = Number("--minutes", 60);
TimeSpan patience = TimeSpan.FromSeconds(Number("--patience", 600));
string work = Path.Combine(root, "artifacts", "mutation");
string results = Path.Combine(root, "tests", "mutation", "results.csv");
Directory.CreateDirectory(work);
string changed = Path.Combine(work, "Dispersal.dll");
Library library = new(root, tests);
IReadOnlyList<Mutant> mutants = library.Mutants();
long start = Stopwatch.GetTimestamp();

// (1) As it is, every stage must pass: else the tests notice something else than a change.
library.Write(changed, null);
foreach (string stage in Suite.Stages)
{
    (bool noticed, string how) = Run(stage);
    Console.WriteLine(FormattableString.Invariant($"{stage}: {(noticed ? how : "passes")} ({Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s)"));
    if (noticed)
    {
        return 1;
    }
}

// (2) Mutants in the order of their rank, until there are enough or time is up.
List<string> lines = ["rank,file,line,before,after,noticed-by,how"];
int number = 0;
foreach (Mutant mutant in mutants)
{
    if (number == sample || Stopwatch.GetElapsedTime(start).TotalMinutes > minutes)
    {
        break;
    }

    if (!library.Write(changed, mutant))
    {
        continue;
    }

    number++;
    string by = "";
    string what = "";
    foreach (string stage in Suite.Stages)
    {
        (bool noticed, string how) = Run(stage);
        if (noticed)
        {
            (by, what) = (stage, how);
            break;
        }
    }

    string line = string.Join(',', ((string[])[number.ToString(CultureInfo.InvariantCulture), mutant.File, mutant.Line.ToString(CultureInfo.InvariantCulture), mutant.Before, mutant.After, by, what]).Select(Quoted));
    lines.Add(line);
    Console.WriteLine(line);
    File.WriteAllText(results, string.Join('\n', lines) + "\n");
}

Console.WriteLine(FormattableString.Invariant($"{number} of {mutants.Count} mutants in {Stopwatch.GetElapsedTime(start).TotalMinutes:F0} minutes."));
return 0;

(bool Noticed, string How) Run(string stage)
{
    ProcessStartInfo info = new(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
    foreach (string word in (string[])["--stage", tests, changed, stage])
    {
        info.ArgumentList.Add(word);
    }

    using Process process = Process.Start(info)!;
    Task<string> output = process.StandardOutput.ReadToEndAsync();
    Task<string> error = process.StandardError.ReadToEndAsync();
    if (!process.WaitForExit(patience))
    {
        process.Kill(entireProcessTree: true);
        return (true, "it did not end");
    }

    string said = output.Result.Trim().Split('\n')[^1];
    return process.ExitCode switch { 0 => (false, ""), 1 => (true, said), _ => (true, "it crashed") };
}

static string Quoted(string text) => text.Any(c => c is ',' or '"' or '\n') ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

int Number(string name, int otherwise) => Array.IndexOf(args, name) is var at and > 0 ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
