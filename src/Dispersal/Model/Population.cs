using System.Collections.Immutable;

namespace Dispersal.Model;

/// <summary>Fighter groups and their origins by index.</summary>
internal sealed class Population
{
    /// <summary>Number of roles.</summary>
    public const int Roles = 3;

    public Population(Scenario scenario, Geography geography)
    {
        Origins = [.. scenario.Groups.Select(g => g.Origin).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Dictionary<string, int> index = Origins.Select((o, i) => (o, i)).ToDictionary(p => p.o, p => p.i, StringComparer.Ordinal);
        Groups = [.. scenario.Groups, .. Origins.Select(Born)];
        OriginOf = [.. Groups.Select(g => index[g.Origin])];
        RoleOf = [.. Groups.Select(g => g.Role)];
        OriginCountry = [.. Origins.Select(geography.Country)];
        Home = [.. OriginCountry.Select(c => geography.HomeOf[c])];
        OriginRole = [.. Groups.Select((g, i) => (OriginOf[i] * Roles) + (int)g.Role)];
    }

    /// <summary>Groups in the order of their indices: those of the scenario, then for each origin the children born to it (M17).</summary>
    public ImmutableArray<FighterGroup> Groups { get; }

    /// <summary>Group of the children born to an origin.</summary>
    public int BornTo(int origin) => Groups.Length - Origins.Length + origin;

    /// <summary>Origins with at least one group, in ordinal order.</summary>
    public ImmutableArray<string> Origins { get; }

    /// <summary>Origin of each group.</summary>
    public int[] OriginOf { get; }

    /// <summary>Role of each group.</summary>
    public Role[] RoleOf { get; }

    /// <summary>Origin and role of each group as one index, by which ties are counted: never by group row.</summary>
    public int[] OriginRole { get; }

    /// <summary>Country index of each origin.</summary>
    public int[] OriginCountry { get; }

    /// <summary>Home place of each origin.</summary>
    public int[] Home { get; }

    private static FighterGroup Born(string origin) => new()
    {
        Id = origin + "-born",
        Origin = origin,
        Role = Role.Minor,
        Commitment = Commitment.Low,
        DepartedPersons = new Parameter(0),
        VeteranShare = new Parameter(0),
        ProminentShare = new Parameter(0),
    };
}
