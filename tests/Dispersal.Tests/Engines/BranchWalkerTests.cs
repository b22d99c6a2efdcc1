using Dispersal.Engines;
using Dispersal.Mechanisms;
using Dispersal.Model;
using Dispersal.Randomness;
using Dispersal.Tests.Laws;
using Dispersal.Tests.Randomness;
using FsCheck.Xunit;

namespace Dispersal.Tests.Engines;

/// <summary>
/// All that an exit can lead to, over random scenarios, against what the luck of persons leads to. Each comparison is a chi-square test of 1,500 draws at level
/// 0.0000001; some 2,000 of them are made with fixed seeds: a change of seeds raises a false alarm once in 5,000.
/// </summary>
[Collection(ProcessWide.Name)]
[Properties(MaxTest = 40, Replay = "20171017,7", QuietOnSuccess = true, Arbitrary = [typeof(ScenarioSketches)])]
public sealed class BranchWalkerTests
{
    private const int Draws = 1500;
    private const double Level = 1e-7;

    [Property]
    public void Probabilities_of_branches_sum_to_one_and_whole_numbers_to_their_number(ScenarioSketch sketch)
    {
        World world = new(sketch);
        BranchWalker<PooledDivision> shares = new(new Steps(world.Model, world.Fields));
        BranchWalker<MultinomialDivision> numbers = new(new Steps(world.Model, world.Fields));
        shares.StartDay(world.Day);
        numbers.StartDay(world.Day);
        foreach ((Exit exit, PersonState state) in world.Exits())
        {
            shares.Start(exit, state, 1, default);
            double sum = 0;
            while (shares.Next(out double share, out _))
            {
                Assert.True(share > 0);
                sum += share;
            }

            Assert.InRange(sum, 1 - 1e-12, 1 + 1e-12);
            numbers.Start(exit, state, 1000, new MultinomialDivision(world.Luck(exit)));
            double all = 0;
            while (numbers.Next(out double number, out _))
            {
                Assert.True(number > 0 && number == Math.Floor(number));
                all += number;
            }

            Assert.Equal(1000, all);
        }
    }

    [Property(MaxTest = 5)]
    public void Branches_have_the_frequencies_with_which_persons_take_them(ScenarioSketch sketch)
    {
        World world = new(sketch);
        Steps steps = new(world.Model, world.Fields);
        BranchWalker<PooledDivision> walker = new(new Steps(world.Model, world.Fields));
        walker.StartDay(world.Day);
        foreach ((Exit exit, PersonState state) in world.Exits())
        {
            walker.Start(exit, state, Draws, default);
            Dictionary<object, double> expected = Branches(walker);
            double fit = Fit(expected, i => steps.Resolve(exit, state, world.Day, Person(i)));
            Assert.True(fit > Level, $"{exit} of {state.Stage} at {state.Place}: p-value {fit:E1}.");
        }
    }

    [Property(MaxTest = 12)]
    public void Arrivals_have_the_frequencies_with_which_persons_arrive(ScenarioSketch sketch)
    {
        World world = new(sketch);
        Steps steps = new(world.Model, world.Fields);
        BranchWalker<PooledDivision> walker = new(steps);
        foreach (Intake intake in world.Model.Inflow.Intakes)
        {
            walker.StartDay(intake.FirstDay);
            walker.Start(intake, Draws, default);
            Dictionary<object, double> expected = Branches(walker);
            double fit = Fit(expected, i =>
            {
                PersonChooser chooser = new(Person(i, 0));
                return steps.Enter(intake, intake.FirstDay, ref chooser);
            });
            Assert.True(fit > Level, $"{world.Model.Population.Groups[intake.Group].Id}: p-value {fit:E1}.");
        }
    }

