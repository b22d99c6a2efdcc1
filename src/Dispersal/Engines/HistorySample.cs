using System.Collections.Immutable;
using Dispersal.Model;
using Dispersal.Randomness;
using Dispersal.Results;

namespace Dispersal.Engines;

/// <summary>A step of a sampled person's life.</summary>
/// <param name="Key">Key of the person.</param>
/// <param name="Day">Day of the step.</param>
/// <param name="Before">State before it.</param>
/// <param name="After">State after it.</param>
/// <param name="Cause">What brought it about.</param>
/// <param name="IsEntry">Whether it is the entry into the system.</param>
internal readonly record struct LoggedStep(ulong Key, int Day, PersonState Before, PersonState After, Cause Cause, bool IsEntry);

/// <summary>
/// Which persons' lives are kept: those whose keys hash lowest, so that the sample does not depend on order, and adding a person replaces at most one.
/// </summary>
/// <param name="model">The scenario, compiled.</param>
/// <param name="most">Number of persons whose lives are kept, if there are as many.</param>
internal sealed class HistorySample(CompiledModel model, int most)
{
    private ulong limit;

    /// <summary>Whether any lives are kept at all.</summary>
    public bool IsWanted => most > 0;

    /// <summary>Whether any are kept of this replicate.</summary>
    public bool IsOn { get; private set; }

    /// <summary>Chooses the sample.</summary>
    /// <param name="persons">Keys of all who may be in it; empty to keep none.</param>
    public void Begin(ulong[] persons)
    {
        int wanted = Math.Min(persons.Length, most);
        IsOn = wanted > 0;
        if (IsOn)
        {
            ulong[] ranks = [.. persons.Select(ContentHash.Mix)];
            Array.Sort(ranks);
            limit = wanted == ranks.Length ? ulong.MaxValue : ranks[wanted - 1];
        }
    }

    /// <summary>Whether a person's life is kept.</summary>
    public bool Holds(ulong key) => IsOn && ContentHash.Mix(key) <= limit;

    /// <summary>The lives, by person and day.</summary>
    public ImmutableArray<HistoryStep> Of(IEnumerable<IReadOnlyList<LoggedStep>> logs) =>
        [.. logs.SelectMany(log => log).OrderBy(s => s.Key).ThenBy(s => s.Day).Select(Describe)];

    private HistoryStep Describe(LoggedStep step)
    {
        FighterGroup group = model.Population.Groups[step.After.Group];
        return new HistoryStep(
            step.Key.ToString("x16"),
            group.Origin,
            Names.Of(group.Role),
            model.Scenario.Start.AddDays(step.Day),
            step.IsEntry ? "" : step.Before.Stage.NameOf(),
            step.After.Stage.NameOf(),
            model.Geography.Places[step.After.Place].Id,
            step.Cause.NameOf());
    }
}
