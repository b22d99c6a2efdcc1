namespace Dispersal.Randomness;

/// <summary>Which of the two uniform numbers of a block a decision rests on: one block serves two decisions for one purpose.</summary>
internal enum Uniform : byte
{
    First,
    Second,
}

/// <summary>
/// Takes the decisions of the model. What can happen, and with which probability, is written once; whether one person's luck decides, or everybody who is
/// alike is dealt to all that can happen, is up to the chooser.
/// </summary>
/// <remarks>
/// Choosers are structures given as generic parameters by reference, so that each has machine code of its own without calls through an interface. The
/// decisions of one event are independent of each other but for the order in which the code asks for them.
/// </remarks>
internal interface IChooser
{
    /// <summary>Whether something of the given probability happens.</summary>
    bool Happens(Purpose purpose, Uniform uniform, double probability);

    /// <summary>Which of three outcomes: 0 below the first bound, 1 below the second, else 2.</summary>
    /// <param name="purpose">What the draw is for.</param>
    /// <param name="uniform">Which uniform number decides.</param>
    /// <param name="first">Probability of outcome 0.</param>
    /// <param name="firstTwo">Probability of outcomes 0 and 1 together.</param>
    int Split(Purpose purpose, Uniform uniform, double first, double firstTwo);

    /// <summary>Index of an alternative, by weights that need not sum to one; at least one is positive.</summary>
    int Weigh(Purpose purpose, Uniform uniform, ReadOnlySpan<double> weights);

    /// <summary>Index of an alternative, by cumulative shares that rise to one; those that do not rise are no alternative. -1 where there is none.</summary>
    int Rise(Purpose purpose, Uniform uniform, ReadOnlySpan<float> cumulative);
}
