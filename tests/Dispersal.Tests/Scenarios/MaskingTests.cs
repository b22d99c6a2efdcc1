namespace Dispersal.Tests.Scenarios;

/// <summary>Every problem at once: a mistake in one row hides no mistake in another, save one that may come of the row that cannot be read.</summary>
public sealed class MaskingTests
{
    private static readonly Dictionary<string, (string File, string Row)> Mistakes = new(StringComparer.Ordinal)
    {
        ["a title that is a number"] = ("scenario.json", ""),
        ["a place of no kind"] = ("places.csv", "zzz,TUR,heath,35,38,,,,,,"),
        ["a country neither in the EU nor outside"] = ("countries.csv", "ZZZ,Zembla,north,perhaps,zemblan,,,0,0,0"),
        ["a route of no mode"] = ("routes.csv", "zzz,TUR,SYR,raft,3,,,,,,,,,"),
        ["an affiliate of no strength"] = ("affiliates.csv", "zzz,Zembla province,SYR,,-1,0"),
        ["a group of no role"] = ("groups.csv", "zzz,DEU,bystander,mixed,7,6,8,DEU-men,interior ministry,A"),
        ["a month of no group's"] = ("arrivals.csv", "DEU-women,2015-13,1"),
        ["a policy of no operation"] = ("policies.csv", "zzz,countries/*/check-share,2016-03-01,,forbid,0.1"),
        ["a policy out of bounds"] = ("policies.csv", "zzz,countries/*/check-share,2016-03-01,,add,7"),
    };

    // What cannot be told while a row of the file cannot be read: it may be what is missing.
    private static readonly Dictionary<string, string[]> MayBeTheRow = new(StringComparer.Ordinal)
    {
        ["places.csv"] =
        [
            "an origin without a home", "a first theatre without theatre places", "a theatre without weight", "a residual place without area", "published areas without a residual place",
        ],
        ["arrivals.csv"] = ["a group without arrivals", "arrivals that are all zero"],
        ["countries.csv"] = ["a target on a subject unknown"],
    };

    private static readonly string[] Cross =
    [
        "a forecast after the end", "commitments that add up to more than 1", "persons stopped nowhere", "killed and captured more than all", "women captured more than all",
        "an end before the start", "a horizon of centuries", "a route to itself",
        "an origin without a home", "an origin with two homes", "an affiliate at a place of another kind", "two affiliates at one place", "a third country that is a way station",
        "a first theatre without theatre places", "an origin without a first theatre", "first theatres that are all zero", "a theatre without weight", "a residual place without area",
        "published areas without a residual place", "a group without arrivals", "arrivals that are all zero", "arrivals outside the horizon", "arrivals as one's own", "arrivals in a circle",
        "held and killed more than all", "a policy on a route unknown", "a policy on a column unknown", "a pattern that matches nothing", "a policy that ends before it begins",
        "a policy outside the horizon", "two policies that set one value at once", "a policy that sets a value out of bounds", "a policy that multiplies a value out of bounds",
        "policies that together kill and hold more than all", "a forcing point out of bounds", "a forcing address misspelt", "two points of one value on one day",
        "a claim on a route unknown", "a claim on a pattern that matches nothing", "a claim about a mechanism unknown", "a claim about a day outside the horizon", "a claim that lives nowhere",
        "a target on a measure unknown", "a target on a subject unknown", "a target without bounds or with bounds out of order",
    ];

    [Fact]
    public void A_mistake_hides_no_other()
    {
        Dictionary<string, Fault> faults = Faults.All().ToDictionary(f => f.Title, StringComparer.Ordinal);
        List<string> hidden = [];
        int judged = 0;
        foreach (string title in Cross)
        {
            Diagnostic[] alone = [.. faults[title].Check().Problems];
            foreach ((string mistake, (string file, string row)) in Mistakes)
            {
                using ScratchFolder scratch = new();
                string folder = faults[title].Write(scratch);
                string path = Path.Combine(folder, file);
                File.WriteAllText(path, row.Length == 0
                    ? File.ReadAllText(path).Replace("\"A small scenario\"", "5", StringComparison.Ordinal)
                    : File.ReadAllText(path).TrimEnd('\n') + "\n" + row + "\n");
                HashSet<(string, int, string)> both = [.. Scenario.Check(folder).Problems.Select(p => (p.File, p.Line, p.Address))];
                bool mayBeTheRow = MayBeTheRow.TryGetValue(file, out string[]? excused) && excused.Contains(title);
                judged++;
                hidden.AddRange(alone.Where(p => !both.Contains((p.File, p.Line, p.Address)) && !mayBeTheRow).Select(p => $"{mistake} hides {title}: {p}"));
            }
        }

        Assert.True(judged > 400);
        Assert.True(hidden.Count == 0, string.Join('\n', hidden));
    }

    [Theory]
    [InlineData("x,countries/*/check-share,2016-03-02,2016-03-01,forbid,0.1", "policies/x/to: 2016-03-01 is before from, 2016-03-02. Write a later day.")]
    [InlineData("x,countries/*/check-share,2016-03-02,2016-03-01,set,lots", "policies/x/to: 2016-03-01 is before from, 2016-03-02. Write a later day.")]
    public void What_can_be_read_of_a_row_is_judged(string row, string expected)
    {
        Dictionary<string, string> texts = Small.Texts();
        texts["policies.csv"] += "\n" + row + "\n";

        Assert.Contains(Scenario.CheckTexts(texts).Problems, p => p.ToString().EndsWith(expected, StringComparison.Ordinal));
        Assert.Equal(2, Scenario.CheckTexts(texts).Problems.Length);
    }

    [Fact]
    public void A_range_is_judged_whatever_the_value()
    {
        Dictionary<string, string> texts = Small.Texts();
        texts["routes.csv"] = Small.Routes.Replace("5,0.8,0.4,1.6", "5,-1,1.6,0.4", StringComparison.Ordinal);

        Assert.Equal(
            ["-1 is below 0. Write a number from 0 to 100.", "low 1.6 is above high 0.4. Write low <= value <= high."],
            Scenario.CheckTexts(texts).Problems.Select(p => p.Message));
    }
}
