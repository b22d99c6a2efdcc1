using System.Runtime.CompilerServices;
using Dispersal.Engines;
using Dispersal.Model;

namespace Dispersal.Tests.Engines;

/// <summary>What persons who wait take of the memory.</summary>
public sealed class EventCalendarTests
{
    [Fact]
    public void The_calendar_holds_a_record_and_a_tag_of_each_and_little_more()
    {
        const int persons = 1_000_000;
        const int days = 1000;
        EventCalendar calendar = new(days);
        calendar.Clear(persons);
        long record = sizeof(ulong) + sizeof(uint);

        // A chunk for every day that is not full, numbers that chain chunks, and where each day begins and ends.
        Assert.InRange(calendar.Bytes, persons * record, (persons * (record + 1)) + (days * ((EventCalendar.Chunk * record) + 16)));
    }

    [Fact]
    public void A_calendar_that_grows_holds_little_more_than_it_needs_and_everybody_who_was_put_into_it()
    {
        const int persons = 300_000;
        const int days = 7;
        EventCalendar calendar = new(days);
        calendar.Clear(0);
        for (uint i = 0; i < persons; i++)
        {
            calendar.Put(i % days, EventCalendar.Record(i, i + 1), i + 2);
        }

        Assert.InRange(calendar.Bytes, persons * 12L, persons * 12L * 5 / 4);
        var waiting = Enumerable.Range(0, days).SelectMany(calendar.Waiting).OrderBy(one => one.Record);
        Assert.Equal(Enumerable.Range(0, persons).Select(i => (EventCalendar.Record((uint)i, (uint)i + 1), (uint)i + 2)), waiting);
    }

    [Fact]
    public void A_person_takes_his_place_in_the_calendar_a_key_a_state_and_the_number_of_his_intake() =>
        Assert.Equal(IReplicateSource.BytesPerPerson, sizeof(ulong) + sizeof(uint) + sizeof(ulong) + Unsafe.SizeOf<PersonState>() + sizeof(int));
}
