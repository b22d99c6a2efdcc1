using Dispersal.Reporting.Pages;

namespace Dispersal.Reporting.Drawing;

/// <summary>From where they came to what became of them, as a figure of its own.</summary>
internal static class FatesFigure
{
    private const double Gap = 11;

    private static readonly Dictionary<string, (string Name, string Colour, int Rank)> Fates = new(StringComparer.Ordinal)
    {
        ["embedded"] = ("With the group in the theatre", "#a9834f", 0), ["underground"] = ("Underground", "#a9834f", 1), ["in-transit"] = ("On the way", "#d98200", 2),
        ["stranded"] = ("Stranded", "#d98200", 3), ["with-affiliate"] = ("With an affiliate", "#c9544f", 4), ["held"] = ("Held abroad", "#b04a8c", 5),
        ["at-large"] = ("Home, not known", "#0072b2", 6), ["known"] = ("Home, known", "#0072b2", 7), ["charged"] = ("Home, charged", "#0072b2", 8),
        ["imprisoned"] = ("Home, in prison", "#0072b2", 9), ["in-programme"] = ("Home, in a programme", "#0072b2", 10), ["clandestine"] = ("Home, in a cell", "#0072b2", 11),
        ["disengaged"] = ("Home, disengaged", "#0072b2", 12), ["third-country"] = ("In a third country", "#2b8f78", 13),
        ["imprisoned-abroad"] = ("In prison abroad", "#b04a8c", 14), ["dead"] = ("Dead", "#555c64", 15),
    };

    /// <summary>A name for people to read.</summary>
    public static string NameOf(string fate) => Fates.TryGetValue(fate, out (string Name, string Colour, int Rank) known) ? known.Name : PrintableText.Escape(fate);

    /// <summary>The figure.</summary>
    /// <param name="title">Heading.</param>
    /// <param name="note">What is counted.</param>
    /// <param name="parts">Persons by origin and fate.</param>
    public static Svg Of(string title, string note, IReadOnlyList<(string Origin, string Fate, double Persons)> parts)
    {
        const double width = 1000;
        const double height = 640;
        const double top = 64;
        (double left, double right) = (190, width - 260);
        Svg svg = new(width, height, $"{title}: {note}");
        svg.Words(16, 26, title, Ink.Text, 18, isBold: true);
        svg.Words(16, 46, note, Ink.Soft, 12);
        var origins = parts.GroupBy(part => part.Origin, StringComparer.Ordinal).Select(group => (group.Key, Persons: group.Sum(part => part.Persons)))
            .OrderByDescending(origin => origin.Persons).ThenBy(origin => origin.Key, StringComparer.Ordinal).ToArray();
        var fates = parts.GroupBy(part => part.Fate, StringComparer.Ordinal).Select(group => (group.Key, Persons: group.Sum(part => part.Persons)))
            .OrderBy(fate => Fates.TryGetValue(fate.Key, out var known) ? known.Rank : 99).ThenBy(fate => fate.Key, StringComparer.Ordinal).ToArray();
        double total = Math.Max(1e-9, origins.Sum(origin => origin.Persons));
        double unit = (height - top - 20 - (Gap * (Math.Max(origins.Length, fates.Length) - 1))) / total;
        Dictionary<string, double> from = Stack(origins, top, unit);
        Dictionary<string, double> to = Stack(fates, top, unit);
        Dictionary<string, double> fromUsed = new(from, StringComparer.Ordinal);
        Dictionary<string, double> toUsed = new(to, StringComparer.Ordinal);
        double middle = (left + right) / 2;
        foreach ((string origin, _) in origins)
        {
            foreach ((string fate, _) in fates)
            {
                double persons = parts.Where(part => part.Origin == origin && part.Fate == fate).Sum(part => part.Persons);
                if (persons <= 0)
                {
                    continue;
                }

                double size = persons * unit;
                double a = fromUsed[origin] + (size / 2);
                double b = toUsed[fate] + (size / 2);
                fromUsed[origin] += size;
                toUsed[fate] += size;
                svg.Path($"M{Svg.N(left + 10)},{Svg.N(a)}C{Svg.N(middle)},{Svg.N(a)} {Svg.N(middle)},{Svg.N(b)} {Svg.N(right - 10)},{Svg.N(b)}", ColourOf(fate), 0.42, isFilled: false, Math.Max(0.4, size), $"{origin}: {NameOf(fate)} {PageWords.Number(persons)}");
            }
        }

        foreach ((string origin, double persons) in origins)
        {
            svg.Rect(left, from[origin], 10, persons * unit, "#8a929c");
            svg.Words(left - 7, from[origin] + (persons * unit / 2) + 4, $"{origin} {PageWords.Number(persons)}", Ink.Text, 12, "end");
        }

        foreach ((string fate, double persons) in fates)
        {
            svg.Rect(right - 10, to[fate], 10, persons * unit, ColourOf(fate));
            svg.Words(right + 7, to[fate] + (persons * unit / 2) + 4, $"{NameOf(fate)} {PageWords.Number(persons)}", Ink.Text, 12);
        }

        return svg;
    }

    private static string ColourOf(string fate) => Fates.TryGetValue(fate, out (string Name, string Colour, int Rank) known) ? known.Colour : "#2b8f78";

    private static Dictionary<string, double> Stack(IEnumerable<(string Key, double Persons)> nodes, double top, double unit)
    {
        Dictionary<string, double> tops = new(StringComparer.Ordinal);
        double at = top;
        foreach ((string key, double persons) in nodes)
        {
            tops[key] = at;
            at += (persons * unit) + Gap;
        }

        return tops;
    }
}
