using System.IO.Compression;
using System.Reflection;
using Dispersal.Engines;
using Dispersal.Results;

namespace Dispersal;

/// <summary>
/// All replicates of a run as they stood at the start of a day, in a file. A run that goes on from it gives the same numbers, to the last digit, as one that
/// never stopped; a policy that goes on from it has the same past and the same luck as its sibling.
/// </summary>
/// <remarks>Checkpoints hold individuals; cohorts and expectations have none. The format is described in the docs, page checkpoints.</remarks>
public sealed class Checkpoint : IDisposable
{
    private readonly Lock gate = new();
    private readonly string path;
    private readonly ZipArchive archive;
    private readonly CheckpointHeader header;
    private bool isDisposed;

    private Checkpoint(string path, ZipArchive archive)
    {
        this.path = path;
        this.archive = archive;
        header = CheckpointFile.ReadHeader(archive);
    }

    /// <summary>The day at whose start the run was saved.</summary>
    public DateOnly Date => header.Date;

    /// <summary>Name of the scenario that was run.</summary>
    public string Scenario => header.Scenario;

    /// <summary>Fingerprint of the scenario that was run.</summary>
    public string Fingerprint => header.Fingerprint;

    /// <summary>Seed of the run.</summary>
    public ulong Seed => header.Seed;

    /// <summary>Number of replicates.</summary>
    public int Replicates => header.Replicates;

    /// <summary>Version of the library that wrote it.</summary>
    public string Version => header.Version;

    /// <summary>Opens a checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is no checkpoint, is damaged, or has a format of another version; the message says which.</exception>
    public static Checkpoint Open(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        FileStream? stream = null;
        try
        {
            if (File.Exists(path) && !PlainFile.Is(path))
            {
                throw new IOException($"{path} is a pipe or a device, not a file. Name a file that run --checkpoint wrote.");
            }

            stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return new(path, new ZipArchive(stream, ZipArchiveMode.Read));
        }
        catch (InvalidDataException problem)
        {
            stream?.Dispose();
            throw Unusable(path, problem);
        }
        catch (Exception problem) when (problem is UnauthorizedAccessException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw new IOException($"{path} cannot be read: it is not there, is a folder, or reading it is not allowed. Name a file that run --checkpoint wrote.", problem);
        }
        catch (Exception problem) when (problem is NotSupportedException or ArgumentException or EndOfStreamException or OverflowException)
        {
            // What the archive's reader makes of an archive that is none.
            stream?.Dispose();
            throw Unusable(path, new InvalidDataException("it is none, or it is damaged", problem));
        }
    }

