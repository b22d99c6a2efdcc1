namespace Dispersal.Engines;

/// <summary>Expected numbers of persons by state, moved day by day.</summary>
internal interface IExpectedMasses
{
    /// <summary>States met.</summary>
    int StatesMet { get; }

    /// <summary>Moves what leaves every state today, and what arrives.</summary>
    /// <returns>Whether it was done without exceeding an amount of work.</returns>
    bool Draw(int day, double mostWork);

    /// <summary>Applies what was moved.</summary>
    void Apply();
}
