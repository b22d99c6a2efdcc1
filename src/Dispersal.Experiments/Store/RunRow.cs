namespace Dispersal.Experiments.Store;

/// <summary>One run as it is recorded: a replicate of a point, with its figures, or with the error that ended it.</summary>
internal sealed record RunRow(
    string Point, int Replicate, string Engine, DateTimeOffset Started, DateTimeOffset Finished, double Seconds, string Machine, string Version, string? Error,
    IReadOnlyList<(string Measure, string Subject, DateOnly Date, double Value)> Figures);
