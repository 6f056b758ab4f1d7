"""The ledger as the pages read it: who is there, what has been reported, and each item's light as of a day."""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from policytargets import settings
from policytargets.ledger import feed as feeding
from policytargets.ledger.courses import default_course
from policytargets.ledger.dues import due_item, light_rule
from policytargets.ledger.feed import Feed
from policytargets.ledger.lights import progress_light
from policytargets.ledger.model import DueItem, Light, LightRule, Period, Reading
from policytargets.ledger.periods import period_of
from policytargets.ledger.reasons import rule_in_words
from policytargets.people import accounts
from policytargets.people.model import Actor
from policytargets.store.engine import Ledger, connect
from policytargets.ui.blocks import record
from policytargets.wording.lights import FORMULA, amount, light_in_words, points
from policytargets.wording.markdown import plain_text

DEMO = "示例数据，不是真实进展"
Row = dict[str, Any]


def at_hand() -> bool:
    """Whether a ledger is configured; without one nothing of it is shown."""
    return bool(settings.ledger_address())


def opened() -> Ledger:
    """The ledger of this board. Raises LedgerClosed where the address is none."""
    return connect(settings.ledger_address())


def person() -> Actor | None:
    """Who is there, as the server found out; with today's roles."""
    person_id = st.user.get("person") if at_hand() else None
    if not isinstance(person_id, str):
        return None
    if person_id == accounts.ALONE and settings.sign_in_way() == "one":
        return Actor(person_id, "本机用户", alone=True)
    return accounts.actor(opened(), person_id, settings.today())


def feed() -> Feed:
    """All that the ledger holds, read again only when something was added. Raises LedgerClosed."""
    return _feed(settings.ledger_address(), feeding.version(opened()))


@st.cache_resource(show_spinner=False, max_entries=2)
def _feed(address: str, version: int) -> Feed:
    return feeding.feed(connect(address))


def prefix() -> str:
    """What stands before every title and file name of an invented ledger."""
    return "示例 " if feed().kind == "demo" else ""


def dues() -> list[Row]:
    """The rows of `ledger/due_items`, each with its `item`."""
    return _dues(record.record().version)


@st.cache_resource(show_spinner=False, max_entries=2)
def _dues(version: str) -> list[Row]:
    rows: list[Row] = record.rows("ledger/due_items").to_dict("records")  # type: ignore[assignment]
    return [{**row, "item": due_item(row)} for row in rows]


def rules() -> dict[str, LightRule]:
    """Every rule for lights by its id, the board's own first."""
    rows = record.rows("ledger/light_rules").to_dict("records")
    return {str(row["rule_id"]): light_rule(row) for row in rows}  # type: ignore[arg-type]


def standings(as_of: date, rule: LightRule) -> list[Row]:
    """One row per due item: its row of `dues`, with `report` (the newest released up to the day, or None), `light` and
    `period`, the one that the light speaks of."""
    by_due: dict[str, list[Row]] = {}
    for report in feed().released:
        if report["ends_on"] <= as_of.isoformat():
            by_due.setdefault(report["due_id"], []).append(report)
    rows = []
    for due in dues():
        reports = sorted(by_due.get(due["due_id"], []), key=lambda report: str(report["ends_on"]))
        newest = reports[-1] if reports else None
        period = (
            period_of(due["item"].cadence, date.fromisoformat(newest["ends_on"])) if newest else Period(as_of, as_of)
        )
        light = progress_light(due["item"], default_course(due["item"]), reading(due["item"], reports), period, rule)
        rows.append({**due, "report": newest, "light": light, "period": period})
    return rows


def reading(item: DueItem, reports: list[Row]) -> Reading | None:
    """The newest of an item's reports, in the order of their periods, as the light reads it."""
    if not reports:
        return None
    newest = reports[-1]
    yearly = tuple(report["value"] for report in reports if report["value"] is not None) if item.averaged else ()
    finished = newest["finished_on"]
    return Reading(
        value=None if yearly else newest["value"],
        figure_state=newest["figure_state"] if not yearly else "given",
        yearly=yearly,
        finished_on=date.fromisoformat(finished) if finished else None,
        outlook=newest["outlook"],
        fingerprint=newest["fingerprint"],
    )


def lit(light: Light) -> str:
    """Mark, light and state in one, with its marks."""
    return "；".join((light_in_words(light.light, light.words), *light.marks))


def frame(rows: list[Row]) -> pd.DataFrame:
    """Standings as readers see them: what was promised and what was done in one row."""
    return pd.DataFrame(
        [
            {
                "区县": row["district"], "领域": row["category"], "工作任务": row["task"], "目标": row["name"],
                "目标（原文数字）": row["printed"] if isinstance(row["printed"], str) else None,
                "牵头单位": "、".join(row["leads"]), "数据截至": row["report"]["ends_on"] if row["report"] else None,
                "序时应完成": _amount(row["light"].due_now, row["item"].unit),
                "累计完成": done(row), "完成率（%）": _points(row["light"].rate),
                "序时差（百分点）": _points(row["light"].deviation),
                "进度灯": lit(row["light"]), "说明": row["light"].reason,
                "进展情况": row["report"]["progress"] if row["report"] else None,
                "存在问题": row["report"]["obstacle"] if row["report"] else None,
                "核对": checked(row["report"]), "应报项编号": row["due_id"],
            }
            for row in rows
        ]
    )  # fmt: skip


def done(row: Row) -> str | None:
    """The figure that was released, with its unit."""
    report = row["report"]
    if report is None or report["value"] is None:
        return None
    return " ".join(filter(None, (str(report["value"]), row["item"].unit)))


def checked(report: Row | None) -> str | None:
    """Whether another person saw the figure before it was released."""
    return None if report is None else "未经他人核对" if report["unseen"] else "已核对"


def rule_line(rule: LightRule) -> None:
    """The rule with its cuts and its source, and how the figures are worked out, under every table of lights."""
    st.caption(plain_text(rule_in_words(rule)))
    st.caption(plain_text(FORMULA))


def _points(number: Any) -> str | None:
    return None if number is None else points(number)


def _amount(number: Any, unit: str) -> str | None:
    return None if number is None else amount(number, unit)
