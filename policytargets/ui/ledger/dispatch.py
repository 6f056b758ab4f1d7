"""The parts of 调度: what is due in a period, who is missing, and the reports that wait for a decision."""

from collections import Counter
from datetime import date

import pandas as pd
import streamlit as st

from policytargets import settings
from policytargets.errors import LedgerClosed, NotSaved, Refused
from policytargets.ledger.model import Period
from policytargets.ledger.periods import period_in_words
from policytargets.ledger.reports import decide
from policytargets.ledger.states import EVENT_WORD, STATE_WORD
from policytargets.people.permissions import may
from policytargets.ui.blocks import filters, ledger, record, tables
from policytargets.ui.blocks.ledger import Row
from policytargets.wording.markdown import plain_text

LATE = 7  # days after which a report that is missing turns red
NEXT = {"checked": "submitted", "released": "checked", "returned": "submitted、checked"}


def must_be_open() -> None:
    """Stop with a sentence where there is no ledger, or nobody who may check."""
    if not ledger.at_hand():
        st.info("本看板没有配置工作台账。")
        st.stop()
    try:
        demo, found = ledger.feed().kind == "demo", _districts()
    except LedgerClosed as error:
        st.warning(plain_text(f"台账暂不可用：{error}。其他页面不受影响。"))
        st.stop()
    if demo:
        st.warning(ledger.DEMO)
    if not found:
        st.info("请先以督查室核对人身份登录。")
        st.stop()


def pick_office() -> str:
    """The district, of those that the person checks."""
    return filters.pick_first("区县", "office", _districts())


def pick_period(district: str) -> Row:
    """The period, the newest that has opened first."""
    today = settings.today().isoformat()
    own = [p for p in ledger.feed().periods if p["district_id"] == district and p["opens_on"] <= today]
    if not own:
        st.info("还没有开始报送的周期。请管理员运行 python -m policytargets ledger periods 年份。")
        st.stop()
    reported = {report["period_id"] for report in ledger.feed().reports}
    own.sort(key=lambda p: (p["period_id"] in reported, p["ends_on"], p["cadence"] == "month"), reverse=True)
    words = {p["period_id"]: _words(p) for p in own}
    return next(p for p in own if p["period_id"] == filters.pick_first("周期", "round", words))


def rows(district: str, period: Row) -> list[Row]:
    """One row per due item of the period with its newest report, if any, and its state."""
    newest: dict[str, Row] = {}
    for report in ledger.feed().reports:
        if report["period_id"] == period["period_id"]:
            newest[report["due_id"]] = report
    found = []
    for due in ledger.dues():
        within = due["window_start"].date().isoformat() <= period["ends_on"] <= f"{due['window_end'].year}-12-31"
        if due["district_id"] == district and due["cadence"] == period["cadence"] and within:
            reported: Row | None = newest.get(due["due_id"])
            found.append({**due, "report": reported, "state": reported["state"] if reported else ""})
    return found


def summary(found: list[Row]) -> None:
    """How many items stand where, and how many came in time."""
    states = Counter(row["state"] for row in found)
    counted = "，".join(f"{word} {states[state]}" for state, word in STATE_WORD.items() if states[state])
    came = [row["report"] for row in found if row["report"]]
    in_time = sum(report["days_late"] == 0 for report in came)
    st.markdown(plain_text(f"应报 {len(found)} 项：{counted or '无'}。"))
    if came:
        st.caption(f"已报 {len(came)} 项，其中按时 {in_time} 项；按时报送率 {in_time}/{len(found)}。")


def missing(found: list[Row], period: Row) -> None:
    """Departments that have not reported, with how many items and how late."""
    late = (settings.today() - date.fromisoformat(period["due_on"])).days
    said = "未到截止日" if late <= 0 else f"逾期 {late} 天" + ("（红）" if late > LATE else "（黄）")
    absent = Counter(_department(row) for row in found if row["state"] in ("", "withdrawn", "returned"))
    st.subheader("未报部门", anchor=False)
    if not absent:
        st.write("这一期全部已报。")
        return
    frame = pd.DataFrame([{"部门": name, "未报项数": count, "报送情况": said} for name, count in absent.most_common()])
    tables.table(frame, key="absent", file_name=f"{ledger.prefix()}催报单{period['ends_on']}.csv")


def waiting(found: list[Row], district: str) -> None:
    """The reports that wait, to be chosen and decided upon together."""
    st.subheader("待核对、待发布", anchor=False)
    open_rows = [row for row in found if row["state"] in ("submitted", "checked")]
    if not open_rows:
        st.write("没有等待处理的填报。")
        return
    chosen = st.dataframe(
        _frame(open_rows), hide_index=True, key=f"{_who()}:waiting:{found[0]['report'] is None}", on_select="rerun",
        selection_mode="multi-row", placeholder="—",
    )  # fmt: skip
    picked = [open_rows[number] for number in chosen["selection"]["rows"]] or open_rows
    st.caption(f"未勾选即为全部；现在处理 {len(picked)} 项。")
    reason = st.text_input("退回原因（退回时必填）", key=f"{_who()}:reason")
    with st.container(horizontal=True):
        for event in ("checked", "released", "returned"):
            fitting = [row for row in picked if row["state"] in NEXT[event]]
            if st.button(f"{EVENT_WORD[event]} {len(fitting)} 项", key=f"{_who()}:{event}", disabled=not fitting):
                _decide(fitting, event, district, reason or "")
    for said in st.session_state.pop(f"{_who()}:said", []):
        st.error(plain_text(said))


def _decide(picked: list[Row], event: str, district: str, reason: str) -> None:
    said = []
    for row in picked:
        try:
            decide(
                ledger.opened(), ledger.person(), row["report"]["report_id"], event, district_id=district,
                record_version=record.record().version, reason=reason,
            )  # fmt: skip
        except (Refused, NotSaved, LedgerClosed) as error:
            said.append(f"{row['name']}：{error}")
    st.session_state[f"{_who()}:said"] = said
    st.rerun()


def _frame(found: list[Row]) -> pd.DataFrame:
    reports = [row["report"] for row in found]
    return pd.DataFrame(
        {
            "情况": [STATE_WORD[row["state"]] for row in found],
            "部门": [_department(row) for row in found],
            "目标": [row["name"] for row in found],
            "原文数字": [row["printed"] if isinstance(row["printed"], str) else None for row in found],
            "累计": [report["value"] for report in reports],
            "进展": [report["progress"] for report in reports],
            "问题": [report["obstacle"] for report in reports],
            "填报人": [report["submitted_by"] for report in reports],
            "审签": [report["signed_by"] for report in reports],
            "逾期天数": [report["days_late"] for report in reports],
        }
    )


def _department(row: Row) -> str:
    return str(row["leads"][0]) if len(row["leads"]) else "未写明牵头部门"


def _districts() -> dict[str, str]:
    actor = ledger.person()
    return {code: name for code, name in filters.choices("districts").items() if may(actor, "check", district_id=code)}


def _who() -> str:
    actor = ledger.person()
    return actor.person_id if actor else ""


def _words(period: Row) -> str:
    days = date.fromisoformat(period["starts_on"]), date.fromisoformat(period["ends_on"])
    return period_in_words(Period(*days, period["cadence"]))
