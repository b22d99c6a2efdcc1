namespace Dispersal.Tests.Oracles;

/// <summary>A figure of a run and the law it must have.</summary>
/// <param name="Key"><c>MEASURE SUBJECT</c>, <c>stock PLACE STAGE</c> or <c>flow ROUTE OUTCOME</c>; on the last day.</param>
/// <param name="Law">Its law over replicates.</param>
internal sealed record Figure(string Key, Law Law);

/// <summary>A small model whose answer is known.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Says">What is known of it, in a line.</param>
/// <param name="Scenario">The model.</param>
/// <param name="Feedback">Whether persons act on each other, so that an expectation of numbers is not enough to expect anything.</param>
/// <param name="Figures">What is compared.</param>
internal sealed record Oracle(string Name, string Says, Scenario Scenario, bool Feedback, params Figure[] Figures)
{
    /// <summary>What a run must keep for the figures.</summary>
    public Recording Recording
    {
        get
        {
            Measure[] measures = [.. Figures.Select(f => f.Key.Split(' ')).Where(key => key.Length == 2).Select(key => new Measure(key[0])).Distinct()];
            Measure[] any = [Measure.Departed];
            return Recording.Only(measures.Length > 0 ? measures : any) with
            {
                Dates = RecordedDates.LastDay,
                Stocks = Figures.Any(f => f.Key.StartsWith("stock ", StringComparison.Ordinal) && f.Key.Split(' ').Length == 3),
                Flows = Figures.Any(f => f.Key.StartsWith("flow ", StringComparison.Ordinal)),
            };
        }
    }

    /// <summary>The values of a figure, by replicate.</summary>
    public static double[] Read(Ensemble ensemble, string key)
    {
        string[] words = key.Split(' ');
        if (words.Length == 2)
        {
            return ensemble.Values(new Measure(words[0]), words[1], ensemble.Dates[^1]);
        }

        ResultTable table = words[0] == "stock" ? ResultTable.Stocks : ResultTable.Flows;
        int series = ensemble.Keys(table).Index().Single(s => s.Item[0] == words[1] && s.Item[^1] == words[2]).Index;
        return ensemble.Values(table, series)[^1];
    }
}
