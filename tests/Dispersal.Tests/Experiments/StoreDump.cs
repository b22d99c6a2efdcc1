using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Dispersal.Tests.Experiments;

/// <summary>Every row of every table of a store, but for the columns that tell when and where a run was done.</summary>
internal static class StoreDump
{
    private static readonly string[] Circumstances = ["started", "finished", "seconds", "machine"];

    public static string[] Of(string store)
    {
        using SqliteConnection connection = new($"Data Source={store};Mode=ReadOnly;Pooling=false");
        connection.Open();
        List<string> rows = [];
        foreach (string table in Read(connection, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"))
        {
            string[] columns = [.. Read(connection, $"SELECT name FROM pragma_table_info('{table}')").Except(Circumstances)];
            rows.AddRange(Read(connection, $"SELECT {string.Join(", ", columns.Select(c => $"\"{c}\""))} FROM {table}").Select(row => $"{table}: {row}"));
        }

        rows.Sort(StringComparer.Ordinal);
        return [.. rows];
    }

    public static string[] Read(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
        }

        return [.. rows];
    }
}
