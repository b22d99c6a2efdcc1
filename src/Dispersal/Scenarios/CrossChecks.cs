using System.Collections.Immutable;
using System.Globalization;

namespace Dispersal.Scenarios;

/// <summary>What must hold between the rows of a scenario: its dates, its geography, its people, and what policies make of its numbers.</summary>
internal sealed class CrossChecks
{
    public const int LongestDays = 36525;

    private static readonly string[] SubjectTables = ["countries", "groups", "places", "affiliates", "routes"];

    private readonly Scenario scenario;
    private readonly RawDocument document;
    private readonly IReadOnlySet<string> broken;
    private readonly IReadOnlySet<string> incomplete;
    private readonly Problems problems;

    private CrossChecks(Scenario scenario, IReadOnlySet<string> broken, IReadOnlySet<string> incomplete, Problems problems)
    {
        this.scenario = scenario;
        document = scenario.Document;
        this.broken = broken;
        this.incomplete = incomplete;
        this.problems = problems;
    }

    /// <summary>
    /// Judges what could be read, and says nothing that hangs on what could not: a row that is missing because of a mistake of its own is no
    /// second mistake elsewhere.
    /// </summary>
    /// <param name="scenario">What could be read.</param>
    /// <param name="broken">Files of which not even every row is known.</param>
    /// <param name="incomplete">Those files, and files and sections of which something could not be read.</param>
    /// <param name="problems">Receives what is found.</param>
    public static void Run(Scenario scenario, IReadOnlySet<string> broken, IReadOnlySet<string> incomplete, Problems problems)
    {
        var checks = new CrossChecks(scenario, broken, incomplete, problems);
        bool dates = checks.Horizon();
        checks.Geography();
        checks.People();
        checks.Addressed(dates);
        checks.Claims(dates);
        checks.Targets(dates);
        if (dates)
        {
            checks.Dates();
            checks.Shares();
        }
    }

    private bool Complete(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (incomplete.Contains(name))
            {
                return false;
            }
        }

