using System.Buffers.Binary;
using System.Globalization;

namespace Dispersal.Experiments.Shards;

/// <summary>The points of a sweep, <c>points.bin</c>: rows of one length, so that a task reads its own and no others.</summary>
/// <remarks>Sixteen bytes of head (<c>dispts1</c> and a line feed, number of factors, number of points), then for each point its id (the 8 bytes that its 16
/// hexadecimal digits stand for) and its levels (doubles); numbers are little-endian.</remarks>
internal static class PointFile
{
    public const string FileName = "points.bin";

    private const int Head = 16;

    private static ReadOnlySpan<byte> Magic => "dispts1\n"u8;

    /// <summary>Writes every point of a design, each once, in the order of the design.</summary>
    /// <returns>How many there are.</returns>
    public static int Write(string path, Design design)
    {
        int count = 0;
        HashSet<ulong> seen = [];
        byte[] row = new byte[RowLength(design.Factors.Length)];
        using FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
        file.Write(new byte[Head]);
        for (int point = 0; point < design.Count; point++)
        {
            ulong id = ulong.Parse(design.Id(point), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (!seen.Add(id))
            {
                continue;
            }

            BinaryPrimitives.WriteUInt64BigEndian(row, id);
            foreach ((int factor, double level) in design.Levels(point).Index())
            {
                BinaryPrimitives.WriteDoubleLittleEndian(row.AsSpan(8 + (8 * factor)), level);
            }

            file.Write(row);
            count++;
        }

        Span<byte> head = stackalloc byte[Head];
        Magic.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head[8..], design.Factors.Length);
        BinaryPrimitives.WriteInt32LittleEndian(head[12..], count);
        file.Position = 0;
        file.Write(head);
        file.Flush(flushToDisk: true);
        return count;
    }

    /// <summary>Reads a range of points: their ids, and their levels by point, then by factor.</summary>
    /// <exception cref="IOException">The file is not that of the plan.</exception>
    public static (string[] Ids, double[] Levels) Read(string path, SweepPlan plan, int from, int count)
    {
        int factors = plan.Factors.Length;
        int length = RowLength(factors);
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        Span<byte> head = stackalloc byte[Head];
        if (file.ReadAtLeast(head, Head, throwOnEndOfStream: false) < Head || !head.StartsWith(Magic)
            || BinaryPrimitives.ReadInt32LittleEndian(head[8..]) != factors || BinaryPrimitives.ReadInt32LittleEndian(head[12..]) != plan.Points
            || file.Length != Head + ((long)length * plan.Points))
        {
            throw new IOException($"{path} is damaged: it does not hold the {plan.Points:N0} points of {SweepPlan.FileName}. Submit the sweep anew to another folder.");
        }

        string[] ids = new string[count];
        double[] levels = new double[(long)count * factors];
        byte[] row = new byte[length];
        file.Position = Head + ((long)length * from);
        for (int point = 0; point < count; point++)
        {
            file.ReadExactly(row);
            ids[point] = Convert.ToHexStringLower(row.AsSpan(0, 8));
            for (int factor = 0; factor < factors; factor++)
            {
                levels[((long)point * factors) + factor] = BinaryPrimitives.ReadDoubleLittleEndian(row.AsSpan(8 + (8 * factor)));
            }
        }

        return (ids, levels);
    }

    private static int RowLength(int factors) => 8 + (8 * factors);
}