    [Fact]
    public void Whole_numbers_are_dealt_with_the_means_of_the_branches()
    {
        // Some 600 branches; each mean to within 5 deviations: one false alarm in 3,000.
        const int Repeats = 400;
        World world = new(Sketch);
        Steps steps = new(world.Model, world.Fields);
        BranchWalker<PooledDivision> shares = new(steps);
        BranchWalker<MultinomialDivision> numbers = new(steps);
        numbers.StartDay(world.Day);
        foreach ((Exit exit, PersonState state) in world.Exits().Take(150))
        {
            shares.StartDay(world.Day);
            shares.Start(exit, state, 1, default);
            Dictionary<object, double> expected = Branches(shares);
            Dictionary<object, double> dealt = [];
            for (int r = 0; r < Repeats; r++)
            {
                numbers.Start(exit, state, 20, new MultinomialDivision(new LuckStream(new StreamKey(5, r), 17, 0, Purpose.Exit)));
                foreach ((object branch, double number) in Branches(numbers))
                {
                    dealt[branch] = dealt.GetValueOrDefault(branch) + number;
                }
            }

            Assert.Empty(dealt.Keys.Except(expected.Keys));
            foreach ((object branch, double p) in expected)
            {
                double deviation = Math.Sqrt(Repeats * 20 * p * (1 - Math.Min(1, p)));
                Assert.InRange(dealt.GetValueOrDefault(branch) - (Repeats * 20 * p), (-5 * deviation) - 5, (5 * deviation) + 5);
            }
        }
    }

    [Fact]
    public void A_wrong_probability_is_caught()
    {
        World world = new(Sketch);
        Steps steps = new(world.Model, world.Fields);
        BranchWalker<SkewedDivision> walker = new(new Steps(world.Model, world.Fields));
        walker.StartDay(world.Day);
        int several = 0;
        int caught = 0;
        foreach ((Exit exit, PersonState state) in world.Exits())
        {
            walker.Start(exit, state, Draws, default);
            Dictionary<object, double> expected = Branches(walker);
            several += expected.Values.Count(number => number > Draws / 10.0) > 1 ? 1 : 0;
            caught += Fit(expected, i => steps.Resolve(exit, state, world.Day, Person(i))) > Level ? 0 : 1;
        }

        // A quarter of the first share goes to the last: seen wherever neither is rare.
        Assert.True(several > 10);
        Assert.InRange(caught, several / 2, int.MaxValue);
    }

    [Fact]
    public void A_walk_allocates_nothing_once_it_is_warm()
    {
        World world = new(Sketch);
        (Exit, PersonState)[] exits = [.. world.Exits()];
        Steps steps = new(world.Model, world.Fields);
        BranchWalker<PooledDivision> shares = new(steps);
        BranchWalker<MultinomialDivision> numbers = new(steps);
        Walk();
        long before = GC.GetAllocatedBytesForCurrentThread();
        double branches = 0;
        for (int i = 0; i < 20; i++)
        {
            branches += Walk();
        }

        // A collection in between counts what is left of this thread's last block of memory.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8192);
        Assert.True(branches > 10000);

        double Walk()
        {
            double seen = 0;
            shares.StartDay(world.Day);
            foreach ((Exit exit, PersonState state) in exits)
            {
                shares.Start(exit, state, 1, default);
                while (shares.Next(out _, out _))
                {
                    seen++;
                }

                numbers.Start(exit, state, 50, new MultinomialDivision(new LuckStream(new StreamKey(5, 0), 17, 0, Purpose.Exit)));
                while (numbers.Next(out _, out _))
                {
                    seen++;
                }
            }

            foreach (Intake intake in world.Model.Inflow.Intakes)
            {
                shares.Start(intake, 1, default);
                while (shares.Next(out _, out _))
                {
                    seen++;
                }
            }

            return seen;
        }
    }

    private static ScenarioSketch Sketch => new([2, 2, 2, 3, 3, 3, 5, 7, 5, 5, 5, 6, 5, 5, 5, 5, 7, 5, 3, 5, 5, 5, 5, 5, 5, 5, 5]);

    private static PersonLuck Person(uint i, uint ordinal = 1) => new(new StreamKey(3, 0), i, ordinal);

    private static Dictionary<object, double> Branches<TDivision>(BranchWalker<TDivision> walker)
        where TDivision : struct, IDivision
    {
        Dictionary<object, double> branches = [];
        while (walker.Next(out double number, out Transition transition))
        {
            object key = Key(transition);
            branches[key] = branches.GetValueOrDefault(key) + number;
        }

        return branches;
    }

