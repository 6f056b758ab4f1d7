"""The light worked out a second time, in plain fractions and from the written rules alone, as an oracle.

A case is a mapping: comparator, v, v2, direction, counts, tolerance, withheld, basis, reading, pacing, x0, planned,
start, end, day, x, lack. Nothing of the program is used here.
"""

from datetime import date
from fractions import Fraction
from typing import Any

Case = dict[str, Any]
RULES: dict[str, tuple[str, int, bool, int | None]] = {
    "board": ("points", 0, True, -30),
    "yinchuan": ("points", -10, False, -30),
    "wuhan": ("ratio", 80, True, 60),
    "sanya": ("ratio", 100, True, 50),
    "xuancheng": ("points", 0, True, None),
}


def days_in(year: int, month: int) -> int:
    return 29 if month == 2 and year % 4 == 0 else 28 if month == 2 else 30 if month in (4, 6, 9, 11) else 31


def share_elapsed(start: date, end: date, day: date) -> Fraction:
    """Counted month by month from the first day of the window, which begins a month."""
    months = (end.year - start.year) * 12 + end.month - start.month + Fraction(end.day, days_in(end.year, end.month))
    gone = (day.year - start.year) * 12 + day.month - start.month + Fraction(day.day, days_in(day.year, day.month))
    return max(Fraction(0), min(Fraction(1), gone / months))


def is_met(case: Case) -> bool:
    x, v, low = case["x"], case["v"], case["direction"] == "lower"
    if case["comparator"] == "about":
        return x <= v + case["tolerance"] if low else x >= v - case["tolerance"]
    if case["comparator"] == "between":
        within = {"higher": x >= v, "lower": x <= case["v2"], "none": v <= x <= case["v2"]}
        return within[case["direction"]]
    if case["comparator"] == "exactly":
        return {"higher": x >= v, "lower": x <= v, "none": x == v}[case["direction"]]
    return {"at_least": x >= v, "more_than": x > v, "at_most": x <= v, "less_than": x < v}[case["comparator"]]


def without_light(case: Case) -> str:
    """Why there is no light, as far as no schedule is needed to say so."""
    if case["v"] is None:
        return "withheld" if case["withheld"] else "worded"
    if case["day"] < case["start"]:
        return "not_begun"
    if case["x"] is None:
        return case["lack"] or ("overdue_unreported" if case["day"] >= case["end"] else "unreported")
    return ""


def light_of(case: Case, rule: str) -> tuple[str | None, str, Fraction | None]:
    """Light, state and deviation in points."""
    if reason := without_light(case):
        return None, reason, None
    deviation, share, just = measures(case)
    met, ended, pacing = is_met(case), case["day"] >= case["end"], case["pacing"]
    if pacing == "ceiling" and not met:
        return "breached", "breached", deviation
    if ended:
        return ("done", "done", deviation) if met else ("red", "unfinished", deviation)
    if met and pacing not in ("hold", "ceiling"):
        flow = case["basis"] in ("new", "growth", "cap") or (case["basis"], case["reading"]) == (
            "level",
            "year_to_date",
        )
        return "done", "done" if flow else "reached", deviation
    if deviation is None or share is None:
        return None, {"final": "final", "linear": "no_baseline", "planned": "no_schedule"}[pacing], None
    return colour(rule, deviation, share, just), state(pacing, deviation, just), deviation


def colour(rule: str, deviation: Fraction, share: Fraction, just: bool) -> str:
    measure, green, included, yellow = RULES[rule]
    value = deviation if measure == "points" else share
    if value > green or (value == green and included and not just):
        return "green"
    return "yellow" if yellow is not None and value >= yellow else "red"


def state(pacing: str, deviation: Fraction, just: bool) -> str:
    if pacing == "ceiling":
        return "within_limit" if deviation >= 0 else "slightly_over" if deviation > -10 else "over"
    if deviation < 0 or just:
        return "slightly_behind" if deviation > -10 else "behind"
    return "ahead" if deviation >= 10 else "on_schedule"


def measures(case: Case) -> tuple[Fraction | None, Fraction | None, bool]:
    """Deviation in points, per cent of what is due, and whether a bound is reached that has to be exceeded."""
    x, x0, pacing = case["x"], case["x0"], case["pacing"]
    v = case["v2"] if case["comparator"] == "between" and case["direction"] == "lower" else case["v"]
    better = -1 if case["direction"] == "lower" else 1
    if case["direction"] == "none" and case["comparator"] != "about":
        better = 1 if v > (x0 or 0) else -1 if v < (x0 or 0) else 0
    lies_ahead = x0 is not None and (v - x0) * better > 0
    if pacing == "hold" or (pacing == "linear" and x0 is not None and not lies_ahead):
        return holding(case, v, better)
    if pacing == "ceiling":
        due = spread(case, Fraction(0), v)
        return hundredths(due - x, v), 100 + hundredths(due - x, due), False
    if pacing == "linear" and x0 is not None:
        due = spread(case, x0, v)
        return hundredths((x - due) * better, abs(v - x0)), 100 + hundredths((x - due) * better, abs(due - x0)), False
    if pacing == "planned" and case["planned"] is not None:
        due = case["planned"]
        ahead = (x - due) * better
        if lies_ahead:
            return hundredths(ahead, abs(v - x0)), 100 + hundredths(ahead, max((due - x0) * better, Fraction(0))), False
        return hundredths(ahead, abs(v)), 100 + hundredths(ahead, abs(due)), False
    return None, None, False


def holding(case: Case, v: Fraction, better: int) -> tuple[Fraction, Fraction, bool]:
    bound = v - better * case["tolerance"] if case["comparator"] == "about" else v
    ahead = (case["x"] - bound) * better
    if case["direction"] == "none" and case["comparator"] != "about":
        ahead = min(case["x"] - case["v"], (case["v2"] if case["comparator"] == "between" else case["v"]) - case["x"])
    just = ahead >= 0 and not is_met(case)
    return hundredths(ahead, abs(v)), 100 + hundredths(ahead, abs(bound)), just


def spread(case: Case, x0: Fraction, v: Fraction) -> Fraction:
    way = (v - x0) * share_elapsed(case["start"], case["end"], case["day"])
    if case["counts"]:
        way = Fraction(abs(way).numerator // abs(way).denominator * (-1 if way < 0 else 1))
    return x0 + way


def hundredths(gap: Fraction, scale: Fraction) -> Fraction:
    if scale == 0:
        return Fraction(-100) if gap < 0 else Fraction(0)
    return 100 * gap / scale
