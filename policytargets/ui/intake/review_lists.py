"""The tables of 审核: tasks with their departments, accepted together; figures that are no targets."""

from typing import Any

import pandas as pd
import streamlit as st

from policytargets.errors import Refused
from policytargets.intake.candidates import as_target, overlap
from policytargets.intake.doubts import left_over
from policytargets.intake.review import DONE, Standing, carried, decide, former, standings
from policytargets.intake.workspace import Workspace, append_candidate
from policytargets.ui.blocks.listings import listing
from policytargets.ui.intake import review_missed
from policytargets.ui.intake.review import SAID, STATE_WORD
from policytargets.ui.intake.review_clauses import closing_clauses
from policytargets.ui.intake.review_deciding import REASON_WORD
from policytargets.wording.markdown import plain_text

ON_A_PAGE, SHOWN_FIRST = 20, 8
Judged = tuple[dict[str, Any], dict[str, Any], Standing]
Former = dict[str, tuple[dict[str, Any], Standing]]
NO_CLAUSE = "没有责任分句"
TYPED = ("标题", "牵头", "配合")
TASK_FLAG_WORD = {
    "role_assumed": "牵头、配合没有写明，按牵头",
    "no_department": "没有写明责任部门",
    "shared": "部门在标题处、章末或文末写明，由几项任务共用",
}


