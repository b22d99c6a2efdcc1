using System.Diagnostics;
using System.Globalization;
using Dispersal.Mutation;

// mutation ROOT TESTS [--sample N] [--minutes M]: changes the library in N places, one at a time, and writes which changes the tests noticed.
// mutation ROOT TESTS --only K: tries one of them and says what noticed it.
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
Dictionary<string, bool> sound = new(StringComparer.Ordinal);

// One of them, to look at: --only K.
if (Number("--only", 0) is > 0 and int only)
{
    changed = Path.Combine(work, "one.dll");
    Mutant one = mutants.Where(Compiles).ElementAt(only - 1);
    Console.WriteLine($"{one.File}:{one.Line}: {one.Before} -> {one.After}\n{Noticed(one, Suite.Stages)}");
    return 0;
}

// (1) Mutants in the order of their rank, until there are enough or two thirds of the time are up: what the oracles notice.
List<(Mutant Mutant, string By, string How)> taken = [];
foreach (Mutant mutant in mutants.Where(Compiles))
{
    if (taken.Count == sample || Elapsed() > minutes * 2 / 3)
    {
        break;
    }

    (string by, string what) = Noticed(mutant, Suite.Stages[..1]);
    taken.Add((mutant, by, what));
    Save();
}

// (2) What they do not notice, all other tests may. What was not tried, time being up, says so.
for (int i = 0; i < taken.Count; i++)
{
    if (taken[i].By.Length == 0)
    {
        (string by, string what) = Elapsed() > minutes ? ("not tried", "") : Noticed(taken[i].Mutant, Suite.Stages[1..]);
        taken[i] = (taken[i].Mutant, by, what);
        Save();
    }
}

Console.WriteLine(FormattableString.Invariant($"{taken.Count} of {mutants.Count} mutants in {Elapsed():F0} minutes."));
return 0;

double Elapsed() => Stopwatch.GetElapsedTime(start).TotalMinutes;

bool Compiles(Mutant mutant) => library.Write(changed, mutant);

(string By, string How) Noticed(Mutant mutant, string[] stages)
{
    foreach (string stage in stages)
    {
        // As it is the library must pass: else a stage notices something else than a change.
        if (Number("--only", 0) == 0 && !sound.ContainsKey(stage))
        {
            library.Write(changed, null);
            (bool fails, string why) = Run(stage);
            sound[stage] = !fails;
            Console.WriteLine(FormattableString.Invariant($"{stage}: {(fails ? why : "passes")}, after {Elapsed():F1} minutes"));
        }

        if (sound.GetValueOrDefault(stage, true))
        {
            library.Write(changed, mutant);
            (bool noticed, string how) = Run(stage);
            if (noticed)
            {
                return (stage, how);
            }
        }
    }

    return ("", "");
}

void Save()
{
    string[] rows = [.. taken.Select((t, i) => string.Join(',', ((string[])[(i + 1).ToString(CultureInfo.InvariantCulture), t.Mutant.File, t.Mutant.Line.ToString(CultureInfo.InvariantCulture), t.Mutant.Before, t.Mutant.After, t.By, t.How]).Select(Quoted)))];
    File.WriteAllText(results, $"# {taken.Count} of {mutants.Count}\nrank,file,line,before,after,noticed-by,how\n" + string.Join('\n', rows) + "\n");
    Console.WriteLine(FormattableString.Invariant($"{Elapsed():F1} {rows.LastOrDefault()}"));
}

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
