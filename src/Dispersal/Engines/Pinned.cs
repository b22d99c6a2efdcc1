using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dispersal.Engines;

/// <summary>A buffer at a fixed address on a boundary of 64 bytes, for loops that read and write it in vectors. The garbage collector frees it.</summary>
internal sealed unsafe partial class Pinned<T>
    where T : unmanaged
{
    private const nuint Line = 64;
    private const nuint HugePage = 2 << 20;

    // Held so that the memory lives as long as this object.
    private readonly T[] array;

    /// <summary>A buffer of zeros.</summary>
    public Pinned(long length)
    {
        Length = length;
        nuint boundary = (nuint)length * (nuint)sizeof(T) >= HugePage ? HugePage : Line;
        long slack = (long)(boundary / (nuint)sizeof(T)) + 1;
        array = GC.AllocateUninitializedArray<T>(checked((int)(length + slack)), pinned: true);
        nuint start = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));
        Pointer = (T*)((start + boundary - 1) & ~(boundary - 1));
        if (boundary == HugePage)
        {
            PageAdvice.AskForHugePages(Pointer, (nuint)length * (nuint)sizeof(T));
        }

        Clear();
    }

    /// <summary>First entry.</summary>
    public T* Pointer { get; }

    /// <summary>Number of entries.</summary>
    public long Length { get; }

    /// <summary>A larger buffer that starts with the entries of this one.</summary>
    public Pinned<T> Grown(long length)
    {
        Pinned<T> larger = new(length);
        NativeMemory.Copy(Pointer, larger.Pointer, (nuint)Length * (nuint)sizeof(T));
        return larger;
    }

    /// <summary>Sets all entries to zero.</summary>
    public void Clear() => NativeMemory.Clear(Pointer, (nuint)Length * (nuint)sizeof(T));
}
