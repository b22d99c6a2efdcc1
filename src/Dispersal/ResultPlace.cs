using Dispersal.Results;

namespace Dispersal;

/// <summary>
/// A folder held for the results of a run that is to come: another run that wants it is refused before it computes anything, not after. The system lets go of it when
/// the process ends, however it ends.
/// </summary>
public sealed class ResultPlace : IDisposable
{
    private readonly HeldFolder held;
    private bool isDisposed;

    private ResultPlace(HeldFolder held) => this.held = held;

    /// <summary>Takes hold of a folder, which need not be there yet; those above it are made.</summary>
    /// <param name="directory">The folder: empty, an earlier result folder, or nothing.</param>
    /// <exception cref="IOException">Another run holds it, it is neither empty nor a result folder, or nothing can be written there.</exception>
    public static ResultPlace Hold(string directory) => new(HeldFolder.Take(ResultFolder.FullPath(directory)));

    /// <summary>Writes a result folder, as <see cref="Ensemble.Save"/> does.</summary>
    /// <param name="ensemble">The results.</param>
    /// <exception cref="IOException">The folder cannot be written; what was there is untouched.</exception>
    /// <exception cref="InvalidOperationException">The ensemble is a part that does not begin with replicate 0.</exception>
    public void Save(Ensemble ensemble)
    {
        ArgumentNullException.ThrowIfNull(ensemble);
        ObjectDisposedException.ThrowIf(isDisposed, this);
        ensemble.ThrowIfPart();
        held.Replace(folder => ResultFolder.Fill(ensemble, folder, ensemble.Scenario.Save));
    }

    /// <summary>Writes a folder of other results than those of one run: it appears whole or not at all, and replaces what was there.</summary>
    /// <param name="fill">Writes files into the folder it is given, among them a <c>manifest.json</c> with a key <c>resultDigest</c>, by which the folder is known for one of results the next time.</param>
    /// <exception cref="IOException">The folder cannot be written; what was there is untouched.</exception>
    public void Save(Action<string> fill)
    {
        ArgumentNullException.ThrowIfNull(fill);
        ObjectDisposedException.ThrowIf(isDisposed, this);
        held.Replace(fill);
    }

    /// <summary>Lets go of the folder; folders that were made above it and are empty are taken away.</summary>
    public void Dispose()
    {
        isDisposed = true;
        held.Dispose();
    }
}
