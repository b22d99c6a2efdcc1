namespace Dispersal.Notebooks;

/// <summary>Names the class that shows objects of a type in a notebook. C# notebooks look for an attribute of this name, wherever it is declared,
/// so that a library needs no reference to any of them.</summary>
/// <param name="formatterSourceType">A class with a method <c>CreateTypeFormatters</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType { get; } = formatterSourceType;
}
