"""The targets of this scenario: which published figures a run is held against, and how each got its range.

`derive.py` writes targets.csv from `rows`. The rule of ranges:
- a published range of an estimate is taken as it stands;
- a figure without one gets the Poisson 90 % interval or +-15 %, the wider of the two (`around`);
- counts of rare events published to the unit (attacks.csv) are treated as figures without a range, and joined with what was published;
- rows that disagree about one thing make one target that spans them (`span`);
- counts are fitted, never shares: where a source gives a share of a count, it is turned into the count;
- where a source has far fewer departed than the scenario (more than 15 %), a count of the dead or remaining spans itself and itself in proportion;
- adults are held against adults; of Morocco, men against men;
- a count that is known to be incomplete has no upper bound, an upper bound no lower one.
"""

import math

SHARE = 0.15     # half the width of a range that nothing else gives
TAIL = 0.05      # left out on either side of the Poisson interval

COLUMNS = ["id", "measure", "subject", "date", "low", "central", "high", "weight", "role", "headline", "source", "note"]

# By which a reader knows the scenario: `dispersal validate` shows what moves them.
HEADLINES = {"returned-EU", "returned-WORLD", "dead-EU", "remaining-EU", "attackers-returnee-west", "attacks-west", "held-families-IRQ"}

ADULTS = "returned - returned-minors"
MEN = "returned - returned-minors - returned-women"
ATTACKS = "attacks-directed + attacks-returnee + attacks-linked + attacks-inspired"
WEST = "region:W Europe+USA+CAN"
PERIOD = "2014-06..2017-06"


def poisson_at_most(n, mean):
    """P(at most n) of a Poisson count."""
    return math.fsum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(int(n) + 1)) if mean > 0 else 1.0


def solve(function, low, high):
    """Where a falling function crosses zero."""
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if function(middle) > 0 else (low, middle)
    return (low + high) / 2


def poisson(n):
    """The central 90 % interval of the mean of a Poisson count that came out as n."""
    low = 0.0 if n < 1 else solve(lambda mean: poisson_at_most(n - 1, mean) - (1 - TAIL), 0.0, n)
    return low, solve(lambda mean: poisson_at_most(n, mean) - TAIL, n, 2 * n + 20)


def around(n):
    """The range of a figure that has none: Poisson or a share, the wider."""
    return max(poisson(n), ((1 - SHARE) * n, (1 + SHARE) * n), key=lambda bounds: bounds[1] - bounds[0])


def span(*ranges):
    """One range that holds all."""
    return min(low for low, _ in ranges), max(high for _, high in ranges)


