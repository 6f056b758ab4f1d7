"""The light of reporting, beside that of progress: whether the report for a period came, and how old the figure is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from policytargets.ledger.model import Cadence
from policytargets.ledger.periods import MONTHS, month_position
from policytargets.wording.lights import LIGHT_MARK, NO_LIGHT_MARK

LATE = 7  # days after which a report that is missing turns red
WAITING = ("", "withdrawn")
WORD = {
    "not_open": "未到报送期", "waiting": "待报", "submitted": "已报待核", "returned": "已退回", "released": "已发布",
    "late": "逾期 1–7 天", "very_late": "逾期 7 天以上", "missed": "连续 2 期未报", "none": "没有报送周期",
}  # fmt: skip


@dataclass(frozen=True)
class Punctuality:
    """Code, light (yellow, red, green for what is released, or None) and words: `■ 逾期 12 天`."""

    code: str
    light: str | None
    words: str


def punctuality(
    period: Mapping[str, Any] | None, state: str, before: str | None, today: date, *, correcting: bool = False
) -> Punctuality:
    """The light of reporting of one item for one period.

    `period` is a row of the feed's periods (None where none was entered), `state` that of the item's newest report for
    it, `before` the state for the period before (None where there is none). What was returned keeps its deadline; what
    was released is not late again while it is being corrected.
    """
    if period is None:
        return _told("none", None)
    if today.isoformat() < period["opens_on"] and state in WAITING:
        return _told("not_open", None)
    late = (today - date.fromisoformat(period["due_on"])).days
    if state in ("submitted", "checked"):
        return _told("submitted", None)
    if state == "released":
        return _told("released", "green", f"{WORD['released']}（更正中）" if correcting else "")
    back = "已退回，" if state == "returned" else ""
    if late <= 0:
        return _told("returned" if back else "waiting", None, f"{back or '待报，'}还有 {-late} 天")
    if state in WAITING and before in WAITING:
        return _told("missed", "red", f"连续 2 期未报，逾期 {late} 天")
    code, light = ("late", "yellow") if late <= LATE else ("very_late", "red")
    return _told("returned" if back else code, light, f"{back}逾期 {late} 天")


def stale(cadence: Cadence, ends_on: date, lag: int, today: date) -> bool:
    """Whether a figure is older than two cycles and the days that reports take."""
    if cadence not in MONTHS:
        return (today - ends_on).days > 20 + lag
    return month_position(today - timedelta(days=lag)) - month_position(ends_on) > 2 * MONTHS[cadence]


def _told(code: str, light: str | None, words: str = "") -> Punctuality:
    mark = LIGHT_MARK[light] if light else NO_LIGHT_MARK
    return Punctuality(code, light, f"{mark} {words or WORD[code]}")
