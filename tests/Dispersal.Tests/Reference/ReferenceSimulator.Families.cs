namespace Dispersal.Tests.Reference;

/// <content>M17 Families.</content>
internal partial class ReferenceSimulator
{
    /// <summary>Whether women give birth in a stage.</summary>
    protected virtual bool GivesBirth(ReferenceStage stage) =>
        stage is ReferenceStage.Embedded or ReferenceStage.Underground or ReferenceStage.WithAffiliate or ReferenceStage.Held;

    private ReferenceAge AgeOnArrival(Role role) => role != Role.Minor ? ReferenceAge.Adult
        : random.Chance(scenario.Families.YouthShare) ? ReferenceAge.Youth
        : ReferenceAge.Child;

    private void AddHazardsOfFamilies(ReferencePerson p)
    {
        if (!scenario.Families.On)
        {
            return;
        }

        hazards.Add((ReferenceExit.GrowUp, p.Age switch
        {
            ReferenceAge.Child => scenario.Families.ChildAgeingPerDay,
            ReferenceAge.Youth => scenario.Families.YouthAgeingPerDay,
            _ => 0,
        }));
        if (p.Role == Role.Woman && GivesBirth(p.Stage))
        {
            hazards.Add((ReferenceExit.Birth, scenario.Families.BirthsPerDay));
        }
    }

    private void AddHazardsOfRepatriation(ReferencePerson p, int day)
    {
        if (scenario.Families.On && p.Stage == ReferenceStage.Held && p.Role != Role.Man)
        {
            hazards.Add((ReferenceExit.Repatriation, p.Origin.Repatriation[day]));
        }
    }

    /// <summary>The child enters where she is, in her stage; no law applies to it, nor is it on any list.</summary>
    private void GiveBirth(ReferencePerson mother, int day)
    {
        var child = new ReferencePerson
        {
            Origin = mother.Origin,
            Role = Role.Minor,
            Commitment = -1,
            Age = ReferenceAge.Child,
            Listed = false,
            JoiningLaw = false,
            MembershipLaw = false,
            Departed = false,
            Born = true,
            Place = mother.Place,
        };
        persons.Add(child);
        result.Happened(day, "entered", child.Origin.Id);
        Settle(child, mother.Place, mother.Stage, day);
    }

    /// <summary>A child answers for nothing once grown: neither law nor evidence stays with him.</summary>
    private static void GrowUp(ReferencePerson p)
    {
        if (p.Age == ReferenceAge.Child)
        {
            p.JoiningLaw = p.MembershipLaw = p.Evidence = false;
        }

        p.Age++;
    }
}
