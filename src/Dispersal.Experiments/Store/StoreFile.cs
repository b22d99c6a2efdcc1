using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dispersal.Experiments.Store;

/// <summary>What sweeps and calibrations have in common as SQLite files: opening, mistrust of what others wrote, and failures in words of ours.</summary>
internal static class StoreFile
{
    // Longer than any text or row of a store.
    private const int LongestValue = 16 << 20;

    /// <summary>Opens a file.</summary>
    /// <exception cref="IOException">It is no ordinary file.</exception>
    public static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        if (File.Exists(path) && !PlainFile.Is(path))
        {
            throw new IOException($"{path} is a pipe or a device. Name a file.");
        }

        SqliteConnection opened = new(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 600 }.ToString());
        try
        {
            opened.Open();
            raw.sqlite3_limit(opened.Handle!, raw.SQLITE_LIMIT_LENGTH, LongestValue);
            using SqliteCommand command = opened.CreateCommand();
            command.CommandText = "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON";
            command.ExecuteNonQuery();
            ThrowIfNotPlain(path, opened);
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Does something with a file; what SQLite says of a failure, and what is in a file that no store would hold, become sentences.</summary>
    /// <exception cref="IOException">It failed.</exception>
    public static T Guarded<T>(string path, Func<T> action)
    {
        const int busy = 5;
        const int locked = 6;
        const int readOnly = 8;
        const int failedToReadOrWrite = 10;
        const int damaged = 11;
        const int full = 13;
        const int cannotOpen = 14;
        const int notADatabase = 26;
        try
        {
            return action();
        }
        catch (SqliteException problem)
        {
            throw new IOException(
                problem.SqliteErrorCode switch
                {
                    notADatabase => $"{path} is not an SQLite file. Name another file, or take this one away.",
                    full => $"{path}: the disk is full. What is recorded is safe; make room and go on with --resume.",
                    cannotOpen when Directory.Exists(path) => $"{path} is a folder. Name a file.",
                    cannotOpen or readOnly => $"{path} cannot be opened. Name a file that you may read and write.",
                    failedToReadOrWrite => $"{path} cannot be read or written: the disk refuses or is full, or it is no ordinary file. What is recorded is safe; make room and go on with --resume, or name another file.",
                    busy or locked => $"{path} is held by another process. Wait until that has ended.",
                    damaged => Damaged(path),
                    _ => Damaged(path),
                }, problem);
        }
        catch (Exception problem) when (problem is InvalidCastException or FormatException or OverflowException or KeyNotFoundException or InvalidOperationException)
        {
            // No store of ours holds such values.
            throw new IOException(Damaged(path), problem);
        }
    }

    /// <summary>All rows of a query.</summary>
    public static List<object[]> Rows(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        List<object[]> rows = [];
        while (reader.Read())
        {
            object[] row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    private static string Damaged(string path) => $"{path} is damaged, or was written by another program. Name another file, or take this one away.";

    // Views, triggers and tables that are programs could do anything when they are read or written, such as never end.
    private static void ThrowIfNotPlain(string path, SqliteConnection connection)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = string.Create(
            CultureInfo.InvariantCulture,
            $"""
             SELECT 1 FROM sqlite_master WHERE type = 'trigger'
                 OR (type <> 'index' AND name IN ('provenance', 'factors', 'cells', 'points', 'runs', 'results', 'outputs')
                     AND (type <> 'table' OR upper(sql) NOT LIKE 'CREATE TABLE %' OR upper(sql) LIKE '%GENERATED%'))
             LIMIT 1
             """);
        if (command.ExecuteScalar() is not null)
        {
            throw new IOException($"{path} holds triggers or views in the place of tables, which no store does. Name another file.");
        }
    }
}
