using System.Collections.Immutable;
using Dispersal.Model;
using Dispersal.Results;

namespace Dispersal.Engines;

/// <summary>Decides before the run what is recorded: month ends, and the series of every result table as sums of recorded cells.</summary>
internal sealed class RecordPlanBuilder
{
    private readonly CompiledModel model;
    private readonly CellLayout layout;
    private readonly Geography geography;
    private readonly Population population;
    private readonly List<RecordedSeries> summary = [];

    public RecordPlanBuilder(CompiledModel model, CellLayout layout)
    {
        this.model = model;
        this.layout = layout;
        geography = model.Geography;
        population = model.Population;
        Scenario scenario = model.Scenario;
        DateOf = Dates(scenario);
        PermeableRoutes = scenario.Border.On
            ? [.. Enumerable.Range(0, geography.Routes.Length).Where(model.Border.IsPatrolled)]
            : [];
        Summarise(scenario);
        Plan = new RecordPlan
        {
            Dates = [.. DateOf.Where(d => d is not null).Select(d => d!.Value)],
            CountCells = layout.Count,
            RealCells = PermeableRoutes.Length,
            Summary = [.. summary],
            Flows = [.. Flows()],
            Stocks = [.. StocksByPlace()],
            Fates = [.. Fates()],
        };
    }

    /// <summary>The plan.</summary>
    public RecordPlan Plan { get; }

    /// <summary>The date to record at the end of each day; null on days that are not recorded.</summary>
    public DateOnly?[] DateOf { get; }

    /// <summary>Routes whose permeability is recorded, in the order of the real cells.</summary>
    public int[] PermeableRoutes { get; }

    private static DateOnly?[] Dates(Scenario scenario)
    {
        DateOnly?[] dates = new DateOnly?[scenario.Days];
        for (int d = 0; d < dates.Length; d++)
        {
            DateOnly date = scenario.Start.AddDays(d);
            if (date.AddDays(1).Day == 1 || d == dates.Length - 1)
            {
                dates[d] = date;
            }
        }

        return dates;
    }

    private void Summarise(Scenario scenario)
    {
        int roles = Population.Roles;
        if (scenario.Inflow.On)
        {
            ByOrigin(Measure.Departed, o => Enumerable.Range(layout.Departed + (o * roles), roles));
            ByOrigin(Measure.DepartedWomen, o => [layout.Departed + (o * roles) + (int)Role.Woman]);
            ByOrigin(Measure.DepartedMinors, o => [layout.Departed + (o * roles) + (int)Role.Minor]);
        }

        ByOrigin(Measure.Returned, o => Enumerable.Range(layout.Returned + (o * roles), roles));
        ByOrigin(Measure.ReturnedWomen, o => [layout.Returned + (o * roles) + (int)Role.Woman]);
        ByOrigin(Measure.ReturnedMinors, o => [layout.Returned + (o * roles) + (int)Role.Minor]);
        ByOrigin(Measure.Dead, o => [layout.Dead + o]);
        ByAffiliate(Measure.Relocated, a => layout.Relocated + a);
        ByCountry(Measure.Stopped, c => [layout.Stopped + c]);
        if (scenario.War.On || scenario.Territory.On)
        {
            ByCountry(Measure.Captured, c => [layout.Captured + c]);
        }

        if (scenario.Transit.On)
        {
            ByCountry(Measure.Deported, c => [layout.Deported + c]);
        }

        ByOrigin(Measure.InTheatre, o => [layout.InTheatre + o]);
        ByOrigin(Measure.ActiveInTheatre, o => [layout.ActiveInTheatre + o]);
        ByOrigin(Measure.AtLarge, o => [layout.AtLarge + o]);
        ByOrigin(Measure.Known, o => [layout.Known + o]);
        ByCountry(Measure.Stock, c => PlacesOf(c).SelectMany(p => Stages.Where(s => s != Stage.Dead).Select(s => CellOf(p, s))));
        ByCountry(Measure.Held, c => PlacesOf(c).Select(p => CellOf(p, Stage.Held)));
        ByCountry(Measure.HeldWomenMinors, c => [layout.HeldFamilies + c]);
        ByAffiliate(Measure.WithAffiliate, a => CellOf(geography.Place(scenario.Affiliates[a].Place), Stage.WithAffiliate));
        for (int i = 0; i < PermeableRoutes.Length; i++)
        {
            summary.Add(new RecordedSeries([Measure.Permeability.Name, geography.Routes[PermeableRoutes[i]].Id], [i], IsReal: true));
        }
    }

