"""The parts of 调度: what is due in a period, who is missing, and the reports that wait for a decision."""

from collections import Counter
from functools import partial

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from policytargets import settings
from policytargets.errors import LedgerClosed, NotSaved, Refused
from policytargets.ledger.feed import Feed
from policytargets.ledger.model import LightRule
from policytargets.ledger.reports import decide
from policytargets.ledger.states import EVENT_WORD, STATE_WORD, standing, standing_in_words
from policytargets.people.permissions import may
from policytargets.ui.blocks import acting, evidence, filters, ledger, ledger_notes, ledger_prospect, record
from policytargets.ui.blocks.ledger import Row
from policytargets.ui.blocks.listings import listing
from policytargets.wording.lights import OUTLOOK_WORD
from policytargets.wording.markdown import plain_text

SELDOM = (
    "更正前", "退回前", "本单位研判", "更正或核减原因", "数字已核对无误", "问题与协调", ledger_notes.HEAD, "完成日期",
    "佐证",
)  # fmt: skip
NEXT = {"checked": "submitted", "released": "checked", "returned": "submitted、checked"}


def must_be_open() -> None:
    """Stop with a sentence where there is no ledger, or nobody who may check."""
    acting.must_be_allowed("dispatch")


def pick_office() -> str:
    """The district, of those that the person checks."""
    return filters.pick_first("区县", "office", _districts(), width=filters.BESIDE)


def pick_period(district: str) -> Row:
    """The period, the newest that has opened first."""
    today = settings.today().isoformat()
    own = [p for p in ledger.feed().periods if p["district_id"] == district and p["opens_on"] <= today]
    if not own:
        st.info("还没有开始报送的周期。请管理员运行 python -m policytargets ledger periods 年份。")
        st.stop()
    reported = {report["period_id"] for report in ledger.feed().reports}
    own.sort(key=lambda p: (p["period_id"] in reported, p["ends_on"], p["cadence"] == "month"), reverse=True)
    words = {p["period_id"]: ledger.period_words(p) for p in own}
    chosen = filters.pick_first("周期", "round", words, width=filters.BESIDE)
    return next(p for p in own if p["period_id"] == chosen)


def rows(district: str, period: Row) -> list[Row]:
    """One row per due item of the period with its newest report, if any, those shown in the `past`, the one `before`,
    the total released for the next period (`later`), its state (released also while that is corrected), and whether it
    first came in time: what is returned and sent again stays in time."""
    first: dict[str, Row] = {}
    held = ledger.feed()
    for report in held.reports:
        if report["period_id"] == period["period_id"]:
            first.setdefault(report["due_id"], report)
    found = []
    for due in ledger.dues():
        if due["district_id"] == district and ledger.asked(due, period):
            reported = held.newest.get((due["due_id"], period["period_id"]))
            in_time = due["due_id"] in first and first[due["due_id"]]["days_late"] == 0
            past, later = held.around(due["due_id"], period["ends_on"])
            own = {"report": reported, "past": past, "before": past[-1] if past else None, "later": later}
            found.append({**due, **own, "state": standing(reported), "in_time": in_time})
    return found


@acting.in_place
def summary(found: list[Row], period: Row) -> None:
    """How many items stand where until which day, and how many came in time."""
    states = Counter(row["state"] for row in found)
    correcting = sum(bool(row["report"] and row["report"]["corrects"]) for row in found)
    beside = {"released": f"（其中更正中 {correcting}）" if correcting else ""}
    counted = "，".join(
        f"{word} {states[state]}{beside.get(state, '')}" for state, word in STATE_WORD.items() if states[state]
    )
    came = [row["report"] for row in found if row["report"]]
    in_time = sum(row["in_time"] for row in found)
    st.markdown(plain_text(f"应报 {len(found)} 项：{counted or '无'}。{ledger.deadline(period)}。"))
    if came:
        st.caption(f"已报 {len(came)} 项，其中按时 {in_time} 项；按时报送率 {in_time}/{len(found)}。")


@acting.in_place
def waiting(found: list[Row], district: str) -> None:
    """The reports that wait, to be chosen and decided upon together."""
    st.subheader("待核对、待发布", anchor=False)
    open_rows = [row for row in found if row["report"] and row["report"]["state"] in ("submitted", "checked")]
    if not open_rows:
        st.write("没有等待处理的填报。")
        acting.answer(f"{_who()}:decided")
        return
    listing(
        _frame(open_rows),
        label="待核对、待发布",
        links={},
        figures=("原文数字", "上期", "更正前", "累计"),
        sortable=True,
    )
    named = {row["report"]["report_id"]: f"{_department(row)}：{row['name']}" for row in open_rows}
    chosen = st.multiselect(
        "处理哪几项（核对、发布不选即为全部；退回须先选）", list(named), format_func=lambda code: named.get(code, code),
        key=f"{_who()}:waiting", placeholder="全部，可输入部门或目标查找", wrap=True,
    )  # fmt: skip
    picked = [row for row in open_rows if row["report"]["report_id"] in chosen] or open_rows
    st.caption(f"现在处理 {len(picked)} 项。")
    for row in picked if chosen else ():
        evidence.files(row["report"])
    count = f"{_who()}:returns"  # each return has a field of its own: the next one begins empty
    reason = st.text_input("退回原因（退回时必填）", key=f"{_who()}:{st.session_state.get(count, 0)}:reason")
    unproved = acting.tick("核对没有佐证的数字（记为“无佐证”）", f"{_who()}:unproved")
    buttons, place = st.container(horizontal=True), st.container()
    with buttons:
        for event in ("checked", "released", "returned"):
            fitting = [row for row in picked if row["report"]["state"] in NEXT[event]]
            # One reason goes to those it was written for: nothing is returned that was not chosen.
            fitting = fitting if chosen or event != "returned" else []
            if _pressed(event, len(fitting), place):
                decided = partial(_decide, fitting, event, district, reason or "", unproved=unproved)
                acting.act(f"{_who()}:decided", f"已{EVENT_WORD[event]} {len(fitting)} 项。", decided)
    acting.answer(f"{_who()}:decided")


