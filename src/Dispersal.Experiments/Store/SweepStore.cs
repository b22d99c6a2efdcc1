using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Dispersal.Experiments.Store;

/// <summary>
/// The SQLite file of a sweep. Rows are found by content: a point by its values, a run by point and replicate; there are no counters and no attempts, so
/// that a sweep that was cut and taken up again ends with the rows of one that was not.
/// </summary>
internal sealed class SweepStore : IDisposable
{
    /// <summary>Most factors: SQLite tables have up to 2,000 columns.</summary>
    public const int MostFactors = 1_900;

    private const string Format = "2";

    private const string InsertRun = "INSERT INTO runs VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    private const int RunColumns = 9;
    private const string InsertResult = "INSERT INTO results VALUES ($1, $2, $3, $4, $5, $6)";
    private const int ResultColumns = 6;
    private const int FingerprintLength = 64;

    private const string Tables = """
        CREATE TABLE provenance (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE factors (factor TEXT PRIMARY KEY, position INTEGER NOT NULL, kind TEXT NOT NULL, unit TEXT NOT NULL, cells INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE cells (factor TEXT NOT NULL, address TEXT NOT NULL, value REAL NOT NULL, low REAL, high REAL, distribution TEXT NOT NULL,
            source TEXT NOT NULL, grade TEXT NOT NULL, PRIMARY KEY (factor, address)) WITHOUT ROWID;
        CREATE TABLE runs (point TEXT NOT NULL, replicate INTEGER NOT NULL, engine TEXT NOT NULL, error TEXT, started TEXT NOT NULL, finished TEXT NOT NULL,
            seconds REAL NOT NULL, machine TEXT NOT NULL, version TEXT NOT NULL, PRIMARY KEY (point, replicate)) WITHOUT ROWID;
        CREATE TABLE results (point TEXT NOT NULL, replicate INTEGER NOT NULL, measure TEXT NOT NULL, subject TEXT NOT NULL, date TEXT NOT NULL,
            value REAL NOT NULL, PRIMARY KEY (point, replicate, measure, subject, date)) WITHOUT ROWID;
        """;

    private readonly string path;
    private readonly SqliteConnection connection;

    private SweepStore(string path, SqliteConnection connection)
    {
        this.path = path;
        this.connection = connection;
    }

    /// <summary>Opens a store to write to, making it where there is none or where it was cut while it was made.</summary>
    /// <param name="path">The file.</param>
    /// <param name="design">The design; its points are added where they are not there yet.</param>
    /// <param name="identity">What must not differ between sweeps that share a store.</param>
    /// <param name="wishes">What is asked for this time.</param>
    /// <exception cref="IOException">The file is no store, one of another sweep, or cannot be written.</exception>
    public static SweepStore Open(
        string path, Design design, IReadOnlyList<(string Key, string Value)> identity, IReadOnlyList<(string Key, string Value)> wishes) => Guarded(path, () =>
        {
            SqliteConnection opened = Connect(path, SqliteOpenMode.ReadWriteCreate);
            try
            {
                SweepStore store = new(path, opened);
                store.Execute("PRAGMA busy_timeout = 600000");
                if (!store.HasTable("provenance"))
                {
                    store.ThrowIfForeign();
                    store.Execute("PRAGMA journal_mode = WAL");
                    store.Create(design, [("format", Format), .. identity]);
                }
                else
                {
                    store.Execute("PRAGMA journal_mode = WAL");
                    store.ThrowIfOther([("format", Format), .. identity]);
                }

                // A commit outlives a power cut, not only the process.
                store.Execute("PRAGMA synchronous = FULL");
                store.AddPoints(design, wishes);
                return store;
            }
            catch
            {
                opened.Dispose();
                throw;
            }
        });

    /// <summary>Whether a file that holds anything is there.</summary>
    public static bool Exists(string path) => File.Exists(path) && new FileInfo(path).Length > 0 && Guarded(path, () =>
    {
        using SweepStore store = new(path, Connect(path, SqliteOpenMode.ReadOnly));
        return store.HasTable("provenance") || store.HasAnyTable();
    });

