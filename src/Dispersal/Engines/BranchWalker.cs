using Dispersal.Mechanisms;
using Dispersal.Model;
using Dispersal.Randomness;

namespace Dispersal.Engines;

/// <summary>
/// Walks through all that an exit can lead to, depth first: runs the same code again and again, each time with the decisions of the last time but for the
/// last that has an alternative left. Those who take the exit are divided at each decision; a branch that nobody takes is not walked.
/// </summary>
/// <remarks>Nothing is allocated once the stack of decisions has grown to the deepest walk.</remarks>
/// <typeparam name="TDivision">How they are divided.</typeparam>
/// <param name="steps">What exits lead to.</param>
internal sealed class BranchWalker<TDivision>(Steps steps)
    where TDivision : struct, IDivision
{
    private readonly Steps steps = steps;
    private TDivision division;
    private Exit exit;
    private PersonState state;
    private Intake? intake;
    private int day;
    private double whole;
    private bool begun;

    // The decisions on the way to the branch: where the amounts of each begin, and which alternative it took.
    private int[] starts = new int[4];
    private int[] taken = new int[4];
    private double[] amounts = new double[64];
    private int depth;
    private int end;
    private int asked;

    /// <summary>Starts a day: until the next, the fields must not change.</summary>
    public void StartDay(int newDay)
    {
        day = newDay;
        steps.Remember(newDay);
    }

    /// <summary>Starts a walk through what an exit of a state leads to today.</summary>
    /// <param name="newExit">The exit.</param>
    /// <param name="from">The state.</param>
    /// <param name="number">How many take the exit.</param>
    /// <param name="newDivision">How they are divided.</param>
    public void Start(Exit newExit, in PersonState from, double number, TDivision newDivision)
    {
        exit = newExit;
        state = from;
        intake = null;
        Begin(number, newDivision);
    }

    /// <summary>Starts a walk through the states in which persons of an intake arrive today.</summary>
    public void Start(Intake arriving, double number, TDivision newDivision)
    {
        intake = arriving;
        Begin(number, newDivision);
    }

    /// <summary>The next branch that anybody takes.</summary>
    /// <param name="number">How many take it.</param>
    /// <param name="transition">What it is. A plot comes without its toll.</param>
    /// <returns>Whether there was one.</returns>
    public bool Next(out double number, out Transition transition)
    {
        while (begun ? Advance() : whole > 0)
        {
            begun = true;
            asked = 0;
            Chooser chooser = new(this);
            if (intake is null)
            {
                transition = Transition.From(state);
                steps.Resolve(exit, ref transition, day, ref chooser);
            }
            else
            {
                transition = steps.Enter(intake, day, ref chooser);
            }

            number = Reached();
            if (number > 0)
            {
                return true;
            }
        }

        number = 0;
        transition = default;
        return false;
    }

    private void Begin(double number, TDivision newDivision)
    {
        whole = number;
        division = newDivision;
        begun = false;
        depth = 0;
        end = 0;
    }

    private double Reached() => depth == 0 ? whole : amounts[starts[depth - 1] + taken[depth - 1]];

    // The last decision that has an alternative left takes it; those after it are forgotten.
    private bool Advance()
    {
        for (; depth > 0; depth--)
        {
            int start = starts[depth - 1];
            for (int i = taken[depth - 1] + 1; start + i < end; i++)
            {
                if (amounts[start + i] > 0)
                {
                    taken[depth - 1] = i;
                    return true;
                }
            }

            end = start;
        }

        return false;
    }

    private Span<double> Open(int alternatives)
    {
        if (depth == starts.Length)
        {
            Array.Resize(ref starts, depth * 2);
            Array.Resize(ref taken, depth * 2);
        }

        if (end + alternatives > amounts.Length)
        {
            Array.Resize(ref amounts, Math.Max(end + alternatives, amounts.Length * 2));
        }

        return amounts.AsSpan(end, alternatives);
    }

    private int Decide(Span<double> shares)
    {
        division.Divide(Reached(), shares);
        int first = 0;
        while (first + 1 < shares.Length && !(shares[first] > 0))
        {
            first++;
        }

        starts[depth] = end;
        taken[depth] = first;
        end += shares.Length;
        depth++;
        asked++;
        return first;
    }

    private readonly struct Chooser(BranchWalker<TDivision> walker) : IChooser
    {
        public bool Happens(Purpose purpose, Uniform uniform, double probability)
        {
            if (walker.asked < walker.depth)
            {
                return walker.taken[walker.asked++] == 0;
            }

            Span<double> shares = walker.Open(2);
            shares[0] = Math.Clamp(probability, 0, 1);
            shares[1] = 1 - shares[0];
            return walker.Decide(shares) == 0;
        }

        public int Split(Purpose purpose, Uniform uniform, double first, double firstTwo)
        {
            if (walker.asked < walker.depth)
            {
                return walker.taken[walker.asked++];
            }

            Span<double> shares = walker.Open(3);
            shares[0] = Math.Clamp(first, 0, 1);
            double two = Math.Clamp(firstTwo, shares[0], 1);
            shares[1] = two - shares[0];
            shares[2] = 1 - two;
            return walker.Decide(shares);
        }

        public int Weigh(Purpose purpose, Uniform uniform, ReadOnlySpan<double> weights)
        {
            if (walker.asked < walker.depth)
            {
                return walker.taken[walker.asked++];
            }

            Span<double> shares = walker.Open(weights.Length);
            weights.CopyTo(shares);
            return walker.Decide(shares);
        }

        public int Rise(Purpose purpose, Uniform uniform, ReadOnlySpan<float> cumulative)
        {
            // Where nothing rises there is nothing to decide.
            int last = Choice.Rising(cumulative, 1);
            if (last < 0)
            {
                return -1;
            }

            if (walker.asked < walker.depth)
            {
                return walker.taken[walker.asked++];
            }

            Span<double> shares = walker.Open(last + 1);
            double before = 0;
            for (int i = 0; i < last; i++)
            {
                shares[i] = Math.Max(0, cumulative[i] - before);
                before = Math.Max(before, cumulative[i]);
            }

            shares[last] = 1 - before;
            return walker.Decide(shares);
        }
    }
}
