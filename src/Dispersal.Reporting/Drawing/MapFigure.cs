using System.Text;

namespace Dispersal.Reporting.Drawing;

/// <summary>A flow on a map: where from and to, how many, a colour, and how far from the others on its route it is bent.</summary>
internal sealed record MapFlow((double Longitude, double Latitude) From, (double Longitude, double Latitude) To, double Volume, string Colour, string Title, int Order = 0);

/// <summary>A place on a map.</summary>
internal sealed record MapPlace(double Longitude, double Latitude, double Size, string Name, string Colour);

/// <summary>Flows and places on a map, as a figure of its own.</summary>
internal static class MapFigure
{
    private const int MostNames = 14;
    private const int Steps = 14;

    /// <summary>The figure.</summary>
    public static Svg Of(string title, string note, double[] box, IReadOnlyList<MapFlow> flows, IReadOnlyList<MapPlace> places, IReadOnlyList<(string Name, string Colour)> keys)
    {
        const double head = 74;
        WorldMap map = new(box, 1100);
        Svg svg = new(map.Width, map.Height + head, $"{title}: {note}");
        svg.Land(map.Land());
        Drawn[] drawn =
        [
            .. flows.Select(flow => new Drawn(flow, map.At(flow.From.Longitude, flow.From.Latitude), map.At(flow.To.Longitude, flow.To.Latitude)))
                .Where(flow => flow.Length >= 10).OrderByDescending(flow => flow.Flow.Volume),
        ];
        double most = drawn.Select(flow => flow.Flow.Volume).DefaultIfEmpty(1).Max();
        foreach (Drawn flow in drawn.Where(flow => flow.Flow.Volume > most / 2000))
        {
            svg.Path(Taper(flow, Math.Max(0.7, 16 * Math.Sqrt(flow.Flow.Volume / most))), flow.Flow.Colour, 0.75, isFilled: true, title: flow.Flow.Title);
        }

        double largest = places.Select(place => place.Size).DefaultIfEmpty(1).Max();
        List<(double L, double T, double R, double B)> taken = [];
        foreach (MapPlace place in places.Where(place => place.Size > 0).OrderByDescending(place => place.Size))
        {
            (double x, double y) = map.At(place.Longitude, place.Latitude);
            double radius = Math.Max(1.8, 24 * Math.Sqrt(place.Size / largest));
            svg.Path($"M{Svg.N(x - radius)},{Svg.N(y)}a{Svg.N(radius)},{Svg.N(radius)} 0 1,0 {Svg.N(2 * radius)},0a{Svg.N(radius)},{Svg.N(radius)} 0 1,0 {Svg.N(-2 * radius)},0", place.Colour, 0.25, isFilled: true, title: place.Name);
            (double L, double T, double R, double B) area = (x + radius + 3, y - 7, x + radius + 3 + (place.Name.Length * 6.2), y + 7);
            if (taken.Count < MostNames && area.R < map.Width && !taken.Exists(other => other.L < area.R && other.R > area.L && other.T < area.B && other.B > area.T))
            {
                taken.Add(area);
                svg.Words(area.L, y + 4, place.Name, Ink.Text, 11);
            }
        }

        svg.Rect(0, map.Height, map.Width, head, Ink.Paper.Colour);
        svg.Words(14, map.Height + 26, title, Ink.Text, 18, isBold: true);
        svg.Words(14, map.Height + 46, note, Ink.Soft, 12);
        double at = 14;
        foreach ((string name, string colour) in keys)
        {
            svg.Rect(at, map.Height + 55, 11, 11, colour);
            svg.Words(at + 16, map.Height + 65, name, Ink.Text, 12);
            at += 34 + (name.Length * 6.6);
        }

        return svg;
    }

    // The shape that the page draws: bent to its left, narrowing towards where it goes.
    private static string Taper(Drawn flow, double width)
    {
        ((double x0, double y0), (double x1, double y1)) = (flow.From, flow.To);
        (double dx, double dy) = (x1 - x0, y1 - y0);
        double bend = Math.Min(0.2 * flow.Length, 90);
        double cx = ((x0 + x1) / 2) + (dy / flow.Length * bend);
        double cy = ((y0 + y1) / 2) - (dx / flow.Length * bend);
        StringBuilder there = new();
        string back = "";
        for (int i = 0; i <= Steps; i++)
        {
            double t = i / (double)Steps;
            double u = 1 - t;
            double x = (u * u * x0) + (2 * u * t * cx) + (t * t * x1);
            double y = (u * u * y0) + (2 * u * t * cy) + (t * t * y1);
            double tx = (2 * u * (cx - x0)) + (2 * t * (x1 - cx));
            double ty = (2 * u * (cy - y0)) + (2 * t * (y1 - cy));
            double size = Math.Sqrt((tx * tx) + (ty * ty));
            double half = width / 2 * (1 - (0.8 * t));
            there.Append(i == 0 ? 'M' : 'L').Append(Svg.N(x - (ty / size * half))).Append(',').Append(Svg.N(y + (tx / size * half)));
            back = $"L{Svg.N(x + (ty / size * half))},{Svg.N(y - (tx / size * half))}{back}";
        }

        return $"{there}{back}Z";
    }

    private sealed record Drawn(MapFlow Flow, (double X, double Y) From, (double X, double Y) To)
    {
        public double Length => Math.Sqrt(((To.X - From.X) * (To.X - From.X)) + ((To.Y - From.Y) * (To.Y - From.Y)));
    }
}
