using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dispersal.Model;

namespace Dispersal.Engines;

/// <summary>
/// A replicate at the start of a day: all from which it can go on. The calendar is not part of it, since everybody's next candidate follows from the wait that
/// was drawn.
/// </summary>
/// <remarks>Bytes are little-endian; the page on checkpoints lists them. Nothing in it depends on threads: persons are in the order of their keys.</remarks>
internal sealed class SavedReplicate
{
    /// <summary>Number of the day at whose start it was saved.</summary>
    public required int Day { get; init; }

    /// <summary>Person-days so far.</summary>
    public required double PersonDays { get; init; }

    /// <summary>All counts.</summary>
    public required double[] Cells { get; init; }

    /// <summary>Levels that carry over from day to day, in the order of <see cref="Fields.Remembered"/>.</summary>
    public required double[] Levels { get; init; }

    /// <summary>By country: what is left of the wait for the next home-grown plot, and plots so far.</summary>
    public required double[] PlotWaits { get; init; }

    /// <summary>Home-grown plots so far, by country.</summary>
    public required uint[] Plots { get; init; }

    /// <summary>By country: what is left of the wait for the next order to attack.</summary>
    public required double[] OrderWaits { get; init; }

    /// <summary>Orders so far, by country.</summary>
    public required uint[] Orders { get; init; }

    /// <summary>Counts recorded so far, date by date.</summary>
    public required double[] Counts { get; init; }

    /// <summary>Levels recorded so far, date by date.</summary>
    public required double[] Reals { get; init; }

    /// <summary>Everybody alive who has come, by key.</summary>
    public required SavedPerson[] Persons { get; init; }

    /// <summary>Steps of sampled persons so far.</summary>
    public required SavedStep[] Steps { get; init; }

    /// <summary>The replicate as bytes.</summary>
    public byte[] ToBytes()
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        writer.Write(Day);
        writer.Write(PersonDays);
        Write<double>(writer, Cells);
        Write<double>(writer, Levels);
        Write<double>(writer, PlotWaits);
        Write<uint>(writer, Plots);
        Write<double>(writer, OrderWaits);
        Write<uint>(writer, Orders);
        Write<double>(writer, Counts);
        Write<double>(writer, Reals);
        Write<SavedPerson>(writer, Persons);
        Write<SavedStep>(writer, Steps);
        return stream.ToArray();
    }

    /// <summary>Reads a replicate back.</summary>
    /// <exception cref="InvalidDataException">These are not the bytes of a replicate.</exception>
    public static SavedReplicate FromBytes(ReadOnlySpan<byte> bytes)
    {
        SavedReplicate saved = new()
        {
            Day = Read<int>(ref bytes),
            PersonDays = Read<double>(ref bytes),
            Cells = ReadMany<double>(ref bytes),
            Levels = ReadMany<double>(ref bytes),
            PlotWaits = ReadMany<double>(ref bytes),
            Plots = ReadMany<uint>(ref bytes),
            OrderWaits = ReadMany<double>(ref bytes),
            Orders = ReadMany<uint>(ref bytes),
            Counts = ReadMany<double>(ref bytes),
            Reals = ReadMany<double>(ref bytes),
            Persons = ReadMany<SavedPerson>(ref bytes),
            Steps = ReadMany<SavedStep>(ref bytes),
        };
        return bytes.IsEmpty ? saved : throw Damaged();
    }

    /// <summary>More bytes than a replicate of a model can have.</summary>
    /// <param name="model">The model.</param>
    /// <param name="recorded">Values that a replicate records.</param>
    /// <param name="historyPersons">Persons whose steps it keeps.</param>
    public static int MostBytes(CompiledModel model, long recorded, int historyPersons)
    {
        // Twice as many persons as come, ten times as many steps of each as lives mostly have, and room for levels and waits.
        const long roomForAll = 64 << 20;
        const int stepsOfEach = 100;
        double persons = model.Inflow.Intakes.Sum(intake => Math.Ceiling(intake.Expected));
        double bytes = roomForAll + (sizeof(double) * ((double)model.Layout.Count + recorded)) + (2 * persons * Unsafe.SizeOf<SavedPerson>())
            + ((double)historyPersons * stepsOfEach * Unsafe.SizeOf<SavedStep>());
        return (int)Math.Min(bytes, Array.MaxLength);
    }

    /// <summary>Whether it can be a replicate of a model: counts and days are in range, and every state is one of the model's.</summary>
    public bool Fits(CompiledModel model)
    {
        for (int i = 0; i < Persons.Length; i++)
        {
            ref readonly SavedPerson person = ref Persons[i];
            if ((i > 0 && person.Key <= Persons[i - 1].Key) || person.Since < 0 || person.Since > Day || !(person.Exponential >= 0) || !(person.Passed >= 0)
                || !model.Holds(person.State.State()))
            {
                return false;
            }
        }

        return double.IsFinite(PersonDays) && PersonDays >= 0 && Day > 0 && Day < model.Days && Cells.Length == model.Layout.Count && Array.TrueForAll(Cells, double.IsFinite) && Array.TrueForAll(Levels, double.IsFinite)
            && Steps.All(step => step.Day >= 0 && step.Day < Day && Enum.IsDefined(step.Cause) && model.Holds(step.After.State()) && (step.IsEntry != 0 || model.Holds(step.Before.State())));
    }

    /// <summary>What is said of a replicate that cannot be.</summary>
    public static InvalidDataException Damaged() => new("a replicate in it cannot be read");

    private static void Write<T>(BinaryWriter writer, T[] values)
        where T : unmanaged
    {
        writer.Write(values.Length);
        writer.Write(MemoryMarshal.AsBytes(values.AsSpan()));
    }

    private static T Read<T>(ref ReadOnlySpan<byte> bytes)
        where T : unmanaged
    {
        if (!MemoryMarshal.TryRead(bytes, out T value))
        {
            throw Damaged();
        }

        bytes = bytes[Unsafe.SizeOf<T>()..];
        return value;
    }

    private static T[] ReadMany<T>(ref ReadOnlySpan<byte> bytes)
        where T : unmanaged
    {
        int number = Read<int>(ref bytes);
        long size = (long)number * Unsafe.SizeOf<T>();
        if (number < 0 || size > bytes.Length)
        {
            throw Damaged();
        }

        T[] values = MemoryMarshal.Cast<byte, T>(bytes[..(int)size]).ToArray();
        bytes = bytes[(int)size..];
        return values;
    }
}

