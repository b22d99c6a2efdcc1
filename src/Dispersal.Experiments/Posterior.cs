using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dispersal.Experiments.Analysis;
using Dispersal.Experiments.Store;

namespace Dispersal.Experiments;

/// <summary>Parameter sets with weights: what a calibration leaves of the prior ranges, as a file <c>posterior.csv</c>. Immutable.</summary>
/// <remarks>
/// The file is CSV: a column <c>weight</c> and one column for each address, a row for each set; lines that begin with <c>#</c> say where it comes from.
/// Weights are relative. Columns are addresses of single numbers, so the file means the same whatever ranges the scenario is given later.
/// </remarks>
public sealed class Posterior
{
    /// <summary>Name of the file that a scenario folder may hold.</summary>
    public const string FileName = "posterior.csv";

    private const string WeightColumn = "weight";

    // As for the tables of a scenario; and nobody reads more problems than that.
    private const int LargestMegabytes = 64;
    private const int MostProblems = 1_000;
    private const int LongestQuote = 100;
    private const int MostColumns = 10_000;

    // What would end the cell of an address in the file.
    private static readonly SearchValues<char> EndsACell = SearchValues.Create(",\r\n\f\u0085\u2028\u2029");

    private readonly double[] upTo;

    /// <summary>Makes a posterior of parameter sets.</summary>
    /// <param name="addresses">What the columns set; at least one, each once.</param>
    /// <param name="sets">The sets, at least one: finite values in the order of the addresses.</param>
    /// <param name="weights">A relative weight for each set: not negative, not all zero.</param>
    /// <param name="notes">What is to be said about it, a line each.</param>
    /// <exception cref="ArgumentException">Numbers do not match, or are not as said.</exception>
    public Posterior(IEnumerable<string> addresses, IEnumerable<ImmutableArray<double>> sets, IEnumerable<double> weights, IEnumerable<string>? notes = null)
    {
        Addresses = [.. addresses];
        Sets = [.. sets];
        Weights = [.. weights];
        Notes = [.. notes ?? []];
        if (Addresses.IsEmpty || Addresses.Distinct(StringComparer.Ordinal).Count() < Addresses.Length)
        {
            throw new ArgumentException("Name at least one address, each once.", nameof(addresses));
        }

        if (Addresses.FirstOrDefault(address => string.IsNullOrWhiteSpace(address) || address == WeightColumn || address.AsSpan().ContainsAny(EndsACell) || Plain(address) != address) is { } none)
        {
            throw new ArgumentException($"'{none}' is no address of a parameter.", nameof(addresses));
        }

        if (Addresses.Contains(null!) || Sets.Any(set => set.IsDefault))
        {
            throw new ArgumentException("Addresses and sets are not null.", nameof(addresses));
        }

        if (Sets.IsEmpty || Sets.Length != Weights.Length || Sets.Any(set => set.Length != Addresses.Length || !set.All(double.IsFinite)))
        {
            throw new ArgumentException("Give at least one set, each with a finite value for every address, and as many weights.", nameof(sets));
        }

        if (!Weights.All(weight => weight >= 0 && double.IsFinite(weight)) || !(Weights.Sum() > 0) || !double.IsFinite(Weights.Sum()))
        {
            throw new ArgumentException("Weights are finite, their sum too, not negative, and not all zero.", nameof(weights));
        }

        upTo = new double[Weights.Length];
        double sum = 0;
        for (int i = 0; i < upTo.Length; i++)
        {
            sum += Weights[i];
            upTo[i] = sum;
        }
    }

    /// <summary>What the columns set.</summary>
    public ImmutableArray<string> Addresses { get; }

    /// <summary>The parameter sets: values in the order of <see cref="Addresses"/>.</summary>
    public ImmutableArray<ImmutableArray<double>> Sets { get; }

    /// <summary>Relative weights of the sets.</summary>
    public ImmutableArray<double> Weights { get; }

    /// <summary>What the file says about itself, a line each.</summary>
    public ImmutableArray<string> Notes { get; }

    /// <summary>How many equally weighted sets would say as much: (sum of weights)^2 / sum of their squares (Kish 1965).</summary>
    public double EffectiveSize => Weights.Max() is > 1e-100 and < 1e100
        ? upTo[^1] * upTo[^1] / Weights.Sum(weight => weight * weight)

