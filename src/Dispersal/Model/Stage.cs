namespace Dispersal.Model;

/// <summary>What a person is doing; the model's section 1 says where each stage can be.</summary>
internal enum Stage : byte
{
    Embedded,
    Underground,
    InTransit,
    Stranded,
    WithAffiliate,
    Held,
    AtLarge,
    Known,
    Charged,
    Imprisoned,
    InProgramme,
    Clandestine,
    Disengaged,
    Dead,
}

/// <summary>Names of stages as written in files.</summary>
internal static class StageNames
{
    /// <summary>Number of stages.</summary>
    public const int Count = 14;

    private static readonly string[] Names =
        [
            "embedded", "underground", "in-transit", "stranded", "with-affiliate", "held", "at-large", "known", "charged", "imprisoned",
            "in-programme", "clandestine", "disengaged", "dead",
        ];

    /// <summary>The stage's name as written in files.</summary>
    public static string NameOf(this Stage stage) => Names[(int)stage];

    /// <summary>The stage of a name as written in files.</summary>
    public static bool TryParse(string name, out Stage stage)
    {
        int index = Array.IndexOf(Names, name);
        stage = index < 0 ? default : (Stage)index;
        return index >= 0;
    }

    /// <summary>Whether persons in this stage have settled where they are, so that others feel tied to the place.</summary>
    public static bool IsSettled(this Stage stage) => stage is not (Stage.InTransit or Stage.Stranded or Stage.Dead);
}
