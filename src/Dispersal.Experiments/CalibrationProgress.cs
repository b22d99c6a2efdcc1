namespace Dispersal.Experiments;

/// <summary>How far a calibration has come.</summary>
/// <param name="Stage">What is being run: a wave of history matching or a generation.</param>
/// <param name="RunsDone">Runs of the stage that are done.</param>
/// <param name="Runs">Runs of the stage.</param>
public readonly record struct CalibrationProgress(string Stage, int RunsDone, int Runs);
