using BenchmarkDotNet.Running;

// dotnet run -c Release --project benchmarks/Dispersal.Benchmarks -- --filter '*'
// A quick check that everything runs: add --job dry --inProcess
return BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args).Any() ? 0 : 1;
