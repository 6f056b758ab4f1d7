"""Readings that wait to be released, dashed in the picture of their item, for those alone who may see them.

They are drawn on the page and go nowhere else: the exhibit with its files, table and slide holds what is released.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from policytargets.charts.progress import progress_lines
from policytargets.errors import LedgerClosed
from policytargets.exhibits.model import Drawing
from policytargets.people.permissions import may
from policytargets.ui.blocks import ledger
from policytargets.ui.blocks.ledger import Row
from policytargets.ui.blocks.ledger_items import reading_row, released_of

WAITING = ("submitted", "checked")
MARK = "（未发布）"


def drawings(due: Row, schedule: pd.DataFrame, target: Mapping[str, Any]) -> tuple[Drawing, ...]:
    """The picture of a due item with the reports that were handed in for periods after the last released one; nothing
    where there are none, or whoever looks may not see them."""
    released = released_of(due["due_id"])
    rule = next(iter(ledger.rules().values()))
    rows = [reading_row(due, released[: number + 1], rule) for number in range(len(released))]
    firm = len(rows)
    for report in _waiting(due, released[-1]["ends_on"]):
        row = reading_row(due, [*released, report], rule)
        rows.append({**row, "provisional": True, "period": f"{row['period']}{MARK}"})
    readings = pd.DataFrame(rows)
    return (Drawing(progress_lines, (readings, schedule, target)),) if len(rows) > firm else ()


def _waiting(due: Row, after: str) -> list[Row]:
    """The newest reports of later periods that wait for the district, in the order of the periods."""
    waits = [
        report for (due_id, _), report in ledger.feed().newest.items()
        if due_id == due["due_id"] and report["state"] in WAITING and report["ends_on"] > after and _seen(report)
    ]  # fmt: skip
    return sorted(waits, key=lambda report: str(report["ends_on"]))


def _seen(report: Row) -> bool:
    """Whether whoever looks may see it; nobody does whose sign-in has ended, on a page that is for everybody."""
    try:
        actor = ledger.person()
    except LedgerClosed:
        return False
    return may(actor, "see_submitted", district_id=report["district_id"], department_id=report["department_id"])
