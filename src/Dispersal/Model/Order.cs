namespace Dispersal.Model;

/// <summary>Today's order to a country's team to attack, and what becomes of it (M14). All zero where there is none.</summary>
/// <remarks>
/// A run that draws has drawn the order when the day begins, so that its probabilities are zero or one; a run that deals in expectations has those of all
/// the orders that may have come.
/// </remarks>
/// <param name="Share">Hazard of taking part as a share of its ceiling: 1 where an order has come, 0 where none has.</param>
/// <param name="Foiled">P(its plot is foiled).</param>
/// <param name="Executed">P(its plot is executed), if it is not foiled.</param>
/// <param name="Deaths">Mean deaths of its attack, if it is executed.</param>
/// <param name="PlotsPerPart">In a run that deals in expectations: expected plots for each who takes part.</param>
/// <param name="NoRefugee">In such a run: P(nobody of those who take part came posing as a refugee), if anybody takes part.</param>
internal readonly record struct Order(double Share, double Foiled, double Executed, double Deaths, double PlotsPerPart = 0, double NoRefugee = 0);
