namespace Dispersal.Experiments;

/// <summary>x</summary>
public sealed class SobolIndices;
