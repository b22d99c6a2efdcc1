namespace Dispersal.Model;

/// <summary>Who is behind a plot; the four kinds exclude each other.</summary>
internal enum PlotKind : byte
{
    /// <summary>No plot.</summary>
    None,

    /// <summary>A person sent home to attack.</summary>
    Directed,

    /// <summary>A returnee of his own accord.</summary>
    Returnee,

    /// <summary>Home-grown, in touch with the group but independent.</summary>
    Linked,

    /// <summary>Home-grown, inspired only.</summary>
    Inspired,
}

/// <summary>A plot and what became of it: counts only.</summary>
/// <param name="Kind">Who is behind it.</param>
/// <param name="Executed">Whether it was executed; else it was foiled or failed.</param>
/// <param name="Deaths">Deaths, attackers not counted.</param>
/// <param name="HomeGrown">Home-grown plotters.</param>
/// <param name="HomeGrownKnown">Home-grown plotters known to the authorities.</param>
/// <param name="HomeGrownRefugees">Home-grown plotters who are asylum seekers.</param>
internal readonly record struct Plot(PlotKind Kind, bool Executed, int Deaths, int HomeGrown, int HomeGrownKnown, int HomeGrownRefugees);
