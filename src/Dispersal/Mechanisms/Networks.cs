using Dispersal.Model;
using Dispersal.Randomness;

namespace Dispersal.Mechanisms;

/// <summary>
/// M13 Networks: who joins a clandestine cell after arrival, who stops, who begins again. Joining is likely just after arrival, rises with ties and with the
/// supply of home-grown enthusiasts, and falls when the authorities watch.
/// </summary>
/// <remarks>Source: those who act after return do so soon (Malet and Hayes 2018, "Foreign Fighter Returnees: An Indefinite Threat?"); the form of the hazards is assumed.</remarks>
internal sealed class Networks
{
    private readonly NetworksParameters parameters;
    private readonly int days;
    private readonly HazardProducts products;
    private readonly Geography geography;
    private readonly Population population;
    private readonly Course join;
    private readonly Course leaveAgain;
    private readonly Course found;
    private readonly Course[] fragility;
    private readonly bool on;

    public Networks(Scenario scenario, Geography geography, Population population)
    {
        parameters = scenario.Networks;
        this.geography = geography;
        this.population = population;
        days = scenario.Days;
        products = new HazardProducts(days);
        on = parameters.On;
        join = Courses.Of(scenario, "networks/join-per-day", on);
        leaveAgain = Courses.Of(scenario, "networks/leave-again-per-day", on);
        found = Courses.Of(scenario, "networks/found-per-day", on);
        fragility = Courses.Column(scenario, "countries", geography.Countries, c => c.Id, "fragility");
        TiesByPerson = on && parameters.TiesByPerson;
    }

    /// <summary>Whether ties are to a person's own contacts rather than to his group.</summary>
    public bool TiesByPerson { get; }

    /// <summary>Whether anybody at home can leave again.</summary>
    public bool LeaveAgain => on && Courses.Greatest(leaveAgain, days) > 0;

    /// <summary>Number of contacts of a person when ties are by person.</summary>
    public int Contacts => (int)parameters.Contacts.Value;

    /// <summary>Whether anything depends on how long ago a person arrived.</summary>
    public bool Freshness => on && (Courses.Greatest(join, days) > 0 || parameters.CelebrityWeight > 0);

    /// <summary>Exits by networks of a stage at a place.</summary>
    public IEnumerable<HazardTerm> Exits(Stage stage, int place)
    {
        if (!on)
        {
            yield break;
        }

        Course fragile = fragility[geography.CountryOf[place]];
        switch (stage)
        {
            case Stage.AtLarge:
            case Stage.Known:
                yield return new HazardTerm(
                    Exit.JoinsCell, products.Of(join, fragile), (1 + parameters.TiesWeight) * (1 + parameters.SupplyWeight), PersonFactor.Joining, FieldFactor.Joining);
                yield return new HazardTerm(Exit.Disengages, new HazardSeries(parameters.DisengagePerDay), 1, PersonFactor.Disengaging);
                yield return new HazardTerm(Exit.LeavesAgain, products.Of(leaveAgain), 1, PersonFactor.LeavingAgain);
                if (Freshness)
                {
                    yield return new HazardTerm(Exit.Settles, new HazardSeries(1 / parameters.FreshDays), 1, PersonFactor.Fresh);
                }

                if (stage == Stage.AtLarge)
                {
                    yield return new HazardTerm(Exit.Found, products.Of(found), 1);
                }

                break;
            case Stage.Clandestine:
                yield return new HazardTerm(Exit.Disengages, new HazardSeries(parameters.LeaveCellPerDay), 1);
                yield return new HazardTerm(Exit.FoundInCell, products.Of(found), 1, PersonFactor.None, FieldFactor.Watched);
                break;
            case Stage.Disengaged:
                yield return new HazardTerm(
                    Exit.Reengages, products.Of(new Course(parameters.ReengagePerDay), fragile), 1, PersonFactor.Rejoining);
                break;
        }
    }

    /// <summary>Multiplier of joining by commitment, role, age and time since arrival.</summary>
    public double JoiningFactor(in PersonState state) =>
        ByRoleAndAge(state) * ByCommitment(state.Commitment) * (state.Phase == 0 ? 1 : parameters.LaterRatio);

    /// <summary>Multiplier of joining by role and age: a child joins no cell, neither for the first time nor again.</summary>
    public double ByRoleAndAge(in PersonState state) =>
        state.Age == Age.Child ? 0
        : population.RoleOf[state.Group] == Role.Woman || state.Age == Age.Youth ? parameters.FamiliesRatio
        : 1;

    /// <summary>Multiplier of disengaging by commitment.</summary>
    public double DisengagingFactor(in PersonState state) => 1 / ByCommitment(state.Commitment);

    /// <summary>Multiplier of leaving again: men, by commitment.</summary>
    public double LeavingAgainFactor(in PersonState state) =>
        population.RoleOf[state.Group] == Role.Man ? ByCommitment(state.Commitment) : 0;

    /// <summary>Ties of a person to his group: complete when enough of his origin and role are in cells of the country.</summary>
    public double TiesToGroup(in PersonState state, Fields fields)
    {
        int country = geography.CountryOf[state.Place];
        double inCells = fields.InCellsOf(population.OriginRole[state.Group], country);
        return Math.Min(1, inCells / parameters.TiesScalePersons);
    }

    /// <summary>Joining today as a share of its ceiling: ties, supply, and watching of who is known.</summary>
    public double ShareOfCeiling(in PersonState state, double ties, Fields fields)
    {
        int country = geography.CountryOf[state.Place];
        double supply = Math.Min(1, fields.Mobilised[country] / parameters.SupplyScalePersons);
        double share = (1 + (parameters.TiesWeight * ties)) * (1 + (parameters.SupplyWeight * supply))
            / ((1 + parameters.TiesWeight) * (1 + parameters.SupplyWeight));
        return state.Stage == Stage.Known ? share * (1 - ((1 - parameters.WatchedRatio) * Watched(state, fields))) : share;
    }

    /// <summary>P(watched) of the person's class in the country where he is.</summary>
    public double Watched(in PersonState state, Fields fields)
    {
        int risk = Watching.ClassOf(population.RoleOf[state.Group], state.Has(Traits.Veteran));
        return fields.Watched[(geography.CountryOf[state.Place] * Fields.RiskClasses) + risk];
    }

    /// <summary>Celebrity of a country's prominent returnees, as it multiplies home-grown mobilisation.</summary>
    public double Celebrity(int country, Fields fields) =>
        on ? 1 + (parameters.CelebrityWeight * Math.Min(1, fields.FreshProminent[country] / parameters.CelebrityScalePersons)) : 1;

    private double ByCommitment(int commitment) => commitment switch
    {
        0 => 1 / parameters.CommitmentRatio,
        1 => 1,
        _ => parameters.CommitmentRatio,
    };
}
