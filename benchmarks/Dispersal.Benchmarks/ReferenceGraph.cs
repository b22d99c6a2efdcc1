using System.Globalization;

namespace Dispersal.Benchmarks;

/// <summary>A directed graph of the reference workload: at each place persons disengage or leave with daily probabilities, and choose a route by weight.</summary>
/// <param name="Leave">Daily probability of leaving, by place.</param>
/// <param name="Disengage">Daily probability of disengaging, by place.</param>
/// <param name="Routes">Routes, by place.</param>
internal sealed record ReferenceGraph(double[] Leave, double[] Disengage, ReferenceRoute[][] Routes)
{
    /// <summary>Number of places.</summary>
    public int Places => Leave.Length;

    /// <summary>Reads a graph: line 1 <c>L E</c>; L lines <c>m h</c>; E lines <c>from to w pPass pBack pArrest pKill</c>, sorted by <c>from</c>.</summary>
    public static ReferenceGraph Read(string file)
    {
        using StreamReader reader = new(file);
        double[] sizes = Line();
        int places = (int)sizes[0];
        double[] leave = new double[places];
        double[] disengage = new double[places];
        List<ReferenceRoute>[] routes = [.. Enumerable.Range(0, places).Select(_ => new List<ReferenceRoute>())];
        for (int p = 0; p < places; p++)
        {
            double[] hazards = Line();
            (leave[p], disengage[p]) = (hazards[0], hazards[1]);
        }

        for (int e = 0; e < (int)sizes[1]; e++)
        {
            double[] v = Line();
            routes[(int)v[0]].Add(new ReferenceRoute((int)v[1], v[2], v[3], v[4], v[5], v[6]));
        }

        return new ReferenceGraph(leave, disengage, [.. routes.Select(r => r.ToArray())]);

        double[] Line() => [.. (reader.ReadLine() ?? throw new InvalidDataException($"{file} ends too early."))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => double.Parse(v, CultureInfo.InvariantCulture))];
    }
}

/// <summary>A route of the reference workload with the outcomes of a crossing.</summary>
/// <param name="To">Place it leads to.</param>
/// <param name="Weight">Weight in the choice.</param>
/// <param name="Pass">P(passes).</param>
/// <param name="Back">P(is turned back, and stays).</param>
/// <param name="Arrest">P(is arrested).</param>
/// <param name="Kill">P(is killed).</param>
internal sealed record ReferenceRoute(int To, double Weight, double Pass, double Back, double Arrest, double Kill);
