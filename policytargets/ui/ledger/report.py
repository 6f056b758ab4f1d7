"""The parts of 填报: whose turn it is, and a card for each item with its promise, form and light so far."""

from datetime import date
from typing import Any

import streamlit as st

from policytargets import settings
from policytargets.errors import LedgerClosed, NotSaved, Refused
from policytargets.exports.forms.columns import FIGURE_STATES
from policytargets.ledger.courses import default_course
from policytargets.ledger.drafts import Filling, Place, draft, figure, save_draft
from policytargets.ledger.lights import progress_light
from policytargets.ledger.model import Period, Reading, exact
from policytargets.ledger.periods import period_in_words
from policytargets.ledger.reports import submit
from policytargets.ledger.states import STATE_WORD, TRANSITIONS
from policytargets.people.model import Actor
from policytargets.people.permissions import may
from policytargets.ui.blocks import filters, ledger, record
from policytargets.ui.blocks.ledger import Row
from policytargets.wording.lights import OUTLOOK_WORD, READING_WORD
from policytargets.wording.markdown import plain_text

TEXTS = {
    "progress": "进展情况", "obstacle": "存在问题", "next_step": "下步措施", "needs_coordination": "需协调事项",
    "source_note": "数据来源说明", "change_reason": "更正或核减原因",
}  # fmt: skip


def must_be_open() -> None:
    """Stop with a sentence where there is no ledger, or nobody who may report."""
    if not ledger.at_hand():
        st.info("本看板没有配置工作台账。")
        st.stop()
    try:
        demo, actor = ledger.feed().kind == "demo", ledger.person()
    except LedgerClosed as error:
        st.warning(plain_text(f"台账暂不可用：{error}。其他页面不受影响。"))
        st.stop()
    if demo:
        st.warning(ledger.DEMO)
    if actor is None or not _departments(actor):
        st.info("请先以填报人身份登录。" if actor is None else "您没有填报的权限，请找管理员。")
        st.stop()


def pick_department() -> str:
    """The department that is reported for, of those that the person may report for."""
    actor = ledger.person()
    return filters.pick_first("填报部门", "reporter", _departments(actor) if actor else {})


def pick_period(department: str) -> Row:
    """The period that is reported, the newest that has opened first."""
    own = {due["district_id"] for due in ledger.dues() if due["reporter_id"] == department}
    wanted = {due["cadence"] for due in ledger.dues() if due["reporter_id"] == department}
    today = settings.today().isoformat()
    periods = [p for p in ledger.feed().periods if p["district_id"] in own and p["cadence"] in wanted]
    opened = {p["period_id"]: p for p in reversed(periods) if p["opens_on"] <= today}
    if not opened:
        st.info("还没有开始报送的周期。请管理员运行 python -m policytargets ledger periods 年份。")
        st.stop()
    words = {name: f"{period_in_words(period_of(p))}（{p['due_on']} 截止）" for name, p in opened.items()}
    chosen: Row = opened[filters.pick_first("周期", "period", words)]
    return chosen


def items(department: str, period: Row) -> list[Row]:
    """The due items of a department in a period, each with its newest `report` and what was reported `before`."""
    reports = ledger.feed().reports
    found = []
    for due in ledger.dues():
        within = due["window_start"].date().isoformat() <= period["ends_on"] <= _last(due)
        if due["reporter_id"] == department and due["cadence"] == period["cadence"] and within:
            own = [report for report in reports if report["due_id"] == due["due_id"]]
            now = [report for report in own if report["period_id"] == period["period_id"]]
            before = [report for report in own if report["shown"] and report["ends_on"] < period["ends_on"]]
            before.sort(key=lambda report: str(report["ends_on"]))
            newest = max(now, key=lambda report: int(report["revision"]), default=None)
            found.append({**due, "when": period, "report": newest, "before": before})
    return found


def summary(found: list[Row], period: Row) -> None:
    """How many are still to be reported."""
    open_items = [item for item in found if _state(item) in ("", "withdrawn", "returned")]
    st.markdown(
        plain_text(
            f"{period_in_words(period_of(period))}：共 {len(found)} 项，"
            f"还有 {len(open_items)} 项待报，{period['due_on']} 截止。"
        )
    )


def card(item: Row) -> None:
    """One item: what was promised, what was reported before, and the form or what became of it."""
    state = _state(item)
    with st.container(border=True):
        st.markdown(f"**{plain_text(item['name'])}**　{STATE_WORD[state]}")
        printed = f"目标：{item['printed']}。" if isinstance(item["printed"], str) else ""
        st.caption(plain_text(f"{printed}任务：{item['task']}"))
        if item["before"]:
            last = item["before"][-1]
            before = f"累计 {last['value']}　" if last["value"] is not None else ""
            st.caption(plain_text(f"上期（截至 {last['ends_on']}）：{before}{last['progress']}"))
        if state == "returned":
            st.warning(plain_text(f"督查室退回：{item['report']['returned_for']}"))
        if can_fill(item):
            _form(item)
        else:
            report = item["report"]
            st.caption(
                plain_text(
                    f"已报 {report['value'] or '无数'}；{report['progress']}"
                    f"（{report['submitted_by']}，审签 {report['signed_by']}）"
                )
            )


