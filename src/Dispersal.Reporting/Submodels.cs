using System.Collections.Immutable;

namespace Dispersal.Reporting;

/// <summary>Each mechanism in force with its paragraph, its parameters and the columns of tables it reads; then what is switched off.</summary>
internal static class Submodels
{
    public static ImmutableArray<Block> Of(Scenario scenario, ImmutableArray<Mechanism> mechanisms)
    {
        ValuesInForce inForce = new(scenario);

        // A cell of a table belongs to the factor of its column, a mechanism's parameter to itself.
        ILookup<string, ParameterInfo> bySection = scenario.Parameters.Where(info => info.Factor == info.Address)
            .ToLookup(info => info.Address.Split('/')[0], StringComparer.Ordinal);
        ParameterInfo[] cells = [.. scenario.Parameters.Where(info => info.Factor != info.Address)];
        HashSet<string> told = new(StringComparer.Ordinal);
        List<Block> blocks = [new Heading("7. Submodels")];
        foreach (Mechanism mechanism in mechanisms.Where(mechanism => mechanism.IsOn))
        {
            MechanismText text = mechanism.Text;
            blocks.Add(new Heading($"{mechanism}: on", 3));
            blocks.AddRange(text.Blocks);
            if (bySection.Contains(mechanism.Key))
            {
                blocks.Add(Parameters(bySection[mechanism.Key], mechanism.Key + "/", inForce));
            }

            HashSet<string> own = [.. bySection[mechanism.Key].Select(info => info.Address[(mechanism.Key.Length + 1)..])];
            ParameterInfo[] read = [.. cells.Where(info => info.Factor.Split('/') is [var table, _, var column] && text.Reads(table, column, own))];
            told.UnionWith(read.Select(info => info.Factor));
            if (read.Length > 0)
            {
                blocks.Add(FactorTable.Of(read));
            }
        }

        if (!scenario.Rules.IsEmpty)
        {
            blocks.Add(new Heading("Rules of the modeller's own", 3));
            blocks.Add(new Facts([.. scenario.Rules.Select(rule => (rule.Name, Described(rule)))]));
        }

        blocks.Add(new Heading("What is switched off", 3));
        blocks.Add(mechanisms.All(mechanism => mechanism.IsOn)
            ? new Paragraph("Nothing: every mechanism is on.")
            : new Listing([.. mechanisms.Where(mechanism => !mechanism.IsOn).Select(mechanism => $"{mechanism}: off. {Capital(mechanism.Text.WhenOff)}")]));
        blocks.Add(new Heading("What is counted", 3));
        blocks.AddRange(ModelText.Section(4));
        blocks.Add(Parameters(bySection["observation"], "", inForce));
        ParameterInfo[] others = [.. cells.Where(info => !told.Contains(info.Factor))];
        if (others.Length > 0)
        {
            blocks.Add(new Heading("Other numbers of the tables", 3));
            blocks.Add(new Paragraph("Those that only mechanisms switched off would read, positions for maps, and points of courses, which the parameters they force are read with."));
            blocks.Add(FactorTable.Of(others));
        }

        blocks.Add(new Paragraph(
            "Tables of columns have one line for each column of numbers: least and greatest value written, how many have a range, how many rest on no source. "
            + "'dispersal describe SCENARIO --parameters' lists each of them."));
        return [.. blocks];
    }

    private static TextTable Parameters(IEnumerable<ParameterInfo> parameters, string prefix, ValuesInForce inForce)
    {
        TextTable table = ParameterList.Table(parameters, prefix);
        (double Least, double Greatest)?[] spans = [.. parameters.Select(inForce.OverTime)];
        return spans.All(span => span is null)
            ? table
            : new(
                table.Columns.Insert(2, new("over time")),
                [.. table.Rows.Zip(spans, (row, span) => row.Insert(2, span is { } s ? $"{Figures.Exact(s.Least)} to {Figures.Exact(s.Greatest)}" : ""))]);
    }

    private static string Described(IMechanism rule)
    {
        IEnumerable<string> levers = rule.Levers.Select(lever => lever.Route.Length > 0 ? $"P(pass) of {lever.Route}" : $"the hazard of {lever.Exit} at {lever.Place}, up to {Figures.Exact(lever.Ceiling)} times");
        IEnumerable<string> parameters = rule.Parameters.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key} {Figures.Exact(entry.Value)}");
        return $"scales {string.Join("; ", levers)}" + (rule.Parameters.Count > 0 ? $". Parameters: {string.Join(", ", parameters)}" : "");
    }

    private static string Capital(string sentence) => char.ToUpperInvariant(sentence[0]) + sentence[1..];
}