    // Zero where persons do what no branch has.
    private static double Fit(Dictionary<object, double> expected, Func<uint, Transition> draw)
    {
        Dictionary<object, double> observed = expected.Keys.ToDictionary(key => key, _ => 0.0);

        // Where there is one branch, a few persons show that it is the one.
        for (uint i = 0; i < (expected.Count == 1 ? 10 : Draws); i++)
        {
            object key = Key(draw(i));
            if (!observed.TryGetValue(key, out double number))
            {
                return 0;
            }

            observed[key] = number + 1;
        }

        if (expected.Count == 1)
        {
            return 1;
        }

        object[] keys = [.. expected.OrderBy(branch => branch.Value).Select(branch => branch.Key)];
        return GoodnessOfFit.P([.. keys.Select(key => observed[key])], [.. keys.Select(key => expected[key])]);
    }

    private static object Key(in Transition t) => (
        (t.Next.Group, t.Next.Place, t.Next.Goal, t.Next.Route, t.Next.Stage, t.Next.Traits),
        (t.Next.Commitment, t.Next.Phase, t.Next.Age),
        (t.Cause, t.Route, t.Outcome, t.Guided, t.Plot.Kind, t.Plot.Executed));

    /// <summary>A day of a random scenario, its fields at random levels, and a state of every kind in it.</summary>
    private sealed class World
    {
        private readonly ulong seed;
        private ulong drawn;

        public World(ScenarioSketch sketch)
        {
            seed = ContentHash.Of(sketch.ToString());
            Model = new CompiledModel(sketch.Build());
            Fields = new Stocks(Model, Model.Layout).Fields;
            Model.UpdateFields(0, Fields);
            Day = Any(Model.Days);
            foreach (double[] levels in new[] { Fields.GuidedShare, Fields.Watched })
            {
                for (int i = 0; i < levels.Length; i++)
                {
                    levels[i] = Any(5) / 4.0;
                }
            }

            for (int i = 0; i < Fields.Settled.Length; i++)
            {
                Fields.Settled[i] = Any(9);
            }

            Fields.Alive.AsSpan(0, Fields.Alive.Length).Fill(9 * Model.Geography.Places.Length);
        }

        public CompiledModel Model { get; }

        public Fields Fields { get; }

        public int Day { get; }

        public LuckStream Luck(Exit exit) => new(new StreamKey(seed, 0), drawn, (uint)exit, Purpose.Exit);

        /// <summary>Every exit of a person of every stage at every place and on every route.</summary>
        public IEnumerable<(Exit Exit, PersonState State)> Exits()
        {
            for (int p = 0; p < Model.Geography.Places.Length; p++)
            {
                for (int s = 0; s < StageNames.Count; s++)
                {
                    PersonState state = Anybody().At((Stage)s, p);
                    if (state.Stage == Stage.Stranded)
                    {
                        state.StrandAt(p, Goal(p));
                    }

                    if (state.Stage != Stage.InTransit)
                    {
                        foreach (Exit exit in ExitsOf(state))
                        {
                            yield return (exit, state);
                        }
                    }
                }
            }

            for (int r = 0; r < Model.Geography.Routes.Length; r++)
            {
                PersonState state = Anybody();
                state.TravelBy(r, Model.Geography.From[r], Any(2) == 0 ? Model.Geography.To[r] : Goal(Model.Geography.From[r]));
                foreach (Exit exit in ExitsOf(state))
                {
                    yield return (exit, state);
                }
            }
        }

        private IEnumerable<Exit> ExitsOf(PersonState state) => Model.ExitsOf(state).Select(t => t.Exit).Distinct();

        private PersonState Anybody()
        {
            PersonState state = default;
            state.Group = (ushort)Any(Model.Population.Groups.Length);
            state.Commitment = (byte)Any(3);
            state.Age = (Age)Any(3);
            state.Traits = (Traits)Any(1 << 15);
            return state;
        }

        private int Goal(int place)
        {
            IReadOnlyList<int> goals = [.. Dispersal.Mechanisms.Goal.Goals(Model.Scenario, Model.Geography, Model.Population).Where(g => g != place)];
            return goals[Any(goals.Count)];
        }

        private int Any(int below) => (int)(ContentHash.With(seed, drawn++) % (ulong)below);
    }

    private readonly struct SkewedDivision : IDivision
    {
        public void Divide(double whole, Span<double> shares)
        {
            default(PooledDivision).Divide(whole, shares);
            double moved = shares[0] / 4;
            shares[0] -= moved;
            shares[^1] += moved;
        }
    }
}
