namespace Dispersal;

/// <summary>Switch of M12 Programmes; the programmes themselves stand in <c>exit-programmes.csv</c>.</summary>
[Section("programmes", "M12")]
public sealed record ProgrammesParameters
{
    /// <summary>Whether any programme admits anybody.</summary>
    [Column] public bool On { get; init; } = true;
}
