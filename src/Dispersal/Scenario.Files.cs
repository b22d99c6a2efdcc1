using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Dispersal.Mechanisms;
using Dispersal.Scenarios;

namespace Dispersal;

public sealed partial class Scenario
{
    [SetsRequiredMembers]
    internal Scenario(RawDocument document, Scenario? baseline)
    {
        Document = document;
        Baseline = baseline;
        Name = Title = Summary = "";
        (Inflow, Territory, War, Goal, Way) = (null!, null!, null!, null!, null!);
        (Border, LegalTravel, Transit, Arrival, Observation) = (null!, null!, null!, null!, null!);
        (Justice, Watching, Programmes, Networks, Attacks) = (null!, null!, null!, null!, null!);
        (Appeal, AffiliateGrowth, Families, Shape) = (null!, null!, null!, null!);
        courses = new Lazy<Courses>(() => new Courses(this));
        parameters = new Lazy<ImmutableArray<ParameterInfo>>(ListParameters);
        ownMeaning = new Lazy<string>(() => Meaning.Own(this));
        fingerprint = new Lazy<string>(() => Meaning.Fingerprint(this));
    }

    /// <summary>What was written, overlays merged; changes and files are made from it.</summary>
    internal RawDocument Document { get; }

    /// <summary>Ways that this scenario shares with those that came from it, or from which it came, by changes of values.</summary>
    internal SharedWays SharedWays { get; private set; } = new();

    /// <summary>
    /// The scenario that this one changes: the root of what its files extend, or the scenario on which <see cref="With(string, double)"/>
    /// was called first. Null for a scenario that stands alone. Arrivals depend on it (M1).
    /// </summary>
    public Scenario? Baseline { get; }

    /// <summary>Reads a scenario folder.</summary>
    /// <param name="folder">A folder that holds <c>scenario.json</c>.</param>
    /// <exception cref="ScenarioException">The scenario cannot be run; carries every problem found.</exception>
    public static Scenario Load(string folder) => Check(folder).Required();

    /// <summary>Reads a scenario folder and reports everything that is wrong or doubtful in it. Does not throw for anything the files hold.</summary>
    /// <param name="folder">A folder that holds <c>scenario.json</c>.</param>
    public static ScenarioCheck Check(string folder) => Check(folder, targets: null);

    /// <summary>The same, held against other published figures than its own.</summary>
    /// <param name="folder">A folder that holds <c>scenario.json</c>.</param>
    /// <param name="targets">A file in the form of <c>targets.csv</c>, in place of the scenario's own; null for its own.</param>
    public static ScenarioCheck Check(string folder, string? targets)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        try
        {
            if (Directory.Exists(folder))
            {
                DiskFolder own = new(folder, "");
                return ScenarioReader.Check(targets is null ? own : new OtherTargets(own, targets));
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Failed($"the folder {folder} cannot be read. Check that you may read it.");
        }

        return Failed(File.Exists(folder)
            ? $"{folder} is a file. Write the path of the folder that holds scenario.json."
            : $"there is no folder {folder}. Write the path of a folder that holds scenario.json.");
    }

    /// <summary>Reads a scenario from texts in memory, as <see cref="Load"/> does from files.</summary>
    /// <param name="texts">Contents by file name, such as <c>scenario.json</c> and <c>routes.csv</c>; <c>../NAME/FILE</c> is a file of a
    /// scenario that another extends.</param>
    /// <exception cref="ScenarioException">The scenario cannot be run; carries every problem found.</exception>
    public static Scenario FromTexts(IReadOnlyDictionary<string, string> texts) => CheckTexts(texts).Required();

    /// <summary>Reports everything that is wrong or doubtful in a scenario of texts, as <see cref="Check(string)"/> does for files.</summary>
    /// <param name="texts">Contents by file name, as in <see cref="FromTexts"/>.</param>
    public static ScenarioCheck CheckTexts(IReadOnlyDictionary<string, string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return ScenarioReader.Check(new TextFolder(texts));
    }

    private static ScenarioCheck Failed(string message) => new(null, [new Diagnostic(Severity.Error, "", 0, 0, "", message)]);
}
