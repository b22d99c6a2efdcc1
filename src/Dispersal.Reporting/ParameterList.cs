using System.Collections.Immutable;

namespace Dispersal.Reporting;

/// <summary>Parameters one by one: address, value, range, unit, source.</summary>
public static class ParameterList
{
    /// <summary>Every parameter of a scenario.</summary>
    public static Document Of(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return new([Table(scenario.Parameters, "")]);
    }

    /// <summary>Some parameters as a table.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="prefix">Start of the addresses that goes without saying.</param>
    internal static TextTable Table(IEnumerable<ParameterInfo> parameters, string prefix) => new(
        [
            new("parameter"), new("value", Side.Right), new("range"), new("unit"), new("source", Wraps: true),
        ],
        [
            .. parameters.Select(info => (ImmutableArray<TableCell>)
            [
                info.Address[prefix.Length..], Figures.Exact(info.Parameter.Value), Range(info.Parameter), info.Unit, Source(info.Parameter),
            ]),
        ]);

    private static string Range(Parameter parameter) => (parameter.Low, parameter.High) switch
    {
        (null, null) => "",
        (var low, var high) => $"{(low is { } from ? Figures.Exact(from) : "")} to {(high is { } to ? Figures.Exact(to) : "")}",
    };

    private static string Source(Parameter parameter) =>
        parameter.Grade == Grade.Unspecified ? parameter.Source : $"{parameter.Source} ({parameter.Grade.ToString()})";
}