/// <summary>A person in a checkpoint.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct SavedPerson
{
    /// <summary>Key of the person.</summary>
    public ulong Key;

    /// <summary>Day from which the person waits.</summary>
    public int Since;

    /// <summary>Event ordinal and candidate number of the next candidate.</summary>
    public uint Tag;

    /// <summary>The standard exponential number that the sum of the bounds of the hazards has to reach.</summary>
    public double Exponential;

    /// <summary>What the sum has reached.</summary>
    public double Passed;

    /// <summary>State.</summary>
    public SavedState State;

    /// <summary>A person as saved.</summary>
    public static SavedPerson Of(ulong key, in PersonState state, uint tag, int since, double exponential, double passed) =>
        new() { Key = key, State = SavedState.Of(state), Tag = tag, Since = since, Exponential = exponential, Passed = passed };
}

/// <summary>A state in a checkpoint: fourteen bytes, none of them left to chance.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct SavedState
{
    public ushort Group;
    public ushort Place;
    public ushort Goal;
    public ushort Route;
    public Stage Stage;
    public Traits Traits;
    public byte Commitment;
    public byte Phase;
    public Age Age;

    /// <summary>A state as saved.</summary>
    public static SavedState Of(in PersonState state) => new()
    {
        Group = state.Group,
        Place = state.Place,
        Goal = state.Goal,
        Route = state.Route,
        Stage = state.Stage,
        Traits = state.Traits,
        Commitment = state.Commitment,
        Phase = state.Phase,
        Age = state.Age,
    };

    /// <summary>The state.</summary>
    public readonly PersonState State() => new()
    {
        Group = Group,
        Place = Place,
        Goal = Goal,
        Route = Route,
        Stage = Stage,
        Traits = Traits,
        Commitment = Commitment,
        Phase = Phase,
        Age = Age,
    };
}

/// <summary>A step of a sampled person in a checkpoint.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct SavedStep
{
    /// <summary>Key of the person.</summary>
    public ulong Key;

    /// <summary>Day of the step.</summary>
    public int Day;

    /// <summary>What brought it about.</summary>
    public Cause Cause;

    /// <summary>1 for the entry into the system.</summary>
    public byte IsEntry;

    /// <summary>State before it.</summary>
    public SavedState Before;

    /// <summary>State after it.</summary>
    public SavedState After;

    /// <summary>A step as saved.</summary>
    public static SavedStep Of(LoggedStep step) =>
        new() { Key = step.Key, Day = step.Day, Cause = step.Cause, IsEntry = (byte)(step.IsEntry ? 1 : 0), Before = SavedState.Of(step.Before), After = SavedState.Of(step.After) };

    /// <summary>The step.</summary>
    public readonly LoggedStep Logged() => new(Key, Day, Before.State(), After.State(), Cause, IsEntry != 0);
}
