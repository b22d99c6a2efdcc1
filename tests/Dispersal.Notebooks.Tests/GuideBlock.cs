namespace Dispersal.Tests.Shipped;

/// <summary>A fenced block of a page.</summary>
/// <param name="Language">What stands after the fence: sh, csharp, python, text or another.</param>
/// <param name="Text">Its lines.</param>
/// <param name="Line">Number of its first line on the page.</param>
/// <param name="OtherTest">The test class that runs it in its own way; null for a block that is run with its page.</param>
internal sealed record GuideBlock(string Language, string Text, int Line, string? OtherTest);