def can_fill(item: Row) -> bool:
    """Whether it is the department's turn: not what waits to be checked, nor what has been released."""
    return _state(item) in TRANSITIONS["submitted"].states and _state(item) != "released"


def _form(item: Row) -> None:
    """The fields of an item; every change is kept as a draft at once."""
    actor, place = ledger.person(), place_of(item)
    kept, version = draft(ledger.opened(), place)
    filling = kept or first_filling(item)
    stem = stem_of(item)
    for name in Filling.__annotations__:
        st.session_state.setdefault(f"{stem}:{name}", getattr(filling, name))

    def typed() -> Filling:
        return Filling(**{name: str(st.session_state.get(f"{stem}:{name}") or "") for name in Filling.__annotations__})

    def keep() -> None:
        try:
            save_draft(ledger.opened(), actor, place, typed(), version)
        except (Refused, NotSaved, LedgerClosed) as error:
            st.session_state[f"{stem}:said"] = str(error)

    _fields(item, stem, keep)
    if filling.value and item["kind"] == "figure":
        _preview(item, filling)
    said = st.session_state.pop(f"{stem}:said", "")
    if st.button("提交", key=f"{stem}:submit", type="primary"):
        try:
            submit(
                ledger.opened(), actor, place, item["item"], typed(), record_version=record.record().version,
                today=settings.today(),
            )  # fmt: skip
        except (Refused, NotSaved, LedgerClosed) as error:
            said = str(error)
        else:
            st.rerun()
    if said:
        st.error(plain_text(said))


def _fields(item: Row, stem: str, keep: Any) -> None:
    if item["kind"] == "figure":
        with st.container(horizontal=True):
            unit = f"，单位 {item['item'].unit}" if item["item"].unit else ""
            since = item["window_start"].date().isoformat()
            asked = f"{READING_WORD[item['reading']]}（{since} 至 {item['when']['ends_on']}{unit}）"
            st.text_input(asked, key=f"{stem}:value", on_change=keep)
            _choose("数字情况", FIGURE_STATES, f"{stem}:figure_state", keep)
    else:
        st.text_input("完成日期（办完才填，如 2023-09-30）", key=f"{stem}:finished_on", on_change=keep)
    st.text_area(TEXTS["progress"], key=f"{stem}:progress", on_change=keep, height=70)
    with st.container(horizontal=True):
        _choose("本单位研判", {"": "未研判", **OUTLOOK_WORD}, f"{stem}:outlook", keep)
        st.text_input("审签负责人", key=f"{stem}:signed_by", on_change=keep)
    with st.expander("问题、措施、协调事项、来源与更正原因"):
        for name in ("obstacle", "next_step", "needs_coordination", "source_note", "change_reason"):
            st.text_input(TEXTS[name], key=f"{stem}:{name}", on_change=keep)


def _choose(label: str, words: dict[str, str], key: str, keep: Any) -> None:
    codes = list(words)
    st.selectbox(label, codes, format_func=words.__getitem__, key=key, on_change=keep)


def _preview(item: Row, filling: Filling) -> None:
    """The light that this figure would give by the board's own rule, before it is sent."""
    try:
        value = figure(filling.value)
    except Refused as error:
        st.caption(plain_text(str(error)))
        return
    due, rule = item["item"], next(iter(ledger.rules().values()))
    given = Reading(yearly=(value,)) if due.averaged else Reading(exact(value))
    light = progress_light(due, default_course(due), given, period_of(item["when"]), rule)
    st.caption(plain_text(f"提交后：{ledger.lit(light)}。{light.reason}"))


def first_filling(item: Row) -> Filling:
    """What a new form begins with: what was returned, or the leader who signed the last one."""
    if item["report"]:
        old = item["report"]
        return Filling(
            **{name: str(old["value_as_typed" if name == "value" else name] or "") for name in Filling.__annotations__}
        )
    return Filling(signed_by=item["before"][-1]["signed_by"] if item["before"] else "")


def _departments(actor: Actor) -> dict[str, str]:
    """Code → name of the departments that someone may report for and that have something to report."""
    reporters = {due["reporter_id"] for due in ledger.dues() if isinstance(due["reporter_id"], str)}
    allowed = sorted(code for code in reporters if may(actor, "submit", department_id=code))
    return filters.names_of("departments", allowed)


def stem_of(item: Row) -> str:
    """What the keys of an item's widgets begin with: the person too, so that nobody finds another's text."""
    actor = ledger.person()
    return f"{actor.person_id if actor else ''}:{item['due_id']}:{item['when']['period_id']}"


def place_of(item: Row) -> Place:
    return Place(item["due_id"], item["when"]["period_id"], item["reporter_id"], item["district_id"])


def _state(item: Row) -> str:
    return str(item["report"]["state"]) if item["report"] else ""


def period_of(row: Row) -> Period:
    return Period(date.fromisoformat(row["starts_on"]), date.fromisoformat(row["ends_on"]), row["cadence"])


def _last(due: Row) -> str:
    """The last day on which an item can be reported: the end of the period in which its window ends."""
    return f"{due['window_end'].year}-12-31"
