"""The light that a report would give once it is released, for whoever writes or checks it."""

from datetime import date

from policytargets.errors import Refused
from policytargets.ledger.drafts import Filling
from policytargets.ledger.feed import Feed
from policytargets.ledger.model import Light, LightRule
from policytargets.ledger.periods import period_of
from policytargets.ledger.plausible import figure_for, no_day
from policytargets.ui.blocks import ledger
from policytargets.ui.blocks.ledger import Row


def once_released(due: Row, before: list[Row], report: Row, rule: LightRule, held: Feed | None = None) -> Light:
    """The light of a row of `dues` from what was released `before`, in the order of its periods, and this report."""
    period = period_of(due["item"].cadence, date.fromisoformat(report["ends_on"]))
    return ledger.light(due, [*before, report], period, rule, held)


def as_reported(due: Row, filling: Filling, ends_on: str) -> Row:
    """What a form holds, as far as the light reads it of a report for the period that ends then. Raises Refused for no
    figure and no day."""
    item, given = due["item"], due["kind"] == "figure" and filling.figure_state == "given"
    if wrong := no_day(filling.finished_on):
        raise Refused(wrong)
    return {
        "value": figure_for(item, filling.value, filling.unit) if given else None,
        "figure_state": filling.figure_state if due["kind"] == "figure" else "not_applicable",
        "finished_on": filling.finished_on, "outlook": filling.outlook, "fingerprint": item.fingerprint,
        "ends_on": ends_on,
    }  # fmt: skip
