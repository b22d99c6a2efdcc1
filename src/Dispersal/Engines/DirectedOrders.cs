using Dispersal.Model;
using Dispersal.Randomness;

namespace Dispersal.Engines;

/// <summary>
/// M14: orders to attack, to the persons sent who are in cells of a country. An order comes on the day on which the running hazard reaches a standard
/// exponential number; what becomes of its plot is drawn with it, before anybody's exits. The members of the team take part each by his own exit; who did
/// is counted as one plot when the day has been applied.
/// </summary>
/// <remarks>
/// The hazard runs on days without a team too, and an order to nobody comes to nothing: the same in law as a hazard that waits for a team, but the days of a
/// country's orders are those of the replicate, whoever is there.
/// </remarks>
internal sealed class DirectedOrders(CompiledModel model, Stocks stocks)
{
    private readonly EventCells events = new(model, model.Layout);
    private readonly double[] left = new double[model.Geography.Countries.Length];
    private readonly uint[] orders = new uint[model.Geography.Countries.Length];
    private readonly Plot[] today = new Plot[model.Geography.Countries.Length];
    private StreamKey luck;

    /// <summary>What is left of the wait for the next order of each country.</summary>
    public double[] Waits => [.. left];

    /// <summary>Number of orders of each country so far.</summary>
    public uint[] Numbers => [.. orders];

    /// <summary>Goes on as saved.</summary>
    public void Resume(double[] waits, uint[] numbers)
    {
        if (waits.Length != left.Length || numbers.Length != orders.Length)
        {
            throw SavedReplicate.Damaged();
        }

        waits.CopyTo(left, 0);
        numbers.CopyTo(orders, 0);
    }

    /// <summary>Starts a replicate.</summary>
    public void Begin(in StreamKey key)
    {
        luck = key;
        for (int c = 0; c < left.Length; c++)
        {
            orders[c] = 0;
            today[c] = default;
            left[c] = WaitOf(c);
        }
    }

    /// <summary>Draws today's orders from the teams as they stand at the start of the day.</summary>
    public void Draw()
    {
        Fields fields = stocks.Fields;
        for (int c = 0; model.Attacks.OrdersPerDay > 0 && c < left.Length; c++)
        {
            today[c] = default;
            fields.Orders[c] = default;
            left[c] -= model.Attacks.OrdersPerDay;
            if (left[c] < 0)
            {
                if (fields.Team[c * Fields.TeamClasses] + fields.Team[(c * Fields.TeamClasses) + 1] > 0)
                {
                    today[c] = model.Attacks.OfOrder(c, fields, model.Attacks.OrderLuck(luck, c, orders[c]), out fields.Orders[c]);
                }

                // At most one order a day: what the day's hazard leaves over is forgotten, and the wait for the next begins tomorrow.
                orders[c]++;
                left[c] = WaitOf(c);
            }
        }
    }

    /// <summary>Counts today's plots, each once, after everybody's steps have been applied.</summary>
    public void Count()
    {
        for (int c = 0; c < today.Length; c++)
        {
            if (today[c].Kind != PlotKind.None)
            {
                Count(c);
            }
        }
    }

    /// <summary>Sets the orders that may come today, for a run that deals in expectations.</summary>
    public void Expect()
    {
        for (int c = 0; c < left.Length; c++)
        {
            stocks.Fields.Orders[c] = model.Attacks.ExpectedOrder(c, stocks.Fields);
        }
    }

    /// <summary>Counts what is to be expected of today's plots, after everybody's steps have been applied.</summary>
    public void CountExpected()
    {
        Fields fields = stocks.Fields;
        for (int c = 0; c < left.Length; c++)
        {
            int first = c * Fields.TakingPartCounts;
            if (fields.TakingPart[first] > 0)
            {
                PlotMeans means = model.Attacks.MeansOfOrder(
                    fields.Orders[c], fields.TakingPart[first], fields.TakingPart[first + 1], fields.TakingPart[first + 2], out double plots);
                stocks.Add(c, means, plots);
            }
        }
    }

    private void Count(int country)
    {
        int first = country * Fields.TakingPartCounts;
        Counts takingPart = stocks.Fields.TakingPart;
        if (takingPart[first] > 0)
        {
            CellChanges changes = new(stackalloc int[CellChanges.Most], stackalloc int[CellChanges.Most]);
            events.OfPlot(country, today[country], (int)takingPart[first], (int)takingPart[first + 1], (int)takingPart[first + 2], ref changes);
            stocks.Add(changes, 1);
        }
    }

    private double WaitOf(int country) => -model.Attacks.OrderLuck(luck, country, orders[country]).For(Purpose.Order).LogFirst;
}
