"""The fields of a report: the figure asked for by its words, what was done, and evidence."""

import streamlit as st

from policytargets import settings
from policytargets.exports.forms.columns import FIGURE_STATES
from policytargets.ledger.drafts import Place
from policytargets.ledger.plausible import no_finish, too_long
from policytargets.ui.blocks.ledger import Row
from policytargets.ui.ledger import report_draft, report_evidence
from policytargets.wording.lights import OUTLOOK_WORD, READING_WORD
from policytargets.wording.markdown import plain_text

MORE = ("obstacle", "next_step", "needs_coordination", "expected_on", "source_note", "change_reason")
TEXTS = {
    "progress": "进展情况", "obstacle": "存在问题", "next_step": "下步措施", "needs_coordination": "需协调事项",
    "expected_on": "预计完成日期（如 2024-03-31）", "source_note": "数据来源说明", "change_reason": "更正或核减原因",
}  # fmt: skip


def fields(
    item: Row, place: Place, stem: str, *, correcting: bool, told: str, fallen_from: str | None, leader: str, late: bool
) -> None:
    """The fields of a due item, what is `told` of its figure right below that; whoever corrects, or gives less than the
    total that the figure has `fallen_from`, is asked for the reason at once. Where no `leader` is named, the one of
    another item signs. Of what is `late` it is asked when it will be done."""
    if item["kind"] == "figure":
        _figure(item, stem)
    else:
        _finished(stem)
    reasons = ["change_reason"] if correcting or fallen_from else []
    with st.container():  # a place of its own, so that no field beside it moves when it comes
        if told:
            st.warning(plain_text(told))
        if fallen_from:
            st.caption(f"累计数比上期的 {fallen_from} 小，请写明原因。")
        _lines(reasons, stem)
    needed = "有数字时可不填" if item["kind"] == "figure" else "必填"
    st.text_area(f"{TEXTS['progress']}（{needed}）", key=f"{stem}:progress", height=70)
    with st.container(horizontal=True):
        _choose("本单位研判（可不填）", {"": "未研判", **OUTLOOK_WORD}, f"{stem}:outlook")
        same = f"不填则同其他项：{leader}" if leader else ""
        st.text_input("审签负责人（必填）", key=f"{stem}:signed_by", placeholder=same)
    with st.container():
        _lines(["expected_on"] if late else [], stem)
    more = [name for name in MORE if name not in reasons and not (late and name == "expected_on")]
    shown = correcting or bool(st.session_state[f"{stem}:evidence"])
    finished = "完成日期、" if item["kind"] == "figure" else ""
    with st.expander(f"更多（可不填）：{finished}问题、措施、协调事项、来源、原因与佐证", expanded=shown):
        if item["kind"] == "figure":
            _finished(stem)
        _lines(more, stem)
        report_evidence.choose(place, stem)
    with st.container():
        for said in too_long(report_draft.typed(stem)).values():
            st.warning(plain_text(said))


def _finished(stem: str) -> None:
    """When it was finished, and at once what is wrong with that day."""
    typed = st.text_input("完成日期（办完才填，如 2023-09-30）", key=f"{stem}:finished_on") or ""
    with st.container():  # a place of its own, so that no field below moves when it comes
        if wrong := no_finish(typed.strip(), settings.today()):
            st.warning(plain_text(f"完成日期{wrong}"))


def _figure(item: Row, stem: str) -> None:
    """The figure, in the unit of the document too where that is another one."""
    due = item["item"]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        unit = f"，单位 {due.unit}" if due.unit and not due.unit_printed else ""
        since = item["window_start"].date().isoformat()
        asked = f"{READING_WORD[item['reading']]}（{since} 至 {item['when']['ends_on']}{unit}）"
        st.text_input(asked, key=f"{stem}:value")
        if due.unit_printed:
            _choose("单位", {"": due.unit, due.unit_printed: f"{due.unit_printed}（原文）"}, f"{stem}:unit")
        _choose("数字情况", FIGURE_STATES, f"{stem}:figure_state")


def _lines(names: list[str], stem: str) -> None:
    for name in names:
        st.text_input(TEXTS[name], key=f"{stem}:{name}")


def _choose(label: str, words: dict[str, str], key: str) -> None:
    codes = list(words)
    st.selectbox(label, codes, format_func=words.__getitem__, key=key)
