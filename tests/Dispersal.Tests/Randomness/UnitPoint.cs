using FsCheck;
using FsCheck.Fluent;

namespace Dispersal.Tests.Randomness;

/// <summary>A number from 0 to 1, all alike, to be stretched over the range that a property is about.</summary>
public readonly record struct UnitPoint(double Value)
{
    public static Arbitrary<UnitPoint> Any() => Gen.Choose(0, int.MaxValue).Select(i => new UnitPoint(i / (double)int.MaxValue)).ToArbitrary();

    public double Between(double low, double high) => low + ((high - low) * Value);
}
