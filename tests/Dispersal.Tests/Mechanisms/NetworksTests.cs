using Dispersal.Engines;
using Dispersal.Model;
using Dispersal.Results;
using Dispersal.Tests.Laws;

namespace Dispersal.Tests.Mechanisms;

/// <summary>M13: joining, ties, watching, disengaging, beginning again.</summary>
public sealed class NetworksTests
{
    private const string Groups = "id,origin,role,commitment,departed-persons,prominent-share\nboys,DEU,minor,middle,20,0\n"
        + "men,DEU,man,middle,400,1\nwomen,DEU,woman,middle,20,0\n";

    private static readonly Scenario World = Homecoming.Settings(
        Homecoming.Known(
            """
            "networks": { "join-per-day": 0.02, "commitment-ratio": 3, "families-ratio": 0.1, "fresh-days": 50, "later-ratio": 0.2, "watched-ratio": 0.25,
                          "ties-weight": 2, "ties-scale-persons": 20, "supply-weight": 0.5, "supply-scale-persons": 100, "disengage-per-day": 0.004,
                          "leave-cell-per-day": 0.01, "reengage-per-day": 0.003, "leave-again-per-day": 0.001, "found-per-day": 0.05,
                          "celebrity-weight": 3, "celebrity-scale-persons": 8, "contacts": 4 }
            """,
            ("groups.csv", Groups), ("arrivals.csv", "group,month,share\nboys,2015-01,1\nmen,2015-01,1\nwomen,2015-01,1\n")),
        ("countries/DEU/fragility", "1.5"));

    [Fact]
    public void Joining_is_a_product_of_commitment_role_age_time_and_country()
    {
        CompiledModel model = new(World);
        Fields fields = Village.FirstDay(model);

        Assert.Equal(0.02 * 1.5, Joining("men", Age.Adult), 12);
        Assert.Equal(0.02 * 1.5 * 3, Joining("men", Age.Adult, commitment: 2), 12);
        Assert.Equal(0.02 * 1.5 / 3, Joining("men", Age.Adult, commitment: 0), 12);
        Assert.Equal(0.02 * 1.5 * 0.2, Joining("men", Age.Adult, phase: 1), 12);
        Assert.Equal(0.02 * 1.5 * 0.1, Joining("women", Age.Adult), 12);
        Assert.Equal(0.02 * 1.5 * 0.1, Joining("boys", Age.Youth), 12);
        Assert.Equal(0.02 * 1.5, Joining("boys", Age.Adult), 12);
        Assert.Equal(0, Joining("boys", Age.Child));

        double Joining(string group, Age age, byte commitment = 1, byte phase = 0)
        {
            PersonState state = Homecoming.Man(model, Stage.AtLarge, "DEU");
            state.Group = Group(model, group);
            state.Age = age;
            state.Commitment = commitment;
            state.Phase = phase;
            return Homecoming.Hazard(model, state, Exit.JoinsCell, fields);
        }
    }

    [Fact]
    public void Ties_and_supply_raise_joining_up_to_their_scales_and_watching_lowers_it_for_the_known()
    {
        CompiledModel model = new(World);
        Fields fields = Village.FirstDay(model);
        int germany = model.Geography.Country("DEU");
        PersonState known = Man(model, Stage.Known);
        PersonState atLarge = Man(model, Stage.AtLarge);
        FieldCells at = model.Layout.Fields;
        int cells = at.InCellsOf(model.Population.OriginRole[known.Group], germany) - at.InCells;

        fields.InCells[cells] = 5;
        fields.Mobilised[germany] = 40;
        double expected = 0.02 * 1.5 * (1 + (2 * 5 / 20.0)) * (1 + (0.5 * 40 / 100));
        Assert.Equal(expected, Homecoming.Hazard(model, atLarge, Exit.JoinsCell, fields), 12);
        Assert.Equal(expected, Homecoming.Hazard(model, known, Exit.JoinsCell, fields), 12);
        fields.Watched[(germany * Fields.RiskClasses) + 1] = 0.6;
        Assert.Equal(expected, Homecoming.Hazard(model, atLarge, Exit.JoinsCell, fields), 12);
        Assert.Equal(expected * (1 - (0.75 * 0.6)), Homecoming.Hazard(model, known, Exit.JoinsCell, fields), 12);
        fields.InCells[cells] = 5000;
        fields.Mobilised[germany] = 4000;
        Assert.Equal(0.02 * 1.5 * 3 * 1.5, Homecoming.Hazard(model, atLarge, Exit.JoinsCell, fields), 12);
    }

