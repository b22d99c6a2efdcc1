namespace Dispersal.Browser.Tests;

/// <summary>A fact seen in Debian's Chromium; skipped, with the reason, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsBrowserFactAttribute : FactAttribute
{
    /// <summary>The browser of Debian's package <c>chromium</c>. Nothing is downloaded.</summary>
    public const string Browser = "/usr/bin/chromium";

    public NeedsBrowserFactAttribute() => Skip = File.Exists(Browser) ? null : $"there is no {Browser}; install the package chromium.";
}
