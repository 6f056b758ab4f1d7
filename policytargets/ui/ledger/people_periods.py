"""The parts of 人员与周期 about periods: those that there are, a year at once, one with its own days, other days."""

from datetime import date, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from policytargets import settings
from policytargets.ledger.calendars import (
    CADENCES,
    DAYS,
    closed,
    last_day_for_reports,
    open_period,
    open_year,
    period_row,
    reschedule,
)
from policytargets.ledger.model import Cadence, Period
from policytargets.ledger.periods import period_in_words, period_of
from policytargets.people.model import Actor
from policytargets.people.permissions import demand
from policytargets.ui.blocks import acting, filters, ledger, tables

CADENCE_WORD: dict[Cadence, str] = {
    "ten_days": "旬", "month": "月", "quarter": "季", "half_year": "半年", "year": "年",
}  # fmt: skip


def listed() -> None:
    """All periods with their days, the newest first."""
    names = filters.choices("districts")
    rows = [
        {
            "区县": names.get(row["district_id"], row["district_id"]), "频次": CADENCE_WORD[row["cadence"]],
            "周期": _words(row), **{word: row[name] for name, word in DAYS.items()},
            DAYS["closes_on"]: last_day_for_reports(row) or "不关闭", "调整": _changes(row),
        } for row in reversed(ledger.feed().periods)
    ]  # fmt: skip
    if rows:
        tables.table(pd.DataFrame(rows), key="periods", name=f"{ledger.prefix()}报送周期", label="报送周期")
    else:
        st.info("还没有设定周期。请先设定一年的周期。")


@acting.in_place
def open_year_form(actor: Actor) -> None:
    """A year's periods of all cadences for some districts, with the usual days."""
    key, names = f"{actor.person_id}:periods:year", filters.choices("districts")
    with st.expander("设定一年的周期"):
        year = int(st.number_input("年份", 2020, 2100, settings.today().year, key=f"{key}:year"))
        chosen = st.multiselect(
            "区县", list(names), default=list(names), format_func=names.__getitem__, key=f"{key}:districts"
        )

        def enter() -> str:
            demand(actor, "manage_periods")
            count = open_year(ledger.opened(), chosen, year, by=actor.person_id, channel="page")
            return f"新增 {count} 个周期，已有的不变。{_closed_already(year, chosen)}"

        if acting.pressed("设定", f"{key}:open", disabled=not chosen):
            acting.act(key, "", enter)
    acting.answer(key)


@acting.in_place
def open_one(actor: Actor) -> None:
    """One period with days of its own."""
    key, names = f"{actor.person_id}:periods:one", filters.choices("districts")
    with st.expander("单独设定一期"):
        with st.container(horizontal=True):
            district = st.selectbox("区县", list(names), format_func=names.__getitem__, key=f"{key}:district")
            cadences: tuple[Cadence, ...] = ("ten_days", *CADENCES)
            cadence = st.selectbox("频次", cadences, format_func=CADENCE_WORD.__getitem__, key=f"{key}:cadence")
            within = st.date_input("含这一天的一期", settings.today(), key=f"{key}:within", format="YYYY-MM-DD")
        period = period_of(cadence, within)
        st.caption(f"{period_in_words(period)}：{period.starts_on} 至 {period.ends_on}")
        row = period_row(district, cadence, period.starts_on, period.ends_on)
        with st.container(horizontal=True):
            for name, word in DAYS.items():
                first = max(_day(row[name]), period.ends_on + timedelta(days=1))
                chosen = st.date_input(word, first, key=f"{key}:{name}:{row['period_id']}", format="YYYY-MM-DD")
                row[name] = chosen.isoformat()
        if acting.pressed("设定这一期", f"{key}:open"):
            acting.act(key, "已设定。", lambda: open_period(ledger.opened(), actor, row))
    acting.answer(key)


@acting.in_place
def change_one(actor: Actor) -> None:
    """Other days for a period that is not closed, with a reason; what was before stays in the journal."""
    key, found = f"{actor.person_id}:periods:change", ledger.feed().periods
    held = {row["district_id"] for row in found}
    names = {code: name for code, name in filters.choices("districts").items() if code in held}
    if not names:
        return
    with st.expander("调整一期的日期"):
        with st.container(horizontal=True):
            district = st.selectbox("区县", list(names), format_func=names.__getitem__, key=f"{key}:district")
            own = {row["period_id"]: row for row in reversed(found) if row["district_id"] == district}
            name = st.selectbox(
                "周期", list(own), format_func=lambda code: f"{_words(own[code])}（{own[code]['due_on']} 截止）",
                key=f"{key}:period:{district}",
            )  # fmt: skip
        days, stem = {}, f"{key}:{name}:{len(own[name]['changes'])}"
        with st.container(horizontal=True):
            for day, word in DAYS.items():
                first = _day(own[name][day])
                days[day] = str(st.date_input(word, first, key=f"{stem}:{day}", format="YYYY-MM-DD"))
        reason = st.text_input("调整原因", key=f"{stem}:reason") or ""
        st.caption("截止日只有一个：调整后，已报的和未报的都按新的截止日计。定稿之后不能再调整。")
        if acting.pressed("调整", f"{key}:change"):
            acting.act(key, "已调整。", lambda: reschedule(
                ledger.opened(), actor, name, days, reason, today=settings.today()
            ))  # fmt: skip
    acting.answer(key)


def _closed_already(year: int, districts: list[str]) -> str:
    """What to do about periods of a year that have closed by now; nothing where none has."""
    today = settings.today()
    own = [row for row in ledger.feed().periods if row["district_id"] in districts and row["ends_on"][:4] == str(year)]
    if not (count := sum(closed(row, today) for row in own)):
        return ""
    return f"其中 {count} 个已过关闭日，不收填报：要收，请在上面推迟关闭日，或由督查室在“调度”中重新开放。"


def _words(row: dict[str, Any]) -> str:
    return period_in_words(Period(_day(row["starts_on"]), _day(row["ends_on"]), row["cadence"]))


def _changes(row: dict[str, Any]) -> str | None:
    """How often the days were changed, where the deadline was first, and why it was changed last."""
    own = row["changes"]
    if not own:
        return None
    return f"{len(own)} 次，原截止 {row['first_due_on']}；{own[-1]['reason']}（{own[-1]['name']}）"


def _day(text: str) -> date:
    return date.fromisoformat(text)
