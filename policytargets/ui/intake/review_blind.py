"""The blind second reading of 审核: after many candidates passed untouched, one is read again without its row."""

from typing import Any

import streamlit as st

from policytargets.intake.review import UNTOUCHED, reread, rereading
from policytargets.intake.workspace import Workspace
from policytargets.ui.intake.review import SAID, show
from policytargets.wording.codes import COMPARATOR_WORD
from policytargets.wording.markdown import plain_text

ANSWERED = "intake-reread"
AROUND = 200


def read_blind(workspace: Workspace, reviewer: str) -> bool:
    """Ask for a second reading where one is due; returns whether it is, and the review waits for it."""
    answered = st.session_state.pop(ANSWERED, "")
    if answered:
        st.success(answered)
    due = rereading(workspace, reviewer) if reviewer else None
    candidate = next((c for c in workspace.candidates() if c["candidate_id"] == due), None)
    if candidate is None:
        return False
    st.subheader("请再读一条", anchor=False)
    st.write(f"已有 {UNTOUCHED} 条连续照提取通过。请只看原文，重新填一遍下面这一条；填得不同，这一条就重新打开。")
    with st.container(border=True):
        text = workspace.text
        first = max(text.rfind("\n", 0, candidate["start"]) + 1, candidate["start"] - AROUND)
        ends = text.find("\n", candidate["end"])
        last = min(ends if ends >= 0 else len(text), candidate["end"] + AROUND)
        st.text(text[first:last])
    with st.form("blind"):
        st.markdown(f"目标：**{plain_text(candidate['name'])}**")
        st.text_input("数值（隐去则空）", key="blind-value")
        st.text_input("单位", key="blind-unit")
        st.selectbox("界限", list(COMPARATOR_WORD), format_func=COMPARATOR_WORD.__getitem__, key="blind-comparator")
        st.form_submit_button("填好了", type="primary", on_click=_answer, args=(workspace, candidate, reviewer))
    return True


def _answer(workspace: Workspace, candidate: dict[str, Any], reviewer: str) -> None:
    state = st.session_state
    written = str(state["blind-value"]).strip()
    try:
        value = float(written) if written else None
    except ValueError:
        state[SAID] = "数值须是数字。"
        return
    answer = {"value": value, "unit": str(state["blind-unit"]).strip(), "comparator": state["blind-comparator"]}
    if reread(workspace, candidate, answer, reviewer=reviewer):
        state[ANSWERED] = "与所通过的一致，请接着审。"
    else:
        state[SAID] = "与所通过的不一致：这一条重新打开，请对照原文再定。"
        show(candidate["candidate_id"])
    for name in ("value", "unit", "comparator"):
        state.pop(f"blind-{name}", None)
