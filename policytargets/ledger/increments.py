"""What a figure adds to the one before: worked out, never typed, and marked where a total has fallen."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from policytargets.ledger.model import ACCRUING, DueItem, exact
from policytargets.wording.lights import amount

FELL = "▼"
RATE = "个百分点"


def last_figure(reports: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The newest of an item's reports (in the order of their periods) that gives a figure."""
    return next((report for report in reversed(reports) if report["value"] is not None), None)


def increment(item: DueItem, figure: str | None, before: Mapping[str, Any] | None) -> str:
    """`本期 3 场`, of what has fallen `▼ 本期 -3 场`; of what does not accrue `比上期 +0.5 个百分点`. The first figure
    of what accrues is all of it, since the window began. Nothing where there is no figure, or each year has its own."""
    now = exact(figure)
    earlier = exact(before["value"]) if before else None
    if now is None or item.averaged or (earlier is None and item.reading not in ACCRUING):
        return ""
    if item.reading not in ACCRUING:
        return f"比上期 {_signed(item, now - (earlier or 0))}"
    if earlier is None:
        return f"本期 {_amount(item, now)}（自期初）"
    return f"{f'{FELL} ' if now < earlier else ''}本期 {_amount(item, now - earlier)}"


def fallen(item: DueItem, reports: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """The mark of a total that is less than the one before: `▼ 较上期核减 3 场`."""
    now = exact(reports[-1]["value"]) if reports else None
    before = last_figure(reports[:-1])
    earlier = exact(before["value"]) if before else None
    if now is None or earlier is None or now >= earlier or item.averaged or not item.accrues:
        return ()
    return (f"{FELL} 较上期核减 {_amount(item, earlier - now)}",)


def _signed(item: DueItem, change: Fraction) -> str:
    return f"{'+' if change > 0 else ''}{_amount(item, change)}"


def _amount(item: DueItem, change: Fraction) -> str:
    return amount(change, RATE if item.unit == "%" else item.unit)
