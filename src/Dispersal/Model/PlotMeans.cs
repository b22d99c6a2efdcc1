namespace Dispersal.Model;

/// <summary>Expected counts of one plot: for runs that deal in expectations rather than draws.</summary>
/// <param name="Kind">Who is behind it.</param>
/// <param name="AnyReturnee">Whether a returnee is in it: 1, or 0 for the home-grown.</param>
/// <param name="Returnees">Plotters who are returnees.</param>
/// <param name="AnyRefugee">P(anybody in it came as a refugee).</param>
/// <param name="Executed">P(executed).</param>
/// <param name="Attackers">Attackers of executed plots.</param>
/// <param name="AttackersReturnee">Attackers who are returnees.</param>
/// <param name="AttackersKnown">Attackers known to the authorities.</param>
/// <param name="AttackersRefugee">Attackers who came as refugees.</param>
/// <param name="Deaths">Deaths, attackers not counted.</param>
internal readonly record struct PlotMeans(
    PlotKind Kind, double AnyReturnee, double Returnees, double AnyRefugee, double Executed, double Attackers, double AttackersReturnee, double AttackersKnown,
    double AttackersRefugee, double Deaths)
{
    /// <summary>Adds the counts of a number of such plots of a country, in the order in which they are kept: see the plot counts of the stocks.</summary>
    public void AddTo(Span<double> counts, double number)
    {
        counts[0] += number;
        counts[1] += number * AnyReturnee;
        counts[2] += number * AnyRefugee;
        counts[3] += number * Returnees;
        counts[3 + (int)Kind] += number * Executed;
        counts[8] += number * Attackers;
        counts[9] += number * AttackersReturnee;
        counts[10] += number * AttackersKnown;
        counts[11] += number * AttackersRefugee;
        counts[12] += number * Deaths;
    }
}
