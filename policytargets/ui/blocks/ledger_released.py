"""What was released of the targets, as comparisons carry it."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import streamlit as st

from policytargets import settings
from policytargets.comparisons.model import Progress
from policytargets.errors import LedgerClosed
from policytargets.ledger.reasons import rule_in_words
from policytargets.ui.blocks import ledger, ledger_days, record
from policytargets.wording.lights import STATE_WORD, amount


@dataclass(frozen=True)
class Released:
    """What was done of targets as comparisons carry it: by target_id as of the day with which
    the pages of the ledger open, with the rule of its lights in words
    and the mark of what is invented."""

    by_target: dict[str, Progress]
    rule: str = ""
    mark: str = ""


def progress() -> Released:
    """What has been released of all targets; nothing where there is no ledger or it can't be read."""
    try:
        held = ledger.feed() if ledger.at_hand() else None
    except LedgerClosed:
        held = None
    if held is None or not held.released:
        return Released({})
    return _progress(settings.ledger_address(), held.version, record.record().version)


@st.cache_resource(show_spinner=False, max_entries=2)
def _progress(address: str, version: int, record_version: str) -> Released:
    rule = next(iter(ledger.rules().values()))
    as_of = date.fromisoformat(ledger_days.opening().day)
    told = [row for row in ledger.standings(as_of, rule) if row["report"] and isinstance(row["target_id"], str)]
    told.sort(key=lambda row: str(row["report"]["ends_on"]))
    return Released({row["target_id"]: _told(row) for row in told}, rule_in_words(rule), ledger.prefix().strip())


def _told(row: ledger.Row) -> Progress:
    """One released figure with its light, for a comparison."""
    report, light = row["report"], row["light"]
    actual = float(report["value"]) if report["value"] is not None else None
    given = report["value"] is not None
    figure = amount(Fraction(report["value"]), row["item"].unit) if given else STATE_WORD[report["figure_state"]]
    remark = "未经他人核对" if report["unseen"] else ""
    return Progress(actual, figure, date.fromisoformat(report["ends_on"]), light.light, ledger.lit(light), remark)