    /// <summary>What a store holds.</summary>
    /// <exception cref="IOException">There is no store, or it cannot be read.</exception>
    public static SweepStatus Status(string path)
    {
        if (!File.Exists(path))
        {
            throw new IOException($"There is no file {path}.");
        }

        return Guarded(path, () =>
        {
            using SweepStore store = new(path, Connect(path, SqliteOpenMode.ReadOnly));
            if (!store.HasTable("provenance"))
            {
                throw new IOException($"{path} holds no sweep. Name a file that 'dispersal sweep' has written.");
            }

            Dictionary<string, string> said = store.Rows("SELECT key, value FROM provenance LIMIT 1000").ToDictionary(row => (string)row[0], row => (string)row[1], StringComparer.Ordinal);
            if (said["fingerprint"].Length != FingerprintLength)
            {
                throw new FormatException("This is no fingerprint.");
            }

            int replicates = int.Parse(said.GetValueOrDefault("replicates", "0"), CultureInfo.InvariantCulture);
            object[] runs = store.Rows("SELECT count(*), count(error), avg(seconds) FROM runs").Single();
            return new SweepStatus(
                said["scenario"], said["fingerprint"], said.GetValueOrDefault("design", ""),
                [.. store.Rows("SELECT factor FROM factors ORDER BY position LIMIT 2000").Select(row => (string)row[0])],
                long.Parse(said.GetValueOrDefault("points", "0"), CultureInfo.InvariantCulture), replicates, (long)runs[0], (long)runs[1],
                (long)store.Rows($"SELECT count(*) FROM (SELECT point FROM runs GROUP BY point HAVING count(*) >= {Math.Max(1, replicates)})").Single()[0],
                runs[2] is double seconds ? seconds : double.NaN,
                [.. store.Rows("SELECT error, count(*) FROM runs WHERE error IS NOT NULL GROUP BY error ORDER BY 2 DESC, 1 LIMIT 1000").Select(row => ((string)row[0], (long)row[1]))],
                StoreLock.IsTaken(path));
        });
    }

    /// <summary>Runs of the design that are recorded, and how many of them failed.</summary>
    public (long Done, long Failed) Recorded(int replicates) => Guarded(path, () =>
    {
        object[] row = Rows($"SELECT count(*), count(error) FROM runs JOIN wanted USING (point) WHERE replicate < {replicates}").Single();
        return ((long)row[0], (long)row[1]);
    });

    /// <summary>Number of different points of the design.</summary>
    public long DistinctPoints() => Guarded(path, () => (long)Rows("SELECT count(*) FROM wanted").Single()[0]);

