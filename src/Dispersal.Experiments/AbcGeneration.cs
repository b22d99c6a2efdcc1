namespace Dispersal.Experiments;

/// <summary>A generation of approximate Bayesian computation.</summary>
/// <param name="Runs">Runs of the generation.</param>
/// <param name="Tolerance">Factor by which observation errors are widened; 1 is as observed.</param>
/// <param name="EffectiveSize">How many equally weighted parameter sets all so far would amount to at that tolerance.</param>
public sealed record AbcGeneration(int Runs, double Tolerance, double EffectiveSize);
