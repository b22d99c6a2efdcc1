namespace Dispersal.Tests.Scenarios;

public class OverlayTests
{
    private static Scenario Over(params (string, string)[] files) => Scenario.FromTexts(Small.Over(files));

    [Fact]
    public void An_overlay_without_files_is_what_it_extends()
    {
        Scenario over = Over();

        Assert.Equal("over", over.Name);
        Assert.Equal(Small.Scenario().Fingerprint, over.Fingerprint);
        Assert.Equal("small", over.Baseline!.Name);
        Assert.Null(over.Baseline.Baseline);
    }

    [Fact]
    public void Blank_cells_inherit_and_written_cells_replace()
    {
        Scenario over = Over(("routes.csv", "id,mode,patrol,days\nraqqa-antep,,2.5,\n"));
        Route route = over.Routes.Single(r => r.Id == "raqqa-antep");

        Assert.Equal((2.5, 5.0, RouteMode.Land, 0.3), (route.Patrol.Value, route.Days.Value, route.Mode, route.HeldShare.Value));
        Assert.Equal(9, over.Routes.Length);
    }

    [Fact]
    public void A_written_value_leaves_the_old_range_and_source_behind_and_its_neighbours_keep_theirs()
    {
        Route route = Over(("routes.csv", "id,patrol\nraqqa-antep,2.5\n")).Routes.Single(r => r.Id == "raqqa-antep");

        Assert.Equal((null, null, "assumed"), (route.Patrol.Low, route.Patrol.High, route.Patrol.Source));
        Assert.Equal("border reports", route.HeldShare.Source);
    }

    [Fact]
    public void A_source_in_an_overlay_serves_the_cells_written_with_it()
    {
        Route route = Over(("routes.csv", "id,patrol,source\nraqqa-antep,2.5,new figures\n")).Routes.Single(r => r.Id == "raqqa-antep");

        Assert.Equal("new figures", route.Patrol.Source);
        Assert.Equal("border reports", route.HeldShare.Source);
    }

    [Fact]
    public void A_range_written_without_a_value_joins_the_inherited_value()
    {
        Scenario over = Over(
            ("routes.csv", "id,patrol-low,patrol-high\nraqqa-antep,0.7,0.9\n"),
            ("scenario.json", """{ "name": "over", "extends": "../small", "war": { "mortality-per-day": { "high": 0.002 } } }"""));

        Assert.Equal((0.8, 0.7, 0.9), over.Routes.Where(r => r.Id == "raqqa-antep").Select(r => (r.Patrol.Value, r.Patrol.Low!.Value, r.Patrol.High!.Value)).Single());
        Assert.Equal((0.0005, 0.0002, 0.002, Distribution.LogUniform),
            (over.War.MortalityPerDay.Value, over.War.MortalityPerDay.Low, over.War.MortalityPerDay.High, over.War.MortalityPerDay.Distribution));
    }

    [Fact]
    public void New_rows_are_added_and_removed_rows_are_gone()
    {
        Scenario over = Over(
            ("routes.csv", "id,from,to,mode,days,remove\nnew,desert,SYR,land,4,\nraqqa-SYR,,,,,true\nantep-TUR,,,,,false\n"),
            ("policies.csv", "id,remove\nclose,true\n"));

        Assert.Contains("new", over.Routes.Select(r => r.Id));
        Assert.DoesNotContain("raqqa-SYR", over.Routes.Select(r => r.Id));
        Assert.Contains("antep-TUR", over.Routes.Select(r => r.Id));
        Assert.Equal(["records", "surge"], over.Policies.Select(p => p.Id));
    }

    [Fact]
    public void Keys_of_json_merge_one_by_one()
    {
        Scenario over = Over(("scenario.json", """
            { "extends": "../small", "name": "over", "title": "Over", "end": "2016-06-30", "forecast-from": "2016-05-01",
              "border": { "on": false }, "inflow": { "stopped-share": 0.2 } }
            """));

        Assert.Equal(("Over", new DateOnly(2016, 6, 30), new DateOnly(2015, 1, 1)), (over.Title, over.End, over.Start));
        Assert.False(over.Border.On);
        Assert.Equal(0.2, over.Inflow.StoppedShare.Value);
        Assert.Equal("TUR", over.Inflow.StoppedAt);
    }

    [Fact]
    public void The_baseline_of_a_long_chain_is_its_root()
    {
        Dictionary<string, string> texts = Small.Over(
            ("scenario.json", """{ "name": "top", "extends": "../middle" }"""),
            ("../middle/scenario.json", """{ "name": "middle", "extends": "../small" }"""),
            ("../middle/routes.csv", "id,patrol,patrol-low,patrol-high\nraqqa-antep,3,2,4\n"),
            ("routes.csv", "id,patrol-low\nraqqa-antep,1\n"));
        Scenario top = Scenario.FromTexts(texts);

        Assert.Equal("small", top.Baseline!.Name);
        Assert.Equal((3.0, 1.0, 4.0), top.Routes.Where(r => r.Id == "raqqa-antep").Select(r => (r.Patrol.Value, r.Patrol.Low!.Value, r.Patrol.High!.Value)).Single());
    }

    [Fact]
    public void Overlays_are_found_beside_their_folder_on_disk()
    {
        using var scratch = new ScratchFolder();
        string folder = scratch.Write("over", Small.Over(("routes.csv", "id,patrol\nraqqa-antep,2.5\n")));

        Scenario over = Scenario.Load(folder + "/");

        Assert.Equal(2.5, over["routes/raqqa-antep/patrol"].Parameter.Value);
        Assert.Equal(0.8, over.Baseline!["routes/raqqa-antep/patrol"].Parameter.Value);
    }
}
