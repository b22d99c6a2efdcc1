using System.Globalization;

namespace Dispersal.Tests.Shipped;

#pragma warning disable RS0030 // Expected values are worked out with the platform's functions.

/// <summary>two-country against the formulas of its README, and the README's numbers against the formulas.</summary>
public sealed class TwoCountryTests
{
    private const int Persons = 1000;
    private const int ArrivalDays = 31;

    private static readonly string[] Columns =
        ["embedded", "in transit", "stranded", "at large", "known", "returned", "dead in war", "killed at the border", "dead"];

    [Fact]
    public void The_numbers_in_the_readme_are_those_of_its_formulas()
    {
        int rows = 0;
        foreach ((DateOnly date, double[] numbers) in ReadmeTable())
        {
            double[] expected = Expected(date);
            for (int c = 0; c < numbers.Length; c++)
            {
                Assert.Equal(expected[c], numbers[c], 0.0051);
            }

            rows++;
        }

        Assert.Equal(4, rows);
    }

    [Fact]
    public void The_engine_agrees_with_the_closed_form()
    {
        // Means of 200 replicates; the variance of a number of mean x is at most x (1 - x / 1000). 36 two-sided z tests at level 6e-6 each, fixed
        // seed: with a new seed one run in 4,600 would fail by chance.
        const int Replicates = 200;
        const double Limit = 4.52;
        Ensemble ensemble = Ensemble.Run(ShippedScenarios.Load("two-country"), Replicates, seed: 20120101);
        Dictionary<(string Stage, string Date), double> stocks = Rows(ensemble, "stocks.csv").Where(row => row[0] == "town")
            .ToDictionary(row => (row[1], row[2]), row => Number(row[3]));
        List<(string Date, double Killed)> killed = [.. Rows(ensemble, "flows.csv").Where(row => row[4] == "killed").Select(row => (row[5], Number(row[6])))];
        foreach ((DateOnly date, _) in ReadmeTable())
        {
            string day = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            double atBorder = killed.Where(row => string.CompareOrdinal(row.Date, day) <= 0).Sum(row => row.Killed);
            double dead = Mean(Measure.Dead);
            double[] means =
            [
                stocks[("embedded", day)], stocks[("in-transit", day)], stocks[("stranded", day)], Mean(Measure.AtLarge), Mean(Measure.Known),
                Mean(Measure.Returned), dead - atBorder, atBorder, dead,
            ];
            double[] expected = Expected(date);
            for (int c = 0; c < means.Length; c++)
            {
                double error = Math.Sqrt(expected[c] * (1 - (expected[c] / Persons)) / Replicates);
                double z = (means[c] - expected[c]) / error;
                Assert.True(Math.Abs(z) < Limit, $"{day} {Columns[c]}: {means[c]:F2} where {expected[c]:F2} are expected, z = {z:F2}");
            }

            double Mean(Measure measure) => ensemble.At(measure, "HOM", date).Mean;
        }
    }

    // The README's recursion from the day of arrival, averaged over the 31 days on which a person can arrive.
    private static double[] Expected(DateOnly date)
    {
        const double M = 0.001;
        const double Q = 0.002;
        const double P = 0.50;
        const double G = 0.20;
        const double K = 0.05;
        const double B = 0.25;
        double e = 1 - Math.Exp(-(M + Q));
        double t = 1 - Math.Exp(-0.1);
        double s = 1 - Math.Exp(-0.05);
        double[] sum = new double[Columns.Length];
        int day = date.DayNumber - new DateOnly(2012, 1, 1).DayNumber;
        for (int arrival = 0; arrival < ArrivalDays; arrival++)
        {
            (double embedded, double transit, double stranded) = (1, 0, 0);
            (double large, double known, double war, double border) = (0, 0, 0, 0);
            for (int n = 0; n < day - arrival; n++)
            {
                large += transit * t * P;
                known += transit * t * G;
                border += transit * t * K;
                war += embedded * e * M / (M + Q);
                (embedded, transit, stranded) = (
                    embedded * (1 - e),
                    (transit * (1 - t)) + (embedded * e * Q / (M + Q)) + (stranded * s),
                    (stranded * (1 - s)) + (transit * t * B));
            }

            double[] shares = [embedded, transit, stranded, large, known, large + known, war, border, war + border];
            for (int c = 0; c < shares.Length; c++)
            {
                sum[c] += shares[c] * Persons / ArrivalDays;
            }
        }

        return sum;
    }

    private static IEnumerable<(DateOnly Date, double[] Numbers)> ReadmeTable()
    {
        string[] lines = File.ReadAllLines(Path.Combine(ShippedScenarios.FolderOf("two-country"), "README.md"));
        Assert.Contains($"| date | {string.Join(" | ", Columns)} |", lines);
        foreach (string line in lines.Where(line => line.StartsWith("| 20", StringComparison.Ordinal)))
        {
            string[] cells = [.. line.Trim('|').Split('|').Select(cell => cell.Trim())];
            yield return (DateOnly.ParseExact(cells[0], "yyyy-MM-dd", CultureInfo.InvariantCulture), [.. cells.Skip(1).Select(Number)]);
        }
    }

    private static IEnumerable<string[]> Rows(Ensemble ensemble, string file)
    {
        using MemoryStream text = new();
        ensemble.Tables.Write(file, text);
        text.Position = 0;
        using StreamReader reader = new(text);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            yield return line.Split(',');
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
