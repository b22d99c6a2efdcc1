using System.Runtime.CompilerServices;

namespace Dispersal.Tests;

/// <summary>The files of the repository that the tests were built from.</summary>
internal static class Repository
{
    // Deterministic builds rename source paths, so the root is found from where the tests run.
    public static string Root { get; } = FindRoot();

    /// <summary>Whole path of a file or folder named by its path from the root.</summary>
    public static string PathOf(string relative) => Path.Combine([Root, .. relative.Split('/')]);

    /// <summary>Folder of the test that calls.</summary>
    public static string FolderOfCaller([CallerFilePath] string caller = "")
    {
        const string tests = "tests/Dispersal.Tests/";
        string path = caller.Replace('\\', '/');
        return Path.GetDirectoryName(PathOf(path[path.LastIndexOf(tests, StringComparison.Ordinal)..]))!;
    }

    /// <summary>Paths, from the root and with forward slashes, of all files that <c>.gitignore</c> leaves in; in ordinal order.</summary>
    public static IReadOnlyList<string> Files()
    {
        string[] ignored = [".git", .. File.ReadLines(PathOf(".gitignore")).Select(line => line.TrimEnd('/')).Where(line => line.Length > 0)];
        List<string> files = [];
        Walk("");
        files.Sort(StringComparer.Ordinal);
        return files;

        void Walk(string folder)
        {
            foreach (FileSystemInfo entry in new DirectoryInfo(PathOf(folder)).EnumerateFileSystemInfos())
            {
                string path = folder.Length == 0 ? entry.Name : $"{folder}/{entry.Name}";
                if (ignored.Contains(entry.Name) || ignored.Contains("/" + path) || ignored.Contains("*" + entry.Extension))
                {
                    continue;
                }

                if (entry is DirectoryInfo { LinkTarget: null })
                {
                    Walk(path);
                }
                else
                {
                    files.Add(path);
                }
            }
        }
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Dispersal.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests must run inside the repository: no folder above them holds Dispersal.sln.");
    }
}
