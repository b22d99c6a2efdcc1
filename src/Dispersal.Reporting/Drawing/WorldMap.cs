using System.Text;
using System.Text.Json;
using Dispersal.Reporting.Pages;

namespace Dispersal.Reporting.Drawing;

/// <summary>The world on paper: the shapes of states, and where a point of the globe lies.</summary>
/// <remarks>The Natural Earth projection (Patterson; polynomial of Savric, Jenny, Patterson, Petrovic and Hurni 2011), the one that the page uses.</remarks>
internal sealed class WorldMap
{
    private const double LeastStep = 1;
    private readonly double scale;
    private readonly double left;
    private readonly double top;

    /// <summary>A map of a part of the world, as wide as given.</summary>
    /// <param name="box">Degrees west, south, east and north.</param>
    /// <param name="width">Pixels.</param>
    public WorldMap(double[] box, double width)
    {
        (double x0, double y0) = Raw(box[0], box[3]);
        (double x1, double y1) = Raw(box[2], box[1]);
        for (int i = 0; i <= 8; i++)
        {
            double longitude = box[0] + ((box[2] - box[0]) * i / 8);
            foreach (double latitude in (double[])[box[1], box[3]])
            {
                (double x, double y) = Raw(longitude, latitude);
                (x0, x1, y0, y1) = (Math.Min(x0, x), Math.Max(x1, x), Math.Max(y0, y), Math.Min(y1, y));
            }
        }

        scale = width / (x1 - x0);
        left = x0;
        top = y0;
        Width = width;
        Height = (y0 - y1) * scale;
    }

    /// <summary>Width in pixels.</summary>
    public double Width { get; }

    /// <summary>Height in pixels.</summary>
    public double Height { get; }

    /// <summary>Where a point of the globe lies.</summary>
    public (double X, double Y) At(double longitude, double latitude)
    {
        (double x, double y) = Raw(longitude, latitude);
        return ((x - left) * scale, (top - y) * scale);
    }

    /// <summary>The shapes of all states as one path; points closer than can be told apart are left out.</summary>
    public string Land()
    {
        using JsonDocument world = JsonDocument.Parse(PageFrame.Resource("world.json"));
        JsonElement root = world.RootElement;
        double[] unit = [.. root.GetProperty("scale").EnumerateArray().Select(number => number.GetDouble())];
        double[] origin = [.. root.GetProperty("translate").EnumerateArray().Select(number => number.GetDouble())];
        (double X, double Y)[][] arcs = [.. root.GetProperty("arcs").EnumerateArray().Select(arc => Points(arc.GetString()!, unit, origin))];
        StringBuilder path = new();
        foreach (JsonElement shape in root.GetProperty("geometries").EnumerateArray())
        {
            JsonElement parts = shape.GetProperty("arcs");
            IEnumerable<JsonElement> rings = shape.GetProperty("type").GetString() == "Polygon"
                ? parts.EnumerateArray() : parts.EnumerateArray().SelectMany(polygon => polygon.EnumerateArray());
            foreach (JsonElement ring in rings)
            {
                Ring(path, ring.EnumerateArray().Select(arc => arc.GetInt32()).SelectMany(arc => arc < 0 ? arcs[~arc].Reverse() : arcs[arc]));
            }
        }

        return path.ToString();
    }

    private void Ring(StringBuilder path, IEnumerable<(double X, double Y)> points)
    {
        (double X, double Y)[] ring = [.. points.Select(point => At(point.X, point.Y))];
        if (ring.Max(point => point.X) < 0 || ring.Min(point => point.X) > Width || ring.Max(point => point.Y) < 0 || ring.Min(point => point.Y) > Height
            || ring.Max(point => point.X) - ring.Min(point => point.X) + ring.Max(point => point.Y) - ring.Min(point => point.Y) < 2 * LeastStep)
        {
            return;
        }

        (double X, double Y) last = (double.NegativeInfinity, 0);
        bool isFirst = true;
        foreach ((double X, double Y) point in ring)
        {
            if (Math.Abs(point.X - last.X) + Math.Abs(point.Y - last.Y) < LeastStep)
            {
                continue;
            }

            path.Append(isFirst ? 'M' : 'L').Append(Svg.N(point.X)).Append(',').Append(Svg.N(point.Y));
            (last, isFirst) = (point, false);
        }

        path.Append('Z');
    }

    private static (double X, double Y)[] Points(string steps, double[] unit, double[] origin)
    {
        const string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        List<(double X, double Y)> points = [];
        (int x, int y, int number, int shift) = (0, 0, 0, 0);
        bool isX = true;
        foreach (char letter in steps)
        {
            int digit = letters.IndexOf(letter, StringComparison.Ordinal);
            number |= (digit & 31) << shift;
            shift += 5;
            if ((digit & 32) != 0)
            {
                continue;
            }

            int step = (number & 1) != 0 ? -(number >> 1) : number >> 1;
            (number, shift) = (0, 0);
            if (isX)
            {
                x += step;
            }
            else
            {
                y += step;
                points.Add(((x * unit[0]) + origin[0], (y * unit[1]) + origin[1]));
            }

            isX = !isX;
        }

        return [.. points];
    }

    private static (double X, double Y) Raw(double longitude, double latitude)
    {
        double lambda = longitude * Math.PI / 180;
        double phi = latitude * Math.PI / 180;
        double second = phi * phi;
        double fourth = second * second;
        return (
            lambda * (0.8707 - (0.131979 * second) + (fourth * (-0.013791 + (fourth * ((0.003971 * second) - (0.001529 * fourth)))))),
            phi * (1.007226 + (second * (0.015085 + (fourth * (-0.044475 + (0.028874 * second) - (0.005916 * fourth)))))));
    }
}
