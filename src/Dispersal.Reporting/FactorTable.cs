using System.Collections.Immutable;

namespace Dispersal.Reporting;

/// <summary>Columns of numbers in a line each: how many cells, from the least to the greatest, how many with a range or without a source.</summary>
internal static class FactorTable
{
    public static TextTable Of(IEnumerable<ParameterInfo> parameters) => new(
        [
            new("column", Wraps: true), new("cells", Side.Right), new("least", Side.Right), new("greatest", Side.Right), new("unit"),
            new("ranged", Side.Right), new("assumed", Side.Right),
        ],
        [
            .. parameters.GroupBy(info => info.Factor, StringComparer.Ordinal).Select(factor => (ImmutableArray<TableCell>)
            [
                factor.Key,
                factor.Count().ToString("N0"),
                Figures.Exact(factor.Min(info => info.Parameter.Value)),
                Figures.Exact(factor.Max(info => info.Parameter.Value)),
                factor.All(info => info.Unit == factor.First().Unit) ? factor.First().Unit : "various",
                factor.Count(info => info.Parameter.IsRanged).ToString("N0"),
                factor.Count(IsAssumed).ToString("N0"),
            ]),
        ]);

    public static bool IsAssumed(ParameterInfo info) => info.Parameter.Source.StartsWith(Parameter.Assumed, StringComparison.Ordinal);
}