    /// <summary>Number of the first point of the design that has an id.</summary>
    public int PositionOf(string point) => Guarded(path, () =>
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT position FROM wanted WHERE point = $point";
        command.Parameters.AddWithValue("$point", point);
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    });

    /// <summary>Replicates of a point that are recorded, from a first one up to a last, exclusive.</summary>
    public HashSet<int> Recorded(string point, int from, int to) => Guarded(path, () =>
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT replicate FROM runs WHERE point = $point AND replicate >= $from AND replicate < $to";
        command.Parameters.AddWithValue("$point", point);
        command.Parameters.AddWithValue("$from", from);
        command.Parameters.AddWithValue("$to", to);
        using SqliteDataReader reader = command.ExecuteReader();
        HashSet<int> recorded = [];
        while (reader.Read())
        {
            recorded.Add(reader.GetInt32(0));
        }

        return recorded;
    });

    /// <summary>Records runs, all of them or none.</summary>
    public void Write(IEnumerable<RunRow> rows) => Guarded(path, () =>
    {
        using SqliteTransaction transaction = connection.BeginTransaction();
        using SqliteCommand run = Prepared(transaction, InsertRun, RunColumns);
        using SqliteCommand result = Prepared(transaction, InsertResult, ResultColumns);
        foreach (RunRow row in rows)
        {
            Insert(run, result, row);
        }

        transaction.Commit();
        return 0;
    });

    /// <summary>Records runs that are not there yet, all of them or none; a failed run gives way to one that did not fail.</summary>
    /// <returns>How many were not there.</returns>
    public int Add(IReadOnlyList<RunRow> rows) => Guarded(path, () =>
    {
        using SqliteTransaction transaction = connection.BeginTransaction();
        using SqliteCommand known = Prepared(transaction, "SELECT error IS NOT NULL FROM runs WHERE point = $1 AND replicate = $2", 2);
        using SqliteCommand forget = Prepared(transaction, "DELETE FROM runs WHERE point = $1 AND replicate = $2", 2);
        using SqliteCommand run = Prepared(transaction, InsertRun, RunColumns);
        using SqliteCommand result = Prepared(transaction, InsertResult, ResultColumns);
        int added = 0;
        foreach (RunRow row in rows)
        {
            known.Parameters[0].Value = row.Point;
            known.Parameters[1].Value = row.Replicate;
            object? hasFailed = known.ExecuteScalar();
            if (hasFailed is 0L || (hasFailed is 1L && row.Error is not null))
            {
                continue;
            }

            added += hasFailed is null ? 1 : 0;
            if (hasFailed is 1L)
            {
                Insert(forget, row.Point, row.Replicate);
            }

            Insert(run, result, row);
        }

        transaction.Commit();
        return added;
    });

    /// <summary>Versions that made the runs recorded.</summary>
    public IEnumerable<string> Versions() => Guarded(path, () => Rows("SELECT DISTINCT version FROM runs").Select(row => (string)row[0]).ToArray());

    /// <summary>Takes more memory, so that rows that come in any order find their places without a visit to the disk.</summary>
    public void MakeRoomForMany() => Guarded(path, () => Execute("PRAGMA cache_size = -262144"));

    /// <summary>Forgets failed runs, so that they are run again.</summary>
    public void ForgetFailed() => Guarded(path, () => Execute("DELETE FROM runs WHERE error IS NOT NULL"));

    /// <summary>Values of a figure by point and replicate.</summary>
    public IEnumerable<(string Point, int Replicate, string Date, double Value)> Values(string measure, string subject) => Each(ReadValues(measure, subject));

    private IEnumerable<(string Point, int Replicate, string Date, double Value)> ReadValues(string measure, string subject)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT point, replicate, date, value FROM results WHERE measure = $measure AND subject = $subject ORDER BY point, replicate, date";
        command.Parameters.AddWithValue("$measure", measure);
        command.Parameters.AddWithValue("$subject", subject);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return (reader.GetString(0), reader.GetInt32(1), reader.GetString(2), reader.GetDouble(3));
        }
    }

    /// <summary>Measures and subjects recorded.</summary>
    public IEnumerable<(string Measure, string Subject)> Figures() => Guarded(path, () =>
        Rows("SELECT DISTINCT measure, subject FROM results").Select(row => ((string)row[0], (string)row[1])).ToList());

    /// <summary>Makes sure that what was recorded is where it is looked for.</summary>
    /// <exception cref="IOException">The file was taken away or replaced while it was written.</exception>
    public void ThrowIfGone()
    {
        long here = (long)Rows("SELECT count(*) FROM runs").Single()[0];
        try
        {
            using SweepStore there = Read(path);
            if (File.Exists(path) && (long)there.Rows("SELECT count(*) FROM runs").Single()[0] == here)
            {
                return;
            }
        }
        catch (Exception problem) when (problem is IOException or SqliteException)
        {
        }

        throw new IOException($"{path} was taken away or replaced while it was written, and what was recorded with it. Put the file back, or run the sweep again.");
    }

    /// <summary>Key and value of what is known about the sweep.</summary>
    public ImmutableSortedDictionary<string, string> Provenance() => Guarded(path, () =>
        Rows("SELECT key, value FROM provenance").ToImmutableSortedDictionary(row => (string)row[0], row => (string)row[1], StringComparer.Ordinal));

    /// <summary>The factors in the order of the design.</summary>
    public IEnumerable<SweepFactor> Factors() => Guarded(path, () => Rows("SELECT factor, kind, unit, cells FROM factors ORDER BY position")
        .Select(row => new SweepFactor((string)row[0], (string)row[1] == "quantile", (string)row[2], (long)row[3])).ToList());

    /// <summary>Points by id, with the values of factors named.</summary>
    public IEnumerable<(string Id, ImmutableArray<double> Values)> Points(IReadOnlyList<string> factors) => Guarded(path, () =>
        Rows($"SELECT point{string.Concat(factors.Select(factor => $", {Quoted(factor)}"))} FROM points ORDER BY point")
            .Select(row => ((string)row[0], row.Skip(1).Select(value => Convert.ToDouble(value, CultureInfo.InvariantCulture)).ToImmutableArray())).ToList());

    /// <summary>Leaves one file behind, without a log beside it, unless somebody is reading.</summary>
    public void Seal()
    {
        const int busy = 5;
        const int locked = 6;
        try
        {
            Execute("PRAGMA busy_timeout = 1000");
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = DELETE";
            command.CommandTimeout = 1;
            command.ExecuteNonQuery();
        }
        catch (SqliteException problem) when (problem.SqliteErrorCode is busy or locked)
        {
            // The log is folded in by whoever closes the file last.
        }
    }

    /// <summary>A store opened for reading.</summary>
    public static SweepStore Read(string path) => Guarded(path, () => new SweepStore(path, Connect(path, SqliteOpenMode.ReadOnly)));

    public void Dispose() => connection.Dispose();

    private static SqliteConnection Connect(string path, SqliteOpenMode mode) => StoreFile.Connect(path, mode);

    // Rows one by one, since there may be more than memory holds; what is wrong with the file may show at any of them.
    private IEnumerable<T> Each<T>(IEnumerable<T> rows)
    {
        using IEnumerator<T> row = rows.GetEnumerator();
        while (Guarded(path, row.MoveNext))
        {
            yield return row.Current;
        }
    }

    private static T Guarded<T>(string path, Func<T> action) => StoreFile.Guarded(path, action);

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static void Insert(SqliteCommand run, SqliteCommand result, RunRow row)
    {
        Insert(
            run, row.Point, row.Replicate, row.Engine, (object?)row.Error ?? DBNull.Value, Text(row.Started), Text(row.Finished),
            row.Seconds, row.Machine, row.Version);
        foreach ((string measure, string subject, DateOnly date, double value) in row.Figures)
        {
            Insert(result, row.Point, row.Replicate, measure, subject, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), value);
        }
    }

    private static void Insert(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        command.ExecuteNonQuery();
    }

    private SqliteCommand Prepared(SqliteTransaction transaction, string sql, int parameters)
    {
        SqliteCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        for (int i = 1; i <= parameters; i++)
        {
            command.Parameters.Add(new SqliteParameter($"${i}", null));
        }

        return command;
    }

    private int Execute(string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    private List<object[]> Rows(string sql) => StoreFile.Rows(connection, sql);

    private bool HasTable(string name) => Rows($"SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '{name}'").Count > 0;

    private bool HasAnyTable() => Rows("SELECT 1 FROM sqlite_master LIMIT 1").Count > 0;

    private void ThrowIfForeign()
    {
        if (HasAnyTable())
        {
            throw new IOException($"{path} is an SQLite file of another kind. Name another file.");
        }
    }

    private void ThrowIfOther(IReadOnlyList<(string Key, string Value)> identity)
    {
        Dictionary<string, string> stored = Rows("SELECT key, value FROM provenance").ToDictionary(row => (string)row[0], row => (string)row[1], StringComparer.Ordinal);
        string[] other = [.. identity.Where(pair => stored.GetValueOrDefault(pair.Key) != pair.Value).Select(pair => pair.Key switch
        {
            "fingerprint" => "another scenario",
            "meaning" => "other factors",
            "seed" => $"another seed ({stored.GetValueOrDefault("seed")})",
            "figures" => $"other figures ({stored.GetValueOrDefault("figures")})",
            string key => $"another {key} ({stored.GetValueOrDefault(key)})",
        })];

        // Another scenario means other factors as well; one reason will do.
        if (other.Length > 0)
        {
            throw new IOException($"{path} holds a sweep of {(other.Contains("another scenario") ? "another scenario" : string.Join(" and ", other))}. Name another file.");
        }
    }

    // One transaction: a store that was cut while it was made has no tables and is made anew.
    private void Create(Design design, IReadOnlyList<(string Key, string Value)> identity)
    {
        using SqliteTransaction transaction = connection.BeginTransaction();
        Execute(Tables + $"CREATE TABLE points (point TEXT PRIMARY KEY, {string.Join(", ", design.Factors.Select(f => Quoted(f.Name) + " REAL NOT NULL"))}) WITHOUT ROWID;");
        using SqliteCommand provenance = Prepared(transaction, "INSERT INTO provenance VALUES ($1, $2)", 2);
        foreach ((string key, string value) in identity)
        {
            Insert(provenance, key, value);
        }

        using SqliteCommand factors = Prepared(transaction, "INSERT INTO factors VALUES ($1, $2, $3, $4, $5)", 5);
        using SqliteCommand cells = Prepared(transaction, "INSERT INTO cells VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", 8);
        foreach ((int position, Factor factor) in design.Factors.Index())
        {
            Insert(factors, factor.Name, position, factor.IsQuantile ? "quantile" : "value", factor.Unit, factor.Cells.Length);
            foreach (FactorCell cell in factor.Cells)
            {
                Parameter parameter = cell.Parameter;
                bool isRange = factor.Values.IsEmpty;
                Insert(
                    cells, factor.Name, cell.Address, parameter.Value, isRange ? parameter.Low ?? (object)DBNull.Value : DBNull.Value,
                    isRange ? parameter.High ?? (object)DBNull.Value : DBNull.Value, isRange ? Word(parameter.Distribution) : "values", parameter.Source,
                    Word(parameter.Grade));
            }
        }

        transaction.Commit();
    }

    private static string Word<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private void AddPoints(Design design, IReadOnlyList<(string Key, string Value)> wishes)
    {
        // The points asked for now, each once, on disk rather than in memory.
        Execute("CREATE TEMP TABLE wanted (point TEXT PRIMARY KEY, position INTEGER NOT NULL) WITHOUT ROWID");
        const int portion = 10_000;
        for (int from = 0; from < design.Count; from += portion)
        {
            using SqliteTransaction transaction = connection.BeginTransaction();
            using SqliteCommand wanted = Prepared(transaction, "INSERT OR IGNORE INTO wanted VALUES ($1, $2)", 2);
            using SqliteCommand points = Prepared(
                transaction, $"INSERT OR IGNORE INTO points VALUES ({string.Join(", ", Enumerable.Range(1, design.Factors.Length + 1).Select(i => $"${i}"))})", design.Factors.Length + 1);
            for (int point = from; point < Math.Min(design.Count, from + portion); point++)
            {
                string id = design.Id(point);
                Insert(wanted, id, point);
                Insert(points, [id, .. design.Values(point).Cast<object>()]);
            }

            transaction.Commit();
        }

        using SqliteTransaction last = connection.BeginTransaction();
        using SqliteCommand provenance = Prepared(last, "INSERT OR REPLACE INTO provenance VALUES ($1, $2)", 2);
        foreach ((string key, string value) in wishes.Append(("points", DistinctPoints().ToString(CultureInfo.InvariantCulture))))
        {
            Insert(provenance, key, value);
        }

        last.Commit();
    }
}
