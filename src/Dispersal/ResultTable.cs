namespace Dispersal;

/// <summary>A table of results that is not by measure.</summary>
public enum ResultTable
{
    /// <summary>Tries on a route in the month that ends on the date; key: route, from, to, mode, outcome.</summary>
    Flows,

    /// <summary>Persons alive at a place in a stage; key: place, stage.</summary>
    Stocks,

    /// <summary>What has become of those of an origin who departed; key: origin, fate.</summary>
    Fates,
}
