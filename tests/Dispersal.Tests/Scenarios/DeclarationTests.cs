using System.Reflection;
using Dispersal.Scenarios;

namespace Dispersal.Tests.Scenarios;

public class DeclarationTests
{
    [Fact]
    public void A_section_that_is_not_written_is_on_with_the_default_of_every_parameter()
    {
        Scenario bare = Scenario.FromTexts(new Dictionary<string, string>
        {
            ["scenario.json"] = """{ "name": "bare", "start": "2015-01-01", "end": "2015-01-31" }""",
        });

        int judged = 0;
        foreach (RowDeclaration section in Declarations.Sections)
        {
            object values = section.Holder!.GetValue(bare)!;
            foreach (PropertyInfo property in section.Type.GetProperties().Where(p => p.PropertyType == typeof(Parameter)))
            {
                double expected = property.GetCustomAttribute<ColumnAttribute>()!.Default;
                Assert.Equal(new Parameter(expected), property.GetValue(values));
                judged++;
            }

            if (section.Type.GetProperty("On") is { } on)
            {
                Assert.True((bool)on.GetValue(values)!);
            }
        }

        Assert.True(judged > 50);
        Assert.Equal(judged, bare.Parameters.Length);
    }

    [Fact]
    public void A_row_of_blanks_has_the_default_of_every_column()
    {
        Dictionary<string, string> texts = Small.Texts();
        texts["routes.csv"] = "id,from,to,mode,days\nr,raqqa,antep,land,2\n";
        texts.Remove("forcing.csv");
        texts.Remove("policies.csv");
        Scenario small = Scenario.FromTexts(texts);
        foreach (PropertyInfo property in typeof(Route).GetProperties().Where(p => p.PropertyType == typeof(Parameter)))
        {
            if (property.Name == "Days")
            {
                continue;
            }

            Assert.Equal(new Parameter(property.GetCustomAttribute<ColumnAttribute>()!.Default), property.GetValue(small.Routes[0]));
        }
    }

    [Fact]
    public void Every_default_lies_within_its_bounds() =>
        Assert.All(
            Declarations.Sections.Concat(Declarations.Tables).SelectMany(d => d.Columns).Where(c => c.Kind == CellKind.Number && !c.IsRequired),
            c => Assert.InRange(c.Attribute.Default, c.Attribute.Min, c.Attribute.Max));

    [Fact]
    public void Names_in_files_are_property_names_in_kebab_case()
    {
        Assert.Equal("area-km2", Declarations.TableByName["territory"].Columns[1].Name);
        Assert.Contains("on", Declarations.SectionByName["legal-travel"].ByName.Keys);
        Assert.Equal(
            ["countries", "places", "routes", "groups", "arrivals", "first-theatres", "control", "territory", "affiliates", "third-countries", "exit-programmes", "forcing", "policies", "claims", "targets"],
            Declarations.Tables.Select(t => t.Name));
    }

    [Fact]
    public void Every_number_is_listed_with_unit_bounds_description_and_factor()
    {
        Scenario small = Small.Scenario();
        ParameterInfo patrol = small["routes/raqqa-antep/patrol"];
        Assert.Equal(("", 0.0, 100.0, true, "routes/*/patrol"), (patrol.Unit, patrol.Min, patrol.Max, patrol.Dated, patrol.Factor));
        Assert.StartsWith("Patrol pressure on land and sea", patrol.Description, StringComparison.Ordinal);
        Assert.Equal("war/mortality-per-day", small["war/mortality-per-day"].Factor);
        Assert.Equal(("per day", 10.0), (small["forcing/goal/disillusion-per-day/2015-01-11/value"].Unit, small["forcing/goal/disillusion-per-day/2015-01-11/value"].Max));
        Assert.All(small.Parameters, p => Assert.Equal(p, small[p.Address]));
        Assert.All(small.Parameters, p => Assert.NotEqual("", p.Description));
        Assert.Equal(small.Parameters.Length, small.Parameters.Select(p => p.Address).Distinct().Count());
        Assert.Throws<ScenarioException>(() => small["border/on"]);
    }
}
