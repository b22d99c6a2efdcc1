using Dispersal.Model;

namespace Dispersal.Mechanisms;

/// <summary>
/// M10 Justice: a law that was in force at departure, evidence that a court accepts, charge, trial, sentence, release. Laws are never
/// retroactive; intelligence is not proof; what reaches trial nearly always ends in conviction.
/// </summary>
/// <remarks>
/// Source: the dates of laws are data; a sentence in phases is a distribution of phase type (Neuts 1981, "Matrix-Geometric Solutions in Stochastic Models",
/// chapter 2); the chances of charge and conviction are the scenario's.
/// </remarks>
internal sealed class Justice
{
    /// <summary>Number of phases of a sentence: its length is Erlang-distributed, neither fixed nor memoryless.</summary>
    public const int SentencePhases = 3;

    private readonly int days;
    private readonly HazardProducts products;
    private readonly Geography geography;
    private readonly Course[] evidence;
    private readonly Course theatreEvidence;
    private readonly double membershipRatio;
    private readonly Course[] charge;
    private readonly Course[] trial;
    private readonly Course[] holderTrial;
    private readonly Course[] conviction;
    private readonly Course[] sentence;
    private readonly double[] responsibility;

    public Justice(Scenario scenario, Geography geography)
    {
        this.geography = geography;
        days = scenario.Days;
        products = new HazardProducts(days);
        bool on = scenario.Justice.On;
        PlottersCharged = on ? scenario.Justice.PlottersChargedProbability : 0;
        membershipRatio = scenario.Justice.MembershipRatio;
        theatreEvidence = Courses.Of(scenario, "justice/theatre-evidence", on);
        evidence = Column("evidence-probability", true);
        charge = Column("charge-per-day", on);
        trial = Column("trial-per-day", true);
        holderTrial = Column("holder-trial-per-day", on);
        conviction = Column("conviction-probability", true);
        sentence = Column("sentence-days", true);
        responsibility = new double[geography.Countries.Length * 3];
        for (int c = 0; c < geography.Countries.Length; c++)
        {
            double years = geography.Countries[c].ResponsibilityYears;
            responsibility[(c * 3) + (int)Age.Child] = Math.Clamp((12 - years) / 12, 0, 1);
            responsibility[(c * 3) + (int)Age.Youth] = Math.Clamp((18 - years) / 6, 0, 1);
            responsibility[(c * 3) + (int)Age.Adult] = 1;
        }

        Course[] Column(string name, bool active) => Courses.Column(scenario, "countries", geography.Countries, c => c.Id, name, active);
    }

    /// <summary>P(a person who is found plotting is charged with it if he is old enough to answer for it).</summary>
    public double PlottersCharged { get; }

    /// <summary>Share of persons of an age who are old enough to answer for themselves in a country.</summary>
    public double Responsibility(int country, Age age) => responsibility[(country * 3) + (int)age];

    /// <summary>P(evidence stands against a person who becomes known at home).</summary>
    public double EvidenceStands(int country, in PersonState state, int day)
    {
        double law = state.Has(Traits.JoiningLaw) ? 1 : state.Has(Traits.MembershipLaw) ? membershipRatio : 0;
        return evidence[country][day] * theatreEvidence[day] * law;
    }

    /// <summary>P(a person is convicted at trial).</summary>
    public double Convicted(int country, int day) => conviction[country][day];

    /// <summary>Exits by law of a stage at a place.</summary>
    public IEnumerable<HazardTerm> Exits(Stage stage, int place)
    {
        int country = geography.CountryOf[place];
        switch (stage)
        {
            // Evidence that stands outlasts a programme: taking part puts off no charge, nor does having completed one.
            case Stage.Known or Stage.InProgramme:
                yield return new HazardTerm(Exit.Charged, products.Of(charge[country]), 1, PersonFactor.Chargeable);
                break;
            case Stage.Disengaged:
                yield return new HazardTerm(Exit.Charged, products.Of(charge[country]), 1, PersonFactor.ChargeableCompleted);
                break;
            case Stage.Charged:
                yield return new HazardTerm(Exit.Tried, products.Of(trial[country]), 1);
                break;
            case Stage.Held:
                yield return new HazardTerm(Exit.TriedByHolder, products.Of(holderTrial[country]), 1, PersonFactor.Responsible);
                break;
            case Stage.Imprisoned:
                double[] daily = new double[days];
                for (int d = 0; d < days; d++)
                {
                    daily[d] = SentencePhases / sentence[country][d];
                }

                yield return new HazardTerm(Exit.ServesPhase, new HazardSeries(daily), 1);
                break;
        }
    }
}
