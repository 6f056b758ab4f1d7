"""进展 on the pages of the plans: what was done so far, beside what was promised; only where something is released."""

from collections import Counter
from collections.abc import Callable
from datetime import date

import streamlit as st

from policytargets.errors import LedgerClosed
from policytargets.exhibits import ledger as exhibits
from policytargets.exports.forms.columns import HEADS
from policytargets.ledger.model import LightRule
from policytargets.settings import today
from policytargets.ui.blocks import (
    comparing,
    ledger,
    ledger_days,
    ledger_notes,
    ledger_provisional,
    ledger_terms,
    links,
)
from policytargets.ui.blocks.exhibits import exhibit_body
from policytargets.ui.blocks.ledger import Row
from policytargets.wording.lights import LIGHT_MARK, LIGHT_WORD, NO_BASELINE, OUTLOOK_WORD, day_with_older
from policytargets.wording.markdown import plain_text


def released() -> list[Row]:
    """What has been released; nothing where there is no ledger or it can't be read (the sidebar says so then)."""
    try:
        return ledger.feed().released if ledger.at_hand() else []
    except LedgerClosed:
        return []


def strip(concerns: Callable[[Row], bool] = lambda row: True, **filters: list[str]) -> None:
    """The counts of lights of the due items that are concerned, and the way to 台账; as of the day with which that
    opens, or an earlier one where nothing of them was reported for it."""
    if not released():
        return
    as_of = ledger_days.shown(own := [row for row in ledger.dues() if concerns(row)])
    rows = [row for row in ledger.standings(as_of, _rule()) if concerns(row)]
    if own and not rows:
        st.caption(f"{ledger.prefix()}进展截至 {as_of.isoformat()}：这里的计划当时还没有开始。")
        return
    lights = Counter(row["light"].light for row in rows)
    counted = [f"{LIGHT_MARK[light]} {LIGHT_WORD[light]} {lights[light]}" for light in LIGHT_MARK if lights[light]]
    day = day_with_older(as_of.isoformat(), (row["reported"] for row in rows))
    said = f"进展截至 {day}：{'，'.join(counted) or '没有亮灯项'}；不亮灯 {lights[None]}，共 {len(rows)} 个应报项。"
    if ahead := ledger_days.later(own, as_of):
        said += f"其中 {ahead} 项另有更晚的数，见台账。"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(plain_text(ledger.prefix() + said), width="content")
        if as_of.isoformat() != ledger_days.opening().day:
            filters = {"as_of": [as_of.isoformat()], **filters}
        links.link("progress", "打开台账", **filters)


def of_target(target_id: str) -> None:
    """One target's progress: newest figure and light, then line, schedule and readings in one picture."""
    for due in ledger.dues() if released() else []:
        if due["target_id"] == target_id:
            _window(due)
            _say_where_comparisons_stand(due)


def of_task(task_id: str) -> None:
    """What was done of one task: of one without figures its progress, of others the lights of their targets."""
    own = [due for due in ledger.dues() if due["task_id"] == task_id] if released() else []
    for due in own:
        if due["kind"] == "task":
            _window(due)
    if any(due["kind"] == "figure" for due in own):
        st.subheader(f"{ledger.prefix()}进展", anchor=False)
        strip(lambda row: row["task_id"] == task_id, districts=[own[0]["district_id"]])


def _say_where_comparisons_stand(due: Row) -> None:
    """The comparison further down holds for one day of all districts; this item may have a newer figure."""
    day = ledger_days.opening().day
    if day and ledger_days.later([due], date.fromisoformat(day)):
        st.caption(f"这里是最新的数；各区县比较和台账打开时截至 {day}，数和灯可能不同。")


def of_due(due_id: str) -> None:
    """The progress of one due item."""
    for due in ledger.dues():
        if due["due_id"] == due_id:
            _window(due)


def _window(due: Row) -> None:
    """Of one due item the newest figure with its light, then line, schedule and readings."""
    st.subheader(f"{ledger.prefix()}进展", anchor=False)
    found = comparing.tracked(due["due_id"])
    if found is None:
        st.caption(f"{due['window_start'].date()} 至 {due['window_end'].date()} 尚无已发布的填报。")
        return
    shown = exhibits.course(comparing, found, made_on=today())
    newest = shown.rows.iloc[-1]
    st.markdown(plain_text(f"{newest['period']}：{newest['figure']}，{newest['light_in_words']}。{newest['reason']}"))
    ledger_terms.meaning("序时", *([NO_BASELINE] if NO_BASELINE in newest["light_in_words"] else []))
    _say_what_was_told(due["due_id"])
    waiting = ledger_provisional.drawings(due, found.schedule, found.target) if shown.drawings else ()
    if waiting:
        st.caption("虚线到还没有发布的数，只有填报部门和督查室看得到；下载和演示里只有已发布的数。")
    exhibit_body(shown, key=f"progress-{due['due_id']}", on_select="ignore", parts=waiting)
    ledger_terms.rule_line(_rule())


def _say_what_was_told(due_id: str) -> None:
    """In the department's words what stands behind the newest figure, above all why somebody lags."""
    newest = max((row for row in released() if row["due_id"] == due_id), key=lambda row: str(row["ends_on"]))
    for field in ("progress", "obstacle", "next_step", "needs_coordination"):
        if newest[field]:
            st.write(plain_text(f"{HEADS[field]}：{newest[field]}"))
    if newest["outlook"]:
        st.write(f"{HEADS['outlook']}：{OUTLOOK_WORD[newest['outlook']]}")
    if added := ledger_notes.told(newest["notes"]):
        st.write(plain_text(f"{ledger_notes.HEAD}：{added}"))


def _rule() -> LightRule:
    return next(iter(ledger.rules().values()))