    /// <summary>Runs a scenario to its end and saves it on the way.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="files">When and where it is saved.</param>
    /// <param name="replicates">Number of replicates, at least 1.</param>
    /// <param name="seed">Seed of the random draws.</param>
    /// <param name="threads">Threads to use; 0 for one per core. Neither results nor checkpoints depend on it.</param>
    /// <param name="recording">What to keep of each replicate; everything, if not given. Who goes on must keep the same.</param>
    /// <param name="progress">Told after each replicate.</param>
    /// <param name="cancellationToken">Stops the run between days; then no checkpoint is written.</param>
    /// <exception cref="ScenarioException">A day is not one of the scenario, or is its first; every such day is listed.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static Ensemble Run(
        Scenario scenario, CheckpointFiles files, int replicates = 20, ulong seed = 1, int threads = 0, Recording? recording = null,
        IProgress<RunProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(files);
        ArgumentOutOfRangeException.ThrowIfLessThan(replicates, 1);
        return Run(scenario, from: null, files, replicates, seed, threads, recording, progress, cancellationToken);
    }

    /// <summary>Goes on from here to the end of a scenario.</summary>
    /// <param name="scenario">
    /// The scenario that was saved, or one with the same places, routes, countries, groups and mechanisms but other values, such as a policy: they hold from
    /// <see cref="Date"/> on, and what happened before stays as it was.
    /// </param>
    /// <param name="replicates">Number of replicates, the first ones of those saved; 0 for all.</param>
    /// <param name="threads">Threads to use; 0 for one per core. Results do not depend on it.</param>
    /// <param name="recording">What to keep of each replicate: the same as was kept before the checkpoint.</param>
    /// <param name="files">When and where to save again, if wanted.</param>
    /// <param name="progress">Told after each replicate.</param>
    /// <param name="cancellationToken">Stops the run between days.</param>
    /// <exception cref="ScenarioException">The scenario's structure is another, or it ends before <see cref="Date"/>; every difference is listed.</exception>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public Ensemble Continue(
        Scenario scenario, int replicates = 0, int threads = 0, Recording? recording = null, CheckpointFiles? files = null,
        IProgress<RunProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentOutOfRangeException.ThrowIfNegative(replicates);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(replicates, Replicates);
        ObjectDisposedException.ThrowIf(isDisposed, this);
        try
        {
            return Run(scenario, this, files, replicates == 0 ? Replicates : replicates, Seed, threads, recording, progress, cancellationToken);
        }
        catch (InvalidDataException problem)
        {
            throw Unusable(path, problem);
        }
        catch (EndOfStreamException problem)
        {
            throw Unusable(path, new InvalidDataException("it has become shorter", problem));
        }
        catch (LostCountException problem)
        {
            // The engine counts heads all the way; a file whose hashes fit can still hold counts and persons that do not.
            throw Unusable(path, new InvalidDataException("what is in it contradicts itself", problem));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        isDisposed = true;
        archive.Dispose();
    }

    private static Ensemble Run(
        Scenario scenario, Checkpoint? from, CheckpointFiles? files, int replicates, ulong seed, int threads, Recording? recording, IProgress<RunProgress>? progress,
        CancellationToken cancellationToken)
    {
        DateOnly first = from?.Date ?? scenario.Start;
        Diagnostic[] outside = [.. (files?.Dates ?? []).Where(date => date <= first || date > scenario.End).Select(date => Problem(
            "", $"no checkpoint can be written at the start of {date:yyyy-MM-dd}: the run goes from {first:yyyy-MM-dd} to {scenario.End:yyyy-MM-dd}. Name a day after the first."))];
        if (outside.Length > 0)
            throw new ScenarioException(outside);

        CheckpointWriter[] writers = new CheckpointWriter[files?.Dates.Length ?? 0];
        try
        {
            for (int i = 0; i < writers.Length; i++)
                writers[i] = new(files!.PathOf(files.Dates[i]), replicates);
            SortedDictionary<string, string[]>? structure = null;
            IReadOnlyList<DateOnly> recorded = [];
            Ensemble ensemble = Ensemble.Run(
                scenario,
                () => ReplicateSources.Continued(scenario, recording ?? Recording.All, (own, dates) =>
                {
                    (structure, recorded) = (own, dates);
                    from?.ThrowIfOther(scenario, own, dates);
                    return new Continuation(
                        from is null ? null : from.Read,
                        [.. files?.Dates.Select(date => date.DayNumber - scenario.Start.DayNumber) ?? []],
                        (day, replicate, bytes) => writers[day].Put(replicate, bytes));
                }),
                replicates, seed, threads, progress, cancellationToken);
            for (int i = 0; i < writers.Length; i++)
            {
                DateOnly date = files!.Dates[i];
                writers[i].Finish(new(
                    ensemble.Provenance.Version, scenario.Name, scenario.Fingerprint, seed, replicates, date, [.. recorded.Where(d => d < date)], structure!, []));
            }

            return ensemble;
        }
        finally
        {
            foreach (CheckpointWriter? writer in writers)
                writer?.Dispose();
        }
    }

    // What the archive says of itself helps nobody.
    private static InvalidDataException Unusable(string path, InvalidDataException problem) =>
        new($"{path} cannot be used as a checkpoint: {(problem.Source == typeof(ZipArchive).Assembly.GetName().Name ? "it is none, or it is damaged" : problem.Message.TrimEnd('.'))}. Name a file that run --checkpoint wrote, or write it again.", problem);

    private byte[] Read(int replicate, int most)
    {
        lock (gate)
            return CheckpointFile.Read(archive, header, replicate, most);
    }

    private static Diagnostic Problem(string file, string message) => new(Severity.Error, file, 0, 0, "", message);

    // Every difference at once.
    private void ThrowIfOther(Scenario scenario, SortedDictionary<string, string[]> structure, IReadOnlyList<DateOnly> dates)
    {
        List<string> differences = [];
        foreach ((string part, string[] names) in structure)
        {
            string[] saved = header.Structure.GetValueOrDefault(part) ?? [];
            if (names.AsSpan().SequenceEqual(saved) || (part == RunStructure.LastDays && saved.Length == 1 && (scenario.End < Date || RunStructure.SameArrivals(Date, names[0], saved[0]))))
                continue;
            string more = string.Join(", ", names.Except(saved).Take(3));
            string fewer = string.Join(", ", saved.Except(names).Take(3));
            differences.Add(
                $"its {part} are others"
                + (more.Length > 0 ? $"; the scenario has {more}" : "") + (fewer.Length > 0 ? $"; the checkpoint has {fewer}" : ""));
        }

        if (scenario.End < Date)
            differences.Add($"the scenario ends on {scenario.End:yyyy-MM-dd}, before the checkpoint's day, {Date:yyyy-MM-dd}");
        else if (!dates.Where(date => date < Date).SequenceEqual(header.Dates))
            differences.Add("other dates were recorded before it");
        string version = typeof(Checkpoint).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
        if (Version != version)
            differences.Add($"it was written by version {Version}, whose numbers may be others than those of version {version}");
        if (differences.Count > 0)
        {
            throw new ScenarioException(differences.Select(difference => Problem(
                path, $"{scenario.Name} cannot go on from this checkpoint of {Scenario}: {difference}. Go on with a scenario that differs in values only, or write a checkpoint of this one.")));
        }
    }
}