def judge_tasks(workspace: Workspace, reviewer: str) -> None:
    """The tasks with their departments beside the clause they come from, a page at a time; those ticked are accepted
    together. What is not all read, or not stated, is not ticked beforehand."""
    judged = standings(workspace)
    tasks = [c for c in workspace.candidates() if c["kind"] == "task"]
    pages = max(1, -(-len(tasks) // ON_A_PAGE))
    page = int(st.number_input(f"第几页（共 {pages} 页）", 1, pages, 1, key="task-page"))
    shown = tasks[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    clauses = closing_clauses(workspace)
    before = former(workspace)
    unsaid = sum("role_assumed" in c["flags"] for c in tasks) * 2 > len(tasks)
    told = [
        _task(c, _begun(c, judged, before), clauses.get(c["passage"], ""), {"role_assumed"} if unsaid else set())
        for c in shown
    ]
    if unsaid:
        st.info("这份文件多半不写谁牵头、谁配合，只列部门：所列的都按牵头读，请留意。")
    done = sum(judged.get(c["candidate_id"], Standing()).state in DONE for c in tasks)
    st.caption(
        f"已定 {done}/{len(tasks)} 项。对照原文核对标题和部门，可以直接改；有提示的没有预先勾选，在表下逐项核对。"
    )
    key = f"tasks-{page}"
    st.data_editor(pd.DataFrame(told), hide_index=True, disabled=["任务", "提示", "原文", "已定"], key=key)
    # Beyond the edge of a phone a column of the table is as good as none, and a cell cuts a long clause.
    with st.expander("各项的原文"):
        st.markdown("\n\n".join(plain_text(f"任务 {row['任务']}　{row['原文'] or NO_CLAUSE}") for row in told))
    # What was pressed is done at the start of the run that it begins, so that no later click can break it off. What
    # vanishes once it is done stands below the button, which keeps its place under the hand.
    open_rows = [
        (candidate, row, judged.get(candidate["candidate_id"], Standing()))
        for candidate, row in zip(shown, told, strict=True)
    ]
    st.button("勾选的任务通过", on_click=_accept_ticked, args=(workspace, open_rows, key, reviewer))
    for candidate, row, standing in open_rows:
        if row["提示"] and standing.state == "open":
            _one_task(workspace, candidate, row, standing, reviewer)


def _begun(candidate: dict[str, Any], judged: dict[str, Standing], before: Former) -> Standing:
    """How a task stands; one that nobody has judged begins with what was told of it in the version before."""
    key = candidate["candidate_id"]
    if key in judged or key not in before:
        return judged.get(key, Standing())
    was, decided = before[key]
    return Standing(fields=carried(was, candidate, decided.fields))


def _one_task(
    workspace: Workspace, candidate: dict[str, Any], row: dict[str, Any], standing: Standing, reviewer: str
) -> None:
    """A task that is to be looked at twice, with its own fields."""
    key = candidate["candidate_id"]
    with st.form(f"task-{key}"):
        st.warning(plain_text(f"任务 {row['任务']}“{row['标题']}”：{row['提示']}"))
        st.caption(plain_text(f"原文：{row['原文'] or NO_CLAUSE}"))
        for head in TYPED:
            st.text_input(f"任务 {row['任务']}：{head}", row[head], key=f"{head}-{key}")
        st.form_submit_button("这样通过", on_click=_accept_one, args=(workspace, candidate, standing, reviewer))


def _accept_ticked(workspace: Workspace, rows: list[Judged], key: str, reviewer: str) -> None:
    edits = st.session_state[key]["edited_rows"]
    try:
        for number, (candidate, row, standing) in enumerate(rows):
            filled = {**row, **edits.get(number, {})}
            if filled["采用"]:
                _accept_task(workspace, candidate, filled, standing, reviewer)
    except Refused as refused:
        st.session_state[SAID] = str(refused)


def _accept_one(workspace: Workspace, candidate: dict[str, Any], standing: Standing, reviewer: str) -> None:
    filled = {head: st.session_state[f"{head}-{candidate['candidate_id']}"] for head in TYPED}
    try:
        _accept_task(workspace, candidate, filled, standing, reviewer)
    except Refused as refused:
        st.session_state[SAID] = str(refused)


def _task(candidate: dict[str, Any], standing: Standing, clause: str, usual: set[str]) -> dict[str, Any]:
    """A task as a row of the table, with what is to be looked at twice; flags that are usual here are told once."""
    own = {**candidate, **standing.fields}
    rest = left_over(clause, [*own["leads"], *own["supports"]])
    said = [TASK_FLAG_WORD.get(flag, flag) for flag in candidate["flags"] if flag not in usual]
    said += [f"原文还有“{rest}”没有认出"] if rest else []
    said += [standing.note] if standing.state == "open" and standing.note else []
    settled = standing.state in ("accepted", "corrected")
    return {
        "采用": settled or (standing.state == "open" and not said),
        "任务": candidate["passage"], "标题": own["title"], "牵头": "、".join(own["leads"]),
        "配合": "、".join(own["supports"]), "提示": "；".join(said), "原文": clause, "已定": STATE_WORD[standing.state],
    }  # fmt: skip


def _accept_task(
    workspace: Workspace, candidate: dict[str, Any], row: dict[Any, Any], before: Standing, reviewer: str
) -> None:
    fields: dict[str, Any] = {"title": row["标题"]}
    for role, head in (("leads", "牵头"), ("supports", "配合")):
        fields[role] = [name for name in str(row[head]).split("、") if name]
    if before.state in DONE and fields == {name: {**candidate, **before.fields}[name] for name in fields}:
        return
    changed = {name: value for name, value in fields.items() if value != candidate[name]}
    decided = "corrected" if changed else "accepted"
    decide(workspace, candidate["candidate_id"], decided, reviewer=reviewer, fields=changed, seen=before.decision_id)


def excluded(workspace: Workspace) -> None:
    """What is proposed as no target, in figures and in words, to be made a candidate where it was missed."""
    _figures(workspace)
    review_missed.words(workspace)


def _figures(workspace: Workspace) -> None:
    """Every figure that is not proposed as a target, with its reason; what was missed can be made a candidate."""
    every = workspace.candidates()
    found = [c for c in every if c["kind"] == "exclusion"]
    rows = [
        {
            "原文写法": c["printed"], "任务": c["task_no"], "理由": REASON_WORD.get(c["reason"], c["reason"]),
            "所在句": c["clause"],
        }
        for c in found
    ]  # fmt: skip
    if not rows:
        st.write("没有这样的数字。")
        return
    listing(pd.DataFrame(rows), label="未列为目标的数字", links={}, sortable=True, first=SHOWN_FIRST)
    # What stands as a candidate already, by a reviewer or a model, is not offered a second time.
    listed = [c for c in every if c["kind"] == "target" and {"added", "model"} & set(c["flags"])]
    missing = [c for c in found if not any(overlap(c, other) for other in listed)]
    named = {c["candidate_id"]: f"{c['printed']}　{c['clause'][:30]}" for c in missing}
    missed = st.selectbox(
        "漏了？选一个数字列为候选", list(named), index=None, format_func=named.__getitem__, key="missed"
    )
    if missed:
        period_end = int(str(workspace.about["period_end"])[:4])
        own = next(c for c in found if c["candidate_id"] == missed)
        st.button("列为候选", on_click=append_candidate, args=(workspace, as_target(own, period_end)))
