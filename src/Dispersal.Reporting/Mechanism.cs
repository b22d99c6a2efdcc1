using System.Collections.Immutable;
using System.Reflection;

namespace Dispersal.Reporting;

/// <summary>A mechanism of a scenario: its label, its key in files and its switch.</summary>
/// <param name="Label">Label, such as <c>M6</c>.</param>
/// <param name="Key">Key in <c>scenario.json</c>, such as <c>border</c>.</param>
/// <param name="IsOn">Whether it is switched on.</param>
public sealed record Mechanism(string Label, string Key, bool IsOn)
{
    /// <summary>The mechanisms of a scenario in the order of their labels.</summary>
    public static ImmutableArray<Mechanism> Of(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return
        [
            .. from property in typeof(Scenario).GetProperties()
               let section = property.PropertyType.GetCustomAttribute<SectionAttribute>()
               where section is { Label.Length: > 0 }
               let isOn = (bool)property.PropertyType.GetProperty("On")!.GetValue(property.GetValue(scenario))!
               orderby int.Parse(section.Label.AsSpan(1))
               select new Mechanism(section.Label, section.Key, isOn),
        ];
    }

    /// <summary>Name for people to read, such as <c>Border</c>.</summary>
    public string Title => Text.Title;

    /// <summary>Label, name and key.</summary>
    public override string ToString() => $"{Label} {Title} ({Key})";

    internal MechanismText Text => ModelText.Mechanism(Label);
}
