#!/usr/bin/env dotnet
#:package Dispersal.Experiments@0.1.0
// Runs a scenario at many points of its own ranges into one SQLite file, and says how much of what differs is chance.
//   dotnet run sweep.cs my-scenario sweep.db
using Dispersal;
using Dispersal.Experiments;

Scenario scenario = Scenario.Load(args.Length > 0 ? args[0] : "my-scenario");
string store = args.Length > 1 ? args[1] : "sweep.db";

Design design = Design.LatinHypercube(scenario, points: 16, seed: 7);          // every number that has a range
Sweep sweep = Sweep.Run(design, replicates: 4, store, seed: 7);                // run again, it goes on where it was cut
double[][] returned = sweep.Values(Measure.Returned, "WORLD");                 // by point and replicate

Console.WriteLine($"{design.Factors.Length} factors, {sweep.Runs} runs in {Path.GetFileName(store)}");
Console.WriteLine($"returned: {returned.Min(runs => runs.Average()):N0} to {returned.Max(runs => runs.Average()):N0}");
Console.WriteLine($"{VarianceSplit.Of(returned).ChanceShare:P0} of the variance is chance");
