using Dispersal.Engines;
using Dispersal.Model;
using Dispersal.Results;

namespace Dispersal.Tests.Laws;

/// <summary>Runs one replicate person by person and gives everybody's life as text.</summary>
internal static class Lives
{
    /// <summary>The record of a replicate, everybody's history included.</summary>
    public static RunRecord Run(Scenario scenario, ulong seed, int replicate = 0)
    {
        CompiledModel model = new(scenario);
        using Individuals engine = new(model, new RecordPlanBuilder(model, model.Layout));
        return engine.Run(seed, replicate, CancellationToken.None);
    }

    /// <summary>Everybody's life: person, then the steps in order.</summary>
    public static SortedDictionary<string, string> Of(Scenario scenario, ulong seed) => Of(Run(scenario, seed));

    /// <summary>Everybody's life in a record.</summary>
    public static SortedDictionary<string, string> Of(RunRecord record) => new(
        record.Histories.GroupBy(s => s.Person, StringComparer.Ordinal).ToDictionary(
            g => g.Key,
            g => string.Join('\n', g.Select(s => $"{s.Date:yyyy-MM-dd} {s.Origin} {s.Role} {s.FromStage}>{s.ToStage} {s.Place} {s.Cause}")),
            StringComparer.Ordinal),
        StringComparer.Ordinal);

    /// <summary>The same lives with every step from a day on left out.</summary>
    public static SortedDictionary<string, string> Before(RunRecord record, DateOnly day)
    {
        SortedDictionary<string, string> lives = new(StringComparer.Ordinal);
        foreach (IGrouping<string, HistoryStep> person in record.Histories.GroupBy(s => s.Person, StringComparer.Ordinal))
        {
            string text = string.Join('\n', person.Where(s => s.Date < day).Select(s => $"{s.Date:yyyy-MM-dd} {s.ToStage} {s.Place} {s.Cause}"));
            if (text.Length > 0)
            {
                lives[person.Key] = text;
            }
        }

        return lives;
    }
}
