namespace Dispersal.Engines;

/// <summary>The persons of a saved replicate while they are dealt to those who go on with them: each is taken once.</summary>
internal sealed class SavedLives
{
    private readonly SavedPerson[] persons;
    private readonly ulong[] keys;
    private readonly bool[] taken;

    public SavedLives(SavedReplicate saved)
    {
        persons = saved.Persons;
        keys = [.. persons.Select(person => person.Key)];
        taken = new bool[persons.Length];
        Day = saved.Day;
    }

    /// <summary>Number of the day on which they go on.</summary>
    public int Day { get; }

    /// <summary>Those whom nobody has taken.</summary>
    public IEnumerable<SavedPerson> Left => persons.Where((_, i) => !taken[i]);

    /// <summary>The person of a key; null when nobody alive has it. Threads may ask at once, for different keys.</summary>
    public SavedPerson? Take(ulong key)
    {
        int at = Array.BinarySearch(keys, key);
        if (at < 0)
        {
            return null;
        }

        taken[at] = true;
        return persons[at];
    }
}
