using System.Collections.Immutable;
using Dispersal.Model;
using Dispersal.Results;

namespace Dispersal.Engines;

/// <summary>Decides before the run what is recorded: the dates, and the series of every result table as sums of recorded cells.</summary>
/// <remarks>Only the cells of series that are asked for get a place in the record, and only their real values are ever computed.</remarks>
internal sealed class RecordPlanBuilder
{
    private readonly CompiledModel model;
    private readonly CellLayout layout;
    private readonly Recording recording;
    private readonly Geography geography;
    private readonly Population population;
    private readonly List<RecordedSeries> summary = [];
    private readonly List<Func<int, Stocks, double>> reals = [];

    /// <summary>Plans a recording.</summary>
    /// <param name="model">The scenario, compiled.</param>
    /// <param name="layout">Where each count stands in the engine.</param>
    /// <param name="recording">What is asked for; everything if not given.</param>
    /// <exception cref="ArgumentException">A date asked for is not a day of the scenario.</exception>
    public RecordPlanBuilder(CompiledModel model, CellLayout layout, Recording? recording = null)
    {
        this.model = model;
        this.layout = layout;
        this.recording = recording ??= Recording.All;
        geography = model.Geography;
        population = model.Population;
        Scenario scenario = model.Scenario;
        ImmutableArray<DateOnly> dates = recording.Dates.In(scenario);
        DateOf = new DateOnly?[scenario.Days];
        foreach (DateOnly date in dates)
        {
            DateOf[date.DayNumber - scenario.Start.DayNumber] = date;
        }

        HistoryPersons = recording.Histories ? (int)scenario.Observation.HistoryPersons.Value : 0;

        // (1) Series asked for, over the engine's cells.
        Summarise(scenario);
        ImmutableArray<RecordedSeries> flows = recording.Flows ? [.. Flows()] : [];
        ImmutableArray<RecordedSeries> stocks = recording.Stocks ? [.. StocksByPlace()] : [];
        ImmutableArray<RecordedSeries> fates = recording.Fates ? [.. Fates()] : [];

        // (2) Cells that they need, in the engine's order, and their places in the record.
        int[] places = new int[layout.Recorded];
        foreach (int cell in ((ImmutableArray<RecordedSeries>[])[[.. summary], flows, stocks, fates]).SelectMany(table => table).Where(s => !s.IsReal).SelectMany(s => s.Cells))
        {
            places[cell] = 1;
        }

        CountRuns = [.. Runs(places)];
        int countCells = 0;
        for (int c = 0; c < places.Length; c++)
        {
            countCells += places[c];
            places[c] = countCells - 1;
        }

        // (3) Series over the record's cells.
        Plan = new RecordPlan
        {
            Recording = recording,
            Dates = dates,
            CountCells = countCells,
            RealCells = reals.Count,
            Summary = Placed(summary),
            Flows = Placed(flows),
            Stocks = Placed(stocks),
            Fates = Placed(fates),
        };

        ImmutableArray<RecordedSeries> Placed(IEnumerable<RecordedSeries> series) =>
            [.. series.Select(s => s.IsReal ? s : s with { Cells = [.. s.Cells.Select(c => places[c])] })];
    }

    /// <summary>The plan.</summary>
    public RecordPlan Plan { get; }

    /// <summary>The date to record at the end of each day; null on days that are not recorded.</summary>
    public DateOnly?[] DateOf { get; }

    /// <summary>The engine's cells that are recorded, as runs; in this order they make up a date of the record.</summary>
    public ImmutableArray<(int First, int Number)> CountRuns { get; }

    /// <summary>What each real cell is on a day, at its end.</summary>
    public IReadOnlyList<Func<int, Stocks, double>> Reals => reals;

    /// <summary>Number of persons whose lives are kept.</summary>
    public int HistoryPersons { get; }

    private static IEnumerable<(int First, int Number)> Runs(int[] marks)
    {
        int end = 0;
        for (int first = Array.IndexOf(marks, 1); first >= 0; first = Array.IndexOf(marks, 1, end))
        {
            end = Array.IndexOf(marks, 0, first);
            end = end < 0 ? marks.Length : end;
            yield return (first, end - first);
        }
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

        // Holders deport whom they hold, and whom their courts release.
        if (scenario.Transit.On || scenario.Justice.On)
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
        AfterArrival(scenario);
        Levels(scenario);
    }

