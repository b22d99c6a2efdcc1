namespace Dispersal.Engines;

/// <summary>Adds the persons of a state to the counts that it belongs to.</summary>
internal static class StateTableCounts
{
    /// <summary>Adds a number of persons of a state to its counts.</summary>
    public static unsafe void Count(this StateTable states, uint state, double persons, Span<double> cells)
    {
        int only = states.Rows[state].OnlyCell;
        if (only >= 0)
        {
            cells[only] += persons;
            return;
        }

        CellRow row = states.CellRows[state];
        for (int c = row.First; c < row.First + row.Number; c++)
        {
            cells[states.Cells[c]] += persons;
        }
    }
}
