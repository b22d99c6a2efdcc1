// Each class starts a Slurm of its own on the same two cores, and waits for its moments.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