def _pressed(event: str, count: int, place: DeltaGenerator) -> bool:
    """The button of a decision upon so many items; a release is asked about once."""
    label, key = f"{EVENT_WORD[event]} {count} 项", f"{_who()}:{event}"
    if event != "released":
        return acting.pressed(label, key, disabled=not count)
    return acting.sure(label, key, f"发布后这 {count} 项人人可见，以后只能更正。", place, disabled=not count)


def _decide(picked: list[Row], event: str, district: str, reason: str, *, unproved: bool) -> None:
    """Decide upon each of these. Raises Refused with the reasons, where some could not be decided upon."""
    said: dict[str, list[str]] = {}
    for row in picked:
        try:
            decide(
                ledger.opened(), ledger.person(), row["report"]["report_id"], event, district_id=district,
                record_version=record.record().version, reason=reason, without_evidence=unproved,
            )  # fmt: skip
        except (Refused, NotSaved, LedgerClosed) as error:
            said.setdefault(str(error).rstrip("。"), []).append(row["name"])
    if said:
        done = len(picked) - sum(map(len, said.values()))
        told = [f"{'、'.join(names)}：{reason}" for reason, names in said.items()]
        beside = [f"{done} 项已{EVENT_WORD[event]}，其余没有"] if done else []
        raise Refused("；".join([*beside, *told]))
    if event == "returned":
        st.session_state[f"{_who()}:returns"] = st.session_state.get(f"{_who()}:returns", 0) + 1


def _frame(found: list[Row]) -> pd.DataFrame:
    """What the checker judges: each figure with its unit beside those before it, the light that it would give, and what
    the department says, for what was returned beside the figure and the reason of then; columns that few fill only
    where one does."""
    reports, rule, held = [row["report"] for row in found], next(iter(ledger.rules().values())), ledger.feed()
    back = [held.sent_back(report) for report in reports]
    table = pd.DataFrame(
        {
            "目标": [row["name"] for row in found],
            "部门": [_department(row) for row in found],
            "情况": [
                standing_in_words(report) + ("，退回后重报" if old else "")
                for report, old in zip(reports, back, strict=True)
            ],
            "原文数字": [row["printed"] if isinstance(row["printed"], str) else None for row in found],
            "上期": [ledger.figure(row, row["before"]) for row in found],
            "更正前": [ledger.figure(row, row["report"]["corrects"]) for row in found],
            "退回前": [_sent_back(row, old) for row, old in zip(found, back, strict=True)],
            "累计": [ledger.figure(row, row["report"]) for row in found],
            "发布后的灯": [_light(row, rule, held) for row in found],
            "本单位研判": [_outlook(report) for report in reports],
            "更正或核减原因": [report["change_reason"] or None for report in reports],
            "数字已核对无误": [report["confirmed"] for report in reports],
            "进展": [report["progress"] for report in reports],
            "问题与协调": [_asked_of_others(report) for report in reports],
            ledger_notes.HEAD: [ledger_notes.told(report["notes"]) for report in reports],
            "完成日期": [report["finished_on"] for report in reports],
            "佐证": [len(report["evidence"]) or None for report in reports],
            "填报人": [f"{report['submitted_by']}，审签 {ledger.signed(report)}" for report in reports],
            "逾期天数": [report["days_late"] for report in reports],
        }
    )
    return table.drop(columns=[head for head in SELDOM if table[head].isna().all()])


# Few columns, so that a list with all of them stands beside the menu of a small screen.
def _sent_back(row: Row, old: Row | None) -> str | None:
    """The figure that was returned, and why."""
    return f"{ledger.figure(row, old) or '没有数字'}，{old['returned_for']}" if old else None


def _outlook(report: Row) -> str | None:
    """What the department expects, and by when."""
    by = f"预计 {report['expected_on']} 完成" if report["expected_on"] else None
    return "，".join(filter(None, (OUTLOOK_WORD.get(report["outlook"]), by))) or None


def _asked_of_others(report: Row) -> str | None:
    """What stands in the way and who is asked for what, each by its name."""
    told = {"问题": report["obstacle"], "下步措施": report["next_step"], "需协调事项": report["needs_coordination"]}
    return "；".join(f"{word}：{text}" for word, text in told.items() if text) or None


def _light(row: Row, rule: LightRule, held: Feed) -> str:
    """The light that a report would give once released."""
    return ledger.lit(ledger_prospect.once_released(row, row["past"], row["report"], rule, held))


def _department(row: Row) -> str:
    return str(row["leads"][0]) if len(row["leads"]) else "未写明牵头部门"


def _districts() -> dict[str, str]:
    actor = ledger.person()
    return {code: name for code, name in filters.choices("districts").items() if may(actor, "check", district_id=code)}


def _who() -> str:
    actor = ledger.person()
    return actor.person_id if actor else ""
