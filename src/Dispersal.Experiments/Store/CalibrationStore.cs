using Microsoft.Data.Sqlite;

namespace Dispersal.Experiments.Store;

/// <summary>
/// The SQLite file of a calibration: what each run gave for each target, found by content. A calibration that was cut finds its runs there and goes on; the
/// finished file has the same rows.
/// </summary>
internal sealed class CalibrationStore : IDisposable
{
    private const string Tables = """
        CREATE TABLE provenance (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE points (point TEXT NOT NULL, factor TEXT NOT NULL, level REAL NOT NULL, value REAL NOT NULL, PRIMARY KEY (point, factor)) WITHOUT ROWID;
        CREATE TABLE runs (point TEXT NOT NULL, replicate INTEGER NOT NULL, error TEXT, PRIMARY KEY (point, replicate)) WITHOUT ROWID;
        CREATE TABLE outputs (point TEXT NOT NULL, replicate INTEGER NOT NULL, target TEXT NOT NULL, value REAL NOT NULL, PRIMARY KEY (point, replicate, target)) WITHOUT ROWID;
        """;

    private readonly SqliteConnection connection;
    private readonly string path;

    private CalibrationStore(string path, SqliteConnection connection) => (this.path, this.connection) = (path, connection);

    /// <summary>Opens a store, making it where there is none.</summary>
    /// <exception cref="IOException">The file is something else, or holds another calibration.</exception>
    public static CalibrationStore Open(string path, IReadOnlyList<(string Key, string Value)> identity) => Guarded(path, () =>
    {
        SqliteConnection opened = StoreFile.Connect(path, SqliteOpenMode.ReadWriteCreate);
        CalibrationStore store = new(path, opened);
        try
        {
            store.Execute("PRAGMA busy_timeout = 600000");
            string[] tables = [.. store.Rows("SELECT name FROM sqlite_master WHERE type = 'table'").Select(row => (string)row[0])];
            if (tables.Length == 0)
            {
                store.Execute("PRAGMA journal_mode = WAL");
                using SqliteTransaction transaction = opened.BeginTransaction();
                store.Execute(Tables, transaction);
                foreach ((string key, string value) in identity)
                {
                    store.Insert(transaction, "INSERT INTO provenance VALUES ($1, $2)", key, value);
                }

                transaction.Commit();
            }
            else if (!tables.Contains("outputs"))
            {
                throw new IOException($"{path} holds something else than a calibration. Name another file.");
            }

            store.Execute("PRAGMA journal_mode = WAL");
            store.Execute("PRAGMA synchronous = FULL");
            Dictionary<string, string> said = store.Rows("SELECT key, value FROM provenance").ToDictionary(row => (string)row[0], row => (string)row[1], StringComparer.Ordinal);
            foreach ((string key, string value) in identity)
            {
                if (said.GetValueOrDefault(key) != value)
                {
                    throw new IOException($"{path} holds another calibration: its {key} is '{said.GetValueOrDefault(key)}', here it is '{value}'. Name another file.");
                }
            }

            return store;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    });

    /// <summary>All runs that are recorded: figures by target, or not numbers where the run failed.</summary>
    public Dictionary<(string Point, int Replicate), double[]> All(IReadOnlyList<string> targets) => Guarded(path, () =>
    {
        Dictionary<(string, int), double[]> all = [];
        foreach (object[] row in Rows("SELECT point, replicate, error IS NOT NULL OR EXISTS (SELECT 1 FROM outputs o WHERE o.point = r.point AND o.replicate = r.replicate) FROM runs r"))
        {
            if (row[2] is 0L)
            {
                throw new FormatException("A run has neither figures nor an error.");
            }

            all[((string)row[0], (int)(long)row[1])] = [.. Enumerable.Repeat(double.NaN, targets.Count)];
        }

        Dictionary<string, int> places = targets.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        foreach (object[] row in Rows("SELECT point, replicate, target, value FROM outputs"))
        {
            if (places.TryGetValue((string)row[2], out int place))
            {
                all[((string)row[0], (int)(long)row[1])][place] = (double)row[3];
            }
        }

        return all;
    });

    /// <summary>Records runs, all of them or none.</summary>
    public void Write(
        IReadOnlyList<string> factors, IReadOnlyList<string> targets,
        IEnumerable<(string Point, int Replicate, double[] Levels, double[] Values, double[] Outputs, string? Error)> runs) => Guarded(path, () =>
    {
        using SqliteTransaction transaction = connection.BeginTransaction();
        foreach ((string point, int replicate, double[] levels, double[] values, double[] outputs, string? error) in runs)
        {
            for (int f = 0; f < factors.Count; f++)
            {
                Insert(transaction, "INSERT OR IGNORE INTO points VALUES ($1, $2, $3, $4)", point, factors[f], levels[f], values[f]);
            }

            Insert(transaction, "INSERT INTO runs VALUES ($1, $2, $3)", point, replicate, (object?)error ?? DBNull.Value);
            for (int t = 0; t < targets.Count && error is null; t++)
            {
                Insert(transaction, "INSERT INTO outputs VALUES ($1, $2, $3, $4)", point, replicate, targets[t], outputs[t]);
            }
        }

        transaction.Commit();
        return 0;
    });

    /// <summary>Leaves one file behind, unless somebody is reading.</summary>
    public void Dispose()
    {
        try
        {
            Execute("PRAGMA busy_timeout = 1000");
            Execute("PRAGMA journal_mode = DELETE");
        }
        catch (SqliteException)
        {
            // The log is folded in by whoever closes the file last.
        }

        connection.Dispose();
    }

    private static T Guarded<T>(string path, Func<T> action) => StoreFile.Guarded(path, action);

    private void Execute(string sql, SqliteTransaction? transaction = null)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private void Insert(SqliteTransaction transaction, string sql, params ReadOnlySpan<object> values)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"${i + 1}", values[i]);
        }

        command.ExecuteNonQuery();
    }

    private List<object[]> Rows(string sql) => StoreFile.Rows(connection, sql);
}
