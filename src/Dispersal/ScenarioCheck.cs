using System.Collections.Immutable;

namespace Dispersal;

/// <summary>What checking a scenario folder found.</summary>
/// <param name="Scenario">The scenario; null when there are errors.</param>
/// <param name="Problems">All problems, errors and warnings, in order of file, line and column.</param>
public sealed record ScenarioCheck(Scenario? Scenario, ImmutableArray<Diagnostic> Problems)
{
    /// <summary>The scenario, or an exception that carries every problem.</summary>
    /// <exception cref="ScenarioException">There are errors.</exception>
    public Scenario Required() => Scenario ?? throw new ScenarioException(Problems);
}
