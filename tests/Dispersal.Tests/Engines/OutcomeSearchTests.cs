using Dispersal.Engines;
using Dispersal.Randomness;

namespace Dispersal.Tests.Engines;

/// <summary>The outcome in whose share a word falls, by every width of vectors whatever the processor has: what it lacks is done by the runtime.</summary>
public sealed unsafe class OutcomeSearchTests
{
    [Fact]
    public void Every_width_counts_the_ends_that_a_half_exceeds_and_sees_one_that_equals_it()
    {
        for (int trial = 0; trial < 200; trial++)
        {
            // Few values, so that ends stand several times; shares may end in either half of the group or go beyond it.
            ulong range = trial % 2 == 0 ? 50UL : ushort.MaxValue + 1UL;
            ushort[] ends = [.. Enumerable.Range(0, OutcomeSearch.Group).Select(i => (ushort)(ContentHash.Mix((ulong)((trial * OutcomeSearch.Group) + i)) % range)).Order()];
            int[] halves = [.. ends.SelectMany(end => new[] { end - 1, end, end + 1 }).Append(0).Append(ushort.MaxValue).Where(half => half is >= 0 and <= ushort.MaxValue)];
            foreach (uint half in halves.Select(half => (uint)half))
            {
                (int, bool) expected = (ends.Count(end => half > end), ends.Any(end => half == end));
                fixed (ushort* group = ends)
                {
                    Assert.Equal(expected, (OutcomeSearch.ExceededIn512(group, half, out bool equal), equal));
                    Assert.Equal(expected, (OutcomeSearch.ExceededIn256(group, half, out equal), equal));
                    Assert.Equal(expected, (OutcomeSearch.ExceededOneByOne(group, half, out equal), equal));
                }
            }
        }
    }
}
