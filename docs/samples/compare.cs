#!/usr/bin/env dotnet
#:package Dispersal.Experiments@0.1.0
// What would harder borders have changed? Both runs have the same luck, person by person.
//   dotnet run compare.cs my-scenario 'routes/*/patrol' 3
using System.Globalization;
using Dispersal;
using Dispersal.Experiments;

Scenario before = Scenario.Load(args.Length > 0 ? args[0] : "my-scenario");
string address = args.Length > 1 ? args[1] : "routes/*/patrol";
double value = args.Length > 2 ? double.Parse(args[2], CultureInfo.InvariantCulture) : 3;

Comparison comparison = Comparison.Of(
    Ensemble.Run(before, replicates: 20, seed: 7),
    Ensemble.Run(before.With(address, value), replicates: 20, seed: 7));

Console.WriteLine($"{address} = {value} on {comparison.Date:yyyy-MM-dd}");
foreach (ComparedFigure figure in comparison.Figures.Where(figure => figure.Subject == "WORLD" && figure.IsSettled).Take(8))
{
    Console.WriteLine($"{figure.Measure.Name,-20} {figure.Before.Mean,8:N0} -> {figure.After.Mean,8:N0}   {figure.Difference}");
}