        // Squares of others are too large or too small for numbers.
        : Weights.Sum(weight => weight / Weights.Max()) * Weights.Sum(weight => weight / Weights.Max()) / Weights.Sum(weight => weight / Weights.Max() * (weight / Weights.Max()));

    /// <summary>SHA-256, in hexadecimal, of addresses, sets and weights; notes do not count.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Body())));

    /// <summary>The set on which a share of the weight falls.</summary>
    /// <param name="share">From 0 to 1.</param>
    public int SetAt(double share)
    {
        if (!(share >= 0 && share <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share lies between 0 and 1.");
        }

        int at = Array.BinarySearch(upTo, share * upTo[^1]);

        // Where the share ends exactly with a set, the next that has any weight begins.
        at = at < 0 ? ~at : at + 1;
        while (at < upTo.Length - 1 && Weights[at] == 0)
        {
            at++;
        }

        while (at >= upTo.Length || Weights[at] == 0)
        {
            at--;
        }

        return at;
    }

    /// <summary>Reads a file.</summary>
    /// <param name="file">Path of the file.</param>
    /// <exception cref="ScenarioException">It is not such a file; every problem is listed with its line and column.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Posterior Read(string file)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        string name = Path.GetFileName(file);
        (string text, string? problem) = TextFile.Read(file, LargestMegabytes);
        return problem is null ? Parsed(text, name) : throw new ScenarioException([new(Severity.Error, name, 0, 0, "", problem)]);
    }

    /// <summary>The file <c>posterior.csv</c> of a scenario folder, or of the nearest of those that it extends; null where there is none.</summary>
    /// <param name="scenarioFolder">The folder that holds <c>scenario.json</c>.</param>
    public static string? Beside(string scenarioFolder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(scenarioFolder);
        const int mostLayers = 100;
        string? folder = scenarioFolder;
        for (int layer = 0; layer < mostLayers && folder is not null; layer++)
        {
            string file = Path.Combine(folder, FileName);
            if (File.Exists(file) || Directory.Exists(file))
            {
                return LeavesItsFolder(file)
                    ? throw new ScenarioException([new(
                        Severity.Error, FileName, 0, 0, "", "the file is a link that leaves the scenario folder. Put the file itself here, or name it with --posterior.")])
                    : file;
            }

            folder = Extended(folder);
        }

        return null;
    }

    /// <summary>Refuses sets that a scenario cannot be run with.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <exception cref="ScenarioException">An address names no parameter of the scenario or a value is out of its bounds; each is listed.</exception>
    public void ThrowIfNotOf(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        _ = new ParameterDraws(new Uncertainty { Posterior = this, DrawsRanges = false }, 0, scenario);
    }