        return true;
    }

    private IEnumerable<(string Key, RawRow Raw, T Row)> Rows<T>(string table)
    {
        foreach ((string key, RawRow raw) in document.Table(table))
        {
            if (raw.Bound is T row)
            {
                yield return (key, raw, row);
            }
        }
    }

    private Position InSection(string section, params ReadOnlySpan<string> cells)
    {
        RawRow? row = document.Sections.GetValueOrDefault(section);
        foreach (string cell in cells)
        {
            if (row is not null && row.Cells.TryGetValue(cell, out RawCell? written))
            {
                return written.At;
            }
        }

        return row?.At ?? document.Top.At;
    }

    // A scenario that shortens another's horizon keeps its rows: they are judged by the longer horizon.
    private DateOnly First => scenario.Baseline is { } b && b.Start < scenario.Start ? b.Start : scenario.Start;

    private DateOnly Last => scenario.Baseline is { } b && b.End > scenario.End ? b.End : scenario.End;

    private static DateOnly LastOf(DateOnly month) => new(month.Year, month.Month, DateTime.DaysInMonth(month.Year, month.Month));

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd");

    private bool Horizon()
    {
        // A title that cannot be read hides nothing about the days.
        if (!Complete(Layer.Json) && (scenario.Start == default || scenario.End == default))
        {
            return false;
        }

        if (scenario.End < scenario.Start)
        {
            problems.Error(document.Top.PositionOf("end"), "end", $"{Day(scenario.End)} is before start, {Day(scenario.Start)}. Write a later day.");
            return false;
        }

        if (scenario.Days > LongestDays)
        {
            problems.Error(document.Top.PositionOf("end"), "end", $"the scenario has {scenario.Days} days. Write at most {LongestDays}, a hundred years.");
            return false;
        }

        if (scenario.ForecastFrom is { } forecast && (forecast < First || forecast > Last))
        {
            problems.Error(
                document.Top.PositionOf("forecast-from"), "forecast-from",
                $"{Day(forecast)} is outside the scenario. Write a day from {Day(First)} to {Day(Last)}.");
        }

        return true;
    }

    private void Geography()
    {
        foreach ((string key, RawRow raw, Route route) in Rows<Route>("routes"))
        {
            if (route.From == route.To)
            {
                problems.Error(raw.PositionOf("to"), $"routes/{key}/to", $"the route leads from {route.From} to itself. Write another place.");
            }
        }

        foreach ((string key, RawRow raw, Place place) in Rows<Place>("places"))
        {
            if (place.Residual && place.AreaKm2.Value == 0)
            {
                problems.Error(raw.PositionOf("area-km2"), $"places/{key}/area-km2", "a residual place needs an area. Write a number above 0.");
            }
        }

        var places = scenario.Places.ToDictionary(p => p.Id, StringComparer.Ordinal);
        if (Rows<PublishedArea>("territory").FirstOrDefault() is { Raw: not null } area
            && Complete("places") && !places.Values.Any(p => p.Residual))
        {
            problems.Error(area.Raw.At, "territory", "no place takes up what the published area leaves. Write residual = true for a place, or take the rows out.");
        }

        var affiliateAt = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string key, RawRow raw, Affiliate affiliate) in Rows<Affiliate>("affiliates"))
        {
            OfKind(affiliate.Place, PlaceKind.Affiliate, raw.PositionOf("place"), $"affiliates/{key}/place");
            if (!affiliateAt.TryAdd(affiliate.Place, key))
            {
                problems.Error(
                    raw.PositionOf("place"), $"affiliates/{key}/place",
                    $"{affiliate.Place} already has the affiliate {affiliateAt[affiliate.Place]}. Give each its own place.");
            }
        }

        foreach ((string key, RawRow raw, ThirdCountry third) in Rows<ThirdCountry>("third-countries"))
        {
            OfKind(third.Place, PlaceKind.Country, raw.PositionOf("place"), $"third-countries/{key}/place");
        }

        foreach ((string key, RawRow raw, FirstTheatre first) in Rows<FirstTheatre>("first-theatres"))
        {
            Place[] theatre = [.. places.Values.Where(p => p.Kind == PlaceKind.Theatre && p.Country == first.Theatre)];
            if (!Complete("places"))
            {
                continue;    // the place that could not be read may be the one
            }

            if (theatre.Length == 0 && document.Table("countries").ContainsKey(first.Theatre))
            {
                string[] with = [.. places.Values.Where(p => p.Kind == PlaceKind.Theatre).Select(p => p.Country).Distinct().Order(StringComparer.Ordinal)];
                problems.Error(
                    raw.PositionOf("theatre"), $"first-theatres/{key}/theatre",
                    $"{first.Theatre} has no theatre place. {(with.Length > 0 ? $"Write {Binder.Or(with)}." : "Add places of kind theatre.")}");
            }
            else if (theatre.Length > 0 && first.Share.Value > 0 && theatre.All(p => p.Weight.Value == 0))
            {
                problems.Error(
                    raw.PositionOf("theatre"), $"first-theatres/{key}/theatre",
                    $"every theatre place of {first.Theatre} has weight 0, so nobody can arrive there. Write a weight in places.csv.");
            }
        }

        void OfKind(string id, PlaceKind kind, Position at, string address)
        {
            if (places.TryGetValue(id, out Place? place) && place.Kind != kind)
            {
                string[] fitting = [.. places.Values.Where(p => p.Kind == kind).Select(p => p.Id).Order(StringComparer.Ordinal)];
                string hint = fitting.Length is > 0 and <= 5 ? $"Write {Binder.Or(fitting)}." : $"Write a place of kind {Choices.Word(kind)}.";
                problems.Error(at, address, $"{id} is of kind {Choices.Word(place.Kind)}, not {Choices.Word(kind)}. {hint}");
            }
        }
    }

    private void People()
    {
        double low = scenario.Inflow.LowCommitmentShare.Value;
        double high = scenario.Inflow.HighCommitmentShare.Value;
        if (Complete("section inflow") && low + high > 1 + Courses.Slack)
        {
            problems.Error(
                InSection("inflow", "high-commitment-share", "low-commitment-share"), "inflow/high-commitment-share",
                $"low-commitment-share {low} and high-commitment-share {high} add up to more than 1. Lower one.");
        }

        ILookup<string, Place> homes = scenario.Places.Where(p => p.Kind == PlaceKind.Country).ToLookup(p => p.Country, StringComparer.Ordinal);
        var judged = new HashSet<string>(StringComparer.Ordinal);
        ILookup<string, Arrival> arrivals = scenario.Arrivals.ToLookup(a => a.Group, StringComparer.Ordinal);
        foreach ((string key, RawRow raw, FighterGroup group) in Rows<FighterGroup>("groups"))
        {
            if (document.Table("countries").ContainsKey(group.Origin) && judged.Add(group.Origin)
                && homes[group.Origin].Count() is not 1 and var count && (count > 1 || Complete("places")))
            {
                problems.Error(
                    raw.PositionOf("origin"), $"groups/{key}/origin",
                    count == 0
                        ? $"{group.Origin} has no place of kind country to return to. Add one to places.csv."
                        : $"{group.Origin} has {count} places of kind country: {string.Join(", ", homes[group.Origin].Select(p => p.Id))}. Keep one in places.csv.");
            }

            if (group.DepartedPersons.Value > 0)
            {
                Spread(key, raw, group, arrivals);
            }

            if (Complete("first-theatres") && group.DepartedPersons.Value > 0)
            {
                FirstTheatre[] own = [.. scenario.FirstTheatres.Where(f => f.Origin == group.Origin)];
                own = own.Length > 0 ? own : [.. scenario.FirstTheatres.Where(f => f.Origin == "*")];
                if (own.Length == 0)
                {
                    problems.Error(raw.PositionOf("origin"), $"groups/{key}/origin", $"first-theatres.csv has no row for {group.Origin}. Add one, or one for *.");
                }
                else if (own.All(f => f.Share.Value == 0))
                {
                    problems.Error(
                        raw.PositionOf("origin"), $"groups/{key}/origin", $"every share for {group.Origin} in first-theatres.csv is 0. Write one above 0.");
                }
            }
        }
    }

    private void Spread(string key, RawRow raw, FighterGroup group, ILookup<string, Arrival> arrivals)
    {
        if (group.ArrivalsAs is { } other)
        {
            Position at = raw.PositionOf("arrivals-as");
            string address = $"groups/{key}/arrivals-as";
            if (other == key)
            {
                problems.Error(at, address, "the group uses its own arrivals. Leave the cell blank.");
                return;
            }

            if (scenario.Groups.FirstOrDefault(g => g.Id == other)?.ArrivalsAs is { } further)
            {
                string hint = further == key ? "Give one of the two arrivals of its own." : $"Write {further}.";
                problems.Error(at, address, $"{other} itself uses the arrivals of {further}. {hint}");
                return;
            }
        }

        if (!Complete("arrivals"))
        {
            return;
        }

        string of = group.ArrivalsAs ?? key;
        if (!arrivals[of].Any())
        {
            if (group.ArrivalsAs is null || document.Table("groups").ContainsKey(of))
            {
                problems.Error(
                    group.ArrivalsAs is null ? raw.At : raw.PositionOf("arrivals-as"), $"groups/{key}",
                    $"arrivals.csv has no row for {of}. Add its months, or write in arrivals-as the group whose months it shares.");
            }
        }
        else if (arrivals[of].All(a => a.Share.Value == 0))
        {
            problems.Error(raw.At, $"groups/{key}", $"every share of {of} in arrivals.csv is 0. Write one above 0.");
        }
    }

    /// <summary>Addresses of forcing and policies, and the values they write.</summary>
    private void Addressed(bool dates)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string key, RawRow raw, ForcingPoint point) in Rows<ForcingPoint>("forcing"))
        {
            Judge(key, raw, "forcing", point.Address, point.Value, "value");
        }

        foreach ((string key, RawRow raw, Policy policy) in Rows<Policy>("policies"))
        {
            Judge(key, raw, "policies", policy.Address, policy.Operation == PolicyOperation.Set ? policy.Value : null, "value");
            if (policy.From is { } from && policy.To is { } to && !InOrder(key, raw, from, to))
            {
                continue;
            }

            if (dates && ((policy.From ?? First) > Last || (policy.To ?? Last) < First))
            {
                problems.Error(
                    raw.PositionOf(policy.From > Last ? "from" : "to"), $"policies/{key}",
                    $"the policy is in force on no day of the scenario. Write days from {Day(First)} to {Day(Last)}.");
            }
        }

        // Of a row one of whose other cells cannot be read, the address can be judged all the same.
        foreach (string table in (string[])["forcing", "policies"])
        {
            foreach ((string key, RawRow raw) in document.Table(table).Where(row => row.Value.Bound is null))
            {
                if (raw.Cells.TryGetValue("address", out RawCell? address))
                {
                    Judge(key, raw, table, address.Text, null, "value");
                }

                if (DayIn(raw, "from") is { } from && DayIn(raw, "to") is { } to)
                {
                    InOrder(key, raw, from, to);
                }
            }
        }

        bool InOrder(string key, RawRow raw, DateOnly from, DateOnly to)
        {
            if (to < from)
            {
                problems.Error(raw.PositionOf("to"), $"policies/{key}/to", $"{Day(to)} is before from, {Day(from)}. Write a later day.");
            }

            return from <= to;
        }

        static DateOnly? DayIn(RawRow raw, string cell) =>
            raw.Cells.TryGetValue(cell, out RawCell? written)
            && DateOnly.TryParseExact(written.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;

        void Judge(string key, RawRow raw, string table, string address, Parameter? value, string column)
        {
            ImmutableArray<Target> targets = Addresses.MatchDated(document, address, out string problem);
            if (targets.IsEmpty)
            {
                // A row that is not known may be the one that is named.
                string named = address.Split('/')[0];
                if (told.Add(address) && !broken.Contains(named))
                {
                    problems.Error(raw.PositionOf("address"), $"{table}/{key}/address", problem);
                }
            }
            else if (value is not null)
            {
                ColumnDeclaration target = targets[0].Column;
                foreach ((string part, double? number) in new (string, double?)[] { ("", value.Value), ("-low", value.Low), ("-high", value.High) })
                {
                    if (number is { } n && Binder.OutOfBounds(n, target.Attribute.Min, target.Attribute.Max, target.Unit) is { } wrong)
                    {
                        problems.Error(
                            raw.PositionOf(column + part), $"{table}/{key}/{column}",
                            $"{(part.Length > 0 ? part[1..] + " " : "")}{wrong} {Binder.Expected(target.Attribute.Min, target.Attribute.Max)}");
                    }
                }
            }
        }
    }

    /// <summary>What claims point to is there.</summary>
    private void Claims(bool dates)
    {
        string[] labels = [.. Declarations.Sections.Select(section => section.Label).Where(label => label.Length > 0)];
        foreach ((string key, RawRow raw, Claim claim) in Rows<Claim>("claims"))
        {
            foreach (string label in Words(claim.Mechanisms).Except(labels, StringComparer.Ordinal))
            {
                problems.Error(
                    raw.PositionOf("mechanisms"), $"claims/{key}/mechanisms",
                    $"there is no mechanism \"{label}\". Write labels from {labels[0]} to {labels[^1]}, separated by spaces.");
            }

            foreach (string address in Words(claim.Parameters))
            {
                // An overlay may take out what a claim of its baseline names: the description then says so.
                bool isThere = !Addresses.Match(document, address, out string problem).IsEmpty
                    || (scenario.Baseline is { } baseline && !Addresses.Match(baseline.Document, address, out _).IsEmpty);
                if (!isThere && !broken.Contains(address.Split('/')[0]))
                {
                    problems.Error(raw.PositionOf("parameters"), $"claims/{key}/parameters", problem);
                }
            }

            foreach (string word in Words(claim.Outputs))
            {
                ClaimedFigure? figure = ClaimedFigure.Parse(word);
                if (figure is null)
                {
                    problems.Error(
                        raw.PositionOf("outputs"), $"claims/{key}/outputs",
                        $"\"{word}\" is not a figure of a run. Write measure, measure@subject or measure@subject@yyyy-MM-dd.");
                }
                else if (dates && figure.Value.Date is { } date && (date < First || date > Last))
                {
                    problems.Error(
                        raw.PositionOf("outputs"), $"claims/{key}/outputs",
                        $"{Day(date)} is outside the scenario. Write a day from {Day(First)} to {Day(Last)}.");
                }

                if (figure is { } named)
                {
                    // An overlay may take out the subject too.
                    (string, string) outputs = ("outputs", $"claims/{key}/outputs");
                    Measured(raw, named.Measure, [named.Subject], outputs, outputs, orOfBaseline: true);
                }
            }

            if (Words(claim.Parameters).Length + Words(claim.Outputs).Length == 0)
            {
                problems.Error(raw.At, $"claims/{key}", "nothing says where the claim lives in the model. Write parameters, outputs or both.");
            }
        }

        static string[] Words(string? list) => (list ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Targets can be read, and their measures, subjects and days are there.</summary>
    private void Targets(bool dates)
    {
        foreach ((string key, RawRow raw, PublishedFigure figure) in Rows<PublishedFigure>("targets"))
        {
            if (FigureFormula.Parse(figure.Measure, figure.Subject, figure.Date, out (string Cell, string Problem)? wrong) is { } formula)
            {
                Measured(raw, key, formula);
                if (dates && (formula.Last > Last || (formula.First ?? formula.Last) < First))
                {
                    Wrong("date", $"\"{figure.Date}\" is outside the scenario. Write days from {Day(First)} to {Day(Last)}.");
                }
            }
            else
            {
                Wrong(wrong!.Value.Cell, wrong.Value.Problem);
            }

            if (figure.Low is null && figure.High is null)
            {
                problems.Error(raw.At, $"targets/{key}", "the target has neither low nor high. Write both, or one where the other is not known.");
            }

            if (figure.Low > figure.High || figure.Low > figure.Central || figure.Central > figure.High)
            {
                Wrong(figure.Low > figure.High ? "low" : "central", "the figures are out of order. Write low <= central <= high.");
            }

            void Wrong(string cell, string problem) => problems.Error(raw.PositionOf(cell), $"targets/{key}/{cell}", problem);
        }
    }

    private void Measured(RawRow raw, string key, FigureFormula formula)
    {
        foreach (Measure measure in formula.Measures)
        {
            Measured(raw, measure, formula.Subjects, ("measure", $"targets/{key}/measure"), ("subject", $"targets/{key}/subject"), orOfBaseline: false);
        }
    }

    // A measure that there is, of subjects that it has.
    private void Measured(
        RawRow raw, Measure measure, IEnumerable<string> of, (string Cell, string Address) ofMeasure, (string Cell, string Address) ofSubject, bool orOfBaseline)
    {
        if (!Measure.All.Contains(measure))
        {
            IEnumerable<string> names = Measure.All.Select(m => m.Name);
            problems.Error(
                raw.PositionOf(ofMeasure.Cell), ofMeasure.Address,
                $"there is no measure \"{measure}\". " + NearestName.Suggest(measure.Name, names, $"Write one of: {string.Join(' ', names)}."));
        }
        else
        {
            IReadOnlySet<string> subjects = Subjects.Of(scenario, measure);
            foreach (string subject in of.Where(s => !subjects.Contains(s) && !MayBeUnread(s) && !(orOfBaseline && scenario.Baseline is { } baseline && Subjects.Of(baseline, measure).Contains(s))))
            {
                problems.Error(
                    raw.PositionOf(ofSubject.Cell), ofSubject.Address,
                    $"{measure} has no subject \"{subject}\". " + NearestName.Suggest(subject, subjects, "Write an id, region:NAME, EU or WORLD."));
            }
        }
    }

    // Whether a subject may be one once every row can be read: what has a row, and what countries make up.
    private bool MayBeUnread(string subject) =>
        !Complete(SubjectTables)
        && (Array.Exists(SubjectTables, table => document.Table(table).ContainsKey(subject))
            || (IsOfCountries(subject) && (!Complete("countries") || scenario.Countries.Any(c => (c.Eu && subject == "EU") || subject == Subjects.Region + c.Region))));

    private static bool IsOfCountries(string subject) => subject == "EU" || subject.StartsWith(Subjects.Region, StringComparison.Ordinal);

    private void Dates()
    {
        foreach ((string key, RawRow raw, Arrival arrival) in Rows<Arrival>("arrivals"))
        {
            if (arrival.Month > Last || LastOf(arrival.Month) < First)
            {
                problems.Error(
                    raw.PositionOf("month"), $"arrivals/{key}/month",
                    $"the month is outside the scenario. Write months from {First:yyyy-MM} to {Last:yyyy-MM}.");
            }
        }

        foreach (string address in scenario.Courses.Changed)
        {
            IReadOnlyList<ForcingPoint> points = scenario.Courses.PointsOf(address);
            for (int i = 1; i < points.Count; i++)
            {
                if (points[i].Date == points[i - 1].Date)
                {
                    string key = $"{points[i].Address}/{Day(points[i].Date)}";
                    problems.Error(
                        document.Table("forcing")[key].At, $"forcing/{key}",
                        $"{address} already has a point on this day, by {points[i - 1].Address}. Remove one.");
                }
            }
        }
    }

    /// <summary>Sums of shares, set policies at once, and what policies make of a value, on every day.</summary>
    private void Shares()
    {
        Courses courses = scenario.Courses;
        var told = new HashSet<string>(StringComparer.Ordinal);
        var outOfBounds = new HashSet<string>(StringComparer.Ordinal);
        foreach (string address in courses.Changed)
        {
            IReadOnlyList<Policy> policies = courses.PoliciesOn(address);
            SetsAtOnce(address, [.. policies.Where(p => p.Operation == PolicyOperation.Set)], told);
            if (policies.Count == 0 || Addresses.Find(document, address, out _) is not { } target || !IsRead(target))
            {
                continue;
            }

            Course course = courses.Of(address, scenario.ValueOf(target));
            double min = target.Column.Attribute.Min;
            double max = target.Column.Attribute.Max;
            for (int day = 0; day < scenario.Days; day++)
            {
                if (Binder.OutOfBounds(course[day], min, max, "") is not { } wrong)
                {
                    continue;
                }

                DateOnly date = scenario.Start.AddDays(day);
                outOfBounds.Add(address);
                Policy culprit = policies.LastOrDefault(p => (p.From ?? scenario.Start) <= date && date <= (p.To ?? scenario.End)) ?? policies[^1];
                bool alreadyTold = policies.Any(p => p.Operation == PolicyOperation.Set && (p.Value < min || p.Value > max));
                if (!alreadyTold && told.Add("bounds " + culprit.Id))
                {
                    RawRow row = document.Table("policies")[culprit.Id];
                    problems.Error(
                        row.PositionOf("value"), $"policies/{culprit.Id}/value",
                        $"on {Day(date)} it makes {address} {wrong.Split(" is ")[0]}, which is {wrong.Split(" is ")[1]} Keep it from {min} to {max}.");
                }

                break;
            }
        }

        foreach ((string key, RawRow raw, Route route) in Rows<Route>("routes").Where(row => AreRight($"routes/{row.Key}/killed-share", $"routes/{row.Key}/held-share")))
        {
            NotAbove1(
                raw.PositionOf(raw.Cells.ContainsKey("held-share") ? "held-share" : "killed-share"), $"routes/{key}/held-share", "killed-share", "held-share",
                courses.Of($"routes/{key}/killed-share", route.KilledShare), 1, courses.Of($"routes/{key}/held-share", route.HeldShare), 1, "");
        }

        if (Complete("section territory") && AreRight("territory/killed-probability", "territory/captured-probability"))
        {
            TerritoryParameters territory = scenario.Territory;
            Course killed = courses.Of("territory/killed-probability", territory.KilledProbability);
            Course captured = courses.Of("territory/captured-probability", territory.CapturedProbability);
            Position at = InSection("territory", "captured-probability", "killed-probability", "families-captured-ratio", "families-killed-ratio");
            const string Address = "territory/captured-probability";
            if (NotAbove1(at, Address, "killed-probability", "captured-probability", killed, 1, captured, 1, ""))
            {
                NotAbove1(
                    at, Address, "killed-probability x families-killed-ratio", "captured-probability x families-captured-ratio",
                    killed, territory.FamiliesKilledRatio, captured, territory.FamiliesCapturedRatio, " for women and minors");
            }
        }

        if (Complete("section inflow") && scenario.Inflow.StoppedAt is null && scenario.Inflow.On)
        {
            Course stopped = courses.Of("inflow/stopped-share", scenario.Inflow.StoppedShare);
            if (Enumerable.Range(0, stopped.IsConstant ? 1 : scenario.Days).Any(day => stopped[day] > 0))
            {
                problems.Error(
                    InSection("inflow", "stopped-share"), "inflow/stopped-at", "persons are stopped on the way in, but it is not said where they are held. Write the id of a place.");
            }
        }

        // Sums of values that are wrong by themselves say nothing more.
        bool AreRight(params ReadOnlySpan<string> addresses)
        {
            foreach (string address in addresses)
            {
                if (outOfBounds.Contains(address))
                {
                    return false;
                }
            }

            return true;
        }
    }

    private bool IsRead(Target target) =>
        target.Declaration.IsTable ? document.Table(target.Declaration.Name)[target.Key].Bound is not null : Complete("section " + target.Declaration.Name);

    private void SetsAtOnce(string address, Policy[] sets, HashSet<string> told)
    {
        for (int j = 1; j < sets.Length; j++)
        {
            for (int i = 0; i < j; i++)
            {
                DateOnly from = Max(sets[i].From ?? First, sets[j].From ?? First);
                DateOnly to = Max(First, Min(sets[i].To ?? Last, sets[j].To ?? Last));
                if (from <= to && told.Add($"sets {sets[i].Id} {sets[j].Id}"))
                {
                    RawRow row = document.Table("policies")[sets[j].Id];
                    problems.Error(
                        row.At, $"policies/{sets[j].Id}",
                        $"{sets[i].Id} and {sets[j].Id} both set {address} from {Day(from)} to {Day(to)}. End one before the other begins.");
                }
            }
        }

        static DateOnly Max(DateOnly a, DateOnly b) => a > b ? a : b;
        static DateOnly Min(DateOnly a, DateOnly b) => a < b ? a : b;
    }

    private bool NotAbove1(
        Position at, string address, string first, string second, Course a, double aRatio, Course b, double bRatio, string whom)
    {
        int days = a.IsConstant && b.IsConstant ? 1 : scenario.Days;
        for (int day = 0; day < days; day++)
        {
            double sum = (a[day] * aRatio) + (b[day] * bRatio);
            if (sum > 1 + Courses.Slack)
            {
                string when = days == 1 ? "" : $" on {Day(scenario.Start.AddDays(day))}";
                problems.Error(at, address, $"{first} {a[day] * aRatio} and {second} {b[day] * bRatio} add up to more than 1{whom}{when}. Lower one.");
                return false;
            }
        }

        return true;
    }
}
