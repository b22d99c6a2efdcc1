using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dispersal.Scenarios;

/// <summary>Writes the JSON Schema of scenario.json from the declarations.</summary>
internal static class SchemaWriter
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write()
    {
        var properties = new JsonObject
        {
            ["$schema"] = new JsonObject { ["type"] = "string", ["description"] = "Path of this schema, for editors." },
            ["extends"] = new JsonObject
            {
                ["type"] = "string", ["pattern"] = @"^\.\./[A-Za-z0-9][A-Za-z0-9._-]{0,63}$",
                ["description"] = "The scenario beside this one whose files these are laid over, as ../NAME.",
            },
            ["baseline"] = new JsonObject
            {
                ["type"] = "string", ["pattern"] = Ids.Pattern,
                ["description"] = "A folder inside this one that holds the scenario this one was made from.",
            },
        };
        foreach (ColumnDeclaration column in Declarations.Top.Columns)
        {
            properties[column.Name] = Value(column, null);
        }

        foreach (RowDeclaration section in Declarations.Sections)
        {
            var parameters = new JsonObject();
            object initial = Activator.CreateInstance(section.Type)!;
            foreach (ColumnDeclaration column in section.Columns)
            {
                parameters[column.Name] = Value(column, initial);
            }

            properties[section.Name] = new JsonObject
            {
                ["type"] = "object", ["description"] = Descriptions.Of(section.Type), ["properties"] = parameters, ["additionalProperties"] = false,
            };
        }

        string[] required = [.. Declarations.Top.Columns.Where(c => c.IsRequired).Select(c => c.Name)];
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Dispersal scenario",
            ["description"] = "scenario.json: dates, switches and parameters. Tables are CSV files beside it.",
            ["type"] = "object",
            ["properties"] = properties,
            ["additionalProperties"] = false,
            ["anyOf"] = new JsonArray(
                new JsonObject { ["required"] = new JsonArray("extends") },
                new JsonObject { ["required"] = new JsonArray([.. required.Select(r => System.Text.Json.Nodes.JsonValue.Create(r))]) }),
            ["$defs"] = new JsonObject
            {
                ["distribution"] = Words(typeof(Distribution), "How values between low and high are spread when the number is drawn."),
                ["grade"] = Words(typeof(Grade), "How far the source can be trusted."),
            },
        };
        return schema.ToJsonString(Readable) + "\n";
    }

    private static JsonObject Value(ColumnDeclaration column, object? initial)
    {
        var value = new JsonObject { ["description"] = Descriptions.Of(column.Property) };
        switch (column.Kind)
        {
            case CellKind.Number:
                if (double.IsFinite(column.Attribute.Default))
                {
                    value["default"] = column.Attribute.Default;
                }

                value["anyOf"] = new JsonArray(
                    Bounded(column),
                    new JsonObject
                    {
                        ["type"] = "object",
                        ["properties"] = new JsonObject
                        {
                            ["value"] = Bounded(column),
                            ["low"] = Bounded(column),
                            ["high"] = Bounded(column),
                            ["distribution"] = new JsonObject { ["$ref"] = "#/$defs/distribution" },
                            ["source"] = new JsonObject { ["type"] = "string" },
                            ["grade"] = new JsonObject { ["$ref"] = "#/$defs/grade" },
                            ["reason"] = new JsonObject { ["type"] = "string" },
                        },
                        ["dependentRequired"] = new JsonObject { ["low"] = new JsonArray("high"), ["high"] = new JsonArray("low") },
                        ["additionalProperties"] = false,
                    });
                break;
            case CellKind.Switch:
                value["type"] = "boolean";
                if (initial is not null)
                {
                    value["default"] = (bool)column.Property.GetValue(initial)!;
                }

                break;
            case CellKind.Date:
                value["type"] = "string";
                value["format"] = "date";
                value["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
                break;
            default:
                value["type"] = "string";
                if (column.IsId)
                {
                    value["pattern"] = Ids.Pattern;
                }

                break;
        }

        return value;
    }

    private static JsonObject Bounded(ColumnDeclaration column)
    {
        var number = new JsonObject { ["type"] = "number" };
        if (double.IsFinite(column.Attribute.Min))
        {
            number["minimum"] = column.Attribute.Min;
        }

        if (double.IsFinite(column.Attribute.Max))
        {
            number["maximum"] = column.Attribute.Max;
        }

        return number;
    }

    private static JsonObject Words(Type type, string description) => new()
    {
        ["description"] = description,
        ["enum"] = new JsonArray([.. Choices.Of(type).Select(c => System.Text.Json.Nodes.JsonValue.Create(c.Key))]),
    };
}
