using System.Reflection;
using System.Runtime.Loader;

namespace Dispersal.Mutation;

/// <summary>Runs tests over a library of one's choice in this process, until one fails.</summary>
internal static class Suite
{
    /// <summary>What is run, one after the other: the oracles, then all everyday tests of the folders that speak of the model and its engines.</summary>
    public static readonly string[] Stages = ["Oracles", "Mechanisms", "Randomness", "Laws", "Reference", "Engines"];

    /// <summary>Runs a stage.</summary>
    /// <returns>The first test that failed, or null.</returns>
    public static string? FirstFailure(string testsFolder, string library, string stage)
    {
        Tests context = new(testsFolder, library);
        Assembly tests = context.LoadFromAssemblyPath(Path.Combine(testsFolder, "Dispersal.Tests.dll"));
        foreach (Type type in tests.GetExportedTypes().Where(t => t.Namespace == "Dispersal.Tests." + stage && !t.IsAbstract && !IsLong(t)).OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            foreach (MethodInfo method in type.GetMethods().Where(m => !IsLong(m) && IsTest(m) is not null))
            {
                foreach (object?[] arguments in ArgumentsOf(method))
                {
                    try
                    {
                        object? test = method.IsStatic ? null : Activator.CreateInstance(type);
                        (method.Invoke(test, arguments) as Task)?.GetAwaiter().GetResult();
                        (test as IDisposable)?.Dispose();
                    }
                    catch (TargetInvocationException failure)
                    {
                        return $"{type.Name}.{method.Name}: {failure.InnerException!.GetType().Name}";
                    }
                }
            }
        }

        return null;
    }

    private static string? IsTest(MethodInfo method)
    {
        // Faults that are planted in tests, and what other programs are asked, say nothing of the library.
        if (method.Name.Contains("planted", StringComparison.OrdinalIgnoreCase) || method.Name.EndsWith("is_caught", StringComparison.Ordinal))
        {
            return null;
        }

        return method.GetCustomAttributesData().Select(a => a.AttributeType.Name).FirstOrDefault(name => name is "FactAttribute" or "TheoryAttribute");
    }

    private static bool IsLong(MemberInfo member) => member.GetCustomAttributesData().Any(a => a.AttributeType.Name == "TraitAttribute" && (string?)a.ConstructorArguments[1].Value == "Long");

    private static IEnumerable<object?[]> ArgumentsOf(MethodInfo method)
    {
        if (IsTest(method) == "FactAttribute")
        {
            return [[]];
        }

        List<object?[]> rows = [];
        foreach (Attribute data in method.GetCustomAttributes().Where(a => a.GetType().GetMethod("GetData") is not null))
        {
            rows.AddRange((IEnumerable<object?[]>)data.GetType().GetMethod("GetData")!.Invoke(data, [method])!);
        }

        return rows;
    }

    private sealed class Tests(string folder, string library) : AssemblyLoadContext("tests")
    {
        protected override Assembly? Load(AssemblyName name)
        {
            string path = name.Name == "Dispersal" ? library : Path.Combine(folder, name.Name + ".dll");
            return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }
    }
}
