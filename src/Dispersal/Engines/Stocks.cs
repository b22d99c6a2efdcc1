using Dispersal.Model;

namespace Dispersal.Engines;

/// <summary>Stocks of people and counts of events of a run, in one array; see <see cref="CellLayout"/> for where each stands.</summary>
/// <remarks>
/// Whole numbers held as doubles: exact to 2^53, the same in whatever order they are summed, and an engine of expectations keeps fractions in the same
/// places.
/// </remarks>
internal sealed class Stocks
{
    /// <summary>Number of fates by origin: see <see cref="FateNames"/>.</summary>
    public const int Fates = 16;

    /// <summary>Number of outcomes of a crossing.</summary>
    public const int Outcomes = 4;

    /// <summary>Number of counts of plots and attacks by country: see <see cref="PlotCounts"/>.</summary>
    public const int PlotCountsPerCountry = 13;

    private readonly Geography geography;
    private readonly Population population;
    private readonly double[] cells;

    public Stocks(CompiledModel model, CellLayout layout)
    {
        geography = model.Geography;
        population = model.Population;
        Layout = layout;
        cells = new double[layout.Count];
        Fields = new Fields(geography, model.Scenario.Affiliates.Length, model.Rules.Count, cells, layout.Fields);
    }

    /// <summary>Fates of those who departed, in the order in which they are counted.</summary>
    public static IReadOnlyList<string> FateNames { get; } =
    [
        "embedded", "underground", "in-transit", "stranded", "with-affiliate", "held", "at-large", "known", "charged", "imprisoned", "in-programme",
        "clandestine", "disengaged", "third-country", "imprisoned-abroad", "dead",
    ];

    /// <summary>Counts of plots and attacks of a country, in the order in which they are kept.</summary>
    public static IReadOnlyList<Measure> PlotCounts { get; } =
    [
        Measure.Plots, Measure.PlotsReturnee, Measure.PlotsRefugee, Measure.PlottersReturnee, Measure.AttacksDirected, Measure.AttacksReturnee,
        Measure.AttacksLinked, Measure.AttacksInspired, Measure.Attackers, Measure.AttackersReturnee, Measure.AttackersKnown,
        Measure.AttackersRefugee, Measure.AttackDeaths,
    ];

    /// <summary>Where each count stands.</summary>
    public CellLayout Layout { get; }

    /// <summary>What persons see of the stocks, and the levels that follow from them.</summary>
    public Fields Fields { get; }

    /// <summary>Persons alive in the system.</summary>
    public double Alive => cells[Layout.Present];

    /// <summary>All counts; the recorded ones come first.</summary>
    public Span<double> Cells => cells;

    /// <summary>Forgets everything, for the next replicate.</summary>
    public void Clear()
    {
        Array.Clear(cells);
        Fields.Clear();
    }

    /// <summary>Starts counting the crossings of the next period.</summary>
    public void ClearFlows() => cells.AsSpan(Layout.Flows, geography.Routes.Length * Outcomes).Clear();

    /// <summary>Adds a number of persons to counts, or takes them out.</summary>
    public void Add(ReadOnlySpan<int> counts, double persons)
    {
        foreach (int cell in counts)
        {
            cells[cell] += persons;
        }
    }

    /// <summary>Adds what a number of persons bring about.</summary>
    public void Add(in CellChanges changes, double persons)
    {
        for (int i = 0; i < changes.Length; i++)
        {
            cells[changes.Cells[i]] += changes.Amounts[i] * persons;
        }
    }

    /// <summary>Adds the expected counts of a number of plots to those of a country.</summary>
    public void Add(int country, in PlotMeans means, double number)
    {
        means.AddTo(cells.AsSpan(Layout.PlotsOf(country), PlotCountsPerCountry), number);
        cells[Layout.Fields.Attacks + country] += means.Executed * number;
    }

    /// <summary>Foreigners embedded or underground in theatre places.</summary>
    public double ForeignersInCore()
    {
        double number = 0;
        for (int p = 0; p < geography.Places.Length; p++)
        {
            int first = Layout.PlaceStage + (p * StageNames.Count);
            number += geography.IsTheatre[p] ? cells[first + (int)Stage.Embedded] + cells[first + (int)Stage.Underground] : 0;
        }

        return number;
    }

    /// <summary>Checks that nobody was made or lost: by origin, fates sum to those who departed; in all, stages sum to those who entered.</summary>
    /// <exception cref="InvalidOperationException">People were made or lost; says where and when.</exception>
    public void CheckConservation(DateOnly date)
    {
        for (int o = 0; o < population.Origins.Length; o++)
        {
            double departed = Sum(Layout.Departed + (o * Population.Roles), Population.Roles);
            double fates = Sum(Layout.Fate + (o * Fates), Fates);
            if (Differ(departed, fates))
            {
                throw new LostCountException(FormattableString.Invariant(
                    $"On {date:yyyy-MM-dd} {departed} persons of {population.Origins[o]} have departed but {fates} have a fate: the engine lost count. Please report this."));
            }
        }

        double entered = cells[Layout.Entered];
        double present = Sum(Layout.PlaceStage, geography.Places.Length * StageNames.Count);
        if (Differ(present, entered))
        {
            throw new LostCountException(FormattableString.Invariant(
                $"On {date:yyyy-MM-dd} {entered} persons have entered but {present} are somewhere: the engine lost count. Please report this."));
        }

        // Whole numbers are compared exactly; fractions may differ by what rounding makes of many sums.
        static bool Differ(double a, double b) => Math.Abs(a - b) > (a == Math.Floor(a) && b == Math.Floor(b) ? 0 : 1e-6 * (1 + Math.Max(a, b)));
    }

    private double Sum(int first, int number)
    {
        double sum = 0;
        foreach (double cell in cells.AsSpan(first, number))
        {
            sum += cell;
        }

        return sum;
    }
}
