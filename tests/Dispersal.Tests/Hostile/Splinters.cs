using System.Text;

namespace Dispersal.Tests.Hostile;

/// <summary>Values at which readers stumble, and damage to bytes.</summary>
internal static class Splinters
{
    public static readonly string[] Values =
    [
        "", " ", "0", "-0", "1", "-1", "0.5", "1e308", "1e309", "-1e400", "1e-400", "00", "0x10", "1_000", "1,5", "50%", "NaN", "Infinity", "-Infinity", "\u221e", "\u0661", "9223372036854775808",
        "99999999999999999999999999999999999999999999999999", "0.00000000000000000000000000000000000000000000000001", "true", "false", "TRUE", "null", "*", "**", "a*b", "../x", "../../etc/passwd",
        "/etc/passwd", "..", ".", "C:\\con", "~", "=1+1", "+1", "@SUM(A1)", "-cmd", "'=1", "\u001b[31mred", "\u001b]0;title\u0007", "\u202etxt", "<script>alert(1)</script>", "&lt;", "\u0000", "\ufeff", "\u0085", "\u2028",
        "\ud83d\ude00", "e\u0301", "\u0130", "\u00df", "a,b", "a\"b", "\"", "\"\"", "\"open", "#", "a#b", "a\tb", "a\rb", "a\nb", "2015-01-01", "2015-02-30", "0001-01-01", "9999-12-31", "10000-01-01", "2015-1-1", "2015-13",
        "id", "WORLD", "EU", "region:x", "routes/*/patrol", "goal/home-utility", "goal//", "/", "//", "a/b/c/d", "%s%n", "{0}", "${x}", "$(id)",
    ];

    private static readonly byte[][] Pieces =
    [
        .. Values.Select(Encoding.UTF8.GetBytes), [0xFF], [0xFE, 0xFF], [0xFF, 0xFE], [0xED, 0xA0, 0x80], [0xC0, 0xAF], [0xF5, 0x80, 0x80, 0x80], [0x80], [0, 0, 0, 0], [0x7F], [0xFF, 0xFF, 0xFF, 0xFF],
        [0xFF, 0xFF, 0xFF, 0x7F], "\\ud800"u8.ToArray(), "\\u0000"u8.ToArray(), "{"u8.ToArray(), "}"u8.ToArray(), "["u8.ToArray(), "]"u8.ToArray(), ":"u8.ToArray(), ","u8.ToArray(), "\r"u8.ToArray(), "\n"u8.ToArray(),
        "/*"u8.ToArray(), "//"u8.ToArray(),
    ];

    /// <summary>Bytes with a few wounds: flips, cuts, copies, splices, and pieces put in.</summary>
    public static byte[] Damaged(byte[] bytes, Luck luck, byte[]? other = null)
    {
        List<byte> wounded = [.. bytes];
        for (int wound = 1 + luck.Below(4); wound > 0; wound--)
        {
            int at = luck.Below(wounded.Count + 1);
            int length = Math.Min(1 << luck.Below(9), wounded.Count - at);
            switch (luck.Below(8))
            {
                case 0 when at < wounded.Count:
                    wounded[at] ^= (byte)(1 << luck.Below(8));
                    break;
                case 1 when at < wounded.Count:
                    wounded[at] = (byte)luck.Below(256);
                    break;
                case 2:
                    wounded.RemoveRange(at, Math.Min(length, 16));
                    break;
                case 3:
                    wounded.InsertRange(at, wounded.GetRange(at, length));
                    break;
                case 4 when luck.Is(15):
                    wounded.RemoveRange(at, wounded.Count - at);
                    break;
                case 5 when other is { Length: > 0 }:
                    int from = luck.Below(other.Length);
                    wounded.InsertRange(at, other.AsSpan(from, Math.Min(length, other.Length - from)).ToArray());
                    break;
                default:
                    wounded.InsertRange(at, luck.Of(Pieces));
                    break;
            }
        }

        return [.. wounded];
    }
}
