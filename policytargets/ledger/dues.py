"""What a due item asks for: the figure to reach, from which side, and whether a reading meets it."""

from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from policytargets.ledger.model import DueItem, LightRule

POINTS_ALLOWED, PART_ALLOWED = Fraction(1, 2), Fraction(5, 100)  # what 左右 allows: of a rate, of any other figure
RATES = ("share", "growth")
CODES = (
    "due_id", "kind", "comparator", "basis", "direction", "reading", "pacing", "cadence", "status", "fingerprint",
)  # fmt: skip


def due_item(row: Mapping[str, Any]) -> DueItem:
    """The due item of a row of `queries/ledger/due_items.sql`. What the row leaves empty may be None, NaN or NaT."""
    factor = Fraction(_given(row["factor_printed"]) or 1) / Fraction(_given(row["factor_std"]) or 1)
    fixed = {"comparator": "exactly", "basis": "", "direction": "none"} if row["kind"] == "task" else {}
    return DueItem(
        value=_given(row["value_std"]),
        value_high=_given(row["value_high_std"]),
        unit=_given(row["unit_std"]) or "",
        window_start=_day(row["window_start"]),
        window_end=_day(row["window_end"]),
        counts=bool(row["counts"]),
        net="净" in f"{row['name']}{row['printed']}",
        averaged=bool(row["averaged"]),
        withheld=bool(row["withheld"]),
        tolerance=_given(row["tolerance"]),
        baseline=_given(row["baseline"]),
        reporter_id=_given(row["reporter_id"]) or "",
        unit_printed=row["unit_printed"] if factor != 1 else "",
        factor=factor,
        **{name: fixed.get(name, row[name]) for name in CODES},
    )


def light_rule(row: Mapping[str, Any]) -> LightRule:
    """The rule of a row of `light_rules`."""
    return LightRule(
        rule_id=row["rule_id"],
        measure=row["measure"],
        green_from=row["green_from"],
        green_included=bool(row["green_included"]),
        yellow_from=_given(row["yellow_from"]),
        name=row["name"],
        source=row["source"],
    )


def sense(item: DueItem) -> str:
    """From which side the figure is to be met: `higher`, `lower`, or `none` for exactly that.

    The word of a bound decides before the direction of the indicator.
    """
    if item.comparator in ("at_least", "more_than"):
        return "higher"
    if item.comparator in ("at_most", "less_than"):
        return "lower"
    return "higher" if item.comparator == "about" and item.direction == "none" else item.direction


def goal(item: DueItem) -> Fraction:
    """The figure to reach, of a range the end that is reached first. Raises ValueError where there is none."""
    figure = item.value_high if item.comparator == "between" and sense(item) == "lower" else item.value
    if figure is None:
        raise ValueError(f"{item.due_id} has no figure")
    return figure


def bound(item: DueItem) -> Fraction:
    """The last figure that still meets the item: the goal, with what 左右 allows."""
    if item.comparator != "about":
        return goal(item)
    return goal(item) + (tolerance(item) if sense(item) == "lower" else -tolerance(item))


def tolerance(item: DueItem) -> Fraction:
    """What 左右 allows to either side."""
    if item.tolerance is not None:
        return item.tolerance
    return POINTS_ALLOWED if item.basis in RATES else abs(goal(item)) * PART_ALLOWED


def met(item: DueItem, figure: Fraction) -> bool:
    """Whether a figure meets the item."""
    target, side = goal(item), sense(item)
    if item.comparator in ("more_than", "less_than"):
        return figure > target if side == "higher" else figure < target
    if side == "none":
        return target <= figure <= (target if item.value_high is None else item.value_high)
    return figure >= bound(item) if side == "higher" else figure <= bound(item)


def beyond(item: DueItem, figure: Fraction) -> bool:
    """Whether a figure lies beyond the far end of a range."""
    if item.comparator != "between" or item.value is None or item.value_high is None:
        return False
    return figure < item.value if sense(item) == "lower" else figure > item.value_high


def is_stock(item: DueItem) -> bool:
    """Whether what has been reached may be lost again before the end: stocks and shares, not what accrues."""
    return item.basis in ("cumulative", "share") or (item.basis == "level" and item.reading != "year_to_date")


def _given(value: Any) -> Any:
    """What a cell of a frame holds, None for nothing: NaN and NaT alone differ from themselves."""
    return value if value is not None and value == value else None


def _day(value: Any) -> date:
    return value.date() if isinstance(value, datetime) else value