    // M10 to M14 and M17: counts of persons and events.
    private void AfterArrival(Scenario scenario)
    {
        if (scenario.Families.On)
        {
            ByOrigin(Measure.Repatriated, o => [layout.Repatriated + o]);
            RealByOrigin(Measure.CareNeed, o => (_, stocks) => stocks.Cells[layout.MinorsHome + o] * model.Families.CareShare);
        }

        if (scenario.Justice.On)
        {
            ByCountry(Measure.Charged, c => [layout.Charged + c]);
            ByCountry(Measure.Convicted, c => [layout.Convicted + c]);
            ByOrigin(Measure.Imprisoned, o => [layout.Imprisoned + o]);
        }

        if (scenario.Justice.On && scenario.Networks.On)
        {
            ByCountry(Measure.Reengaged, c => [layout.Reengaged + c]);
        }

        if (scenario.Programmes.On)
        {
            ByOrigin(Measure.InProgramme, o => [layout.InProgramme + o]);
        }

        if (scenario.Networks.On)
        {
            ByOrigin(Measure.Clandestine, o => [layout.Clandestine + o]);
        }

        if (scenario.Networks.On || scenario.Programmes.On)
        {
            ByOrigin(Measure.Disengaged, o => [layout.Disengaged + o]);
        }

        for (int i = 0; i < Stocks.PlotCountsPerCountry && scenario.Attacks.On; i++)
        {
            int count = i;
            ByCountry(Stocks.PlotCounts[i], c => [layout.Plots + (c * Stocks.PlotCountsPerCountry) + count]);
        }
    }

    // Levels that are real numbers: permeability, watching, appeal, strength, shape.
    private void Levels(Scenario scenario)
    {
        for (int r = 0; r < geography.Routes.Length && scenario.Border.On; r++)
        {
            if (model.Border.IsPatrolled(r))
            {
                int route = r;
                Real(Measure.Permeability, geography.Routes[r].Id, (day, stocks) =>
                    model.Rules.Passing(route, stocks.Fields)
                        * model.Border.Permeability(route, day, model.Border.HasGuides(route, day) ? stocks.Fields.GuidedShare[route] : 0));
            }
        }

        if (scenario.Watching.On)
        {
            RealByCountry(Measure.WatchLoad, c => (_, stocks) => stocks.Fields.WatchLoad[c]);
            foreach ((string subject, int[] countries) in CountrySubjects())
            {
                Real(Measure.WatchCoverage, subject, (_, stocks) => Coverage(stocks.Fields, countries));
            }
        }

        if (scenario.AffiliateGrowth.On && recording.Keeps(Measure.AffiliateStrength))
        {
            int first = reals.Count;
            reals.AddRange(Enumerable.Range(0, scenario.Affiliates.Length).Select(a => (Func<int, Stocks, double>)((_, stocks) => stocks.Fields.Strength[a])));
            ByAffiliate(Measure.AffiliateStrength, a => first + a, isReal: true);
        }

        if (scenario.Appeal.On)
        {
            RealByCountry(Measure.HomeGrownMobilised, c => (_, stocks) => stocks.Fields.Mobilised[c]);
            Real(Measure.Appeal, "WORLD", (_, stocks) => stocks.Fields.Appeal);
            Real(Measure.OnlineReach, "WORLD", (_, stocks) => stocks.Fields.Reach);
            Real(Measure.MediaOutput, "WORLD", (day, _) => model.Appeal.MediaOutput(day));
        }

        if (scenario.Shape.On)
        {
            Real(Measure.Decentralisation, "WORLD", (day, stocks) => model.Shape.On(day, stocks.ForeignersInCore(), stocks.Fields).Decentralisation);
            Real(Measure.EffectiveTheatres, "WORLD", (day, stocks) => model.Shape.On(day, stocks.ForeignersInCore(), stocks.Fields).EffectiveTheatres);
        }
    }

    private static double Coverage(Fields fields, int[] countries)
    {
        double load = 0;
        double covered = 0;
        foreach (int c in countries)
        {
            load += fields.WatchLoad[c];
            covered += fields.WatchCovered[c];
        }

        return load > 0 ? covered / load : 1;
    }

