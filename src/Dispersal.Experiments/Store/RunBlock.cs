namespace Dispersal.Experiments.Store;

/// <summary>Replicates of a point that are missing and follow each other.</summary>
/// <param name="Point">Number of the point in its design.</param>
/// <param name="Id">Id of the point.</param>
/// <param name="From">The first replicate.</param>
/// <param name="To">The last replicate, exclusive.</param>
internal readonly record struct RunBlock(int Point, string Id, int From, int To);
