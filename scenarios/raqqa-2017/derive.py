#!/usr/bin/env python3
"""Writes the CSV tables of this scenario from evidence/ and from the judgements named below.

Run `python3 derive.py` in any directory; it needs Python 3 and its standard library, writes beside itself, and writes the
same bytes every time. `python3 derive.py --check` writes nothing and fails when a committed table differs.
One function makes one table. A number that stands in a constant here and not in evidence/ is a judgement: it goes into the
table as `assumed`, with a range where one is known. All figures are aggregate and by country.
"""

import csv
import io
import math
import sys
from datetime import date
from pathlib import Path

import targets

HERE = Path(__file__).resolve().parent
EVIDENCE = HERE / "evidence"

# ---------------------------------------------------------------------------------------------------------------- reading


def evidence(name):
    with open(EVIDENCE / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(text):
    """The number in a cell, None when it is blank."""
    return float(text) if text.strip() else None


ORIGINS = {row["iso3"]: row for row in evidence("origins")}
GEOGRAPHY = {row["iso3"]: row for row in evidence("geography")}

# States through which people pass or where affiliates fight, but which are no origin here: name and region (judgement).
OTHER_STATES = {
    "COD": ("Democratic Republic of the Congo", "Sub-Saharan Africa"),
    "IRQ": ("Iraq", "Middle East"),
    "MLI": ("Mali", "Sub-Saharan Africa"),
    "MMR": ("Myanmar", "SE Asia"),
    "NER": ("Niger", "Sub-Saharan Africa"),
    "NGA": ("Nigeria", "Sub-Saharan Africa"),
    "SYR": ("Syria", "Middle East"),
}
STATES = sorted(GEOGRAPHY)
EU = set("AUT BEL BGR DEU DNK ESP FIN FRA GBR GRC IRL ITA LUX NLD POL PRT ROU SWE".split())  # of the 28 members of 2017
CENTRAL_ASIA = {"KAZ", "KGZ", "TJK", "TKM", "UZB"}
GULF = {"SAU", "KWT", "BHR", "QAT", "ARE"}

# Shapes that touch only through an overseas territory are no neighbours for travel or affinity.
NOT_NEIGHBOURS = {("BRA", "FRA"), ("FRA", "BRA")}


def name_of(state):
    return ORIGINS[state]["country"] if state in ORIGINS else OTHER_STATES[state][0]


def region_of(state):
    return ORIGINS[state]["region"] if state in ORIGINS else OTHER_STATES[state][1]


def neighbours_of(state):
    return [n for n in sorted(GEOGRAPHY[state]["land_neighbours"].split()) if (state, n) not in NOT_NEIGHBOURS]


# ---------------------------------------------------------------------------------------------------------------- writing


def text(value, digits=4):
    """A number to so many significant digits, never in exponent form; anything else unchanged."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else ""
    if isinstance(value, (int, str, date)):
        return str(value)
    if value == 0:
        return "0"
    decimals = max(0, digits - 1 - math.floor(math.log10(abs(value))))
    shown = f"{value:.{decimals}f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def table(name, columns, rows, keys=1, digits=4):
    """The text of a table, rows sorted by their first `keys` columns."""
    rows = sorted(([text(cell, digits) for cell in row] for row in rows), key=lambda row: row[:keys])
    seen = [tuple(row[:keys]) for row in rows]
    assert len(set(seen)) == len(seen), f"{name}: double key {next(k for k in seen if seen.count(k) > 1)}"
    assert all(len(row) == len(columns) for row in rows), name
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


def ranged(*names):
    """Column names with their bounds: x, x-low, x-high."""
    return [f"{name}{bound}" for name in names for bound in ("", "-low", "-high")]


def around(value, low, high, least=0.0, most=1.0):
    """A value with bounds given as factors, kept inside what the column allows."""
    return [value, max(least, value * low), min(most, value * high)]


# -------------------------------------------------------------------------------------------------------------- countries

LANGUAGES = {  # broad groups in which people understand one another; a judgement used for affinity only
    "albanian": "ALB XKX",
    "arabic": "ARE BHR DZA EGY IRQ JOR KWT LBN LBY MAR MRT PSE QAT SAU SDN SYR TUN YEM",
    "bengali": "BGD",
    "dutch": "NLD BEL",
    "english": "AUS CAN GBR IRL NZL TTO USA ZAF",
    "french": "FRA LUX",
    "german": "AUT CHE DEU",
    "malay": "IDN MYS SGP",
    "nordic": "DNK NOR SWE",
    "persian": "AFG IRN TJK",
    "portuguese": "BRA PRT",
    "russian": "RUS UKR GEO",
    "somali": "SOM",
    "south-slavic": "BIH MKD MNE SRB",
    "spanish": "ARG ESP",
    "turkic": "AZE KAZ KGZ TKM TUR UZB",
    "urdu-hindi": "IND PAK",
}

# A state without any row in law_dates.csv: the evidence is silent, which is not the same as no law. A general offence of
# membership or support is assumed to stand throughout, except where public order had broken down.
ASSUMED_MEMBERSHIP_LAW = date(2011, 1, 1)
NO_WORKING_LAW = {"COD", "LBY", "MLI", "MMR", "NER", "NGA", "SOM", "SYR", "YEM"}
# Great Britain: two dates for joining. 2015-03 (preparation abroad prosecutable) is taken; presence as such became an
# offence only in 2019-04. Membership stands since 2001, so the date changes little; proof is the filter.

# P(intelligence becomes evidence a court accepts): wide judgement by kind of state; a few states from outcomes.csv.
EVIDENCE_BY_KIND = {
    "eu": (0.15, 0.05, 0.4), "balkans": (0.3, 0.1, 0.5), "former-ussr": (0.7, 0.4, 0.9), "gulf": (0.65, 0.3, 0.9),
    "arab": (0.5, 0.2, 0.8), "americas-anz": (0.35, 0.15, 0.7), "asia": (0.4, 0.15, 0.7), "africa": (0.2, 0.05, 0.5),
    "theatre": (0.5, 0.2, 0.9),
}
# The counts of outcomes.csv are of all who returned; evidence is drawn for those who become known, and where most fell under
# the membership law alone a judged ratio (justice/membership-ratio) comes on top. Both are divided out.
KNOWN_SHARE = 0.6        # share of those returned who become known, and stay so until they are charged; judged, near what the scenario gives
MEMBERSHIP_RATIO = 0.8   # the value of justice/membership-ratio in scenario.json
EVIDENCE_BY_STATE = {  # convicted or detained, returned, membership law for most; bounds widened: what happened before is no law
    "GBR": (54 + 30, 400, True, 0.1, 0.6, "outcomes.csv: 54 convicted and 30 in open cases of 400 returned by 2016-05"),
    "BEL": (44, 125, True, 0.3, 0.95, "outcomes.csv: 44 detained of 125 returned by 2017-11"),
    "FRA": (134, 244, False, 0.4, 1.0, "outcomes.csv: 134 detained of 244 adults returned by 2017-12"),
}
# Where membership was an offence before 2012 and courts tried it (evidence item 6), Belgium's share is taken for those
# without a count of their own; France and Belgium have counts, above.
EVIDENCE_AS = {"DEU": "BEL", "NLD": "BEL"}
# P(a national is on the own state's records when he reaches the theatre) at three dates; interpolated by forcing.
LISTED_DATES = (date(2012, 1, 1), date(2014, 9, 24), date(2016, 9, 1))  # 2014-09-24: Security Council resolution 2178
LISTED_BY_KIND = {
    "eu": (0.3, 0.5, 0.7), "balkans": (0.3, 0.5, 0.7), "former-ussr": (0.3, 0.45, 0.65), "gulf": (0.3, 0.5, 0.7),
    "arab": (0.2, 0.35, 0.5), "americas-anz": (0.3, 0.5, 0.7), "asia": (0.15, 0.3, 0.5), "africa": (0.1, 0.2, 0.3),
    "theatre": (0.2, 0.3, 0.4),
}
LISTED_RANGE = (0.6, 1.4)
# Share of the own records that others can see. European states: Europol held 18 entries at the end of 2014 and 6,506 in
# 2016-09, against some 5,000 travellers of which not all entries are Europeans; alerts in the Schengen system rose 41,097
# -> 69,475 over 2013-2015. Elsewhere Interpol: 6,000 names in 2015-11 against 31,000 departed.
SHARING_POINTS = {
    "eu": ((date(2012, 1, 1), 0.03), (date(2014, 12, 1), 0.1), (date(2015, 12, 1), 0.35), (date(2016, 9, 1), 0.65),
           (date(2017, 10, 1), 0.7)),
    "other": ((date(2012, 1, 1), 0.01), (date(2014, 9, 24), 0.05), (date(2015, 11, 1), 6000 / 31000),
              (date(2017, 10, 1), 0.3)),
}
SHARING_RANGE = (0.5, 1.4)
SHARING_SOURCE = {
    "eu": "borders_policy.csv: Europol 18 entries 2014-12, 6506 2016-09; SIS alerts 41097 -> 69475",
    "other": "borders_policy.csv: Interpol 6000 names 2015-11; returns_series.csv: 31000 departed 2015-12",
}
# Share of shared records that checks consult, and share of legal travellers who leave and are checked.
USE_BY_KIND = {"eu": 0.5, "balkans": 0.4, "former-ussr": 0.5, "gulf": 0.5, "arab": 0.3, "americas-anz": 0.6, "asia": 0.3,
               "africa": 0.15, "theatre": 0.2}
CHECK_BY_KIND = {"eu": 0.3, "balkans": 0.3, "former-ussr": 0.5, "gulf": 0.5, "arab": 0.4, "americas-anz": 0.5, "asia": 0.3,
                 "africa": 0.15, "theatre": 0.3}
OWN_DETECTION_BY_KIND = {"eu": 0.5, "balkans": 0.4, "former-ussr": 0.5, "gulf": 0.6, "arab": 0.4, "americas-anz": 0.6,
                         "asia": 0.35, "africa": 0.2, "theatre": 0.3}
# Hazards per day in a state that acts on foreigners; None falls back on the first row.
INTERIOR_ARREST = {"*": 0.001, "TUR": 0.0005, "JOR": 0.006, "LBN": 0.003, "IRN": 0.004, "IRQ": 0.006, "SYR": 0.006,
                   "SAU": 0.005, "EGY": 0.002, "LBY": 0.0005, "SDN": 0.0005, "YEM": 0.0002, "SOM": 0.0002, "AFG": 0.0005,
                   "NGA": 0.0005, "NER": 0.0005, "MLI": 0.0005, "COD": 0.0002, "MMR": 0.0005}
DEPORTATION = {"*": 0.008, "TUR": 0.015, "JOR": 0.01, "LBN": 0.004, "IRN": 0.005, "IRQ": 0.0001, "SYR": 0.0002,
               "EGY": 0.005, "LBY": 0.0005, "YEM": 0.0005, "SOM": 0.0005, "AFG": 0.001, "MLI": 0.002, "NER": 0.002,
               "NGA": 0.001, "COD": 0.001}
RELEASE = {"*": 0.001, "TUR": 0.002, "JOR": 0.0005, "LBN": 0.001, "IRQ": 0.00005, "SYR": 0.0002, "LBY": 0.002,
           "YEM": 0.003, "SOM": 0.003, "AFG": 0.002, "SDN": 0.003}
HAZARD_RANGE = (0.3, 3.0)
COOPERATION = {"*": 0.8, "SYR": 0.0, "IRQ": 0.2, "LBY": 0.3, "YEM": 0.2, "SOM": 0.2, "PSE": 0.2, "AFG": 0.4, "PAK": 0.6,
               "TUN": 0.6, "GBR": 0.6, "AUS": 0.5}


def kind_of(state):
    """The kind of state by which judgements are made."""
    if state in ("SYR", "IRQ"):
        return "theatre"
    if state in GULF:
        return "gulf"
    return {
        "W Europe": "eu", "E Europe": "eu", "Balkans": "balkans", "Former USSR": "former-ussr", "Middle East": "arab",
        "Maghreb": "arab", "Sub-Saharan Africa": "africa", "Americas and ANZ": "americas-anz",
    }.get(region_of(state), "asia")


def sharing_kind(state):
    return "eu" if state in EU or state in ("CHE", "NOR") else "other"


def law_dates(state):
    """First day of each kind of offence, and what to say about it."""
    found = {}
    for row in evidence("law_dates"):
        if row["iso3"] == state:
            day = date.fromisoformat(row["date"] + "-01")
            if state == "GBR" and row["date"] == "2019-04":
                continue
            found[row["offence"]] = min(day, found.get(row["offence"], day))
    if not found and state not in NO_WORKING_LAW:
        return None, ASSUMED_MEMBERSHIP_LAW, "law date assumed"
    return found.get("travel or joining"), found.get("membership or support"), ""


def evidence_probability(state):
    """P(evidence) with bounds, and what to say about it."""
    counted = EVIDENCE_BY_STATE.get(EVIDENCE_AS.get(state, state))
    if not counted:
        return EVIDENCE_BY_KIND[kind_of(state)], []
    punished, returned, membership_only, low, high, source = counted
    value = punished / returned / KNOWN_SHARE / (MEMBERSHIP_RATIO if membership_only else 1)
    return (value, low, high), ["evidence probability after " + source]


# Courts, hazards per day by kind of state; judged. Charges before the resolution of September 2014 were rare in Europe
# (outcomes.csv: fewer than 10 convictions for 3,000 travellers by 2014-11); CHARGE_COURSE multiplies them.
CHARGE_BY_KIND = {"eu": 0.01, "balkans": 0.004, "former-ussr": 0.006, "gulf": 0.006, "arab": 0.004, "americas-anz": 0.005,
                  "asia": 0.004, "africa": 0.001, "theatre": 0.002}
CHARGE_COURSE = ((date(2012, 1, 1), 0.015), (date(2014, 9, 24), 0.015), (date(2015, 3, 1), 1.0))
TRIAL_BY_KIND = {"eu": 0.006, "balkans": 0.005, "former-ussr": 0.006, "gulf": 0.005, "arab": 0.004, "americas-anz": 0.003,
                 "asia": 0.004, "africa": 0.002, "theatre": 0.005}
CONVICTION = 0.94  # outcomes.csv: all jihadist trials in the EU in 2015
CONVICTION_BY_KIND = {"eu": (CONVICTION, 0.85, 0.98)}
CONVICTION_ELSEWHERE = (0.94, 0.6, 0.99)
SENTENCE_BY_KIND = {"eu": 1500, "balkans": 1000, "former-ussr": 3000, "gulf": 2500, "arab": 2000, "americas-anz": 3000,
                    "asia": 1800, "africa": 1500, "theatre": 4000}
SENTENCE_RANGE = (0.5, 2.0)
# Courts of those who hold foreigners. Turkey: 350 foreigners in prison for such links in 2017-02 (borders_policy.csv) beside some
# 4,500 whom the scenario has arrested by then and who are deported at 0.015 a day: one in thirteen. The others are judged.
HOLDER_TRIAL = {"IRQ": 0.0005, "TUR": 0.0013, "TUN": 0.002, "SYR": 0.0001}
RESPONSIBILITY_BY_KIND = {"eu": 14, "balkans": 14, "former-ussr": 14, "gulf": 12, "arab": 12, "americas-anz": 12, "asia": 12,
                          "africa": 12, "theatre": 9}
RESPONSIBILITY_RANGE = 3  # years either way

# Whom the authorities can keep in full view, and home-grown subjects of interest (evidence items 10): three states have a figure,
# elsewhere both are scaled by departures. Britain: 3,000 active, 20,000 closed subjects; 50-100 persons in full view.
WATCH_CAPACITY_GBR = (75, 50, 100)
WATCH_RANGE = (0.3, 3.0)
HOME_GROWN = {"GBR": (3000, 3000, 23000), "FRA": (15000, 5000, 20000), "DEU": (2000, 1000, 4000)}
HOME_GROWN_SOURCE = {"GBR": "borders_policy.csv: 3000 active subjects 2017-10, 20000 closed",
                     "FRA": "borders_policy.csv: 15000 persons 2017-09", "DEU": "evidence base item 10: about 2000"}
HOME_GROWN_RANGE = (0.3, 3.0)
# Across an ocean few could leave: departures understate those who would have (judged).
HOME_GROWN_FACTOR = {"USA": 6, "CAN": 2, "AUS": 2, "NZL": 2}

# How easily clandestine networks form, relative to a state of middling strength; a wide judgement (evidence base: no data).
FRAGILITY_BY_KIND = {"eu": 0.6, "balkans": 0.8, "former-ussr": 0.8, "gulf": 0.6, "arab": 1.2, "americas-anz": 0.5, "asia": 1.0,
                     "africa": 1.5, "theatre": 4.0}
FRAGILITY = {"LBY": 4.0, "YEM": 4.0, "SOM": 4.0, "AFG": 3.0, "COD": 3.0, "MLI": 3.0, "MMR": 2.5, "NER": 2.0, "NGA": 2.5,
             "TUN": 1.5, "EGY": 1.5, "LBN": 1.5, "PAK": 2.0, "PHL": 1.5, "TUR": 1.0, "CHN": 0.5}
FRAGILITY_RANGE = (0.5, 2.0)
# How much a country is a target, relative to others; judged so that attacks by country have the order of attacks.csv (AT12-14:
# 17, 16 and 7 in France, the United States and Germany; AT30: 310 dead in Turkey). The rest has no count here.
TARGET_BY_KIND = {"eu": 1.0, "balkans": 0.1, "former-ussr": 0.4, "gulf": 0.4, "arab": 0.4, "americas-anz": 0.5, "asia": 0.4,
                  "africa": 0.4, "theatre": 1.0}
TARGET = {"USA": 4.0, "DEU": 2.0, "BEL": 1.5, "TUR": 2.0, "EGY": 1.0}
TARGET_RANGE = (0.3, 3.0)
# Which states fetched women and children, and how fast, is not in the evidence: one low rate, a very wide range.
REPATRIATION = (0.0001, 0.00001, 0.001)
# How far origins differ for reasons that are in no source: on the scale of the utility of home, no origin's own value known. As wide
# as origins left out of the fit were missed by, less the width of the published ranges (docs/validation.md): a standard deviation of 0.57.
HOME_DIFFERENCE = (0, -1.4, 1.4)


# What a returnee has to fear besides courts (detention without trial, ill-treatment, loss of nationality): 0 little, 1 some, 2 much. No
# data (evidence base: an ordinal fixed before fitting): by kind of state, with exceptions by general knowledge of their order, none by
# what is known of their returns. No level was changed once returns had been fitted.
RE_ENTRY_BY_KIND = {"eu": 0, "balkans": 1, "former-ussr": 2, "gulf": 1, "arab": 2, "americas-anz": 1, "asia": 1, "africa": 1, "theatre": 2}
RE_ENTRY = {
    **{state: 0 for state in NO_WORKING_LAW - {"SYR"}},  # nobody to fear where order had broken down
    "TUR": 0,             # a parliamentary state whose border was open
    "TUN": 1, "LBN": 1,   # no security state; in Tunisia no law applied (law_dates.csv, 2014)
    "USA": 2, "CHN": 2,   # offences that reach abroad and very long sentences (law_dates.csv, 1996); a security state
}


def re_entry(state):
    """The level, with a step either way for how little is known."""
    level = RE_ENTRY.get(state, RE_ENTRY_BY_KIND[kind_of(state)])
    return level, max(0, level - 1), min(2, level + 1)


def watching(state):
    """Watch capacity and home-grown subjects, each with bounds, and what to say about them."""
    departed = {s: float(r["departed_central"]) for s, r in ORIGINS.items()}
    if state not in departed:
        return (0, None, None), (0, None, None), []
    share = departed[state] / departed["GBR"]
    value, low, high = (share * n for n in WATCH_CAPACITY_GBR)
    if state == "GBR":
        return (value, low, high), HOME_GROWN[state], ["watch capacity: evidence base item 10", "home-grown " + HOME_GROWN_SOURCE[state]]
    capacity = around(value, *WATCH_RANGE, most=1e7)
    if state in HOME_GROWN:
        return capacity, HOME_GROWN[state], ["home-grown " + HOME_GROWN_SOURCE[state]]
    per_traveller = math.prod(n[0] / departed[s] for s, n in HOME_GROWN.items()) ** (1 / len(HOME_GROWN))
    subjects = departed[state] * per_traveller * HOME_GROWN_FACTOR.get(state, 1)
    return capacity, around(subjects, *HOME_GROWN_RANGE, most=1e8), ["watch capacity and home-grown scaled by departures"]


def countries():
    columns = ["id", "name", "region", "eu", "language", "neighbours", "joining-law", "membership-law"] + ranged(
        "evidence-probability", "listed-probability", "record-sharing-share", "record-use-share", "check-share",
        "own-detection-probability", "interior-arrest-per-day", "deportation-per-day", "cooperation-share",
        "release-per-day", "charge-per-day", "trial-per-day", "conviction-probability", "sentence-days", "holder-trial-per-day",
        "responsibility-years", "watch-capacity-persons", "home-grown-persons", "fragility", "target-weight",
        "repatriation-per-day", "re-entry-risk", "home-difference") + ["source", "reason"]
    language_of = {state: group for group, states in LANGUAGES.items() for state in states.split()}
    rows = []
    for state in STATES:
        kind = kind_of(state)
        joining, membership, law_note = law_dates(state)
        reasons = ["law dates from law_dates.csv"] if not law_note and (joining or membership) else []
        if law_note:
            reasons.append(law_note)
        if state == "GBR":
            reasons.append("travel prosecuted as preparation from 2015-03; presence itself only from 2019-04")
        evidence_value, evidence_reason = evidence_probability(state)
        reasons += evidence_reason
        capacity, home_grown, watching_reason = watching(state)
        reasons += watching_reason
        reasons.append(f"other numbers judged for states of kind {kind}")
        rows.append(
            [state, name_of(state), region_of(state), state in EU, language_of.get(state, ""), " ".join(neighbours_of(state)),
             joining, membership, *evidence_value,
             *around(LISTED_BY_KIND[kind][0], *LISTED_RANGE),
             *around(SHARING_POINTS[sharing_kind(state)][0][1], *SHARING_RANGE),
             *around(USE_BY_KIND[kind] if state != "TUR" else TUR_USE[0][1], 0.5, 1.5),
             *around(CHECK_BY_KIND[kind] if state != "TUR" else TUR_CHECK[0][1], 0.5, 1.5),
             *around(OWN_DETECTION_BY_KIND[kind], 0.5, 1.5),
             *around(INTERIOR_ARREST.get(state, INTERIOR_ARREST["*"]), *HAZARD_RANGE, most=10),
             *around(DEPORTATION.get(state, DEPORTATION["*"]), *HAZARD_RANGE, most=10),
             *around(COOPERATION.get(state, COOPERATION["*"]), 0.6, 1.25),
             *around(RELEASE.get(state, RELEASE["*"]), *HAZARD_RANGE, most=10),
             *around(CHARGE_BY_KIND[kind] * CHARGE_COURSE[0][1], *HAZARD_RANGE, most=10),
             *around(TRIAL_BY_KIND[kind], *HAZARD_RANGE, most=10),
             *CONVICTION_BY_KIND.get(kind, CONVICTION_ELSEWHERE),
             *around(SENTENCE_BY_KIND[kind], *SENTENCE_RANGE, most=36525),
             *(around(HOLDER_TRIAL[state], *HAZARD_RANGE, most=10) if state in HOLDER_TRIAL else [0, None, None]),
             RESPONSIBILITY_BY_KIND[kind], RESPONSIBILITY_BY_KIND[kind] - RESPONSIBILITY_RANGE,
             RESPONSIBILITY_BY_KIND[kind] + RESPONSIBILITY_RANGE,
             *capacity, *home_grown,
             *around(FRAGILITY.get(state, FRAGILITY_BY_KIND[kind]), *FRAGILITY_RANGE, most=100),
             *around(TARGET.get(state, TARGET_BY_KIND[kind]), *TARGET_RANGE, most=1000),
             *REPATRIATION,
             *re_entry(state),
             *HOME_DIFFERENCE,
             "assumed", "; ".join(reasons)])
    return table("countries.csv", columns, rows)


# ----------------------------------------------------------------------------------------------------------------- places

# Theatre places: id, weight (pull, as a share of the whole theatre in Syria and Iraq), area in km2, control on 2012-01-01,
# war intensity. All judged: no source gives weights. Positions come from control_loss.csv.
THEATRE = {
    "Raqqa": ("raqqa", 0.16, 200, 0.05, 0.9),
    "Deir ez-Zor": ("deir-ez-zor", 0.05, 200, 0.1, 1.3),
    "al-Bab": ("al-bab", 0.05, 150, 0.15, 1.2),
    "Manbij": ("manbij", 0.05, 150, 0.15, 1.1),
    "Jarabulus": ("jarabulus", 0.025, 100, 0.15, 0.9),
    "Dabiq": ("dabiq", 0.02, 80, 0.15, 1.2),
    "Tal Abyad": ("tal-abyad", 0.025, 100, 0.1, 1.0),
    "Kobani": ("kobani", 0.01, 100, 0.0, 3.0),
    "Tabqa": ("tabqa", 0.05, 150, 0.05, 0.9),
    "Shaddadi": ("shaddadi", 0.02, 150, 0.1, 1.2),
    "Palmyra": ("palmyra", 0.015, 200, 0.0, 1.5),
    "Mayadin": ("mayadin", 0.03, 100, 0.1, 0.8),
    "Abu Kamal": ("abu-kamal", 0.03, 100, 0.1, 0.8),
    "Hajin": ("hajin", 0.015, 30, 0.1, 0.9),
    "Baghouz": ("baghouz", 0.005, 5, 0.1, 0.9),
    "Mosul": ("mosul", 0.14, 300, 0.02, 1.1),
    "Tal Afar": ("tal-afar", 0.04, 150, 0.02, 1.0),
    "Sinjar": ("sinjar", 0.01, 100, 0.0, 1.3),
    "Hawija": ("hawija", 0.02, 200, 0.02, 0.9),
    "Tikrit": ("tikrit", 0.015, 150, 0.02, 1.4),
    "Ramadi": ("ramadi", 0.02, 150, 0.02, 1.6),
    "Fallujah": ("fallujah", 0.03, 150, 0.05, 1.4),
    "al-Qaim": ("al-qaim", 0.02, 100, 0.02, 0.8),
    "Rawa": ("rawa", 0.01, 100, 0.02, 0.8),
    "Sirte": ("sirte", 0.04, 100, 0.1, 1.0),
}
# The countryside. Together with the towns held on the first published date the areas make that date's area.
RURAL = {
    "syr-rural": ("SYR", "Rural Syria held", 35.3, 39.8, 0.1, 47000, 0.15, 0.9),
    "irq-rural": ("IRQ", "Rural Iraq held", 34.4, 42.4, 0.04, 40800, 0.02, 0.9),
}
# Way stations: id: country, name, lat, lon, hub strength. Positions rounded; hubs judged (claim 8: networks in Turkey).
TRANSIT = {
    "tur-west": ("TUR", "Turkish border, west", 36.6, 36.8, 0.7),
    "tur-centre": ("TUR", "Turkish border, centre", 36.9, 37.7, 0.8),
    "tur-east": ("TUR", "Turkish border, east", 36.9, 39.2, 0.6),
    "tur-southeast": ("TUR", "Turkish border, south-east", 37.3, 42.2, 0.3),
    "tur-istanbul": ("TUR", "Istanbul", 41.0, 29.0, 0.8),
    "lbn-beirut": ("LBN", "Beirut", 33.9, 35.6, 0.3),
    "jor-amman": ("JOR", "Amman", 31.9, 36.0, 0.2),
    "irq-kurdistan": ("IRQ", "Iraqi Kurdistan", 36.2, 44.0, 0.05),
    "irn-west": ("IRN", "Iran, western border", 34.3, 46.5, 0.1),
    "irn-tehran": ("IRN", "Tehran, way station", 35.6, 51.2, 0.2),
    "egy-cairo": ("EGY", "Cairo, way station", 30.1, 31.4, 0.2),
    "sdn-khartoum": ("SDN", "Khartoum, way station", 15.5, 32.6, 0.4),
    "lby-coast": ("LBY", "Libyan coast", 32.3, 15.0, 0.5),
    "yem-coast": ("YEM", "Yemeni coast", 12.9, 45.0, 0.3),
    "pak-west": ("PAK", "Western Pakistan", 30.2, 67.0, 0.3),
    "dza-south": ("DZA", "Southern Algeria", 22.8, 5.5, 0.1),
    "ken-nairobi": ("KEN", "Nairobi, way station", -1.2, 36.9, 0.2),
    "mys-kl": ("MYS", "Kuala Lumpur, way station", 3.0, 101.6, 0.2),
    "grc-islands": ("GRC", "Greek islands", 38.6, 26.3, 0.0),
    "srb-transit": ("SRB", "Balkan corridor", 43.5, 21.5, 0.0),
}
# Grounds of affiliates: id: country, name, lat, lon, war intensity. Rounded to the province; intensity judged.
AFFILIATE_PLACES = {
    "lby-interior": ("LBY", "Libyan interior", 28.0, 16.5, 0.6),
    "egy-sinai": ("EGY", "Sinai", 30.5, 33.8, 0.6),
    "yem-interior": ("YEM", "Yemeni interior", 14.5, 45.5, 0.4),
    "afg-east": ("AFG", "Eastern Afghanistan", 34.3, 70.5, 0.8),
    "rus-caucasus": ("RUS", "North Caucasus", 43.0, 46.5, 0.4),
    "phl-mindanao": ("PHL", "Mindanao", 7.0, 124.5, 0.3),
    "phl-marawi": ("PHL", "Marawi", 8.0, 124.3, 4.0),
    "nga-northeast": ("NGA", "Lake Chad basin", 12.0, 13.5, 0.5),
    "mli-sahara": ("MLI", "Greater Sahara", 15.5, 2.0, 0.4),
    "som-north": ("SOM", "Northern Somalia", 10.8, 50.0, 0.3),
    "cod-east": ("COD", "Eastern Congo", 0.6, 29.5, 0.3),
    "mmr-west": ("MMR", "Western Myanmar", 20.8, 92.6, 0.3),
}


def theatre_positions():
    return {row["place"]: row for row in evidence("control_loss")}


def position_of():
    """Latitude and longitude of every place, rounded to a tenth of a degree."""
    found = {place: (lat, lon) for place, (_, _, lat, lon, *_) in {**TRANSIT, **AFFILIATE_PLACES, **RURAL}.items()}
    for name, (place, *_) in THEATRE.items():
        row = theatre_positions()[name]
        found[place] = (round(float(row["lat"]), 1), round(float(row["lon"]), 1))
    for state, row in GEOGRAPHY.items():
        found[state] = (float(row["lat"]), float(row["lon"]))
    return found


def places():
    columns = (["id", "country", "kind", "lat", "lon", "name"] + ranged("initial-control") + ranged("area-km2") + ["residual"]
               + ranged("weight", "war-intensity", "hub-strength") + ["source", "reason"])
    nothing = [None] * 3
    where = position_of()
    rows = []
    for name, (place, weight, area, control, intensity) in THEATRE.items():
        country = theatre_positions()[name]["country"]
        rows.append([place, country, "theatre", *where[place], name, *around(control, 0, 2), *around(area, 0.6, 1.6, most=1e8), False,
                     *around(weight, 0.5, 2, most=1e6), *around(intensity, 0.5, 2, most=1000), *nothing, "assumed",
                     "position rounded from control_loss.csv; control, area, weight and intensity judged"])
    for place, (country, name, lat, lon, weight, area, control, intensity) in RURAL.items():
        rows.append([place, country, "theatre", lat, lon, name, *around(control, 0, 2), *around(area, 0.6, 1.6, most=1e8), True,
                     *around(weight, 0.5, 2, most=1e6), *around(intensity, 0.5, 2, most=1000), *nothing, "assumed",
                     "takes up what the published area leaves after the towns"])
    for place, (country, name, lat, lon, hub) in TRANSIT.items():
        rows.append([place, country, "transit", lat, lon, name, *nothing, *nothing, False, *nothing, *nothing,
                     *around(hub, 0.5, 1.5), "assumed", "way station; hub strength judged (claims 8 and 10)"])
    for state in STATES:
        rows.append([state, state, "country", *where[state], name_of(state), *nothing, *nothing, False, *nothing, *nothing,
                     *nothing, "geography.csv", "capital; end of journeys to this state"])
    for place, (country, name, lat, lon, intensity) in AFFILIATE_PLACES.items():
        rows.append([place, country, "affiliate", lat, lon, name, *((1, 0.8, 1) if place in {p for p, *_ in AFFILIATE_LOSSES} else (0, None, None)), *nothing, False, *nothing,
                     *around(intensity, 0.3, 3, most=1000), *nothing, "assumed", "ground of an affiliate; intensity judged"])
    return table("places.csv", columns, rows)


# ----------------------------------------------------------------------------------------------------------------- routes

LAND_KM_PER_DAY = 150      # in the theatre and between neighbouring states
LAND_STAY_DAYS = 0.5       # added to every leg in the theatre
BORDER_STAY_DAYS = 3       # waiting before an irregular border is tried
AIR_DAYS = (5, 1 / 4000)   # stay before a flight, and days per km
# What a ticket means against incomes at the destination: days for each of two fixed units and one for every 1,000 km.
AIR_MONEY_DAYS = {"rich": 1, "other": 5}
AIR_MONEY_FIXED = 2
RICH_KINDS = {"eu", "americas-anz", "gulf"}
LAND_MONEY_DAYS = 1
IRREGULAR_MONEY_DAYS = 3
REFUGEE_CROSSING = (7, 10)    # days and money of the sea crossing, dearer than a flight
REFUGEE_ONWARD = (3, 1)       # and of each leg after it

THEATRE_LINKS = """
dabiq-al-bab dabiq-jarabulus al-bab-manbij manbij-jarabulus manbij-kobani manbij-tabqa al-bab-tabqa tabqa-raqqa
raqqa-tal-abyad tal-abyad-kobani raqqa-deir-ez-zor raqqa-shaddadi raqqa-palmyra palmyra-deir-ez-zor shaddadi-deir-ez-zor
shaddadi-sinjar deir-ez-zor-mayadin mayadin-hajin mayadin-abu-kamal hajin-abu-kamal abu-kamal-baghouz hajin-baghouz
abu-kamal-al-qaim baghouz-al-qaim al-qaim-rawa rawa-ramadi ramadi-fallujah fallujah-tikrit tikrit-hawija tikrit-rawa
hawija-mosul mosul-tal-afar tal-afar-sinjar mosul-tikrit
syr-rural-al-bab syr-rural-manbij syr-rural-tabqa syr-rural-raqqa syr-rural-shaddadi syr-rural-deir-ez-zor syr-rural-palmyra
syr-rural-mayadin syr-rural-hajin syr-rural-abu-kamal syr-rural-baghouz syr-rural-tal-abyad syr-rural-irq-rural
irq-rural-mosul irq-rural-tal-afar irq-rural-hawija irq-rural-tikrit irq-rural-ramadi irq-rural-fallujah irq-rural-al-qaim
irq-rural-rawa irq-rural-sinjar
""".split()

# The Turkish border. Terrain: hills in the west, plain in the centre and east, mountains in the south-east (judged).
TURKISH_SECTIONS = {
    "tur-west": (0.35, "dabiq al-bab syr-rural"),
    "tur-centre": (0.15, "jarabulus manbij al-bab kobani"),
    "tur-east": (0.1, "raqqa tal-abyad kobani tabqa shaddadi deir-ez-zor syr-rural"),
    "tur-southeast": (0.5, "sinjar tal-afar mosul irq-rural"),
}
REFERENCE_TERRAIN = 0.2          # for which the published-range permeability is met
TURKISH_SMUGGLING = (0.2, 0.1, 0.5)   # share of stops a guide avoids (claim 7)
TURKISH_GUIDES = (1.0, 0.3, 3.0)      # a day and route: assumed with a wide range
TURKISH_FLOOR = (0.05, 0.05, 0.2)     # evidence: floor 0.05-0.20
REFERENCE_GUIDED_SHARE = 0.7
LEAKLESS = 0.995                 # patrols never stop more than this share of those whom a patrol can stop
TURKISH_HELD = (0.15, 0.05, 0.4)
TURKISH_KILLED = (0.02, 0.0, 0.05)

# Other ways out of the theatre: from, to, patrol, terrain, floor, held share, killed share. Hard borders have a patrol over
# two: they stop nine in ten. Claim 10: Jordan and Lebanon share the fear.
HARD_BORDERS = [
    ("syr-rural", "lbn-beirut", 2.5, 0.4, 0.05, 0.5, 0.05),
    ("palmyra", "lbn-beirut", 2.5, 0.4, 0.05, 0.5, 0.05),
    ("syr-rural", "jor-amman", 2.0, 0.0, 0.03, 0.4, 0.1),
    ("palmyra", "jor-amman", 2.0, 0.0, 0.03, 0.4, 0.1),
    ("irq-rural", "jor-amman", 2.5, 0.0, 0.02, 0.4, 0.1),
    ("rawa", "jor-amman", 2.5, 0.0, 0.02, 0.4, 0.1),
    ("irq-rural", "SAU", 4.0, 0.0, 0.01, 0.6, 0.1),
    ("syr-rural", "SYR", 2.0, 0.0, 0.05, 0.5, 0.2),
    ("palmyra", "SYR", 2.0, 0.0, 0.05, 0.5, 0.2),
    ("irq-rural", "IRQ", 2.0, 0.0, 0.05, 0.5, 0.2),
    ("fallujah", "IRQ", 2.0, 0.0, 0.05, 0.5, 0.2),
    ("ramadi", "IRQ", 2.0, 0.0, 0.05, 0.5, 0.2),
    ("tikrit", "IRQ", 2.0, 0.0, 0.05, 0.5, 0.2),
    ("mosul", "irq-kurdistan", 2.0, 0.1, 0.05, 0.6, 0.1),
    ("hawija", "irq-kurdistan", 2.0, 0.1, 0.05, 0.6, 0.1),
    ("tal-afar", "irq-kurdistan", 2.0, 0.1, 0.05, 0.6, 0.1),
    ("sinjar", "irq-kurdistan", 2.0, 0.2, 0.05, 0.6, 0.1),
    ("shaddadi", "irq-kurdistan", 2.0, 0.1, 0.05, 0.6, 0.1),
    ("irq-rural", "irn-west", 2.0, 0.4, 0.05, 0.6, 0.1),
    ("hawija", "irn-west", 2.0, 0.4, 0.05, 0.6, 0.1),
]
HARD_FORCING = ((date(2012, 1, 1), 0.5), (date(2014, 9, 1), 1.0), (date(2016, 1, 1), 1.3))  # factor on their patrol

# Ordinary journeys over land: from, to, patrol, terrain, floor. Both directions.
OPEN_LAND = [
    ("sirte", "lby-coast", 0.3, 0.0, 0.3), ("sirte", "lby-interior", 0.1, 0.0, 0.3),
    ("lby-coast", "lby-interior", 0.1, 0.0, 0.3), ("lby-coast", "LBY", 0.3, 0.0, 0.4), ("lby-coast", "TUN", 0.8, 0.2, 0.3),
    ("lby-coast", "EGY", 0.8, 0.1, 0.2), ("lby-interior", "NER", 0.3, 0.1, 0.4), ("lby-interior", "dza-south", 0.5, 0.2, 0.3),
    ("lby-interior", "SDN", 0.3, 0.1, 0.4), ("lby-interior", "LBY", 0.3, 0.0, 0.4), ("lby-interior", "mli-sahara", 0.3, 0.1, 0.4),
    ("egy-cairo", "EGY", 0.1, 0.0, 0.5), ("egy-cairo", "egy-sinai", 0.8, 0.1, 0.2), ("EGY", "egy-sinai", 0.8, 0.1, 0.2),
    ("PSE", "egy-sinai", 1.2, 0.0, 0.1), ("jor-amman", "JOR", 0.1, 0.0, 0.5), ("lbn-beirut", "LBN", 0.1, 0.0, 0.5),
    ("sdn-khartoum", "SDN", 0.1, 0.0, 0.5), ("ken-nairobi", "KEN", 0.1, 0.0, 0.5), ("mys-kl", "MYS", 0.1, 0.0, 0.5),
    ("irn-west", "irn-tehran", 0.3, 0.1, 0.4), ("irn-tehran", "IRN", 0.1, 0.0, 0.5), ("irn-tehran", "pak-west", 0.6, 0.3, 0.2),
    ("irn-tehran", "AFG", 0.6, 0.3, 0.3), ("irn-west", "tur-southeast", 0.8, 0.5, 0.2), ("irn-west", "irq-kurdistan", 0.8, 0.5, 0.2),
    ("irq-kurdistan", "tur-southeast", 0.6, 0.3, 0.2), ("irq-kurdistan", "IRQ", 0.8, 0.0, 0.3),
    ("pak-west", "PAK", 0.3, 0.1, 0.4), ("pak-west", "afg-east", 0.5, 0.4, 0.3), ("PAK", "afg-east", 0.6, 0.5, 0.3),
    ("AFG", "afg-east", 0.3, 0.2, 0.4), ("TJK", "afg-east", 0.8, 0.5, 0.2), ("IRQ", "jor-amman", 1.5, 0.0, 0.05),
    ("SYR", "lbn-beirut", 0.8, 0.2, 0.1), ("SYR", "jor-amman", 1.5, 0.0, 0.05),
    ("RUS", "rus-caucasus", 0.6, 0.3, 0.3), ("GEO", "rus-caucasus", 1.2, 0.6, 0.2), ("AZE", "rus-caucasus", 1.2, 0.5, 0.2),
    ("yem-coast", "yem-interior", 0.2, 0.1, 0.4), ("yem-coast", "YEM", 0.2, 0.0, 0.5), ("YEM", "yem-interior", 0.3, 0.2, 0.4),
    ("SAU", "yem-interior", 1.5, 0.2, 0.1), ("NGA", "nga-northeast", 0.4, 0.1, 0.4), ("NER", "nga-northeast", 0.4, 0.1, 0.4),
    ("MLI", "mli-sahara", 0.3, 0.0, 0.4), ("NER", "mli-sahara", 0.3, 0.0, 0.4), ("dza-south", "DZA", 0.4, 0.0, 0.4),
    ("dza-south", "mli-sahara", 0.5, 0.1, 0.3), ("dza-south", "NER", 0.5, 0.1, 0.3), ("SOM", "som-north", 0.2, 0.1, 0.5),
    ("ken-nairobi", "som-north", 0.6, 0.1, 0.3), ("ken-nairobi", "cod-east", 0.4, 0.2, 0.4), ("COD", "cod-east", 0.3, 0.2, 0.4),
    ("MMR", "mmr-west", 0.8, 0.3, 0.2), ("BGD", "mmr-west", 0.8, 0.3, 0.3), ("PHL", "phl-mindanao", 0.3, 0.1, 0.5),
    ("phl-mindanao", "phl-marawi", 1.0, 0.3, 0.1), ("grc-islands", "GRC", 0.2, 0.0, 0.5), ("srb-transit", "SRB", 0.2, 0.0, 0.5),
    ("TUR", "tur-istanbul", 0.0, 0.0, 0.5), ("TUR", "tur-west", 0.0, 0.0, 0.5), ("TUR", "tur-centre", 0.0, 0.0, 0.5),
    ("TUR", "tur-east", 0.0, 0.0, 0.5), ("TUR", "tur-southeast", 0.0, 0.0, 0.5),
    ("tur-west", "tur-istanbul", 0.0, 0.0, 0.5), ("tur-centre", "tur-istanbul", 0.0, 0.0, 0.5),
    ("tur-east", "tur-istanbul", 0.0, 0.0, 0.5), ("tur-southeast", "tur-istanbul", 0.0, 0.0, 0.5),
    ("tur-west", "tur-centre", 0.0, 0.0, 0.5), ("tur-centre", "tur-east", 0.0, 0.0, 0.5),
    ("tur-east", "tur-southeast", 0.0, 0.0, 0.5),
]
# By boat, both directions unless the last item says one way.
SEA = [
    ("lby-coast", "ITA", 0.8, 0.4, 0.3, True), ("TUN", "ITA", 0.8, 0.3, 0.3, True), ("lby-coast", "TUN", 0.8, 0.3, 0.3, False),
    ("tur-istanbul", "lby-coast", 0.5, 0.3, 0.4, False), ("egy-cairo", "lby-coast", 0.6, 0.2, 0.3, False),
    ("sdn-khartoum", "yem-coast", 0.5, 0.4, 0.4, False), ("SOM", "yem-coast", 0.5, 0.4, 0.4, False),
    ("yem-coast", "som-north", 0.4, 0.4, 0.4, False), ("jor-amman", "egy-sinai", 1.5, 0.1, 0.1, False),
    ("tur-istanbul", "GRC", 0.8, 0.3, 0.2, True), ("lbn-beirut", "TUR", 0.8, 0.2, 0.2, False),
    ("IDN", "phl-mindanao", 0.5, 0.5, 0.4, False), ("mys-kl", "phl-mindanao", 0.6, 0.5, 0.4, False),
    ("MYS", "phl-mindanao", 0.6, 0.5, 0.4, False), ("mmr-west", "mys-kl", 0.8, 0.4, 0.3, False),
    ("grc-islands", "ITA", 0.8, 0.2, 0.3, True), ("MAR", "ESP", 1.0, 0.2, 0.2, True),
]
# Among refugees, one way: Turkey, the islands, the Balkan corridor, western Europe.
REFUGEE = [("tur-istanbul", "grc-islands"), ("grc-islands", "srb-transit"), ("grc-islands", "GRC")] + [
    ("srb-transit", state) for state in "AUT BEL CHE DEU DNK FIN FRA GBR ITA NLD NOR SWE".split()] + [
    ("lby-coast", "ITA")]
# Flights from hubs besides Istanbul, from which every state is reached.
AIR_HUBS = {  # hub: regions of origins.csv, and the Gulf
    "lbn-beirut": ["W Europe", "Gulf"],
    "jor-amman": ["Gulf", "Maghreb", "Middle East"],
    "egy-cairo": ["Gulf", "Maghreb", "Sub-Saharan Africa"],
    "sdn-khartoum": ["Gulf", "Maghreb"],
    "irn-tehran": ["South Asia", "Former USSR"],
    "ken-nairobi": ["Sub-Saharan Africa"],
    "mys-kl": ["SE Asia", "South Asia", "East Asia"],
}
AIR_PAIRS = [("irq-kurdistan", s) for s in "JOR ARE DEU SWE AUT NLD GBR".split()] + [
    (a, b) for a in "tur-istanbul jor-amman egy-cairo sdn-khartoum".split()
    for b in "tur-istanbul jor-amman egy-cairo sdn-khartoum lbn-beirut irn-tehran mys-kl ken-nairobi".split() if a != b] + [
    ("irq-kurdistan", "tur-istanbul"), ("lbn-beirut", "tur-istanbul"), ("irn-tehran", "tur-istanbul"),
    ("mys-kl", "tur-istanbul"), ("ken-nairobi", "tur-istanbul"), ("lby-coast", "tur-istanbul"), ("lby-coast", "sdn-khartoum"),
    ("lby-coast", "egy-cairo"), ("tur-istanbul", "lby-coast"), ("sdn-khartoum", "lby-coast"), ("lby-coast", "TUN"),
    ("yem-coast", "sdn-khartoum"), ("pak-west", "SAU"), ("pak-west", "ARE")]
NO_FLIGHTS_TO = {"SYR"}
AIR_HELD = (0.5, 0.2, 0.8)
# Neighbouring states, irregular: patrol, floor.
NEIGHBOUR_PATROL = 0.3
NEIGHBOUR_FLOOR = 0.5
CLOSED_NEIGHBOURS = {frozenset(p.split("-")) for p in "ISR-LBN ISR-SYR EGY-ISR ISR-JOR ISR-PSE DZA-MAR SAU-YEM EGY-PSE".split()}
CLOSED_PATROL = 2.0
CLOSED_FLOOR = 0.05


def kilometres(a, b):
    """Great-circle distance between two places."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(math.radians, POSITION[p])) for p in (a, b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(h))


POSITION = position_of()


def rounded_days(days):
    return round(days * 2) / 2 if days > 2 else round(days, 1)


def patrol_for(permeability):
    """Patrol at the reference terrain that gives this permeability, guided and alone averaged (M6 solved for patrol)."""
    stopped_alone = (1 - permeability) / (1 - REFERENCE_GUIDED_SHARE * TURKISH_SMUGGLING[0])
    stoppable = min(LEAKLESS, stopped_alone / (1 - TURKISH_FLOOR[0]))
    return -math.log(1 - stoppable) / (1 - REFERENCE_TERRAIN)


def routes():
    columns = (["id", "from", "to", "mode"] + ranged("days", "money-days", "patrol", "terrain",
               "smuggling", "guides-per-day", "floor-share", "held-share", "killed-share") + ["source", "reason"])
    rows = {}
    none = [None] * 3

    def add(suffix, start, end, mode, days, money, patrol=None, terrain=None, floor=None, held=None, killed=None,
            smuggling=None, guides=None, reason=""):
        key = f"{start}-{end}{suffix}"
        assert key not in rows, key
        rows[key] = [key, start, end, mode, *around(rounded_days(days), 0.5, 2, least=0.1, most=1e4), *around(money, 0.3, 3, most=1e4),
                     *(around(patrol, 0.5, 2, most=100) if patrol else none), *(around(terrain, 0.5, 1.8) if terrain else none),
                     *(smuggling or none),
                     *(guides or none), *(floor or none), *(held or none), *(killed or none), "assumed", reason]

    def stay(start, end, extra):
        return extra + kilometres(start, end) / LAND_KM_PER_DAY

    theatre = {p for p, *_ in THEATRE.values()} | set(RURAL)
    for link in THEATRE_LINKS:
        a, b = next((link[:i], link[i + 1:]) for i, c in enumerate(link)
                    if c == "-" and link[:i] in theatre and link[i + 1:] in theatre)
        for start, end in ((a, b), (b, a)):
            add("", start, end, "land", stay(start, end, LAND_STAY_DAYS), LAND_MONEY_DAYS / 2, reason="inside the theatre")
    for section, (terrain, towns) in TURKISH_SECTIONS.items():
        for town in towns.split():
            for start, end in ((town, section), (section, town)):
                out = end == section
                add("", start, end, "land", stay(start, end, BORDER_STAY_DAYS), IRREGULAR_MONEY_DAYS, patrol_for(TURKISH_PERMEABILITY[0][1]),
                    terrain, TURKISH_FLOOR, TURKISH_HELD if out else none, TURKISH_KILLED if out else none,
                    TURKISH_SMUGGLING, TURKISH_GUIDES, "Turkish border; patrol forced" if out else "the way in; patrol forced")
    for start, end, patrol, terrain, floor, held, killed in HARD_BORDERS:
        for a, b in ((start, end), (end, start)):
            out = b == end
            add("", a, b, "land", stay(a, b, BORDER_STAY_DAYS), IRREGULAR_MONEY_DAYS, patrol * HARD_FORCING[0][1], terrain,
                around(floor, 0.5, 3), around(held, 0.5, 1.4) if out else none, around(killed, 0, 1.5) if out else none,
                reason="hard border of the theatre; patrol forced")
    for start, end, patrol, terrain, floor in OPEN_LAND:
        for a, b in ((start, end), (end, start)):
            add("", a, b, "land", stay(a, b, 1), LAND_MONEY_DAYS, patrol, terrain, around(floor, 0.6, 1.5), around(0.2, 0.5, 2),
                reason="over land")
    for start, end, patrol, terrain, floor, one_way in SEA:
        for a, b in [(start, end)] if one_way else [(start, end), (end, start)]:
            add("-sea", a, b, "sea", BORDER_STAY_DAYS + kilometres(a, b) / 400, IRREGULAR_MONEY_DAYS, patrol, terrain,
                around(floor, 0.6, 1.5), around(0.3, 0.5, 2), around(0.02, 0, 2), reason="by boat")
    for start, end in REFUGEE:
        add("-ref", start, end, "refugee", *(REFUGEE_ONWARD if start in ("grc-islands", "srb-transit") else REFUGEE_CROSSING), held=around(0.6, 0.5, 1.5), reason="among refugees (claim 31)")

    def income(end):
        return "rich" if end in STATES and kind_of(end) in RICH_KINDS else "other"

    def fly(start, end):
        add("-air", start, end, "air", AIR_DAYS[0] + AIR_DAYS[1] * kilometres(start, end),
            AIR_MONEY_DAYS[income(end)] * (AIR_MONEY_FIXED + kilometres(start, end) / 1000), held=AIR_HELD,
            reason="with a passport (claim 32)")

    pairs = {("tur-istanbul", s) for s in STATES if s not in NO_FLIGHTS_TO | {"TUR"}}
    for hub, regions in AIR_HUBS.items():
        own = TRANSIT[hub][0]
        pairs |= {(hub, s) for s in STATES if s not in NO_FLIGHTS_TO | {own, "IRQ", "ISR"}
                  and (region_of(s) in regions or (s in GULF and "Gulf" in regions))}
    pairs |= {(s, "tur-istanbul") for s in STATES if s not in NO_FLIGHTS_TO | {"TUR"}}
    pairs |= set(AIR_PAIRS)
    for start, end in sorted(pairs):
        fly(start, end)
    handled = {(r[1], r[2]) for r in rows.values() if r[3] == "land"}
    for state in STATES:
        for other in neighbours_of(state):
            if "SYR" in (state, other) and "TUR" in (state, other) or {state, other} in ({"SYR", "IRQ"}, {"IRQ", "TUR"}):
                continue  # these borders are those of the theatre
            if (state, other) in handled:
                continue
            closed = frozenset((state, other)) in CLOSED_NEIGHBOURS or "SYR" in (state, other) or "IRQ" in (state, other)
            add("", state, other, "land", 1 + kilometres(state, other) / 300, LAND_MONEY_DAYS,
                CLOSED_PATROL if closed else NEIGHBOUR_PATROL, 0.1,
                around(CLOSED_FLOOR, 0.5, 3) if closed else around(NEIGHBOUR_FLOOR, 0.6, 1.5), around(0.2, 0.5, 2),
                reason="between neighbours (geography.csv), irregular")
    return table("routes.csv", columns, list(rows.values()), digits=3)


# ------------------------------------------------------------------------------------------------------ groups and arrivals

# Region of women_minors.csv for each origin. GEO and AZE: with Russia, as the source's eastern Europe (judged).
COMPOSITION_REGION = {"W Europe": "W Europe", "E Europe": "E Europe", "Balkans": "E Europe", "Middle East": "MENA",
                      "Maghreb": "MENA", "Sub-Saharan Africa": "Sub-Saharan Africa", "South Asia": "South Asia",
                      "SE Asia": "SE Asia", "East Asia": "East Asia", "Americas and ANZ": "Americas and ANZ"}
# MENA: 0.08 is under-recorded and a lower bound; Morocco, the one Arab state that counts them, has 226 women and 320 minors
# beside 1,622 men, a quarter. The middle of the two is taken.
MOROCCO_MEN, MOROCCO_WOMEN, MOROCCO_MINORS = 1622, 226, 320
MENA_SHARE = (0.16, 0.08, (MOROCCO_WOMEN + MOROCCO_MINORS) / (MOROCCO_MEN + MOROCCO_WOMEN + MOROCCO_MINORS))
SHARE_LOW_FACTOR = 0.6   # the other shares are upper shares of those recorded
WOMEN_PER_MINOR = (13, 12)
GERMAN_WOMEN_SHARE = 186 / 930  # of adults; returns_series.csv, Germany 2017-07
VETERANS = {  # claim 21 (prominent battlefield roles) and earlier wars; judged
    "RUS": (0.3, 0.1, 0.5), "GEO": (0.3, 0.1, 0.5), "AFG": (0.3, 0.1, 0.5), "LBY": (0.3, 0.1, 0.5), "SOM": (0.3, 0.1, 0.5),
    "YEM": (0.2, 0.05, 0.4), "KAZ": (0.15, 0.05, 0.3), "KGZ": (0.15, 0.05, 0.3), "TJK": (0.15, 0.05, 0.3),
    "TKM": (0.15, 0.05, 0.3), "UZB": (0.15, 0.05, 0.3), "AZE": (0.1, 0.03, 0.2), "BIH": (0.1, 0.03, 0.2),
    "XKX": (0.05, 0.02, 0.2), "SAU": (0.1, 0.03, 0.2), "JOR": (0.1, 0.03, 0.2), "PAK": (0.1, 0.03, 0.2), "DZA": (0.1, 0.03, 0.2),
    "*": (0.03, 0.0, 0.1),
}


# Share known by name among enthusiasts at home (claims 21 and 27): roles on the battlefield, known preachers; judged.
PROMINENT = {
    "RUS": (0.04, 0.01, 0.1), "GEO": (0.05, 0.02, 0.15), "AZE": (0.03, 0.01, 0.08), "KAZ": (0.03, 0.01, 0.08),
    "KGZ": (0.03, 0.01, 0.08), "TJK": (0.03, 0.01, 0.08), "TKM": (0.03, 0.01, 0.08), "UZB": (0.03, 0.01, 0.08),
    "SAU": (0.02, 0.005, 0.06), "KWT": (0.03, 0.01, 0.08), "BHR": (0.03, 0.01, 0.08), "QAT": (0.02, 0.005, 0.06),
    "ARE": (0.02, 0.005, 0.06), "*": (0.01, 0.002, 0.03),
}


def family_share(state):
    """Share of women and minors among all of an origin: value, low, high."""
    region = "Central Asia" if state in CENTRAL_ASIA else COMPOSITION_REGION.get(region_of(state), "E Europe")
    if region == "MENA":
        return MENA_SHARE
    high = next(float(r["women_and_minor_share_max"]) for r in evidence("women_minors") if r["region"] == region)
    return high * (1 + SHARE_LOW_FACTOR) / 2, high * SHARE_LOW_FACTOR, high


def composition(adults, share, women_of_adults=None):
    """Men, women and minors of so many adults when women and minors are this share of all."""
    women_weight, minor_weight = WOMEN_PER_MINOR
    minor_share = share * minor_weight / (women_weight + minor_weight)
    everybody = adults / (1 - minor_share)
    women = everybody * (share - minor_share) if women_of_adults is None else adults * women_of_adults
    return {"men": adults - women, "women": women, "minors": everybody * minor_share}


ROLES = {"men": "man", "women": "woman", "minors": "minor"}


def groups():
    columns = (["id", "origin", "role", "commitment"] + ranged("departed-persons") + ["arrivals-as"]
               + [*ranged("veteran-share"), "veteran-share-source", *ranged("prominent-share"), "prominent-share-source"]
               + ["source", "grade", "reason"])
    rows = []
    for state, row in sorted(ORIGINS.items()):
        low, central, high = (float(row[f"departed_{b}"]) for b in ("low", "central", "high"))
        if state == "MAR":  # the row counts men
            ratio = {"men": 1, "women": MOROCCO_WOMEN / MOROCCO_MEN, "minors": MOROCCO_MINORS / MOROCCO_MEN}
            value, lower, upper = ({role: n * r for role, r in ratio.items()} for n in (central, low, high))
            reason = "row counts men; 226 women and 320 minors beside 1622 men (returns_series.csv)"
        else:
            share, share_low, share_high = family_share(state)
            women = GERMAN_WOMEN_SHARE if state == "DEU" else None
            value = composition(central, share, women)
            few, many = composition(low, share_low, women), composition(high, share_high, women)
            lower = {**few, "men": composition(low, share_high, women)["men"]}
            upper = {**many, "men": composition(high, share_low, women)["men"]}
            reason = f"row counts adults; women and minors {text(share, 2)} of all, 13 : 12 (women_minors.csv)"
            if state == "DEU":
                reason += "; women a fifth of adults (returns_series.csv)"
        for role, singular in ROLES.items():
            rows.append([f"{state}-{role}", state, singular, "mixed", value[role], lower[role], upper[role],
                         "" if role == "men" else f"{state}-men",
                         *(VETERANS.get(state, VETERANS["*"]) if role == "men" else (0, None, None)), "assumed",
                         *(PROMINENT.get(state, PROMINENT["*"]) if role == "men" else (0, None, None)), "assumed",
                         f"origins.csv: {row['source']}", row["confidence"], reason])
    return table("groups.csv", columns, rows)


START = date(2012, 1, 1)
COUNT_DATES = ("2013_12", "2015_01")
EARLY_CAP = 0.9
LAST_ARRIVALS = (2017, 10)
WEIGHT_2015, WEIGHT_2016_FIRST, WEIGHT_2016_NOVEMBER, WEIGHT_LATER = 1.0, 0.25, 0.025, 0.02
EARLY_MONTHS = (24, 13)  # January 2012 - December 2013, January 2014 - January 2015


def early_shares():
    """Share of each origin's departures reached by the two count dates."""
    counts = {row["iso3"]: [number(row[f"count_{d}_high"]) for d in COUNT_DATES] for row in evidence("departures_early")}
    departed = {state: float(row["departed_central"]) for state, row in ORIGINS.items()}

    def shares(state):
        first, second = ((c / departed[state] if c is not None else None) for c in counts[state])
        if first is not None and second is not None:
            second = max(first, second)
        return [min(EARLY_CAP, s) if s is not None else None for s in (first, second)]

    own = {state: shares(state) for state in ORIGINS}

    def curve(states):
        points = []
        for i in (0, 1):
            known = [s for s in states if own[s][i] is not None]
            points.append(sum(own[s][i] * departed[s] for s in known) / sum(departed[s] for s in known) if known else None)
        return points if None not in points else None

    world = curve(sorted(ORIGINS))
    result = {}
    for state in sorted(ORIGINS):
        region = curve([s for s in sorted(ORIGINS) if region_of(s) == region_of(state)]) or world
        first, second = ((region[i] if own[state][i] is None else (own[state][i] + region[i]) / 2) for i in (0, 1))
        result[state] = (first, max(first, second))
    return result


def month_weight(year, month):
    """Weight of a month after the last early count."""
    if year == 2015:
        return WEIGHT_2015
    if year == 2016 and month <= 11:
        return WEIGHT_2016_FIRST + (WEIGHT_2016_NOVEMBER - WEIGHT_2016_FIRST) * (month - 1) / 10
    return WEIGHT_LATER


def arrivals():
    months = [(y, m) for y in range(2012, 2018) for m in range(1, 13) if (y, m) <= LAST_ARRIVALS]
    later = [ym for ym in months if ym > (2015, 1)]
    total = sum(month_weight(*ym) for ym in later)
    rows = []
    for state, (first, second) in sorted(early_shares().items()):
        for year, month in months:
            if year < 2014:
                share, source = first / EARLY_MONTHS[0], "departures_early.csv"
            elif (year, month) <= (2015, 1):
                share, source = (second - first) / EARLY_MONTHS[1], "departures_early.csv"
            else:
                share, source = (1 - second) * month_weight(year, month) / total, "assumed"
            bounds = [share * 0.5, share * 2] if source == "assumed" else [None, None]
            rows.append([f"{state}-men", f"{year}-{month:02}", share, *bounds, source])
    return table("arrivals.csv", ["group", "month"] + ranged("share") + ["source"], rows, keys=2, digits=3)


def first_theatres():
    rows = [["*", "SYR", 0.75, 0.65, 0.9, "assumed", "most came through Turkey into Syria"],
            ["*", "IRQ", 0.25, 0.1, 0.35, "assumed", "the rest; the families held there (detention.csv) ask for more than a fifth"]]
    tunisia = "returns_series.csv: government of Tunisia, 60 percent Syria, 30 percent Libya"
    rows += [["TUN", "SYR", 0.6, 0.5, 0.7, tunisia, ""], ["TUN", "LBY", 0.3, 0.2, 0.4, tunisia, ""],
             ["TUN", "IRQ", 0.1, 0.05, 0.15, tunisia, "the rest; nobody counted them apart"]]
    rows += [["LBY", "SYR", 0.75, 0.65, 0.9, "assumed", "Libyans who left; those who fought at home are no travellers"],
             ["LBY", "IRQ", 0.25, 0.1, 0.35, "assumed", ""]]
    return table("first-theatres.csv", ["origin", "theatre"] + ranged("share") + ["source", "reason"], rows, keys=2)


# ------------------------------------------------------------------------------------------------------------- territory

# Gains the evidence does not date (it begins with the loss): level, date, ramp. Judged; 2012 to mid 2014 the armed
# opposition at large is meant, in Syria from 2013 on.
ASSUMED_GAINS = {
    "raqqa": [(0.6, "2013-04-01", 120), (1, "2014-02-01", 120)],
    "deir-ez-zor": [(0.4, "2013-06-01", 365), (0.8, "2014-07-15", 90)],
    "al-bab": [(0.6, "2013-03-01", 365), (1, "2014-02-01", 60)],
    "manbij": [(0.6, "2013-03-01", 365), (1, "2014-02-01", 60)],
    "jarabulus": [(0.6, "2013-03-01", 365), (1, "2014-02-01", 60)],
    "dabiq": [(0.6, "2013-03-01", 365), (1, "2014-08-15", 60)],
    "tal-abyad": [(0.5, "2013-03-01", 365), (1, "2014-07-01", 120)],
    "kobani": [(0.5, "2014-11-01", 45)],
    "tabqa": [(0.6, "2013-03-01", 90), (1, "2014-08-24", 60)],
    "shaddadi": [(0.6, "2013-03-01", 90), (1, "2014-07-01", 60)],
    "mayadin": [(0.6, "2013-06-01", 365), (1, "2014-07-15", 60)],
    "abu-kamal": [(0.6, "2013-06-01", 365), (1, "2014-07-15", 60)],
    "hajin": [(0.6, "2013-06-01", 365), (1, "2014-07-15", 60)],
    "baghouz": [(0.6, "2013-06-01", 365), (1, "2014-07-15", 60)],
    "tikrit": [(1, "2014-06-15", 5)],
    "sinjar": [(1, "2014-08-03", 5)],
    "fallujah": [(1, "2014-01-15", 14)],
    "tal-afar": [(1, "2014-06-23", 7)],
    "hawija": [(1, "2014-06-15", 7)],
    "al-qaim": [(1, "2014-06-21", 7)],
    "rawa": [(1, "2014-06-21", 7)],
}
# Length of the ramp that ends on the event's date. From battle dates where the source column gives them, else judged.
RAMPS = {
    ("mosul", "2014-06-10"): (6, "4-10 June 2014"), ("manbij", "2016-08-12"): (73, "from 31 May 2016"),
    ("mayadin", "2017-10-14"): (10, "from 4 October 2017"), ("marawi", "2017-10-23"): (153, "from 23 May 2017"),
    ("ramadi", "2016-02-09"): (60, "centre retaken late December 2015"),
    ("kobani", "2015-01-26"): (60, ""), ("tikrit", "2015-04-17"): (45, ""), ("ramadi", "2015-05-17"): (5, ""),
    ("palmyra", "2015-05-21"): (7, ""), ("sirte", "2015-06-09"): (120, ""), ("tal-abyad", "2015-06-16"): (14, ""),
    ("sinjar", "2015-11-13"): (3, ""), ("shaddadi", "2016-02-24"): (8, ""), ("palmyra", "2016-03-27"): (18, ""),
    ("fallujah", "2016-06-26"): (34, ""), ("jarabulus", "2016-08-24"): (2, ""), ("dabiq", "2016-10-16"): (14, ""),
    ("sirte", "2016-12-06"): (200, ""), ("palmyra", "2016-12-11"): (3, ""), ("al-bab", "2017-02-23"): (100, ""),
    ("palmyra", "2017-03-02"): (45, ""), ("tabqa", "2017-05-10"): (48, ""), ("marawi", "2017-05-23"): (0, ""),
    ("mosul", "2017-07-10"): (265, ""), ("tal-afar", "2017-08-31"): (11, ""), ("hawija", "2017-10-05"): (14, ""),
    ("raqqa", "2017-10-17"): (133, ""), ("deir-ez-zor", "2017-11-03"): (60, ""), ("al-qaim", "2017-11-03"): (8, ""),
    ("rawa", "2017-11-17"): (3, ""), ("abu-kamal", "2017-11-19"): (14, ""), ("hajin", "2018-12-14"): (95, ""),
    ("baghouz", "2019-03-23"): (43, ""),
}
# Affiliates whose published strength collapsed: place, group, length of the ramp. Foreigners with them are dislodged as it falls.
AFFILIATE_LOSSES = [("lby-interior", "IS Libya", 200)]
LIBYA_LOST = date(2016, 12, 6)  # control_loss.csv: Sirte
LEVELS = {"gained": (1, 0.8, 1), "gained_partly": (0.4, 0.2, 0.6), "lost": (0, None, None), "lost_siege_broken": (0, None, None)}
NOT_A_PLACE = {"Iraq (all territory)"}  # the published area carries it


def control():
    ids = {name: place for name, (place, *_) in THEATRE.items()} | {"Marawi": "phl-marawi"}
    rows = []
    for row in evidence("control_loss"):
        if row["place"] in NOT_A_PLACE:
            continue
        place = ids[row["place"]]
        ramp, why = RAMPS[(place.replace("phl-", ""), row["date"])]
        value, low, high = LEVELS[row["event"]]
        if row["event"] == "gained_partly":
            reason = "a part of the city: level judged (claim 14)"
        else:
            reason = f"ramp: {why}" if why else "ramp judged" if ramp else "a step"
        if row["verification"] == "R":
            reason += "; date recalled"
        rows.append([place, row["date"], value, low, high, ramp, *([ramp * 0.5, ramp * 1.5] if ramp else [None, None]),
                     f"control_loss.csv: {row['source']}", reason])
    for place, group, ramp in AFFILIATE_LOSSES:
        # The ground falls as the published strength does, from its height to its last count before the loss.
        found = strengths(group)
        height = max(found, key=lambda s: s[1])
        after = min((s for s in found if s[0] > height[0]), key=lambda s: s[1])
        level = after[1] / height[1]
        rows.append([place, LIBYA_LOST, level, level * 0.5, min(1, level * 3), ramp, ramp * 0.5, ramp * 1.5, f"affiliates.csv: {height[4]}; {after[4]}",
                     f"strength fell from {text(height[1])} to {text(after[1])}: those from abroad shared the loss; ramp as for Sirte"])
    for place, gains in ASSUMED_GAINS.items():
        for level, day, ramp in gains:
            rows.append([place, day, level, level * 0.6, min(1, level * 1.4), ramp, ramp * 0.5, ramp * 1.5, "assumed",
                         "the evidence gives the loss only"])
    return table("control.csv", ["place", "date"] + ranged("control", "over-days") + ["source", "reason"], rows, keys=2)


# One series: IHS to mid 2017, then the US Defense Department. The two differ by a quarter where they overlap (45,325 and
# 60,400 km2 in January 2017), which makes the lower bound; RAND's figure of 2014-11 makes the upper.
SERIES_LOW = 45325 / 60400
SERIES_HIGH = 1.1
CARRIED_BACK = date(2014, 11, 1)


def territory():
    rows = []
    found = evidence("territory")
    first = next(r for r in found if r["series"] == "IHS")
    rand = next(r for r in found if r["series"] == "RAND")
    area = float(first["km2_central"])
    rows.append([CARRIED_BACK, area, area * SERIES_LOW, float(rand["km2_high"]), f"territory.csv: {first['source']}",
                 "January 2015 carried back, so that the change of series makes no loss; RAND has 100000-110000"])
    for row in found:
        day = date.fromisoformat(row["date"])
        area = float(row["km2_central"])
        if row["series"] == "IHS":
            bounds, reason = (area * SERIES_LOW, area * SERIES_HIGH), "IHS; the lower bound is the other series"
        elif day > date(2017, 6, 30):
            bounds, reason = (float(row["km2_low"]), float(row["km2_high"])), "after 2017 the Defense Department's series"
        else:
            continue
        rows.append([day, area, *bounds, f"territory.csv: {row['source']}", reason])
    return table("territory.csv", ["date"] + ranged("area-km2") + ["source", "reason"], rows)


# ------------------------------------------------------------------------------------------------------------ destinations

AFFILIATES = {  # id: name in affiliates.csv, place, further states, pull, grade, reason
    "libya": ("IS Libya", "lby-interior", "", (-0.5, -2, 1), "B", "claim 13; includes what stood in Sirte"),
    "sinai": ("IS Sinai", "egy-sinai", "", (-0.5, -2, 1), "C", "claim 12"),
    "yemen": ("IS Yemen", "yem-interior", "", (-0.5, -2, 1), "C", "claim 12"),
    "khorasan": ("IS Khorasan", "afg-east", "PAK", (0, -1.5, 1.5), "B", "claim 13"),
    "north-caucasus": ("IS North Caucasus", "rus-caucasus", "", (-0.5, -2, 1), "C", "claim 12"),
    "mindanao": ("IS East Asia (all Mindanao)", "phl-mindanao", "", (0, -1.5, 1.5), "B", "claims 12 and 15"),
    "marawi": ("IS East Asia (Marawi)", "phl-marawi", "", (-30, None, None), "B", "claim 14; open only while part of the city is held"),
    "west-africa": ("IS West Africa", "nga-northeast", "NER", (-1.5, -3, 0), "C", "large, but its recruits are local"),
    "greater-sahara": ("IS Greater Sahara", "mli-sahara", "NER", (-0.5, -2, 1), "C", "small"),
    "somalia": ("IS Somalia", "som-north", "", (-0.5, -2, 1), "C", "small"),
    "central-africa": ("ADF/IS Central Africa", "cod-east", "", (-2, -4, 0), "anecdotal", "claim 15: anecdotal moves"),
    "myanmar": ("armed groups in Myanmar", "mmr-west", "BGD", (-2, -4, 0), "anecdotal", "claim 15: anecdotal moves"),
}
MARAWI_PULL = 0.5


def strengths(group):
    """Published strengths in order of date: day, geometric mean of the bounds, low, high, source."""
    found = []
    for row in evidence("affiliates"):
        if row["group"] == group:
            low, high = float(row["strength_low"]), float(row["strength_high"])
            found.append((date.fromisoformat(row["date"] + "-01"), math.sqrt(low * high), low, high, row["source"]))
    return sorted(found)


def affiliates():
    rows = []
    for key, (group, place, states, pull, grade, reason) in AFFILIATES.items():
        _, value, low, high, source = strengths(group)[0]
        if key == "marawi":
            value, low, high = 0, None, None
        rows.append([key, group, place, states, value, low, high, *pull, "" if key == "marawi" else "assumed", f"affiliates.csv: {source}", grade,
                     f"{reason}; strength: geometric mean of the bounds"])
    return table("affiliates.csv", ["id", "name", "place", "states"] + ranged("strength-persons", "pull")
                 + ["pull-source", "source", "grade", "reason"], rows)


THIRD_COUNTRIES = {
    "TUR": (1.0, "nearest; support networks (claim 8)"),
    "LBN": (0.0, "neighbour with informal settlements"),
    "JOR": (-1.5, "neighbour, closed border (claim 10)"),
    "EGY": (0.0, "language; large cities"),
    "SDN": (0.5, "easy entry for Arab nationals"),
    "UKR": (0.0, "visa-free for many of the former USSR"),
    "GEO": (0.0, "visa-free for many of the former USSR"),
    "MYS": (0.5, "easy entry for nationals of Muslim states"),
    "DEU": (-1.0, "the largest destination of the refugee flow"),
    "SWE": (-1.5, "a destination of the refugee flow"),
}


def third_countries():
    rows = [[place, pull, pull - 1.5, pull + 1.5, "assumed", reason] for place, (pull, reason) in THIRD_COUNTRIES.items()]
    return table("third-countries.csv", ["place"] + ranged("pull") + ["source", "reason"], rows)


# Aarhus: 20 came back in 2013-2015 and 17 joined. It is the programme of one town; the model's is the country's.
AARHUS_RETURNED, AARHUS_JOINED = 20, 17
AARHUS_COMPETING = 0.002       # hazard with which a known person there leaves that state in other ways (judged)
AARHUS_COMPLETION = (0.95, 0.7, 1.0)  # all 17 in work or study by their own account, without a control group
# France: one centre of twelve opened, 25 places, nine admitted in eleven months, nobody completed.
FRENCH_PLACES, FRENCH_OPEN, FRENCH_CLOSED = 25, date(2016, 9, 1), date(2017, 7, 28)
FRENCH_ADMITTED = 9
FRENCH_KNOWN = 110             # known persons in France who could apply while it was open, as the scenario has it (judged)
PROGRAMME_EFFECT = (0.6, 0.3, 1.0)  # evidence base item 12: x0.3 / x0.6 / x1.0


def exit_programmes():
    columns = (["id", "country"] + ranged("places-persons", "take-up-per-day", "duration-days") + ["duration-days-source"]
               + ranged("completion-probability", "effect-ratio") + ["effect-ratio-source", "source", "grade", "reason"])
    joined = AARHUS_JOINED / AARHUS_RETURNED
    aarhus = AARHUS_COMPETING * joined / (1 - joined)
    french = FRENCH_ADMITTED / FRENCH_KNOWN / (FRENCH_CLOSED - FRENCH_OPEN).days
    rows = [
        ["aarhus", "DNK", 0, None, None, *around(aarhus, 0.3, 2, most=10), 365, 180, 730, "assumed", *AARHUS_COMPLETION, *PROGRAMME_EFFECT, "assumed",
         "borders_policy.csv: 17 of 20 joined, all 17 in work or study", "C",
         "places forced; take-up lets 17 of 20 join; effect judged in the evidence base"],
        ["france-centre", "FRA", 0, None, None, *around(french, 0.5, 2, most=10), 300, 150, 600, "assumed", 0, 0, 0.1, *PROGRAMME_EFFECT, "assumed",
         "borders_policy.csv: 25 places, 9 admitted, none completed", "B", "places forced"]]
    return table("exit-programmes.csv", columns, rows)


# ---------------------------------------------------------------------------------------------------------------- forcing

# Permeability of the Turkish border: judgement ranges of the evidence, at the reference terrain. In 2013 nearly all pass.
TURKISH_PERMEABILITY = ((date(2013, 1, 1), 0.98, 0.9, 1.0), (date(2013, 12, 31), 0.95, 0.85, 1.0),
                        (date(2015, 6, 30), 0.7, 0.5, 0.85), (date(2016, 12, 31), 0.35, 0.2, 0.5),
                        (date(2017, 12, 31), 0.2, 0.1, 0.35))
# Turkish checks: persons on the no-entry list, as a share of the 53,000 of July 2017, times what use is made of it.
TUR_USE = ((date(2012, 1, 1), 0.1), (date(2015, 7, 1), 16000 / 53000), (date(2016, 8, 1), 0.9 * 52075 / 53000),
           (date(2017, 7, 1), 0.9))
TUR_CHECK = ((date(2012, 1, 1), 0.2), (date(2015, 7, 1), 0.4), (date(2016, 8, 1), 0.7), (date(2017, 7, 1), 0.8))
TUR_ARREST = ((date(2012, 1, 1), 0.0005), (date(2014, 6, 1), 0.001), (date(2015, 7, 1), 0.003), (date(2016, 8, 1), 0.006),
              (date(2017, 7, 1), 0.008))
# War: hazard of death of an embedded man, at shape 1. The level is set by the Europeans' dead, see README.
WAR_LEVEL = (0.00045, 0.00025, 0.0007)
KILLED_FROM = date(2014, 8, 1)   # the first count begins with the air campaign (judged)
BEFORE_CAMPAIGN = 0.6            # share of the first published rate that holds before (civil war, judged)
AFTER_LAST_BATTLE = 0.05         # share of the reference rate that an insurgency keeps up (judged)
# Exits held back by the group: none in 2012-13, strong while it is strong. Disillusion: more free choice early.
EXIT_CONTROL = (("2013-12-31", 0, None, None), ("2015-09-01", 0.33, 0.1, 0.95))
# Utility of home: falls as laws, lists, prisons and the closed border deter beyond what the model's own terms hold.
HOME_UTILITY = (("2014-06-30", 1.65, 0, 4), ("2016-12-31", -0.1, -4, 1))
# Persons stopped on the way in for each who gets through; 0 before 2013, and the three levels of the model's description.
STOPPED = (("2012-12-01", 0), ("2014-01-01", 0.058), ("2014-12-01", 0.058), ("2015-01-01", 0.115), ("2015-04-01", 0.115),
           ("2015-08-01", 0.34))
# Official media output, items a month: published for 2015-08 (754) and 2016-08 (at most 200); before and after judged.
MEDIA = (("2012-01-01", 5, 0, 20), ("2013-04-01", 30, 5, 100), ("2014-06-29", 250, 100, 400), ("2015-08-01", 754, None, None),
         ("2016-08-01", 180, 120, 200), ("2017-10-17", 60, 20, 150), ("2018-12-31", 30, 10, 100))
# The unit that sent teams home: none before the proto-state, at its height in 2015 and 2016, gone with the towns (claim 24).
DISPATCH = (("2014-06-29", 0), ("2015-01-01", 1), ("2016-12-31", 1), ("2017-10-17", 0))
DISPATCH_PER_DAY = (0.0000035, 0.000001, 0.00001)
# Plots at home by those who were called upon: fewer before the declaration of June 2014 and the calls that followed it.
CALLED = (("2012-01-01", 0.3), ("2014-06-29", 0.3), ("2015-01-01", 1))
LINKED_PER_DAY = (0.000005, 0.0000016, 0.000015)
INSPIRED_PER_DAY = (0.0000025, 0.0000008, 0.0000075)
# Setting out again: while the way in was open, hardly after.
LEAVE_AGAIN = (("2012-01-01", 0.00006), ("2015-06-30", 0.00006), ("2016-12-31", 0.00001))
# Authorities look for those at large in earnest from the resolution of September 2014 on.
FOUND = (("2012-01-01", 0.0004), ("2014-09-24", 0.0004), ("2015-09-24", 0.001))
# Evidence from the theatre: scattered while the group ruled, better as towns were retaken (claims 41 and 42).
THEATRE_EVIDENCE = (("2012-01-01", 0.85, 0.5, 1), ("2016-12-31", 0.85, 0.5, 1), ("2018-12-31", 1, 0.7, 1))
# Affiliates before the first published strength: what was there before the declaration of June 2014, as a share of it (judged).
PREDECESSOR_SHARE = (0.2, 0.05, 0.5)
DECLARED = date(2014, 6, 29)
# Core fighters of the theatre: foreigners still there, as a share of the men who had arrived by each published count (judged from
# the scenario's own course of returns and deaths), which leaves the locals as a share of the core. The counts do not agree with one
# another, so one share serves them all; after the last count locals follow the area held, down to a floor.
REMAINING = {"2014-09": 0.72, "2016-02": 0.68, "2017-01": 0.53, "2017-07": 0.43}
CORE_EARLY_SHARE = 0.1   # locals in January 2012 relative to September 2014 (judged)
CORE_FLOOR = (3000, 1000, 8000)
# Sea arrivals in Greece by year (UNHCR; evidence README).
SEA_ARRIVALS = {2014: 43500, 2015: 850000, 2016: 173450, 2017: 29718}
SCREENING_CAPACITY = (("2012-01-01", 50, 20, 100), ("2015-09-01", 100, 40, 200), ("2016-03-20", 400, 200, 800))
SCREENING_PROBABILITY = (("2012-01-01", 0.1, 0.05, 0.3), ("2015-01-01", 0.2, 0.1, 0.4), ("2016-09-01", 0.5, 0.3, 0.7))
CAPTURED = (("2016-01-01", 0.05, 0.02, 0.1), ("2016-10-01", 0.17, 0.05, 0.25), ("2019-03-23", 0.15, 0.05, 0.25))


def war_points():
    """Killed per month by the published cumulative counts, relative to their mean; then by area lost per month."""
    counts = [(KILLED_FROM, 0.0)] + [(date.fromisoformat(r["date"] + "-01"), float(r["cumulative_killed"]))
                                     for r in evidence("killed_fighters")]
    rates = []
    for (d0, n0), (d1, n1) in zip(counts, counts[1:]):
        rates.append((d0, d1, (n1 - n0) / (d1 - d0).days))
    mean = counts[-1][1] / (counts[-1][0] - counts[0][0]).days
    pieces = [(START, KILLED_FROM, BEFORE_CAMPAIGN * rates[0][2] / mean)]
    pieces += [(d0, d1, rate / mean) for d0, d1, rate in rates]
    areas = [(date.fromisoformat(r["date"]), float(r["km2_central"])) for r in evidence("territory")
             if r["series"] == "IHS" or r["date"] > "2017-07"]
    last_rate = rates[-1][2] / mean
    first_half = [a for a in areas if date(2016, 12, 31) <= a[0] <= date(2017, 6, 26)]
    per_area = last_rate / ((first_half[0][1] - first_half[-1][1]) / (first_half[-1][0] - first_half[0][0]).days)
    late = [a for a in areas if a[0] >= date(2017, 6, 26)]
    for (d0, a0), (d1, a1) in zip(late, late[1:]):
        pieces.append((max(d0, counts[-1][0]), d1, max(AFTER_LAST_BATTLE, per_area * (a0 - a1) / (d1 - d0).days)))
    pieces.append((late[-1][0], late[-1][0], AFTER_LAST_BATTLE))
    return pieces


def wall_share(day):
    """Kilometres of wall built, as a share of those built at the end of 2017."""
    built = {r["date"]: float(r["figure"]) for r in evidence("borders_policy") if "wall with Syria" in r["measure"]}
    return (built[day] - built["2017-01"]) / (built["2017-12"] - built["2017-01"])


def men_arrived(month):
    """Men of all origins who had reached the theatre by the first of a month, by groups and arrivals."""
    year, number_of_month = map(int, month.split("-"))
    share_by = {}
    for row in csv.DictReader(io.StringIO(arrivals())):
        if row["month"] < f"{year}-{number_of_month:02}":
            share_by[row["group"]] = share_by.get(row["group"], 0) + float(row["share"])
    return sum(float(row["departed-persons"]) * share_by[row["id"]]
               for row in csv.DictReader(io.StringIO(groups())) if row["role"] == "man")


def core_locals():
    """Local fighters of the core: published strength times the share that foreigners leave; then with the area held."""
    core = strengths("IS core")
    foreign = sum(REMAINING[str(day)[:7]] * men_arrived(str(day)[:7]) for day, *_ in core)
    share = 1 - foreign / sum(value for _, value, *_ in core)
    source, reason = "affiliates.csv: IS core", f"locals are {text(share, 2)} of the core over the four counts"
    first = core[0]
    yield START, *(CORE_EARLY_SHARE * share * n for n in first[1:4]), "assumed", "a tenth of those of 2014-09"
    for day, value, low, high, _ in core:
        yield day, share * value, share * low * 0.6, min(1, share * 1.5) * high, source, reason
    last_day, last, *_ = core[-1]
    areas = [(date.fromisoformat(r["date"]), float(r["km2_central"])) for r in evidence("territory")
             if r["series"] == "IHS" or r["date"] > "2017-07"]
    held = [a for d, a in areas if d <= last_day][-1]
    for day, area in areas:
        if day > last_day:
            level = max(CORE_FLOOR[0], share * last * area / held)
            low, high = (CORE_FLOOR[1:] if level == CORE_FLOOR[0] else (level * 0.5, level * 2))
            yield day, level, low, high, "territory.csv", "follows the area held, down to an assumed floor"


def forcing():
    rows = []

    def put(address, day, value, low=None, high=None, source="assumed", reason=""):
        rows.append([address, str(day), value, low, high, source, reason])

    def early(key, day, value, low, high, source):
        """An affiliate's strength before its first published one: what was there before the declaration, then on to that."""
        for when in (START, DECLARED):
            put(f"affiliates/{key}/strength-persons", when, *(value * share for share in PREDECESSOR_SHARE), "assumed",
                "predecessors, as a share of the first published strength")

    # Turkish border: patrol of every section's routes, out and in.
    reason = "patrol that gives the judged permeability at the reference terrain"
    points = [(day, *(patrol_for(p) for p in (value, high, low))) for day, value, low, high in TURKISH_PERMEABILITY]
    before, after = points[-2], points[-1]
    share = wall_share("2017-09")
    points.insert(-1, (date(2017, 9, 23), *(b + share * (a - b) for b, a in zip(before[1:], after[1:]))))
    for section, (_, towns) in TURKISH_SECTIONS.items():
        for town in towns.split():
            for route in (f"{town}-{section}", f"{section}-{town}"):
                for day, value, low, high in points:
                    wall = day == date(2017, 9, 23)
                    put(f"routes/{route}/patrol", day, value, low, high,
                        "borders_policy.csv: wall 330 km 2017-01, 731 km 2017-09, 781 km 2017-12" if wall else "assumed",
                        "between the years' ends as the wall grew" if wall else reason)
    for start, end, patrol, *_ in HARD_BORDERS:
        for route in (f"{start}-{end}", f"{end}-{start}"):
            for day, factor in HARD_FORCING:
                put(f"routes/{route}/patrol", day, patrol * factor, patrol * factor * 0.5, patrol * factor * 2)
    # Records and checks.
    for state in STATES:
        for day, value in zip(LISTED_DATES, LISTED_BY_KIND[kind_of(state)]):
            put(f"countries/{state}/listed-probability", day, *around(value, *LISTED_RANGE))
        kind = sharing_kind(state)
        for day, value in SHARING_POINTS[kind]:
            put(f"countries/{state}/record-sharing-share", day, *around(value, *SHARING_RANGE), SHARING_SOURCE[kind],
                "counts made shares; judged between")
    turkish = "borders_policy.csv: no-entry list 16000 2015-07, 52075 2016-08, 53000 2017-07"
    for day, value in TUR_USE:
        put("countries/TUR/record-use-share", day, *around(value, 0.6, 1.4), turkish, "list length relative to July 2017")
    for day, value in TUR_CHECK:
        put("countries/TUR/check-share", day, *around(value, 0.5, 1.25))
    for day, value in TUR_ARREST:
        put("countries/TUR/interior-arrest-per-day", day, *around(value, *HAZARD_RANGE),
            "assumed", "rises with detentions (5803 by 2016-08, 2200 of them foreigners)")
    # War.
    for d0, d1, shape in war_points():
        source = "killed_fighters.csv (shape only)" if KILLED_FROM <= d0 < date(2017, 7, 1) else "assumed"
        why = "shape x level; level from the Europeans' dead" if source != "assumed" else "judged shape"
        if d0 >= date(2017, 7, 1):
            source, why = "territory.csv", "follows area lost a month"
        put("war/mortality-per-day", d0, *(shape * level for level in WAR_LEVEL), source, why)
        if (d1 - d0).days > 1:
            put("war/mortality-per-day", date.fromordinal(d1.toordinal() - 1), *(shape * level for level in WAR_LEVEL), source, why)
    for day, value, low, high in CAPTURED:
        put("territory/captured-probability", day, value, low, high, "assumed", "more were taken alive at the end")
    # Goals.
    for day, value, low, high in EXIT_CONTROL:
        put("goal/exit-control-share", day, value, low, high, "assumed", "evidence item 2: returns choked from 2014-15")
    for day, value, low, high in HOME_UTILITY:
        put("goal/home-utility", day, value, low, high, "assumed", "most returns early (evidence items 1 and 2)")
    # The way in.
    for day, value in STOPPED:
        put("inflow/stopped-share", day, value, value * 0.5, value * 2, "assumed", "most Turkish deportations are these")
    # Refugees and screening.
    for year, persons in SEA_ARRIVALS.items():
        days = (date(year + 1, 1, 1) - date(year, 1, 1)).days
        for day in (date(year, 1, 1), date(year, 12, 31)):
            put("legal-travel/refugees-per-day", day, persons / days, None, None, "UNHCR, sea arrivals in Greece", f"{persons} in {year}")
    for day, value, low, high in SCREENING_CAPACITY:
        put("legal-travel/screening-capacity-per-day", day, value, low, high)
    for day, value, low, high in SCREENING_PROBABILITY:
        put("legal-travel/screening-probability", day, value, low, high)
    # Affiliates' strength; Marawi only while part of the city is held.
    for key, (group, *_) in AFFILIATES.items():
        found = strengths(group)
        if key == "marawi":
            _, value, low, high, source = found[0]
            for day, level in (("2017-05-22", 0), ("2017-05-23", 1), ("2017-10-22", 1), ("2017-10-23", 0)):
                put(f"affiliates/{key}/strength-persons", day, value * level, low * level, high * level, f"affiliates.csv: {source}",
                    "while part of the city is held")
                put(f"affiliates/{key}/pull", day, MARAWI_PULL if level else -30, None, None, "assumed",
                    "a goal only while part of the city is held")
        elif len(found) > 1:
            early(key, *found[0])
            for day, value, low, high, source in found:
                put(f"affiliates/{key}/strength-persons", day, value, low, high, f"affiliates.csv: {source}",
                    "geometric mean of the bounds")
        else:
            early(key, *found[0])
            day, value, low, high, source = found[0]
            put(f"affiliates/{key}/strength-persons", day, value, low, high, f"affiliates.csv: {source}", "geometric mean of the bounds")
    # Courts, programmes, networks.
    for state in STATES:
        for day, factor in CHARGE_COURSE:
            put(f"countries/{state}/charge-per-day", day, *around(CHARGE_BY_KIND[kind_of(state)] * factor, *HAZARD_RANGE, most=10),
                "outcomes.csv: fewer than 10 convictions for 3000 travellers by 2014-11" if state in EU else "assumed",
                "level judged; charges in earnest after the resolution of 2014-09-24")
    for day, value, low, high in THEATRE_EVIDENCE:
        put("justice/theatre-evidence", day, value, low, high, "assumed", "evidence is hard to gather (claims 41 and 42)")
    for day, value in (("2012-12-31", 0), ("2013-01-01", AARHUS_RETURNED)):
        put("exit-programmes/aarhus/places-persons", day, value, None, None, "borders_policy.csv: 20 returned 2013-2015, 17 joined",
            "a place for each who came back")
    for day, value in ((date.fromordinal(FRENCH_OPEN.toordinal() - 1), 0), (FRENCH_OPEN, FRENCH_PLACES),
                       (date.fromordinal(FRENCH_CLOSED.toordinal() - 1), FRENCH_PLACES), (FRENCH_CLOSED, 0)):
        put("exit-programmes/france-centre/places-persons", day, value, None, None,
            "borders_policy.csv: 12 centres planned, one opened 2016-09, closed 2017-07", "25 places")
    for day, value in LEAVE_AGAIN:
        put("networks/leave-again-per-day", day, *around(value, *HAZARD_RANGE), "assumed", "while the way in was open")
    for day, value in FOUND:
        put("networks/found-per-day", day, *around(value, *HAZARD_RANGE), "assumed", "in earnest after the resolution of 2014-09-24")
    # Attacks and appeal.
    for day, share in DISPATCH:
        put("attacks/dispatch-per-day", day, *(share * n for n in DISPATCH_PER_DAY), "assumed",
            "level from the directed attacks of attacks.csv; claim 24")
    for address, levels in (("linked", LINKED_PER_DAY), ("inspired", INSPIRED_PER_DAY)):
        for day, share in CALLED:
            put(f"attacks/{address}-per-day", day, *(share * n for n in levels), "assumed", "level from the composition of attacks.csv")
    for day, value, low, high in MEDIA:
        published = day in ("2015-08-01", "2016-08-01")
        put("appeal/media-output", day, value, low, high,
            "borders_policy.csv: 754 items 2015-08, at most 200 in 2016-08" if published else "assumed",
            "published" if day == "2015-08-01" else "below the published upper bound" if published else "judged")
    # The core's local fighters.
    for day, value, low, high, source, reason in core_locals():
        put("shape/core-locals-persons", day, value, low, high, source, reason)
    return table("forcing.csv", ["address", "date"] + ranged("value") + ["source", "reason"], rows, keys=2)


# --------------------------------------------------------------------------------------------------------------- policies

STRIKE_KILLED = 94                       # claim 13: at least
STRIKE_DAY = date(2017, 4, 13)           # the claim says April 2017; the day is recalled


def policies():
    strength = next(s for s in strengths("IS Khorasan") if s[0] == date(2017, 3, 1))
    value, low, high = (-math.log(1 - STRIKE_KILLED / n) for n in (strength[1], strength[3], strength[2]))
    rows = [["khorasan-strike-2017", "places/afg-east/strike-per-day", STRIKE_DAY, STRIKE_DAY, "set", value, low, high,
             "vidino-2017", "one strike killed at least 94; hazard = -ln(1 - 94 / strength); day recalled"]]
    return table("policies.csv", ["id", "address", "from", "to", "operation"] + ranged("value") + ["source", "reason"], rows)


# ---------------------------------------------------------------------------------------------------------------- targets


def published_targets():
    return table("targets.csv", targets.COLUMNS, targets.rows(evidence))


# ------------------------------------------------------------------------------------------------------------------- main

TABLES = {
    "countries.csv": countries, "places.csv": places, "routes.csv": routes, "groups.csv": groups, "arrivals.csv": arrivals,
    "first-theatres.csv": first_theatres, "control.csv": control, "territory.csv": territory, "affiliates.csv": affiliates,
    "third-countries.csv": third_countries, "exit-programmes.csv": exit_programmes, "forcing.csv": forcing, "policies.csv": policies,
    "targets.csv": published_targets,
}


def main(check):
    different = []
    for name, make in TABLES.items():
        path = HERE / name
        new = make().encode("utf-8")
        if check:
            if not path.exists() or path.read_bytes() != new:
                different.append(name)
        else:
            path.write_bytes(new)
    if different:
        sys.exit("differ from what derive.py makes: " + ", ".join(different))


if __name__ == "__main__":
    main(check="--check" in sys.argv[1:])
