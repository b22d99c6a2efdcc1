using Dispersal.Model;

namespace Dispersal.Mechanisms;

/// <summary>M18 Shape of the organisation: how much of its strength lies outside the core, and over how many theatres it is spread.</summary>
/// <remarks>Source: the effective number of theatres is that of Laakso and Taagepera 1979; strengths are data.</remarks>
internal sealed class Shape(Scenario scenario)
{
    private readonly Course coreLocals = scenario.CourseOf("shape/core-locals-persons");

    /// <summary>Share of strength outside the core, and effective number of theatres (the inverse of the sum of squared shares).</summary>
    /// <param name="day">The day.</param>
    /// <param name="foreigners">Foreigners embedded or underground in the theatre.</param>
    /// <param name="fields">Strengths of the affiliates.</param>
    public (double Decentralisation, double EffectiveTheatres) On(int day, double foreigners, Fields fields)
    {
        double core = coreLocals[day] + foreigners;
        double outside = 0;
        double squares = core * core;
        foreach (double strength in fields.Strength)
        {
            outside += strength;
            squares += strength * strength;
        }

        double all = core + outside;
        return all > 0 ? (outside / all, all * all / squares) : (0, 0);
    }
}
