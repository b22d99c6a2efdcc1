using Dispersal.Model;
using Dispersal.Randomness;
using Dispersal.Results;

namespace Dispersal.Engines;

/// <summary>Copies the counts at each recorded date, and the steps of the sampled persons. Its buffers are reused by the next replicate.</summary>
internal sealed class Recorder
{
    private readonly CompiledModel model;
    private readonly RecordPlanBuilder plan;
    private readonly double[] counts;
    private readonly double[] reals;
    private readonly List<(int Person, int Day, PersonState Before, PersonState After, Cause Cause, bool First)> steps = [];
    private readonly Dictionary<int, ulong> keys = [];
    private ulong limit;
    private bool sampling;
    private int date;

    public Recorder(CompiledModel model, RecordPlanBuilder plan)
    {
        this.model = model;
        this.plan = plan;
        counts = new double[plan.Plan.CountCells * plan.Plan.Dates.Length];
        reals = new double[plan.Plan.RealCells * plan.Plan.Dates.Length];
    }

    /// <summary>Starts a replicate.</summary>
    /// <param name="persons">Keys of all persons whose histories may be kept; empty to keep none.</param>
    public void Begin(ReadOnlySpan<ulong> persons)
    {
        date = 0;
        steps.Clear();
        keys.Clear();
        int wanted = Math.Min(persons.Length, plan.HistoryPersons);
        sampling = wanted > 0;
        if (sampling)
        {
            // The sample is the persons whose keys hash lowest: it does not depend on order, and adding a person replaces at most one.
            ulong[] ranks = new ulong[persons.Length];
            for (int i = 0; i < ranks.Length; i++)
            {
                ranks[i] = ContentHash.Mix(persons[i]);
            }

            Array.Sort(ranks);
            limit = wanted == ranks.Length ? ulong.MaxValue : ranks[wanted - 1];
        }
    }

    /// <summary>Notes that a person enters the system.</summary>
    public void Enter(int person, ulong key, int day, in PersonState state, Cause cause)
    {
        if (sampling && ContentHash.Mix(key) <= limit)
        {
            keys[person] = key;
            steps.Add((person, day, default, state, cause, First: true));
        }
    }

    /// <summary>Notes a step of a person.</summary>
    public void Step(int person, int day, in PersonState before, in Transition transition)
    {
        if (sampling && transition.Cause != Cause.Waited && keys.ContainsKey(person))
        {
            steps.Add((person, day, before, transition.Next, transition.Cause, First: false));
        }
    }

    /// <summary>Step (7) of the day: copies the counts when the day is a recorded date.</summary>
    public void Take(int day, Stocks stocks)
    {
        if (plan.DateOf[day] is null)
        {
            return;
        }

        stocks.CheckConservation(model.Scenario.Start.AddDays(day));
        ReadOnlySpan<int> cells = stocks.Cells;
        Span<double> row = counts.AsSpan(date * plan.Plan.CountCells, plan.Plan.CountCells);
        foreach ((int first, int number) in plan.CountRuns)
        {
            for (int c = 0; c < number; c++)
            {
                row[c] = cells[first + c];
            }

            row = row[number..];
        }

        row = reals.AsSpan(date * plan.Plan.RealCells, plan.Plan.RealCells);
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = plan.Reals[i](day, stocks);
        }

        stocks.ClearFlows();
        date++;
    }

    /// <summary>What the replicate recorded.</summary>
    public RunRecord Finish(long personDays) => new()
    {
        Counts = counts,
        Reals = reals,
        PersonDays = personDays,
        Histories = [.. steps.OrderBy(s => keys[s.Person]).ThenBy(s => s.Day).Select(Describe)],
    };

    private HistoryStep Describe((int Person, int Day, PersonState Before, PersonState After, Cause Cause, bool First) step)
    {
        FighterGroup group = model.Population.Groups[step.After.Group];
        return new HistoryStep(
            keys[step.Person].ToString("x16"),
            group.Origin,
            Names.Of(group.Role),
            model.Scenario.Start.AddDays(step.Day),
            step.First ? "" : step.Before.Stage.NameOf(),
            step.After.Stage.NameOf(),
            model.Geography.Places[step.After.Place].Id,
            step.Cause.NameOf());
    }
}
