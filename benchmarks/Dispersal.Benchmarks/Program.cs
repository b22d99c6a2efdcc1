using BenchmarkDotNet.Running;
using Dispersal.Benchmarks;

// dotnet run -c Release --project benchmarks/Dispersal.Benchmarks -- --filter '*'
// A quick check that everything runs: add --job dry --inProcess
if (args is ["reference", ..])
{
    return ReferenceCommand.Run(args[1..]);
}

return BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args).Any() ? 0 : 1;
