// Pages and notebooks change the working folder and the console of the process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
