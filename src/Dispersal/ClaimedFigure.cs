using System.Globalization;

namespace Dispersal;

/// <summary>A figure of a run that a claim points to.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Date">The day; null for the last one.</param>
public readonly record struct ClaimedFigure(Measure Measure, string Subject, DateOnly? Date)
{
    private const string World = "WORLD";
    private const string Region = "region:";

    /// <summary>The figures that a claim names, in the order in which it names them.</summary>
    /// <exception cref="FormatException">A word is not of the form <c>measure@subject@yyyy-MM-dd</c>; a scenario that loads has none such.</exception>
    public static IEnumerable<ClaimedFigure> Of(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return (claim.Outputs ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => Parse(word) ?? throw new FormatException($"\"{word}\" is not of the form measure@subject@yyyy-MM-dd."));
    }

    /// <summary>The measure, the subject and the day where one is named.</summary>
    public override string ToString() => $"{Measure} {Subject}" + (Date is { } date ? $" {date:yyyy-MM-dd}" : "");

    /// <summary>What a word names; null when it is not of the form <c>measure@subject@yyyy-MM-dd</c>.</summary>
    internal static ClaimedFigure? Parse(string word)
    {
        string[] parts = word.Split('@');
        DateOnly date = default;
        bool isFigure = parts.Length <= 3 && parts.All(part => part.Length > 0)
            && (parts.Length < 3 || DateOnly.TryParseExact(parts[2], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date));
        return isFigure ? new(new(parts[0]), parts.Length > 1 ? Subjected(parts[1]) : World, parts.Length > 2 ? date : null) : null;
    }

    // Figures are separated by spaces, and names of regions may hold some.
    private static string Subjected(string part) => part.StartsWith(Region, StringComparison.Ordinal) ? part.Replace('_', ' ') : part;
}