def rows(evidence):
    """The rows of targets.csv; `evidence` reads a file of evidence/."""
    origins = {row["iso3"]: row for row in evidence("origins")}
    series = {}
    for row in evidence("returns_series"):
        series[row["iso3"], row["date"]] = row
    attacks = {row["id"]: row for row in evidence("attacks")}
    borders = {(row["country"], row["measure"], row["date"]): float(row["figure"]) for row in evidence("borders_policy") if row["country"] == "TUR"}
    outcomes = {(row["iso3"], row["as_of"]): row for row in evidence("outcomes")}
    found = []

    def put(key, measure, subject, date, bounds, central, source, note="", weight=None, role=""):
        low, high = bounds
        whole = [None if n is None else round(n, 1) if abs(n) < 100 else round(n) for n in (low, central, high)]
        found.append([key, measure, subject, date, *whole, weight, role, key in HEADLINES, source, note])

    def dated(state, date, column):
        return float(series[state, date][column])

    # (1) Returns of the 18 origins that have a count, to the end of 2017.
    for state, row in sorted(origins.items()):
        if not row["returned_central"]:
            continue
        low, central, high = (float(row[f"returned_{bound}"]) for bound in ("low", "central", "high"))
        measure, date, source, note = ADULTS, min(row["as_of"], "2017-12"), "origins.csv", "published range"
        if state == "MAR":
            measure, note = MEN, "the row counts men; published range"
        elif state == "FRA":
            adults, minors = 244.0, 58.0
            low, high = span((low, high - minors), around(adults))
            central, date = adults, "2017-12"
            source = "origins.csv; returns_series.csv: 302 back by 2017-12, 244 of them adults"
            note = "the highest counts 58 minors, who are taken off; spans the rule's range of 244 adults"
        elif state == "GBR":
            note = "published range; 400 (2016-05) and 425 (2017-10) lie within"
        elif state == "TUR":
            note = "published range; 900 of 1,500 (2017-10), 600 of 2,100 (2015-12)"
        put(f"returned-{state}", measure, state, date, (low, high), central, source, note)

    # (2) Dated series. A later row that repeats an origin's figure adds nothing and is left out.
    for state, date in (("NLD", "2015-01"), ("DEU", "2016-05"), ("FRA", "2016-05"), ("GBR", "2016-05"), ("SWE", "2015-12"), ("AUT", "2015-12"),
                        ("TUN", "2014-06"), ("TUR", "2015-12")):
        n = dated(state, date, "returned")
        put(f"returned-{state}-{date}", ADULTS, state, date, around(n), n, f"returns_series.csv: {series[state, date]['source']}", "rule's range")
    put("returned-women-MAR", "returned-women", "MAR", "2016-10", around(52), 52, "returns_series.csv: BCIJ (Barlamane)", "rule's range")
    put("returned-minors-MAR", "returned-minors", "MAR", "2016-10", around(15), 15, "returns_series.csv: BCIJ (Barlamane)", "rule's range")
    put("returned-minors-FRA", "returned-minors", "FRA", "2017-12", around(58), 58, "returns_series.csv: BFMTV 28 Dec 2017", "rule's range")
    def in_proportion(state, date, n):
        """Where a source has far fewer departed than the scenario, what it says of those not back may be the count or in proportion."""
        ratio = float(origins[state]["departed_central"]) / float(series[state, date]["departed"])
        bounds = around(n)
        return (bounds, "") if abs(ratio - 1) <= SHARE else (
            span(bounds, (n, n * ratio)), f"; of {series[state, date]['departed']} by this source, {origins[state]['departed_central']} in the scenario: spans the count in proportion")

    for state, date in (("MAR", "2016-10"), ("NLD", "2017-10"), ("DEU", "2016-05"), ("DEU", "2017-07"), ("FRA", "2016-05")):
        n = dated(state, date, "killed")
        bounds, more = in_proportion(state, date, n)
        put(f"dead-{state}-{date}", "dead", state, date, bounds, n, f"returns_series.csv: {series[state, date]['source']}",
            f"rule's range{more}; a run counts dead minors too, who are few")
    put("dead-FRA-2017-12", "dead", "FRA", "2017-12", around(300), 300, "returns_series.csv: Interior minister Oct 2017; BFMTV 28 Dec 2017", "rule's range")
    remaining = "departed - departed-minors - returned + returned-minors - dead"
    rest = "those who departed and are neither back nor dead"
    for state, date, role in (("NLD", "2017-10", "check"), ("FRA", "2016-05", ""), ("BEL", "2017-11", "")):
        n = dated(state, date, "remaining")
        bounds, more = in_proportion(state, date, n)
        put(f"remaining-{state}-{date}", remaining, state, date, bounds, n, f"returns_series.csv: {series[state, date]['source']}",
            f"rule's range{more}; {rest}" + ("; what remains of 280 by the same account as the returned and dead" if role else ""), role=role)
    put("remaining-FRA-2017-12", remaining, "FRA", "2017-12", span(around(686), around(700)), 690,
        "returns_series.csv: Interior minister Oct 2017; BFMTV 28 Dec 2017", f"spans the ranges of 700 and 686; {rest}")
    n = dated("SAU", "2016-12", "remaining")
    bounds, more = in_proportion("SAU", "2016-12", n)
    put("remaining-SAU", remaining, "SAU", "2016-12", bounds, n, "returns_series.csv: Arab News 26 Dec 2016",
        f"in Syria{more}; {rest}", weight=0.5)
    eu16, eu17 = dated("EU", "2016-12", "returned"), dated("EU", "2017-12", "returned")
    put("returned-EU", ADULTS, "EU", "2017-12", span((0.30 * 5000, 0.35 * 5000), around(eu17)), eu17,
        "returns_series.csv: EU CTC Dec 2016 (Agence Europe); TE-SAT 2018", "spans 30-35 % of 5,000 (2016-12) and the rule's range of 1,500 (2017-12)")
    put("dead-EU", "dead", "EU", "2016-12", (0.15 * 5000, 0.20 * 5000), dated("EU", "2016-12", "killed"),
        "returns_series.csv: EU CTC Dec 2016 (Agence Europe)", "15-20 % of 5,000")
    put("remaining-EU", remaining, "EU", "2016-12", (2000, 2500), dated("EU", "2016-12", "remaining"),
        "returns_series.csv: EU CTC Dec 2016 (Agence Europe)", f"published range; {rest}")
    world = dated("WORLD", "2017-10", "returned")
    put("returned-WORLD", ADULTS, "WORLD", "2017-10", (around(world)[0], None), world, "returns_series.csv: Soufan 2017",
        "33 states report: a lower bound, less the rule's share")
    put("departed-WORLD", "departed", "WORLD", "2017-10", (27000, 53000), 40000, "returns_series.csv: Soufan 2017; evidence base item 1",
        "27,000-53,000 by definition; an input", role="check")

    # (3) Turkey: deportations and detentions.
    deported = "deported FTF suspects cumulative"
    year = borders["TUR", "deported FTF suspects in year 2014", "2014-12"]
    half = borders["TUR", "deported FTF suspects in first half 2015", "2015-06"]
    put("deported-TUR-2014", "deported", "TUR", "2014-01..2014-12", around(year), year, "borders_policy.csv: EFE Jul 2015", "rule's range")
    put("deported-TUR-2015-06", "deported", "TUR", "2015-01..2015-06", around(half), half, "borders_policy.csv: EFE Jul 2015", "rule's range")
    n = borders["TUR", deported, "2015-07"]
    put("deported-TUR-2015-07", "deported", "TUR", "2015-07", span(around(n), (year + half, n)), n, "borders_policy.csv: EFE Jul 2015",
        "spans the rule's range of 1,600 and the 1,090 of the eighteen months before")
    first, second = borders["TUR", deported, "2017-06"], borders["TUR", deported, "2017-07"]
    put("deported-TUR-2017-07", "deported", "TUR", "2017-07", (first, second), (first + second) / 2,
        "borders_policy.csv: Daily Sabah Jun 2017; Hurriyet Daily News Jul 2017", "two counts a month apart that disagree: spans both")
    put("detained-TUR", "deported + held", "TUR", "2016-08", (around(2200)[0], 5803), 2200, "borders_policy.csv: Interior minister, 2,200 foreigners of 5,803",
        "foreigners held or since deported: from the rule's lower bound of 2,200 to the count that includes nationals", weight=0.5)
    put("held-TUR", "held", "TUR", "2017-02", (None, 780), 350, "borders_policy.csv: Al Arabiya/Mid-Day Feb 2017",
        "780 in prison, 350 of them foreigners; detention in police custody and in removal centres is in the run's figure too", role="check")

    # (4) Attacks. Ranges there are differences between counts; shares are made counts of the 51 attacks and 65 attackers.
    def attack(key, ids, measure, subject, n, date=PERIOD, bounds=(), note="rule's range", weight=None):
        put(key, measure, subject, date, span(around(n), *bounds), n, "attacks.csv: " + " ".join(ids), note, weight)

    def central(key):
        return float(attacks[key]["central"])

    total, attackers = central("AT01"), central("AT02")
    attack("attacks-west", ["AT01"], ATTACKS, WEST, total)
    attack("attackers-west", ["AT02"], "attackers", WEST, attackers)
    attack("attackers-returnee-west", ["AT02", "AT03"], "attackers-returnee", WEST, central("AT03") * attackers, note="18 % of 65; rule's range")
    attack("attacks-directed-west", ["AT01", "AT04"], "attacks-directed", WEST, central("AT04") * total, note="8 % of 51; rule's range")
    attack("attacks-connected-west", ["AT01", "AT05"], "attacks-returnee + attacks-linked", WEST, central("AT05") * total,
           note="66 % of 51, connected but not sent, returnees who were not sent among them; rule's range")
    attack("attacks-inspired-west", ["AT01", "AT06"], "attacks-inspired", WEST, central("AT06") * total, note="26 % of 51; rule's range")
    attack("attackers-refugee-west", ["AT02", "AT08"], "attackers-refugee", WEST, central("AT08") * attackers, note="5 % of 65; rule's range")
    attack("attackers-known-west", ["AT02", "AT10"], "attackers-known", WEST, central("AT10") * attackers, note="82 % of 65; rule's range")
    attack("attack-deaths-west", ["AT11"], "attack-deaths", WEST, central("AT11"), bounds=[(395, 403)])
    for key, state in (("AT12", "FRA"), ("AT13", "USA"), ("AT14", "DEU")):
        attack(f"attacks-{state}", [key], ATTACKS, state, central(key))
    for key, year in (("AT15", 2015), ("AT16", 2016)):
        attack(f"plots-EU-{year}", [key], "plots", "EU", central(key), f"{year}-01..{year}-12")
    attack("attack-deaths-TUR", ["AT30"], "attack-deaths", "TUR", central("AT30"), "2014-01..2017-01", [(304, 315)])
    for window, n in (("2014-01..2014-12", 2), ("2015-01..2015-12", 8), ("2016-01..2016-12", 13), ("2017-01..2017-08", 14)):
        attack(f"attacks-europe-{window[:4]}", ["AT34"], ATTACKS, "region:W Europe", n, window, note="rule's range; the four years make AT34's 37")

    # (5) Courts.
    convicted = float(outcomes["GBR", "2016-05"]["convicted"])
    put("convicted-GBR", "convicted", "GBR", "2016-05", span(around(convicted), (40, 40)), convicted, "outcomes.csv: Home Office minister in Lords May 2016",
        "spans the rule's range of 54 and the 40 that some sources count")
    put("charged-FRA", "charged", "FRA", "2017-12", span(around(134), around(134 + 41)), 134, "outcomes.csv: BFMTV 28 Dec 2017",
        "134 adults detained, 41 more under judicial control: spans the ranges of 134 and 175")
    put("charged-BEL", "charged", "BEL", "2017-11", around(44), 44, "outcomes.csv: Egmont via Knack Feb 2018", "44 detained; rule's range")
    put("convicted-EU-2014", "convicted", "EU", "2014-11", (None, 10), None, "outcomes.csv: EU CTC document 16002/14", "fewer than 10: an upper bound")

    # (6) Women and children held in Iraq.
    row = evidence("detention")[0]
    put("held-families-IRQ", "held-women-minors", "IRQ", row["date"], (float(row["low"]), float(row["high"])), None, f"detention.csv: {row['source']}", "published range")

    # (7) Affiliates: their published strengths are inputs, so the last counts are checks of what arrivals added.
    for key, group in (("libya", "IS Libya"), ("khorasan", "IS Khorasan")):
        row = [r for r in evidence("affiliates") if r["group"] == group][-1]
        put(f"strength-{key}", "affiliate-strength", key, row["date"], (float(row["strength_low"]), float(row["strength_high"])), None,
            f"affiliates.csv: {row['source']}", "published range; an input, locals and foreigners together", role="check")
    return found
