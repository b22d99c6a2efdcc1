using System.Runtime.InteropServices;
using System.Text;

namespace Dispersal;

/// <summary>Reads files that others wrote: only ordinary ones, and never more than is bearable.</summary>
/// <remarks>To open a pipe is to wait for somebody who writes to it, perhaps for ever; a device may never end.</remarks>
internal static partial class PlainFile
{
    // Of the mode of a file, what kind it is, and the kind of ordinary files.
    private const int KindOfFile = 0xF000;
    private const int Ordinary = 0x8000;

    // Where the runtime's own description of a file has its mode; the description is far smaller than the room for it.
    private const int PlaceOfMode = sizeof(int);
    private const int RoomForStatus = 1024;

    /// <summary>Whether a path names an ordinary file: no pipe, socket, device or folder. Links are followed.</summary>
    public static bool Is(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        byte[] status = new byte[RoomForStatus];
        return Status(path, status) == 0 && (BitConverter.ToInt32(status, PlaceOfMode) & KindOfFile) == Ordinary;
    }

    /// <summary>All bytes of an ordinary file; null when there are more than <paramref name="most"/>, however long it says it is.</summary>
    /// <exception cref="IOException">It is no ordinary file, or cannot be read.</exception>
    public static byte[]? ReadAll(string path, int most)
    {
        if (!Is(path))
        {
            throw new IOException($"{path} is no file, or none that can be read.");
        }

        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        if (stream.Length > most)
        {
            return null;
        }

        // One byte more than it says tells whether it has grown, or says too little.
        byte[] bytes = new byte[stream.Length + 1];
        int length = 0;
        for (int read = stream.Read(bytes, 0, bytes.Length); read > 0; read = stream.Read(bytes, length, bytes.Length - length))
        {
            length += read;
            if (length > most)
            {
                return null;
            }

            if (length == bytes.Length)
            {
                Array.Resize(ref bytes, (int)Math.Min(2L * length, most + 1L));
            }
        }

        return bytes[..length];
    }

    /// <summary>Writes a text as UTF-8. What the runtime offers for it asks for all the room at once, and then does not say that there is none in a way that a program can understand.</summary>
    public static void Write(string path, string text)
    {
        using FileStream stream = new(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1);
        stream.Write(Encoding.UTF8.GetBytes(text));
    }

    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_Stat", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static partial int Status(string path, [Out] byte[] status);
}
