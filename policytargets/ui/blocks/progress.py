"""进展 on the pages of the plans: what was done so far, beside what was promised; only where something is released."""

from collections import Counter
from collections.abc import Callable
from datetime import date

import pandas as pd
import streamlit as st

from policytargets.charts.progress import progress_lines
from policytargets.errors import LedgerClosed
from policytargets.ledger.courses import schedule_points
from policytargets.ledger.model import LightRule
from policytargets.ledger.periods import period_in_words, period_of
from policytargets.ledger.reasons import target_in_words
from policytargets.ui.blocks import drawings, ledger, links, tables
from policytargets.ui.blocks.ledger import Row
from policytargets.wording.lights import LIGHT_MARK, LIGHT_WORD, amount, light_in_words
from policytargets.wording.markdown import plain_text


def released() -> list[Row]:
    """What has been released; nothing where there is no ledger or it can't be read (the sidebar says so then)."""
    try:
        return ledger.feed().released if ledger.at_hand() else []
    except LedgerClosed:
        return []


def strip(concerns: Callable[[Row], bool] = lambda row: True, **filters: list[str]) -> None:
    """The counts of lights of the due items that are concerned, as of the newest release, and the way to 台账."""
    found = released()
    if not found:
        return
    as_of, rule = max(report["ends_on"] for report in found), _rule()
    rows = [row for row in ledger.standings(date.fromisoformat(as_of), rule) if concerns(row)]
    lights = Counter(row["light"].light for row in rows)
    counted = [f"{LIGHT_MARK[light]} {LIGHT_WORD[light]} {lights[light]}" for light in LIGHT_MARK if lights[light]]
    said = (
        f"进展（截至 {as_of}）：{'，'.join(counted) or '没有亮灯项'}；不亮灯 {lights[None]}，共 {len(rows)} 个应报项。"
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(plain_text(ledger.prefix() + said), width="content")
        links.link("progress", "打开台账", **filters)


def of_target(target_id: str) -> None:
    """One target's progress: newest figure and light, then line, schedule and readings in one picture."""
    found = released()
    for due in ledger.dues() if found else []:
        if due["target_id"] == target_id:
            own = sorted((row for row in found if row["due_id"] == due["due_id"]), key=lambda row: str(row["ends_on"]))
            _window(due, own)


def of_due(due_id: str) -> None:
    """The progress of one due item."""
    for due in ledger.dues():
        if due["due_id"] == due_id:
            own = [row for row in released() if row["due_id"] == due_id]
            _window(due, sorted(own, key=lambda row: str(row["ends_on"])))


def _window(due: Row, reports: list[Row]) -> None:
    window = f"{due['window_start'].date()} 至 {due['window_end'].date()}"
    st.subheader(f"{ledger.prefix()}进展", anchor=False)
    if not reports:
        st.caption(f"{window} 尚无已发布的填报。")
        return
    rule = _rule()
    readings = pd.DataFrame([_reading(due, reports[: number + 1], rule) for number in range(len(reports))])
    newest = readings.iloc[-1]
    st.markdown(plain_text(f"{newest['period']}：{newest['figure']}，{newest['light_in_words']}。{newest['reason']}"))
    if due["item"].value is not None:
        points = schedule_points(due["item"], ledger.course(due, newest["ends_on"]))
        schedule = pd.DataFrame(points, columns=["ends_on", "due"])
        target = {
            "value": due["item"].value, "words": f"目标 {target_in_words(due['item'])}",
            "starts_on": due["window_start"].date(), "ends_on": due["window_end"].date(),
        }  # fmt: skip
        alt = f"{due['name']} {window} 的目标、序时应完成与各期累计完成"
        drawings.show(
            progress_lines, readings, schedule, target, drawings.palette(), key=f"progress-{due['due_id']}", alt=alt
        )
    shown = readings[["period", "figure", "due_in_words", "light_in_words", "progress", "checked"]]
    heads = ["周期", "累计完成", "序时应完成", "进度灯", "进展情况", "核对"]
    name = f"{ledger.prefix()}{due['name']}进展"
    tables.twin(lambda: shown.set_axis(heads, axis=1), key=f"progress-{due['due_id']}", name=name)
    ledger.rule_line(rule)


def _reading(due: Row, reports: list[Row], rule: LightRule) -> Row:
    """One reported period as the picture and the table show it; `reports` ends with its report."""
    newest, item = reports[-1], due["item"]
    period = period_of(item.cadence, date.fromisoformat(newest["ends_on"]))
    light = ledger.light(due, reports, period, rule)
    figure = ledger.done({**due, "report": newest})
    return {
        "ends_on": period.ends_on, "value": None if newest["value"] is None else float(newest["value"]),
        "light": light.light, "provisional": False, "period": period_in_words(period), "figure": figure or "没有数字",
        "due_in_words": "—" if light.due_now is None else amount(light.due_now, item.unit),
        "light_in_words": light_in_words(light.light, light.words), "reason": light.reason,
        "progress": newest["progress"], "checked": ledger.checked(newest),
    }  # fmt: skip


def _rule() -> LightRule:
    return next(iter(ledger.rules().values()))
