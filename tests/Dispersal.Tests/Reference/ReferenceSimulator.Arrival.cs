namespace Dispersal.Tests.Reference;

/// <content>M9 Arrival.</content>
internal partial class ReferenceSimulator
{
    private void ReachGoal(ReferencePerson p, ReferenceLeg by, int day)
    {
        ReferenceSite place = p.Goal!;
        switch (place.Row.Kind)
        {
            case PlaceKind.Theatre:
                Settle(p, place, place.Control[day] > 0 ? ReferenceStage.Embedded : ReferenceStage.Underground, day);
                break;
            case PlaceKind.Affiliate:
                Settle(p, place, ReferenceStage.WithAffiliate, day);
                place.Affiliate!.VeteransArrived += Recruits(p) ? 1 : 0;
                if (place.State != p.Origin)
                {
                    result.Happened(day, "relocated", place.Affiliate.Id);
                }

                break;
            case PlaceKind.Country when Noticed(p, by, day):
                BecomeKnown(p, place, fresh: true, day);
                break;
            case PlaceKind.Country:
                Settle(p, place, ReferenceStage.AtLarge, day);
                p.Fresh = true;
                break;
            default:
                throw new InvalidOperationException($"{place.Id} cannot be a goal.");
        }
    }

    private bool Noticed(ReferencePerson p, ReferenceLeg by, int day)
    {
        if (!scenario.Arrival.On)
        {
            return false;
        }

        ReferenceState country = p.Place.State;
        double recordsAtHand = country == p.Origin ? 1 : p.Origin.Sharing[day] * country.Use[day];
        double ratio = NoticeRatio(by);
        double recognised = p.Listed && random.Chance(recordsAtHand) ? 1 : country.OwnDetection[day];
        return random.Chance(ratio * recognised);
    }

    /// <summary>Detection by the way he came, relative to full checks on legal arrival.</summary>
    protected virtual double NoticeRatio(ReferenceLeg by) => by.Row.Mode switch
    {
        RouteMode.Land or RouteMode.Sea => scenario.Arrival.IrregularRatio,
        RouteMode.Refugee => scenario.Arrival.RefugeeRatio,
        _ => scenario.Arrival.LegalRatio,
    };
}
