#!/usr/bin/env dotnet
#:package Dispersal@0.1.0
// Runs a scenario and prints a figure month by month.
//   dotnet run run.cs my-scenario
using Dispersal;

Scenario scenario = Scenario.Load(args.Length > 0 ? args[0] : "my-scenario");
Ensemble ensemble = Ensemble.Run(scenario, replicates: 20, seed: 7);

Console.WriteLine(ensemble.Provenance);
foreach (var (date, low, median, high) in ensemble.Series(Measure.Returned, "WORLD"))
{
    if (date.Month == 12)
    {
        Console.WriteLine($"{date:yyyy}  returned {median,6:N0} [{low:N0}, {high:N0}]");
    }
}
