namespace Dispersal.Tests.Shipped;

/// <summary>A fenced block of a page.</summary>
/// <param name="Language">What stands after the fence: sh, csharp, python, text or another.</param>
/// <param name="Text">Its lines.</param>
/// <param name="Line">Number of its first line on the page.</param>
/// <param name="Illustration">Why it is not run; null for a block that is.</param>
internal sealed record GuideBlock(string Language, string Text, int Line, string? Illustration);
