using Dispersal.Results;

namespace Dispersal.Engines;

/// <summary>An engine with its model ready to run: what stands between the engines and the results.</summary>
internal interface IReplicateSource
{
    /// <summary>What every replicate records.</summary>
    RecordPlan Plan { get; }

    /// <summary>Name of the engine, as written in the manifest.</summary>
    string EngineName { get; }

    /// <summary>Why this engine was chosen, in a few words.</summary>
    string EngineReason { get; }

    /// <summary>Whether the engine works out expectations: one replicate says all.</summary>
    bool IsExpectation => false;

    /// <summary>Bytes that a person takes at least: his place in the calendar, key, state and intake.</summary>
    public const int BytesPerPerson = 12 + sizeof(ulong) + 16 + sizeof(int);

    /// <summary>Bytes that the persons of one replicate take at least, where persons are told apart.</summary>
    double LivingBytes => 0;

    /// <summary>Creates a worker with buffers of its own; called on the thread that uses it.</summary>
    /// <param name="threads">Threads that may share the day of one replicate. Never shows in a result.</param>
    IReplicateWorker CreateWorker(int threads);
}

/// <summary>Runs replicates one after another on one thread.</summary>
internal interface IReplicateWorker : IDisposable
{
    /// <summary>Runs one replicate. The record may live in the worker's buffers: it is read before the next call.</summary>
    RunRecord Run(ulong seed, int replicate, CancellationToken cancellation);
}
