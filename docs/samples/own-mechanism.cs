#!/usr/bin/env dotnet
#:package Dispersal@0.1.0
// A rule of one's own: a state that closes a crossing once it holds too many. docs/own-rule.md explains each member.
//   dotnet run own-mechanism.cs my-scenario
using Dispersal;

Scenario open = Scenario.Load(args.Length > 0 ? args[0] : "my-scenario");
Scenario closing = open.With(new ClosesWhenFull("BOR", most: 5, "north-gate", "east-gate"));

Ensemble before = Ensemble.Run(open, replicates: 20, seed: 7);
Ensemble after = Ensemble.Run(closing, replicates: 20, seed: 7);

Console.WriteLine($"Returned:         {after.Minus(before).Total(Measure.Returned, "WORLD")}");
Console.WriteLine($"Still in theatre: {after.Minus(before).Total(Measure.InTheatre, "WORLD")}");

/// <summary>Lets nobody pass on days on which a place holds more persons than it wants to.</summary>
internal sealed class ClosesWhenFull(string place, double most, params string[] routes) : IMechanism
{
    public string Name => "closes-when-full";

    public IReadOnlyDictionary<string, double> Parameters { get; } = new Dictionary<string, double> { ["most-persons"] = most };

    public IReadOnlyList<Lever> Levers { get; } = [.. routes.Select(Lever.Passing)];

    public void Act(DayView today, Span<double> levels) => levels.Fill(today.Persons(place, "held") > most ? 0 : 1);
}
