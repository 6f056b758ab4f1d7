"""The tables of 审核: tasks with their departments, accepted together; figures that are no targets."""

from typing import Any

import pandas as pd
import streamlit as st

from policytargets.errors import Refused
from policytargets.intake.candidates import as_target
from policytargets.intake.review import Standing, decide, standings
from policytargets.intake.workspace import Workspace, append_candidate
from policytargets.ui.intake.review import STATE_WORD
from policytargets.ui.intake.review_form import REASON_WORD
from policytargets.wording.markdown import plain_text


def judge_tasks(workspace: Workspace, reviewer: str) -> None:
    """All tasks with their departments as a table; those ticked are accepted together."""
    judged = standings(workspace)
    tasks = [c for c in workspace.candidates() if c["kind"] == "task"]
    rows = [
        {
            "采用": judged.get(c["candidate_id"], Standing()).state in ("accepted", "corrected") or not c["flags"],
            "任务": c["task_no"], "标题": c["title"], "牵头": "、".join(c["leads"]), "配合": "、".join(c["supports"]),
            "已定": STATE_WORD[judged.get(c["candidate_id"], Standing()).state],
        }
        for c in tasks
    ]  # fmt: skip
    st.caption("核对标题和部门，可以直接改；没有写明角色的没有预先勾选。")
    edited = st.data_editor(pd.DataFrame(rows), hide_index=True, disabled=["任务", "已定"], key="tasks-editor")
    if st.button("勾选的任务通过"):
        try:
            for candidate, row in zip(tasks, edited.to_dict("records"), strict=True):
                if row["采用"]:
                    _accept_task(workspace, candidate, row, judged.get(candidate["candidate_id"], Standing()), reviewer)
        except Refused as refused:
            st.error(plain_text(str(refused)))
            return
        st.rerun()


def _accept_task(
    workspace: Workspace, candidate: dict[str, Any], row: dict[Any, Any], before: Standing, reviewer: str
) -> None:
    fields: dict[str, Any] = {"title": row["标题"]}
    for role, head in (("leads", "牵头"), ("supports", "配合")):
        fields[role] = [name for name in str(row[head]).split("、") if name]
    changed = {name: value for name, value in fields.items() if value != candidate[name]}
    decided = "corrected" if changed else "accepted"
    decide(workspace, candidate["candidate_id"], decided, reviewer=reviewer, fields=changed, seen=before.decision_id)


def excluded(workspace: Workspace) -> None:
    """Every figure that is not proposed as a target, with its reason; what was missed can be made a candidate."""
    found = [c for c in workspace.candidates() if c["kind"] == "exclusion"]
    rows = [
        {
            "任务": c["task_no"], "原文写法": c["printed"], "理由": REASON_WORD.get(c["reason"], c["reason"]),
            "所在句": c["clause"],
        }
        for c in found
    ]  # fmt: skip
    st.dataframe(pd.DataFrame(rows), hide_index=True)
    named = {c["candidate_id"]: f"{c['printed']}　{c['clause'][:30]}" for c in found}
    missed = st.selectbox(
        "漏了？选一个数字列为候选", list(named), index=None, format_func=named.__getitem__, key="missed"
    )
    if missed and st.button("列为候选"):
        period_end = int(str(workspace.about["period_end"])[:4])
        own = next(c for c in found if c["candidate_id"] == missed)
        append_candidate(workspace, as_target(own, period_end))
        st.rerun()
