namespace Dispersal.Browser.Tests;

/// <summary>The files of the repository that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>Whole path of a file or folder named by its path from the root.</summary>
    public static string PathOf(string relative)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Dispersal.sln")))
            {
                return Path.Combine([folder.FullName, .. relative.Split('/')]);
            }
        }

        throw new InvalidOperationException("The tests must run inside the repository: no folder above them holds Dispersal.sln.");
    }
}