    private void Real(Measure measure, string subject, Func<int, Stocks, double> value)
    {
        if (!recording.Keeps(measure))
        {
            return;
        }

        summary.Add(new RecordedSeries([measure.Name, subject], [reals.Count], IsReal: true));
        reals.Add(value);
    }

    private void RealByOrigin(Measure measure, Func<int, Func<int, Stocks, double>> value)
    {
        if (!recording.Keeps(measure))
        {
            return;
        }

        int first = reals.Count;
        reals.AddRange(Enumerable.Range(0, population.Origins.Length).Select(value));
        ByCountryOf(measure, [.. population.OriginCountry.Select((country, origin) => (country, (int[])[first + origin]))], isReal: true);
    }

    private void RealByCountry(Measure measure, Func<int, Func<int, Stocks, double>> value)
    {
        if (!recording.Keeps(measure))
        {
            return;
        }

        int first = reals.Count;
        reals.AddRange(Enumerable.Range(0, geography.Countries.Length).Select(value));
        ByCountryOf(measure, [.. Enumerable.Range(0, geography.Countries.Length).Select(country => (country, (int[])[first + country]))], isReal: true);
    }

    // Each country, each region, EU, WORLD, with the countries they hold.
    private IEnumerable<(string Subject, int[] Countries)> CountrySubjects()
    {
        List<RecordedSeries> series = [];
        AddSubjects(series, Measure.Stock, [.. Enumerable.Range(0, geography.Countries.Length).Select(c => (c, (int[])[c]))], isReal: false);
        return series.Select(s => (s.Key[1], (int[])[.. s.Cells]));
    }

    private static IEnumerable<Stage> Stages => Enum.GetValues<Stage>();

    private IEnumerable<int> PlacesOf(int country) => Enumerable.Range(0, geography.Places.Length).Where(p => geography.CountryOf[p] == country);

    private int CellOf(int place, Stage stage) => layout.PlaceStage + (place * StageNames.Count) + (int)stage;

    private void ByOrigin(Measure measure, Func<int, IEnumerable<int>> cells)
    {
        if (recording.Keeps(measure))
        {
            ByCountryOf(measure, [.. population.OriginCountry.Select((country, origin) => (country, (int[])[.. cells(origin)]))]);
        }
    }

    private void ByCountry(Measure measure, Func<int, IEnumerable<int>> cells)
    {
        if (recording.Keeps(measure))
        {
            ByCountryOf(measure, [.. Enumerable.Range(0, geography.Countries.Length).Select(country => (country, (int[])[.. cells(country)]))]);
        }
    }

    // Subjects: each country, each region, EU, WORLD.
    private void ByCountryOf(Measure measure, (int Country, int[] Cells)[] rows, bool isReal = false) => AddSubjects(summary, measure, rows, isReal);

    private void AddSubjects(List<RecordedSeries> series, Measure measure, (int Country, int[] Cells)[] rows, bool isReal)
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

        void Add(string subject, int[] cells) => series.Add(new RecordedSeries([measure.Name, subject], [.. cells], isReal));
    }

    // Subjects: each affiliate, and the first state named for it; affiliates that share a state are summed there.
    private void ByAffiliate(Measure measure, Func<int, int> cell, bool isReal = false)
    {
        if (!recording.Keeps(measure))
        {
            return;
        }

        ImmutableArray<Affiliate> affiliates = model.Scenario.Affiliates;
        SortedDictionary<string, List<int>> byState = new(StringComparer.Ordinal);
        for (int a = 0; a < affiliates.Length; a++)
        {
            summary.Add(new RecordedSeries([measure.Name, affiliates[a].Id], [cell(a)], isReal));
            string state = geography.Countries[geography.CountryOf[geography.Place(affiliates[a].Place)]].Id;
            if (!byState.TryGetValue(state, out List<int>? cells))
            {
                byState[state] = cells = [];
            }

            cells.Add(cell(a));
        }

        foreach ((string state, List<int> cells) in byState)
        {
            summary.Add(new RecordedSeries([measure.Name, state], [.. cells], isReal));
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
