namespace Dispersal.Tests.Shipped;

/// <summary>A theory that needs modules of Debian's Python; skipped, with the reason, where one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsPythonTheoryAttribute : TheoryAttribute
{
    public NeedsPythonTheoryAttribute(params string[] modules) => Skip = new NeedsPythonFactAttribute(modules).Skip;
}
