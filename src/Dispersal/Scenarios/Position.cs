namespace Dispersal.Scenarios;

/// <summary>Where something is written: the file as named from the scenario folder, line and column from 1; 0 where it has none.</summary>
internal readonly record struct Position(string File, int Line, int Column)
{
    public static readonly Position None = new("", 0, 0);

    public static Position Whole(string file) => new(file, 0, 0);
}
