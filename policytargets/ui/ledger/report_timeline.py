"""What has happened to an item: each report, revision, return and release, the newest first."""

import pandas as pd
import streamlit as st

from policytargets.ledger.feed import CHINA, instant
from policytargets.ledger.model import exact
from policytargets.ledger.states import EVENT_WORD, state_after
from policytargets.ui.blocks import ledger
from policytargets.ui.blocks.ledger import Row
from policytargets.ui.blocks.listings import listing
from policytargets.wording.lights import amount

SHOWN = 10  # rows before a longer list is cut


def timeline(item: Row) -> None:
    """The fold below a card; nothing where nothing was ever reported."""
    steps = _steps(item)
    if steps:
        with st.expander(f"经过（{len(steps)} 步）"):
            listing(pd.DataFrame(steps), label=f"{item['name']}的填报经过", links={}, figures=("累计",), first=SHOWN)


def _steps(item: Row) -> list[dict[str, str | None]]:
    """One row per event. Of what another department has reported of the item its release alone is told."""
    periods = {period["period_id"]: ledger.period_words(period) for period in ledger.feed().periods}
    told = [
        (event["entry_id"], report, event)
        for report in ledger.feed().reports if report["due_id"] == item["due_id"]
        for event in report["events"]
        if report["department_id"] == item["reporter_id"] or event["kind"] == "released"
    ]  # fmt: skip
    told.sort(key=lambda step: int(step[0]), reverse=True)
    return [_step(item, report, event, periods) for _, report, event in told]


def _step(item: Row, report: Row, event: Row, periods: dict[str, str]) -> dict[str, str | None]:
    submitted, value = event["kind"] == "submitted", exact(report["value"])
    again = f"（第 {report['revision']} 稿）" if report["revision"] > 1 else ""
    reason = event["reason"] if event["kind"] in ("returned", "checked") else None
    return {
        "时间": instant(event["recorded_at"]).astimezone(CHINA).strftime("%Y-%m-%d %H:%M"),
        "周期": periods[report["period_id"]],
        "经过": EVENT_WORD[state_after(event["kind"], event["reason"])] + again,
        "累计": None if value is None else amount(value, item["item"].unit),
        "经办": event["name"] or None,
        "说明": (report["change_reason"] or report["progress"] or None) if submitted else reason,
    }
