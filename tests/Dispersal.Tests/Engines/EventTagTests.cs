using Dispersal.Engines;

namespace Dispersal.Tests.Engines;

/// <summary>Event ordinal and candidate number in one word.</summary>
public sealed unsafe class EventTagTests
{
    [Fact]
    public void Candidates_are_numbered_one_by_one_and_an_event_starts_anew()
    {
        uint tag = EventTag.Next(0);
        Assert.Equal((1u, 0u), (EventTag.Ordinal(tag), tag & 0xFFFF));
        for (uint candidate = 1; candidate <= 0xFFFF; candidate++)
        {
            tag = EventTag.Again(tag);
            Assert.Equal((1u, candidate), (EventTag.Ordinal(tag), tag & 0xFFFF));
        }

        Assert.Equal((2u, 0u), (EventTag.Ordinal(EventTag.Next(tag)), EventTag.Next(tag) & 0xFFFF));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(29)]
    public void Events_of_several_are_those_of_each_and_of_nobody_else(int number)
    {
        uint[] tags = [.. Enumerable.Range(1, 40).Select(i => (uint)((i * 0x10000) + (i * 37)))];
        uint[] expected = [.. tags.Select((tag, i) => i < number ? EventTag.Next(tag) : tag)];
        fixed (uint* first = tags)
        {
            EventTag.Next(first, number);
        }

        Assert.Equal(expected, tags);
    }
}
