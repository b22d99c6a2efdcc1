namespace Dispersal.Benchmarks;

/// <summary>The reference workload on one engine.</summary>
internal interface IReferenceWorkload : IDisposable
{
    /// <summary>Counts of a day.</summary>
    double[] CountsOf(int day);

    /// <summary>Number of counts of a day.</summary>
    int Cells { get; }

    /// <summary>Events of the last replicate.</summary>
    long Events { get; }

    /// <summary>Bytes that hold the persons.</summary>
    long Bytes { get; }

    /// <summary>Runs a replicate.</summary>
    void Run(ulong seed, int replicate);
}
