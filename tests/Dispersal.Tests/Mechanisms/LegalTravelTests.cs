using Dispersal.Engines;

namespace Dispersal.Tests.Mechanisms;

/// <summary>M7: checks against records, and screening of refugees.</summary>
public sealed class LegalTravelTests
{
    private const string Refugee = "id,from,to,mode,days,patrol\ncross,town,hub,land,4,0\nfly,hub,DEU,air,2,\nboat,hub,DEU,refugee,6,\nfar,hub,MYS,air,2,0\ntrek,hub,cave,land,10,0\n";

    private static readonly Scenario World = Village.With(
        """ "legal-travel": { "refugees-per-day": 400, "screening-capacity-per-day": 100, "screening-probability": 0.6 } """, ("routes.csv", Refugee))
        .With("countries/DEU/record-sharing-share", 0.5).With("countries/TUR/record-use-share", 0.8).With("countries/TUR/check-share", 0.3)
        .With("countries/MYS/record-sharing-share", 0.2).With("countries/DEU/record-use-share", 0.9);

    [Fact]
    public void A_listed_traveller_is_stopped_where_his_record_is_shared_used_and_looked_at()
    {
        CompiledModel model = new(World);
        int germany = model.Geography.Country("DEU");

        Assert.Equal(0.5 * 0.8 * 0.3, Stopped(model, "fly", germany), 12);
        Assert.Equal(0, model.LegalTravel.Stopped(Village.Route(model, "fly"), germany, 0, 0));
        Assert.Equal(0.3, Stopped(model, "fly", model.Geography.Country("TUR")), 12);    // the own state needs nobody's record
    }

    [Fact]
    public void Screening_reaches_as_many_refugees_as_its_capacity()
    {
        CompiledModel model = new(World);

        Assert.Equal(0.2 * 0.9 * 0.6 * 100 / 400, Stopped(model, "boat", model.Geography.Country("MYS")), 12);
        Assert.Equal(0.6 * 100 / 400, Stopped(model, "boat", model.Geography.Country("DEU")), 12);

        CompiledModel calm = new(World.With("legal-travel/refugees-per-day", 0));
        Assert.Equal(0.6, Stopped(calm, "boat", calm.Geography.Country("DEU")), 12);
    }

    [Fact]
    public void More_sharing_more_checks_and_more_screening_stop_more_and_more_refugees_fewer()
    {
        double air = Stopped(new(World), "fly", "DEU");
        double sea = Stopped(new(World), "boat", "MYS");

        Assert.True(Stopped(new(World.With("countries/DEU/record-sharing-share", 0.9)), "fly", "DEU") > air);
        Assert.True(Stopped(new(World.With("countries/TUR/check-share", 0.9)), "fly", "DEU") > air);
        Assert.True(Stopped(new(World.With("legal-travel/screening-capacity-per-day", 300)), "boat", "MYS") > sea);
        Assert.True(Stopped(new(World.With("legal-travel/refugees-per-day", 4000)), "boat", "MYS") < sea);
    }

    [Fact]
    public void Switched_off_nobody_is_stopped()
    {
        CompiledModel model = new(World.With("legal-travel/on", "false"));

        Assert.Equal(0, Stopped(model, "fly", "DEU") + Stopped(model, "boat", "DEU"));
    }

    private static double Stopped(CompiledModel model, string route, string origin) => Stopped(model, route, model.Geography.Country(origin));

    private static double Stopped(CompiledModel model, string route, int origin) => model.LegalTravel.Stopped(Village.Route(model, route), origin, 1, 0);
}