    /// <summary>Writes the file; it appears whole or not at all.</summary>
    /// <param name="file">Path of the file; an earlier one is replaced.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Save(string file)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        WholeFile.Write(file, string.Concat(Notes.Select(note => $"# {note.ReplaceLineEndings(" ")}\n")) + Body());
    }

    /// <summary>Finds out before a long calibration whether <see cref="Save"/> would be refused; leaves nothing behind.</summary>
    /// <param name="file">Path of the file.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void ThrowIfCannotSave(string file)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        WholeFile.ThrowIfCannotWrite(file);
    }

    internal static Posterior Parsed(string text, string name)
    {
        List<Diagnostic> problems = [];
        List<string> notes = [];
        ImmutableArray<string>? columns = null;
        List<ImmutableArray<double>> sets = [];
        List<double> weights = [];
        int number = 0;
        foreach (ReadOnlySpan<char> raw in text.AsSpan().EnumerateLines())
        {
            string line = raw.ToString();
            number++;
            if (problems.Count >= MostProblems)
            {
                problems.Add(new(Severity.Error, name, 0, 0, "", $"there are more than {MostProblems:N0} problems; no more are looked for. Correct these first."));
                break;
            }

            if (line.StartsWith('#'))
            {
                notes.Add(line[1..].Trim());
            }
            else if (line.Trim().Length == 0)
            {
            }
            else if (columns is null && line.AsSpan().Count(',') > MostColumns)
            {
                Wrong(number, 1, $"the first line names more than {MostColumns:N0} columns.");
                break;
            }
            else if (columns is null)
            {
                columns = [.. line.TrimStart('\uFEFF').Split(',').Select(Plain)];
                foreach (string twice in columns.Value.GroupBy(c => c, StringComparer.Ordinal).Where(c => c.Count() > 1).Select(c => c.Key))
                {
                    Wrong(number, 1, $"the column '{Quoted(twice)}' is there twice.");
                }

                if (columns.Value.Count(column => column == WeightColumn) != 1 || columns.Value.Length < 2 || columns.Value.Any(column => column.Length == 0))
                {
                    Wrong(number, 1, "the first line names a column 'weight' and at least one address, each once.");
                }
            }
            else
            {
                Row(line, number, columns.Value);
            }
        }

        if (columns is null || (sets.Count == 0 && problems.Count == 0))
        {
            Wrong(0, 0, "there is no parameter set. Write a line of addresses, one of them 'weight', then a line of values for each set.");
        }
        else if (problems.Count == 0 && !(weights.Sum() > 0))
        {
            Wrong(0, 0, "all weights are zero. Write what each set weighs beside the others, such as 1.");
        }
        else if (problems.Count == 0 && !double.IsFinite(weights.Sum()))
        {
            Wrong(0, 0, "the weights are too large to be added up. They are relative: divide all by the same number.");
        }

        return problems.Count > 0
            ? throw new ScenarioException(problems)
            : new(columns!.Value.Where(column => column != WeightColumn), sets, weights, notes);

        void Wrong(int line, int column, string message) => problems.Add(new(Severity.Error, name, line, column, "", message));

        void Row(string line, int number, ImmutableArray<string> header)
        {
            string[] cells = line.Split(',', header.Length + 1);
            if (cells.Length != header.Length)
            {
                Wrong(number, 1, $"the row has {line.AsSpan().Count(',') + 1} cells where the first line names {header.Length}.");
                return;
            }

            var set = ImmutableArray.CreateBuilder<double>(header.Length - 1);
            int column = 1;
            for (int i = 0; i < cells.Length; i++)
            {
                bool isNumber = double.TryParse(Plain(cells[i]), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value);
                bool isWeight = header[i] == WeightColumn;
                if (!isNumber || (isWeight && value < 0))
                {
                    Wrong(number, column, $"'{Quoted(cells[i])}' is not {(isWeight ? "a weight: write a number that is not negative" : "a number")}.");
                }

                if (isWeight)
                {
                    weights.Add(value);
                }
                else
                {
                    set.Add(value);
                }

                column += cells[i].Length + 1;
            }

            sets.Add(set.DrainToImmutable());
        }
    }

    private static string Quoted(string cell) => Plain(cell) is { Length: > LongestQuote } text ? $"{text[..LongestQuote]} ..." : Plain(cell);

    private static bool LeavesItsFolder(string file)
    {
        FileInfo info = new(file);
        try
        {
            return info.LinkTarget is not null
                && info.ResolveLinkTarget(returnFinalTarget: true)?.FullName.StartsWith(info.Directory!.FullName + Path.DirectorySeparatorChar, StringComparison.Ordinal) != true;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static string Plain(string cell) => cell.Trim().Trim('"');

    private static string? Extended(string folder)
    {
        try
        {
            byte[]? written = PlainFile.ReadAll(Path.Combine(folder, "scenario.json"), LargestMegabytes << 20);
            if (written is null)
            {
                return null;
            }

            // Only a folder beside this one, as in the scenario itself.
            using JsonDocument json = JsonDocument.Parse(
                written.AsMemory(written is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0), new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return json.RootElement.TryGetProperty("extends", out JsonElement other) && other.GetString() is ['.', '.', '/', .. { Length: > 0 } name]
                && !name.Contains('/', StringComparison.Ordinal) && name is not (".." or ".") && !name.Contains('\0', StringComparison.Ordinal)
                ? Path.Combine(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))) ?? folder, name)
                : null;
        }
        catch (Exception problem) when (problem is JsonException or IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            // What is wrong with a scenario is said where it is loaded.
            return null;
        }
    }

    private string Body()
    {
        StringBuilder text = new($"{WeightColumn},{string.Join(',', Addresses)}\n");
        for (int i = 0; i < Sets.Length; i++)
        {
            text.Append(Weights[i].ToString("R", CultureInfo.InvariantCulture));
            foreach (double value in Sets[i])
            {
                text.Append(',').Append(value.ToString("R", CultureInfo.InvariantCulture));
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
