using Dispersal.Engines;
using Dispersal.Mechanisms;
using Dispersal.Model;
using Dispersal.Tests.Laws;
using Dispersal.Tests.Reference;

namespace Dispersal.Tests.Engines;

/// <summary>
/// Merged states are equal for whatever can still happen: over every state that a run of individuals meets, the state and its form have the same exits, belong
/// to the same counts, and lead to the same forms with the same shares.
/// </summary>
public sealed class StateFormTests
{
    [Theory]
    [InlineData("whole-model")]
    [InlineData("networks")]
    [InlineData("families")]
    [InlineData("justice")]
    public void A_state_and_its_form_have_one_future(string name)
    {
        CompiledModel model = new(SmallScenarios.Load(name));
        StateForm form = new(model);
        List<PersonState> met = Met(model);
        int merged = 0;
        Stocks stocks = new(model, model.Layout);
        model.UpdateFields(0, stocks.Fields);
        foreach (PersonState state in met)
        {
            PersonState simplest = form.Of(state);
            Assert.Equal(Text(simplest), Text(form.Of(simplest)));
            if (Text(simplest) == Text(state))
            {
                continue;
            }

            merged++;
            Assert.Equal(Future(model, stocks, form, state), Future(model, stocks, form, simplest));
        }

        // The comparison is about something.
        Assert.True(met.Count > 50 && merged > 5, $"{merged} of {met.Count} states are merged.");
    }

    [Fact]
    public void Forgetting_what_still_matters_is_caught()
    {
        CompiledModel model = new(SmallScenarios.Load("whole-model"));
        StateForm form = new(model);
        Stocks stocks = new(model, model.Layout);
        model.UpdateFields(0, stocks.Fields);
        Assert.Contains(Met(model), state =>
        {
            PersonState wrong = state;
            wrong.Traits &= ~Traits.Veteran;
            return Future(model, stocks, form, state) != Future(model, stocks, form, wrong);
        });
    }

    private static List<PersonState> Met(CompiledModel model)
    {
        // Breadth first through all that can happen from whoever arrives, on a few days.
        List<PersonState> met = [];
        HashSet<string> known = [];
        Queue<PersonState> open = [];
        Stocks stocks = new(model, model.Layout);
        model.UpdateFields(0, stocks.Fields);
        BranchWalker<PooledDivision> walker = new(new Steps(model, stocks.Fields));
        walker.StartDay(0);
        foreach (Intake intake in model.Inflow.Intakes)
        {
            walker.Start(intake, 1, default);
            while (walker.Next(out _, out Transition arrival))
            {
                Meet(arrival.Next);
            }
        }

        StateTerm[] work = new StateTerm[model.OpenExits.Most];
        while (open.TryDequeue(out PersonState state) && met.Count < 3000)
        {
            foreach (Exit exit in model.OpenExits.Of(state, work, out _, out _).ToArray().Select(t => t.Exit).Distinct())
            {
                walker.Start(exit, state, 1, default);
                while (walker.Next(out _, out Transition step))
                {
                    Meet(step.Next);
                }
            }
        }

        return met;

        void Meet(PersonState state)
        {
            if (known.Add(Text(state)))
            {
                met.Add(state);
                open.Enqueue(state);
            }
        }
    }

    // Exits, counts and what exits lead to, as a text; branches to one form are summed.
    private static string Future(CompiledModel model, Stocks stocks, StateForm form, PersonState state)
    {
        List<string> lines = [];
        Span<int> cells = stackalloc int[StateCells.Most];
        cells = cells[..new StateCells(model, model.Layout).Of(state, cells)];
        foreach (int cell in cells)
        {
            lines.Add($"cell {cell}");
        }

        ReadOnlySpan<StateTerm> terms = model.OpenExits.Of(state, new StateTerm[model.OpenExits.Most], out _, out _);
        EventCells events = new(model, model.Layout);
        BranchWalker<PooledDivision> walker = new(new Steps(model, stocks.Fields));
        foreach (int day in (int[])[0, model.Days / 2])
        {
            walker.StartDay(day);
            double[] actual = new double[terms.Length];
            ExitHazards.Today(model, state, terms, day, stocks.Fields, actual);
            for (int i = 0; i < terms.Length; i++)
            {
                lines.Add(FormattableString.Invariant($"day {day} {terms[i].Exit} {actual[i]:R}"));
                SortedDictionary<string, double> branches = new(StringComparer.Ordinal);
                walker.Start(terms[i].Exit, state, 1, default);
                while (walker.Next(out double share, out Transition step))
                {
                    CellChanges changes = new(new int[CellChanges.Most], new int[CellChanges.Most]);
                    events.OfStep(state, step, ref changes);
                    PersonState next = form.Of(step.Next);
                    string key = $"{step.Cause} {Text(next)} {string.Join(',', changes.Cells.ToArray())} {string.Join(',', changes.Amounts.ToArray())}";
                    branches[key] = branches.GetValueOrDefault(key) + share;
                }

                lines.AddRange(branches.Select(b => FormattableString.Invariant($"  {b.Key} {b.Value:G12}")));
            }
        }

        return string.Join('\n', lines);
    }

    private static string Text(in PersonState s) => $"{s.Group} {s.Place} {s.Goal} {s.Route} {s.Stage} {(int)s.Traits} {s.Commitment} {s.Phase} {s.Age}";
}
