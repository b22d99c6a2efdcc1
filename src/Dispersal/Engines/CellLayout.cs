using Dispersal.Model;

namespace Dispersal.Engines;

/// <summary>
/// Where each count of a run stands in one flat array: first those that are recorded, in blocks by origin, country, affiliate, route and place; then
/// those that only the engine and the fields need.
/// </summary>
internal sealed class CellLayout
{
    public CellLayout(CompiledModel model)
    {
        int origins = model.Population.Origins.Length;
        int countries = model.Geography.Countries.Length;
        int next = 0;
        Departed = Block(origins * Population.Roles);
        Returned = Block(origins * Population.Roles);
        Dead = Block(origins);
        InTheatre = Block(origins);
        ActiveInTheatre = Block(origins);
        AtLarge = Block(origins);
        Known = Block(origins);
        Imprisoned = Block(origins);
        InProgramme = Block(origins);
        Clandestine = Block(origins);
        Disengaged = Block(origins);
        Repatriated = Block(origins);
        MinorsHome = Block(origins);
        Fate = Block(origins * Stocks.Fates);
        Stopped = Block(countries);
        Captured = Block(countries);
        Deported = Block(countries);
        Charged = Block(countries);
        Convicted = Block(countries);
        Reengaged = Block(countries);
        HeldFamilies = Block(countries);
        Plots = Block(countries * Stocks.PlotCountsPerCountry);
        Relocated = Block(model.Scenario.Affiliates.Length);
        PlaceStage = Block(model.Geography.Places.Length * StageNames.Count);
        Flows = Block(model.Geography.Routes.Length * Stocks.Outcomes);
        Recorded = next;
        Present = Block(1);
        Entered = Block(1);
        Fields = new FieldCells(
            model.Geography, model.Population, model.Goal.Destinations, model.Goal.ThirdCountries, model.Scenario.Affiliates.Length, next);
        Count = Fields.End;

        int Block(int size)
        {
            int start = next;
            next += size;
            return start;
        }
    }

    /// <summary>Number of cells.</summary>
    public int Count { get; }

    /// <summary>Number of cells that are recorded; they come first.</summary>
    public int Recorded { get; }

    /// <summary>Persons alive in the system.</summary>
    public int Present { get; }

    /// <summary>Persons who have entered, the dead included.</summary>
    public int Entered { get; }

    /// <summary>Counts that fields are made of.</summary>
    public FieldCells Fields { get; }

    /// <summary>Reached the theatre, by origin and role.</summary>
    public int Departed { get; }

    /// <summary>First arrivals in the origin, by origin and role.</summary>
    public int Returned { get; }

    /// <summary>Dead, by origin.</summary>
    public int Dead { get; }

    /// <summary>Alive in theatre places, by origin.</summary>
    public int InTheatre { get; }

    /// <summary>Men embedded or underground in theatre places, by origin.</summary>
    public int ActiveInTheatre { get; }

    /// <summary>At large, by origin.</summary>
    public int AtLarge { get; }

    /// <summary>Known, by origin.</summary>
    public int Known { get; }

    /// <summary>Imprisoned, by origin.</summary>
    public int Imprisoned { get; }

    /// <summary>In a programme, by origin.</summary>
    public int InProgramme { get; }

    /// <summary>In a cell, by origin.</summary>
    public int Clandestine { get; }

    /// <summary>Disengaged, by origin.</summary>
    public int Disengaged { get; }

    /// <summary>Fetched home by the own state, by origin.</summary>
    public int Repatriated { get; }

    /// <summary>Minors at home, by origin.</summary>
    public int MinorsHome { get; }

    /// <summary>Persons charged, by the court's country.</summary>
    public int Charged { get; }

    /// <summary>Persons convicted, by the court's country.</summary>
    public int Convicted { get; }

    /// <summary>Convicted persons who joined a cell after release, by country.</summary>
    public int Reengaged { get; }

    /// <summary>Plots and attacks, by country and count.</summary>
    public int Plots { get; }

    /// <summary>First count of plots of a country.</summary>
    public int PlotsOf(int country) => Plots + (country * Stocks.PlotCountsPerCountry);

    /// <summary>Those who departed, by origin and fate.</summary>
    public int Fate { get; }

    /// <summary>Stops, by the country that acts.</summary>
    public int Stopped { get; }

    /// <summary>Captures, by the country that acts.</summary>
    public int Captured { get; }

    /// <summary>Deportations, by the country that acts.</summary>
    public int Deported { get; }

    /// <summary>Women and minors held, by country.</summary>
    public int HeldFamilies { get; }

    /// <summary>Arrivals at an affiliate outside the origin, by affiliate.</summary>
    public int Relocated { get; }

    /// <summary>Persons, by place and stage.</summary>
    public int PlaceStage { get; }

    /// <summary>Crossings since the last recorded date, by route and outcome.</summary>
    public int Flows { get; }
}
