
namespace Dispersal;

/// <summary>What a rule may look at: stocks at the start of the day, and parameter values of the day.</summary>
public abstract class DayView
{
    private protected DayView()
    {
    }

    /// <summary>Today.</summary>
    public abstract DateOnly Date { get; }

    /// <summary>Persons at a place in a stage.</summary>
    /// <param name="place">Id of a place.</param>
    /// <param name="stage">Stage as written in <c>stocks.csv</c>, such as <c>in-transit</c>.</param>
    /// <exception cref="ArgumentException">There is no such place or stage.</exception>
    public abstract double Persons(string place, string stage);

    /// <summary>Persons on the leg of a route.</summary>
    /// <param name="route">Id of a route.</param>
    /// <exception cref="ArgumentException">There is no such route.</exception>
    public abstract double Travellers(string route);

    /// <summary>Today's value of a parameter, forcing and policies applied.</summary>
    /// <param name="address">Address of a parameter, such as <c>legal-travel/refugees-per-day</c>.</param>
    /// <exception cref="ScenarioException">There is no such parameter.</exception>
    public abstract double Value(string address);
}
