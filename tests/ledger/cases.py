"""Random due items with a reading, many of them exactly on a boundary."""

import csv
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from random import Random
from typing import Any

from policytargets.ledger.dues import light_rule
from policytargets.ledger.model import Course, DueItem, Period, Reading
from policytargets.settings import data_folder
from tests.lights_in_fractions import Case, days_in, share_elapsed

COMPARATORS = ("at_least", "more_than", "exactly", "about", "less_than", "at_most", "between")
UPPER = ("at_most", "at_most", "less_than", "exactly", "about", "between")
PACINGS = ("linear", "linear", "linear", "planned", "hold", "final", "ceiling")
WINDOWS = (
    (date(2023, 1, 1), date(2023, 12, 31)),
    (date(2023, 1, 1), date(2025, 12, 31)),
    (date(2024, 1, 1), date(2024, 12, 31)),
    (date(2023, 1, 1), date(2024, 3, 15)),
)


def rule_rows() -> list[dict[str, Any]]:
    """The published rules as `data/light_rules.csv` holds them."""
    with (data_folder() / "light_rules.csv").open(encoding="utf-8", newline="") as file:
        rows = [{name: value or None for name, value in row.items()} for row in csv.DictReader(file)]
    return [{**row, "green_included": row["green_included"] == "true"} for row in rows]


RULE_ROWS = rule_rows()
RULES = {row["rule_id"]: light_rule(row) for row in RULE_ROWS}


def generated(count: int, chance: Random) -> Iterator[Case]:
    """So many cases, the same for the same seed."""
    for _ in range(count):
        yield _case(chance)


def _case(chance: Random) -> Case:
    pacing = chance.choice(PACINGS)
    comparator = chance.choice(UPPER if pacing == "ceiling" else COMPARATORS)
    direction = "lower" if pacing == "ceiling" else chance.choice(("higher", "higher", "lower", "none"))
    direction = {"at_least": "higher", "more_than": "higher", "at_most": "lower", "less_than": "lower"}.get(
        comparator, direction
    )
    basis = chance.choice(("new", "cumulative", "level", "share", "growth", "cap"))
    start, end = chance.choice(WINDOWS)
    scale = chance.choice((1, 1, 10, 100, 10000))
    v = Fraction(chance.randint(0 if pacing == "ceiling" else -2, 30) * scale, chance.choice((1, 1, 1, 4, 100)))
    case: dict[str, Any] = {
        "comparator": comparator, "direction": direction, "basis": basis, "pacing": pacing, "start": start, "end": end,
        "v": v, "v2": v + scale if comparator == "between" else None, "counts": chance.random() < 0.4,
        "tolerance": Fraction(1, 2) if basis in ("share", "growth") else abs(v) / 20, "withheld": chance.random() < 0.5,
        "reading": chance.choice(("stock", "year_to_date")), "x0": None, "planned": None, "lack": None,
        "day": _day(chance),
    }  # fmt: skip
    if pacing != "ceiling" and chance.random() < 0.8:
        case["x0"] = chance.choice(
            (Fraction(0), v, v - scale * chance.randint(-3, 12), Fraction(chance.randint(0, 3000), 100))
        )
    if pacing == "planned" and chance.random() < 0.8:
        case["planned"] = v * Fraction(chance.randint(0, 11), 10)
    case["x"] = _reading(case, chance)
    if chance.random() < 0.04:
        case["x"], case["lack"] = None, chance.choice((None, "not_available", "not_applicable"))
    if chance.random() < 0.03:
        case["v"] = case["v2"] = case["tolerance"] = None
    return case


def _day(chance: Random) -> date:
    year, month = chance.choice((2022, 2023, 2023, 2023, 2024, 2024, 2025, 2026)), chance.randint(1, 12)
    last = days_in(year, month)
    return date(year, month, last if chance.random() < 0.8 else chance.choice((10, 20)))


def _reading(case: Case, chance: Random) -> Fraction:
    """A figure anywhere, or on a boundary or a hair beside it: the schedule, a cut, the bound, its tolerance."""
    v, x0 = case["v"], case["x0"] or Fraction(0)
    due = (
        case["planned"]
        if case["planned"] is not None
        else x0 + (v - x0) * share_elapsed(case["start"], case["end"], case["day"])
    )
    cut = Fraction(chance.choice((0, 10, -10, -30, 30, -40, -20)), 100)
    anywhere = x0 + (v - x0) * Fraction(chance.randint(-20, 140), 100)
    on_a_cut = due + cut * chance.choice((v - x0, v, due))
    beside_bound = v + cut * v + chance.choice((-1, 0, 1)) * case["tolerance"]
    figure = chance.choice((anywhere, on_a_cut, on_a_cut, beside_bound, v, case["v2"] or due))
    figure += chance.choice((0, 0, 0, 1, -1)) * Fraction(1, 10**8)
    return Fraction(round(figure * 10**8), 10**8)


def parts(case: Case) -> tuple[DueItem, Course, Reading | None, Period]:
    """A case as the program takes it."""
    due = DueItem(
        "a", case["comparator"], case["v"], case["start"], case["end"], case["basis"], case["direction"], case["v2"],
        counts=case["counts"], tolerance=case["tolerance"], withheld=case["withheld"], reading=case["reading"],
        pacing=case["pacing"],
    )  # fmt: skip
    reading = (
        Reading(case["x"], figure_state=case["lack"] or "given") if case["x"] is not None or case["lack"] else None
    )
    planned = () if case["planned"] is None else ((case["day"], case["planned"]),)
    return due, Course(case["pacing"], case["x0"], planned), reading, Period(case["day"], case["day"])