    [Fact]
    public void Leaving_a_cell_disengaging_and_beginning_again_have_rates_of_their_own()
    {
        CompiledModel model = new(World);
        Fields fields = Village.FirstDay(model);
        PersonState high = Man(model, Stage.Known);
        high.Commitment = 2;
        PersonState woman = Man(model, Stage.Known);
        woman.Group = Group(model, "women");
        PersonState child = Man(model, Stage.Disengaged);
        child.Group = Group(model, "boys");
        child.Age = Age.Child;

        Assert.Equal(0.004, Homecoming.Hazard(model, Man(model, Stage.Known), Exit.Disengages, fields), 12);
        Assert.Equal(0.004 / 3, Homecoming.Hazard(model, high, Exit.Disengages, fields), 12);
        Assert.Equal(0.01, Homecoming.Hazard(model, Man(model, Stage.Clandestine), Exit.Disengages, fields), 12);
        Assert.Equal(0.003 * 1.5, Homecoming.Hazard(model, Man(model, Stage.Disengaged), Exit.Reengages, fields), 12);
        Assert.Equal(0.003 * 1.5 * 0.1, Homecoming.Hazard(model, woman.At(Stage.Disengaged, woman.Place), Exit.Reengages, fields), 12);
        Assert.Equal(0, Homecoming.Hazard(model, child, Exit.Reengages, fields));
        Assert.Equal(0.001 * 3, Homecoming.Hazard(model, high, Exit.LeavesAgain, fields), 12);
        Assert.Equal(0, Homecoming.Hazard(model, woman, Exit.LeavesAgain, fields));
        Assert.Equal(0.05, Homecoming.Hazard(model, Man(model, Stage.AtLarge), Exit.Found, fields), 12);
        Assert.Equal(0, Homecoming.Hazard(model, Man(model, Stage.Clandestine), Exit.FoundInCell, fields));
        Array.Fill(fields.Watched, 0.4);
        Assert.Equal(0.05 * 0.4, Homecoming.Hazard(model, Man(model, Stage.Clandestine), Exit.FoundInCell, fields), 12);
        Assert.Equal(1.0 / 50, Homecoming.Hazard(model, high, Exit.Settles, fields), 12);
    }

    [Fact]
    public void Celebrity_grows_with_prominent_returnees_up_to_its_scale()
    {
        CompiledModel model = new(World);
        Fields fields = Village.FirstDay(model);
        int germany = model.Geography.Country("DEU");

        Assert.Equal(1, model.Networks.Celebrity(germany, fields));
        fields.FreshProminent[germany] = 2;
        Assert.Equal(1 + (3 * 2 / 8.0), model.Networks.Celebrity(germany, fields), 12);
        fields.FreshProminent[germany] = 500;
        Assert.Equal(4, model.Networks.Celebrity(germany, fields), 12);
        Assert.Equal(1, new CompiledModel(World.With("networks/on", "false")).Networks.Celebrity(germany, fields));
    }

    [Fact]
    public void Those_who_are_watched_join_less()
    {
        int unwatched = Homecoming.Steps(World, "joined-cell").Length;
        int watched = Homecoming.Steps(World.With("countries/DEU/watch-capacity-persons", 100000), "joined-cell").Length;

        Assert.InRange(watched, 1, unwatched - 30);
    }

    [Fact]
    public void The_more_fragile_the_country_the_more_join()
    {
        Assert.True(Homecoming.Steps(World.With("countries/DEU/fragility", 3), "joined-cell").Length
            > Homecoming.Steps(World.With("countries/DEU/fragility", 0.3), "joined-cell").Length + 30);
    }

    [Theory]
    [InlineData("false")]
    [InlineData("true")]
    public void Ties_raise_joining_whether_they_are_to_the_group_or_to_a_persons_own_contacts(string byPerson)
    {
        Scenario scenario = Homecoming.Settings(
            World, ("networks/ties-by-person", byPerson), ("networks/join-per-day", "0.003"), ("networks/leave-cell-per-day", "0"), ("networks/disengage-per-day", "0"),
            ("networks/later-ratio", "1"), ("networks/leave-again-per-day", "0"));
        int without = Homecoming.Steps(scenario.With("networks/ties-weight", 0), "joined-cell").Length;
        int with = Homecoming.Steps(scenario.With("networks/ties-weight", 20), "joined-cell").Length;

        Assert.InRange(without, 20, with - 40);
    }

    [Fact]
    public void By_person_cells_gather_neighbours_and_by_group_they_do_not()
    {
        // Nobody's contacts join first: ties by person let joining spread from few to those who came next to them, ties to the group reach everybody at once.
        Scenario scenario = Homecoming.Settings(
            World, ("networks/join-per-day", "0.0005"), ("networks/later-ratio", "1"), ("networks/ties-weight", "100"), ("networks/leave-cell-per-day", "0"),
            ("networks/disengage-per-day", "0"), ("networks/leave-again-per-day", "0"), ("networks/contacts", "2"));
        int byGroup = Homecoming.Steps(scenario, "joined-cell").Length;
        int byPerson = Homecoming.Steps(scenario.With("networks/ties-by-person", "true"), "joined-cell").Length;

        Assert.True(byPerson > 30, $"{byPerson} joined: nothing spread.");
        Assert.True(byGroup > byPerson + 30, $"{byGroup} joined by group, {byPerson} by person.");
    }

    [Fact]
    public void Those_who_begin_again_have_disengaged_before()
    {
        RunRecord record = Lives.Run(Homecoming.Settings(World, ("networks/reengage-per-day", "0.05"), ("networks/leave-cell-per-day", "0.05")), 1);

        Assert.NotEmpty(record.Histories.Where(s => s.Cause == "rejoined-cell"));
        Assert.All(record.Histories.Where(s => s.Cause == "rejoined-cell"), s => Assert.Equal(("disengaged", "clandestine"), (s.FromStage, s.ToStage)));
    }

    [Fact]
    public void Switched_off_nobody_joins_leaves_or_is_found()
    {
        CompiledModel model = new(Homecoming.Settings(World, ("networks/on", "false"), ("attacks/on", "false")));

        foreach (Stage stage in (Stage[])[Stage.AtLarge, Stage.Known, Stage.Clandestine, Stage.Disengaged])
        {
            Assert.Empty(model.ExitsOf(Man(model, stage)));
        }
    }

    private static PersonState Man(CompiledModel model, Stage stage)
    {
        PersonState state = Homecoming.Man(model, stage, "DEU");
        state.Group = Group(model, "men");
        return state;
    }

    private static ushort Group(CompiledModel model, string id) => (ushort)model.Population.Groups.Select((g, i) => (g.Id, i)).Single(g => g.Id == id).i;
}
