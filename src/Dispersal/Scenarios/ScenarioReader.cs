using System.Collections.Immutable;

namespace Dispersal.Scenarios;

/// <summary>Reads a folder with all it extends.</summary>
internal static class ScenarioReader
{
    public static ScenarioCheck Check(ScenarioFolder folder)
    {
        var problems = new Problems();
        Scenario? scenario = null;
        try
        {
            scenario = Read(folder, problems);
            if (scenario is not null && !problems.HasErrors)
            {
                Reachability.Warn(scenario, problems);
            }
        }
        catch (TooManyProblemsException)
        {
            problems.AndMore();
        }

        return new ScenarioCheck(problems.HasErrors ? null : scenario, problems.Sorted());
    }

    // What is deeper than that is no policy.
    private const int MostLayers = 100;

    private static Scenario? Read(ScenarioFolder folder, Problems problems)
    {
        if (Chain(folder, problems) is not { } layers)
        {
            return null;
        }

        // The root of the chain is a scenario by itself; what extends it is laid over it, nearest last.
        Layer root = layers[^1];
        Layer top = layers[0];
        Scenario? baseline = null;
        if (layers.Count > 1)
        {
            baseline = ScenarioBuilder.Build(root.Document, null, root.Broken, problems);
        }
        else if (top.Baseline is { } cell && cell.Form == CellForm.JsonText)
        {
            baseline = Saved(folder, cell, problems);
        }

        RawDocument document = root.Document;
        ImmutableHashSet<string> broken = root.Broken;
        foreach (Layer layer in layers.AsEnumerable().Reverse().Skip(1))
        {
            document = Overlay.Merge(document, layer.Document, problems);
            broken = broken.Union(layer.Broken);
        }

        return ScenarioBuilder.Build(document, baseline, broken, problems);
    }

    private static Scenario? Saved(ScenarioFolder folder, RawCell cell, Problems problems)
    {
        if (!Ids.IsId(cell.Text))
        {
            problems.Error(cell.At, "baseline", $"\"{cell.Text}\" leaves the scenario folder. Write the name of a folder inside it.");
            return null;
        }

        if (folder.Inside(cell.Text, out string reason) is { } inside)
        {
            Layer layer = Layer.Read(inside, problems);
            if (layer.Extends is { } extends)
            {
                problems.Error(extends.At, "extends", "a baseline inside a scenario stands alone. Take this out.");
            }

            return ScenarioBuilder.Build(layer.Document, null, layer.Broken, problems);
        }

        problems.Error(cell.At, "baseline", reason);
        return null;
    }

    /// <summary>The folder's layer, then what it extends, to the root.</summary>
    private static List<Layer>? Chain(ScenarioFolder folder, Problems problems)
    {
        List<Layer> layers = [];
        List<string> names = [];
        while (true)
        {
            Layer layer = Layer.Read(folder, problems);
            layers.Add(layer);
            names.Add(folder.Name);
            if (layer.Extends is not { } extends || extends.Form != CellForm.JsonText)
            {
                return layers;
            }

            if (layer.Baseline is { } baseline)
            {
                problems.Error(baseline.At, "baseline", "a scenario that extends another has that as its baseline. Take this out.");
            }

            if (!extends.Text.StartsWith("../", StringComparison.Ordinal) || !Ids.IsId(extends.Text[3..]))
            {
                problems.Error(extends.At, "extends", $"\"{extends.Text}\" is not a folder beside this one. Write ../NAME.");
                return null;
            }

            string name = extends.Text[3..];
            if (names.Contains(name, StringComparer.Ordinal))
            {
                problems.Error(extends.At, "extends", $"scenarios extend each other: {string.Join(" -> ", names.Append(name))}. Take one \"extends\" out.");
                return null;
            }

            if (names.Count >= MostLayers)
            {
                problems.Error(extends.At, "extends", $"more than {MostLayers} scenarios extend each other. Write some of them into one.");
                return null;
            }

            if (folder.Sibling(name, out string reason) is not { } sibling)
            {
                problems.Error(extends.At, "extends", reason);
                return null;
            }

            folder = sibling;
        }
    }
}
