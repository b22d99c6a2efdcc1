using Dispersal.Engines;
using Dispersal.Model;
using Dispersal.Results;
using Dispersal.Tests.Laws;

namespace Dispersal.Tests.Mechanisms;

/// <summary>M12: places, take-up, completion, opening and shelving. One z test at level 0.0001.</summary>
public sealed class ProgrammesTests
{
    private static readonly Scenario World = Programme(40);

    [Fact]
    public void Applicants_are_admitted_as_far_as_there_are_places()
    {
        CompiledModel model = new(World);
        int germany = model.Geography.Country("DEU");

        // Of the participants e^(-1/20) = 0.9512294245 stay; at 0.05 a day 5 of 100 apply, 20 of 400.
        Assert.Equal(1, Admission(known: 100, participants: 30));
        Assert.Equal((40 - (30 * 0.9512294245)) / 20, Admission(400, 30), 9);
        Assert.Equal((40 - (40 * 0.9512294245)) / 20, Admission(400, 40), 9);
        Assert.Equal(0, Admission(400, 45));
        Assert.Equal(1, Admission(0, 0));

        double Admission(int known, int participants)
        {
            Fields fields = Village.FirstDay(model);
            fields.KnownAtHome[germany] = known;
            fields.Participants[germany] = participants;
            model.Programmes.Update(1, fields);
            return fields.Admission[germany];
        }
    }

    [Fact]
    public void Nationals_who_are_known_apply_and_participants_leave_at_the_end_of_their_time()
    {
        CompiledModel model = new(World);

        Assert.Equal(0.05, Village.Hazard(model, Homecoming.Man(model, Stage.Known, "DEU"), Exit.Enrols), 12);
        Assert.Equal(0, Village.Hazard(model, Homecoming.Man(model, Stage.AtLarge, "DEU"), Exit.Enrols));
        Assert.Equal(0, Village.Hazard(model, Homecoming.Man(model, Stage.Known, "MYS"), Exit.Enrols));
        Assert.Equal(1.0 / 20, Village.Hazard(model, Homecoming.Man(model, Stage.InProgramme, "DEU"), Exit.LeavesProgramme), 12);
    }

    [Fact]
    public void Who_completes_is_disengaged_and_who_drops_out_is_known_again()
    {
        RunRecord record = Lives.Run(Programme(100000), 1);
        int completed = record.Histories.Count(s => s.Cause == "completed-programme" && s.ToStage == "disengaged");
        int dropped = record.Histories.Count(s => s.Cause == "dropped-out" && s.ToStage == "known");

        Homecoming.AssertBinomial(completed + dropped, 0.7, completed);
    }

    [Fact]
    public void More_places_mean_more_disengaged()
    {
        double[] disengaged = [.. new[] { 0, 10, 40, 1000 }.Select(places => Homecoming.Total(Programme(places), Measure.Disengaged))];

        Assert.Equal(0, disengaged[0]);
        Assert.Equal(disengaged.Order(), disengaged);
        Assert.Equal(4, disengaged.Distinct().Count());
    }

    [Fact]
    public void A_programme_that_is_shelved_admits_nobody_any_more_and_keeps_whom_it_has()
    {
        DateOnly shelved = new(2015, 3, 1);
        Scenario scenario = Programme(40, ("policies.csv",
            "id,address,from,to,operation,value\nshelved,exit-programmes/exit/places-persons,2015-03-01,,set,0\n"));
        RunRecord record = Lives.Run(scenario, 1);

        Assert.Contains(record.Histories, s => s.Cause == "enrolled" && s.Date < shelved);
        Assert.DoesNotContain(record.Histories, s => s.Cause == "enrolled" && s.Date >= shelved);
        Assert.Contains(record.Histories, s => s.Cause == "completed-programme" && s.Date > shelved);
    }

    [Fact]
    public void Completion_lowers_the_rate_of_joining_again_by_the_effect_of_the_programme()
    {
        CompiledModel model = new(World.With("networks/reengage-per-day", 0.01));

        Assert.Equal(0.01, Village.Hazard(model, Homecoming.Man(model, Stage.Disengaged, "DEU"), Exit.Reengages), 12);
        Assert.Equal(0.01 * 0.6, Village.Hazard(model, Homecoming.Man(model, Stage.Disengaged, "DEU", Traits.Completed), Exit.Reengages), 12);
    }

    [Fact]
    public void Evidence_that_stands_outlasts_a_programme()
    {
        CompiledModel model = new(World.With("countries/DEU/charge-per-day", 0.03));

        Assert.Equal(0.03, Charge(Stage.InProgramme, Traits.Evidence), 12);
        Assert.Equal(0, Charge(Stage.InProgramme, Traits.None));
        Assert.Equal(0.03, Charge(Stage.Disengaged, Traits.Evidence | Traits.Completed), 12);
        Assert.Equal(0, Charge(Stage.Disengaged, Traits.Completed));
        Assert.Equal(0, Charge(Stage.Disengaged, Traits.Evidence));
        Assert.Equal(0, Village.Hazard(model, Homecoming.Man(model, Stage.Disengaged, "MYS", Traits.Evidence | Traits.Completed), Exit.Charged));

        double Charge(Stage stage, Traits traits) => Village.Hazard(model, Homecoming.Man(model, stage, "DEU", traits), Exit.Charged);
    }

    [Fact]
    public void Who_is_charged_leaves_the_programme()
    {
        Scenario court = Homecoming.Settings(
            Programme(100000), ("countries/DEU/joining-law", "2000-01-01"), ("countries/DEU/evidence-probability", "1"), ("countries/DEU/charge-per-day", "0.02"));
        HistoryStep[] charged = Homecoming.Steps(court, "charged");

        Assert.Contains(charged, s => s.FromStage == "in-programme");
        Assert.Contains(charged, s => s.FromStage == "disengaged");
        Assert.All(charged, s => Assert.Equal("charged", s.ToStage));
    }

    [Fact]
    public void A_programme_that_opens_later_changes_no_life_before_it_opens()
    {
        DateOnly opens = new(2015, 3, 1);
        (string File, string Text) policy = ("policies.csv", "id,address,from,to,operation,value\nopens,exit-programmes/exit/places-persons,2015-03-01,,set,1000\n");
        Scenario closed = Programme(0);
        Scenario opened = Programme(0, policy);
        CompiledModel model = new(opened);
        PersonState known = Homecoming.Man(model, Stage.Known, "DEU");

        Assert.Equal(0, Village.Hazard(model, known, Exit.Enrols, 58));
        Assert.Equal(0.05, Village.Hazard(model, known, Exit.Enrols, 59), 12);
        Assert.Equal(Lives.Before(Lives.Run(closed, 1), opens), Lives.Before(Lives.Run(opened, 1), opens));
        Assert.NotEqual(Lives.Of(closed, 1), Lives.Of(opened, 1));
    }

    [Fact]
    public void Switched_off_nobody_enrols()
    {
        Assert.NotEmpty(Homecoming.Steps(World, "enrolled"));
        Assert.Empty(Homecoming.Steps(World.With("programmes/on", "false"), "enrolled"));
    }

    private static Scenario Programme(int places, params (string File, string Text)[] files) => Homecoming.Known(
        "",
        [
            ("exit-programmes.csv", $"id,country,places-persons,take-up-per-day,duration-days,completion-probability,effect-ratio\nexit,DEU,{places},0.05,20,0.7,0.6\n"),
            .. files,
        ]);
}
