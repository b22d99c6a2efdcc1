using Microsoft.Data.Sqlite;

namespace Dispersal.Tests.Hostile;

/// <summary>Stores of sweeps that are wounded: as bytes, or by statements that any program may run on them.</summary>
/// <param name="reader">Folder of the corpus.</param>
/// <param name="whole">A store as it was written.</param>
/// <param name="folder">Where wounded ones are made.</param>
/// <param name="uses">What is done with them.</param>
internal sealed class StoreCases(string reader, byte[] whole, string folder, params Action<string>[] uses)
{
    private static readonly string[] Statements =
    [
        "DROP TABLE runs", "DELETE FROM provenance", "DELETE FROM provenance WHERE key = 'fingerprint'", "UPDATE provenance SET value = '' WHERE key = 'fingerprint'",
        "UPDATE provenance SET value = 'x' WHERE key = 'replicates'", "UPDATE provenance SET value = '-5' WHERE key = 'replicates'", "UPDATE provenance SET value = '99999999999999999999' WHERE key = 'points'",
        "UPDATE provenance SET value = char(27) || '[31m' WHERE key = 'scenario'", "UPDATE runs SET seconds = 1e308", "UPDATE runs SET seconds = -1e308", "UPDATE runs SET seconds = 'x'", "UPDATE runs SET error = zeroblob(1000)",
        "UPDATE runs SET error = char(27) || 'boo'", "UPDATE runs SET replicate = replicate + 9000000000000", "UPDATE factors SET position = 'x'", "UPDATE factors SET factor = x'00ff'",
        "DROP TABLE runs; CREATE VIEW runs AS WITH RECURSIVE n(point, replicate, error, seconds) AS (SELECT 'a', 0, NULL, 1 UNION ALL SELECT point, replicate + 1, NULL, 1 FROM n) SELECT * FROM n",
        "CREATE TRIGGER t AFTER INSERT ON runs BEGIN DELETE FROM results; END", "CREATE VIEW mine AS SELECT * FROM runs", "DROP TABLE points; CREATE TABLE points (x)", "DROP TABLE results", "ALTER TABLE runs RENAME TO walks",
        "UPDATE results SET value = 'x'", "UPDATE results SET date = 'x'", "UPDATE outputs SET value = 'x'", "UPDATE outputs SET value = 9e999", "UPDATE outputs SET replicate = -1", "UPDATE outputs SET point = ''", "DELETE FROM outputs",
        "UPDATE outputs SET value = -1e300", "UPDATE runs SET point = x'00'", "UPDATE runs SET replicate = 'x'", "UPDATE points SET level = 'x'", "UPDATE points SET value = 1e300", "DROP TABLE outputs", "DELETE FROM runs", "PRAGMA user_version = 7", "INSERT INTO provenance VALUES ('more', hex(zeroblob(200000)))", "VACUUM", "PRAGMA journal_mode = WAL",
    ];

    private readonly (string Name, byte[] Bytes)[] kept = Corpus.Of(reader);

    public Case Of(ulong number)
    {
        Luck luck = new(number);
        string file = Path.Combine(folder, "wounded.db");
        byte[] bytes = number < (ulong)kept.Length ? kept[number].Bytes : luck.Is(50) ? Splinters.Damaged(whole, luck) : Changed(luck, file);
        return new([("wounded.db", bytes)], () =>
        {
            Clear(file);
            File.WriteAllBytes(file, bytes);
            Array.ForEach(uses, Try);
        });

        void Try(Action<string> use)
        {
            try
            {
                use(file);
            }
            catch (ScenarioException problem)
            {
                // A store may say that no run could be done.
                Assert.Contains("could be done", problem.Message, StringComparison.Ordinal);
            }
            catch (IOException problem)
            {
                Assert.Contains("wounded.db", problem.Message, StringComparison.Ordinal);
                Assert.DoesNotContain("SQLite Error", problem.Message, StringComparison.Ordinal);
            }
        }
    }

    private byte[] Changed(Luck luck, string file)
    {
        Clear(file);
        File.WriteAllBytes(file, whole);
        using (SqliteConnection connection = new($"Data Source={file};Pooling=False"))
        {
            connection.Open();
            for (int change = 1 + luck.Below(2); change > 0; change--)
            {
                using SqliteCommand command = connection.CreateCommand();
                command.CommandText = luck.Of(Statements);
                try
                {
                    command.ExecuteNonQuery();
                }
                catch (SqliteException)
                {
                    // After the first statement the second may make no sense.
                }
            }
        }

        return File.ReadAllBytes(file);
    }

    private static void Clear(string file)
    {
        foreach (string suffix in (string[])["", "-wal", "-shm", "-journal", ".lock"])
        {
            File.Delete(file + suffix);
        }
    }
}