    private static IEnumerable<Stage> Stages => Enum.GetValues<Stage>();

    private IEnumerable<int> PlacesOf(int country) => Enumerable.Range(0, geography.Places.Length).Where(p => geography.CountryOf[p] == country);

    private int CellOf(int place, Stage stage) => layout.PlaceStage + (place * StageNames.Count) + (int)stage;

    private void ByOrigin(Measure measure, Func<int, IEnumerable<int>> cells) =>
        ByCountryOf(measure, [.. population.OriginCountry.Select((country, origin) => (country, (int[])[.. cells(origin)]))]);

    private void ByCountry(Measure measure, Func<int, IEnumerable<int>> cells) =>
        ByCountryOf(measure, [.. Enumerable.Range(0, geography.Countries.Length).Select(country => (country, (int[])[.. cells(country)]))]);

    // Subjects: each country, each region, EU, WORLD.
    private void ByCountryOf(Measure measure, (int Country, int[] Cells)[] rows)
    {
        foreach ((int country, int[] cells) in rows)
        {
            Add(geography.Countries[country].Id, cells);
        }

        foreach (IGrouping<string, (int Country, int[] Cells)> region in rows
            .Where(r => !string.IsNullOrEmpty(geography.Countries[r.Country].Region))
            .GroupBy(r => geography.Countries[r.Country].Region!, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            Add("region:" + region.Key, [.. region.SelectMany(r => r.Cells)]);
        }

        if (geography.Countries.Any(c => c.Eu))
        {
            Add("EU", [.. rows.Where(r => geography.Countries[r.Country].Eu).SelectMany(r => r.Cells)]);
        }

        Add("WORLD", [.. rows.SelectMany(r => r.Cells)]);

        void Add(string subject, int[] cells) => summary.Add(new RecordedSeries([measure.Name, subject], [.. cells], IsReal: false));
    }

    // Subjects: each affiliate, and the first state named for it; affiliates that share a state are summed there.
    private void ByAffiliate(Measure measure, Func<int, int> cell)
    {
        ImmutableArray<Affiliate> affiliates = model.Scenario.Affiliates;
        SortedDictionary<string, List<int>> byState = new(StringComparer.Ordinal);
        for (int a = 0; a < affiliates.Length; a++)
        {
            summary.Add(new RecordedSeries([measure.Name, affiliates[a].Id], [cell(a)], IsReal: false));
            string state = geography.Countries[geography.CountryOf[geography.Place(affiliates[a].Place)]].Id;
            if (!byState.TryGetValue(state, out List<int>? cells))
            {
                byState[state] = cells = [];
            }

            cells.Add(cell(a));
        }

        foreach ((string state, List<int> cells) in byState)
        {
            summary.Add(new RecordedSeries([measure.Name, state], [.. cells], IsReal: false));
        }
    }

    private IEnumerable<RecordedSeries> Flows()
    {
        string[] outcomes = ["passed", "turned-back", "held", "killed"];
        for (int r = 0; r < geography.Routes.Length; r++)
        {
            Route route = geography.Routes[r];
            for (int o = 0; o < outcomes.Length; o++)
            {
                yield return new RecordedSeries(
                    [route.Id, route.From, route.To, Names.Of(route.Mode), outcomes[o]], [layout.Flows + (r * Stocks.Outcomes) + o], IsReal: false);
            }
        }
    }

    private IEnumerable<RecordedSeries> StocksByPlace() =>
        from p in Enumerable.Range(0, geography.Places.Length)
        from stage in Stages
        where stage != Stage.Dead
        select new RecordedSeries([geography.Places[p].Id, stage.NameOf()], [CellOf(p, stage)], IsReal: false);

    private IEnumerable<RecordedSeries> Fates() =>
        from o in Enumerable.Range(0, population.Origins.Length)
        from f in Enumerable.Range(0, Stocks.Fates)
        select new RecordedSeries([population.Origins[o], Stocks.FateNames[f]], [layout.Fate + (o * Stocks.Fates) + f], IsReal: false);
}
