using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dispersal.Experiments.Files;

namespace Dispersal.Experiments;

/// <summary>The result of a sensitivity analysis as a folder of tables.</summary>
public static class SensitivityFolder
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private static readonly JsonWriterOptions Readable = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Writes a folder: <c>factors.csv</c>, a row for each figure and factor; <c>shares.csv</c>, for each figure how much rests on assumed values and on chance;
    /// <c>manifest.json</c>.
    /// </summary>
    /// <param name="sweep">A sweep over a design made by <see cref="Design.Morris"/> or <see cref="Design.Saltelli"/>.</param>
    /// <param name="figures">The figures to explain, each on the recorded date on or before its own.</param>
    /// <param name="directory">The folder; it appears whole or not at all, and replaces an earlier result folder of that name.</param>
    /// <exception cref="IOException">The folder holds anything but results, or cannot be written.</exception>
    /// <exception cref="ArgumentException">The design is of another kind, or a figure is not in the store.</exception>
    public static void Save(Sweep sweep, IEnumerable<(Measure Measure, string Subject, DateOnly? Date)> figures, string directory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        using ResultPlace place = ResultPlace.Hold(directory);
        Save(sweep, figures, place);
    }

    /// <summary>Writes the same into a folder that is held already.</summary>
    /// <param name="sweep">A sweep over a design made by <see cref="Design.Morris"/> or <see cref="Design.Saltelli"/>.</param>
    /// <param name="figures">The figures to explain, each on the recorded date on or before its own.</param>
    /// <param name="place">The folder, held since before the runs began, so that nobody else writes there meanwhile.</param>
    /// <exception cref="IOException">The folder cannot be written; what was there is untouched.</exception>
    /// <exception cref="ArgumentException">The design is of another kind, or a figure is not in the store.</exception>
    public static void Save(Sweep sweep, IEnumerable<(Measure Measure, string Subject, DateOnly? Date)> figures, ResultPlace place)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(figures);
        ArgumentNullException.ThrowIfNull(place);
        bool isMorris = sweep.Design.Kind == DesignKind.Morris;
        StringBuilder factors = new("measure,subject,date,factor,");
        factors.Append(isMorris ? "mu-star,mu,sigma,chance" : "first,first-low,first-high,total,total-low,total-high").Append(",assumed-share,low-grade-share\n");
        StringBuilder shares = new("measure,subject,date,assumed-low,assumed-high,low-grade-low,low-grade-high,chance-share\n");
        foreach ((Measure measure, string subject, DateOnly? date) in figures)
        {
            string head = $"{measure},{Field(subject)},{(date is { } day ? EstimateRows.Day(day) : "")}";
            double[][] values = sweep.Values(measure, subject, date);
            if (isMorris)
            {
                MorrisScreening screening = MorrisScreening.Of(sweep.Design, values);
                foreach (ElementaryEffects effect in screening.Effects)
                {
                    Row(factors, $"{head},{Field(effect.Factor.Name)}", effect.MuStar, effect.Mu, effect.Sigma, effect.Chance, effect.Factor.AssumedShare, effect.Factor.LowGradeShare);
                }

                Row(shares, head, screening.AssumedShare, screening.AssumedShare, screening.LowGradeShare, screening.LowGradeShare, double.NaN);
            }
            else
            {
                SobolIndices indices = SobolIndices.Of(sweep.Design, values);
                foreach (SobolIndex index in indices.Indices)
                {
                    Row(factors, $"{head},{Field(index.Factor.Name)}", index.First, index.FirstLow, index.FirstHigh, index.Total, index.TotalLow, index.TotalHigh, index.Factor.AssumedShare, index.Factor.LowGradeShare);
                }

                Row(shares, head, indices.AssumedShare.Least, indices.AssumedShare.Most, indices.LowGradeShare.Least, indices.LowGradeShare.Most, indices.Split?.ChanceShare ?? double.NaN);
            }
        }

        place.Save(folder => Write(sweep, isMorris, folder, factors.ToString(), shares.ToString()));
    }

    private static void Write(Sweep sweep, bool isMorris, string folder, string factors, string shares)
    {
        PlainFile.Write(Path.Combine(folder, "factors.csv"), factors);
        PlainFile.Write(Path.Combine(folder, "shares.csv"), shares);
        SweepTable table = SweepTable.Read(sweep.Store);
        using FileStream stream = File.Create(Path.Combine(folder, "manifest.json"));
        using Utf8JsonWriter json = new(stream, Readable);
        json.WriteStartObject();
        json.WriteString("kind", "sensitivity");
        json.WriteString("method", isMorris ? "morris" : "sobol");
        foreach (string key in (ImmutableArray<string>)["scenario", "fingerprint", "seed", "engine", "version", "design"])
        {
            json.WriteString(key, table.Provenance.GetValueOrDefault(key, ""));
        }

        json.WriteNumber("factors", sweep.Design.Factors.Length);
        json.WriteNumber("replicates", sweep.Replicates);
        json.WriteNumber("runs", sweep.Runs);
        json.WriteNumber("runsFailed", sweep.RunsFailed);
        json.WriteString("resultDigest", Convert.ToHexStringLower(SHA256.HashData(Utf8.GetBytes(factors + shares))));
        json.WriteEndObject();
    }

    private static void Row(StringBuilder text, string head, params ReadOnlySpan<double> numbers)
    {
        text.Append(head);
        foreach (double number in numbers)
        {
            text.Append(',').Append(double.IsNaN(number) ? "" : (number + 0.0).ToString("G8", CultureInfo.InvariantCulture));
        }

        text.Append('\n');
    }

    private static string Field(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
