"""The parts of 审核: which document, who reviews, which candidate, and its passage."""

from html import escape
from typing import Any

import streamlit as st

from policytargets.intake.review import Standing, seconds_each, standings
from policytargets.intake.workspace import Workspace, workspaces
from policytargets.settings import documents_folder
from policytargets.ui.intake.documents_settling import REVIEWER
from policytargets.wording.markdown import plain_text

POSITION = "intake-position"
SHOWN = {"open": "未审的", "deferred": "稍后的", "rejected": "不采用的", "all": "全部"}
STATE_WORD = {"open": "未审", "accepted": "通过", "corrected": "修改后通过", "rejected": "不采用", "deferred": "稍后"}
FLAG_WORD = {
    "year_from_plan": "原文没有写年份，按计划期末",
    "unit_unknown": "没有认出单位",
    "outside_tasks": "不在任何编号任务里",
    "shared_figure": "一个数字用于几样事物",
    "role_assumed": "牵头、配合没有写明，按牵头",
    "no_department": "没有写明责任部门",
}
AROUND = 300
SECONDS = 12.0


def pick_workspace() -> Workspace | None:
    """The document to review, from the address."""
    folder = documents_folder()
    names = [workspace.folder.name for workspace in workspaces(folder)] if folder else []
    if not folder or not names:
        return None
    name = st.selectbox("文件", names, key="document", bind="query-params")
    return Workspace(folder / name)


def pick_reviewer() -> str:
    """Who reviews, asked once a session and written with each decision."""
    return str(st.text_input("审核人", key=REVIEWER, placeholder="请写姓名，随每个决定保存") or "")


def queue_of(workspace: Workspace) -> list[tuple[dict[str, Any], Standing]]:
    """Every candidate target with how it stands, in the order of the text."""
    judged = standings(workspace)
    targets = [c for c in workspace.candidates() if c["kind"] == "target"]
    return [(c, judged.get(c["candidate_id"], Standing())) for c in targets]


def progress(workspace: Workspace, queue: list[tuple[dict[str, Any], Standing]]) -> None:
    """How far the review is, when it was saved last and how long the rest may take."""
    done = sum(standing.state not in ("open", "deferred") for _, standing in queue)
    st.progress(done / len(queue) if queue else 1.0, text=f"已审 {done}/{len(queue)} 条")
    times = sorted(seconds_each(workspace))
    usual = times[len(times) // 2] if times else SECONDS
    last = max((standing.at for _, standing in queue if standing.at), default="")
    left = round((len(queue) - done) * usual / 60)
    st.caption((f"已保存 {last[11:19]}（UTC）。" if last else "") + f"约剩 {left} 分钟。")


def pick_candidate(queue: list[tuple[dict[str, Any], Standing]]) -> tuple[dict[str, Any], Standing] | None:
    """The candidate in hand: the next one of the chosen kind."""
    shown = (
        st.segmented_control("看哪些", list(SHOWN), format_func=SHOWN.__getitem__, default="open", key="shown") or "all"
    )
    own = [(c, s) for c, s in queue if shown in ("all", s.state)]
    if not own:
        st.info("没有这样的候选。" if queue else "这份文件没有候选目标。")
        return None
    place = min(int(st.session_state.get(POSITION, 0)), len(own) - 1)
    before, where, after = st.columns([1, 2, 1])
    if before.button("上一条", shortcut="ArrowUp", disabled=place == 0):
        st.session_state[POSITION] = place - 1
        st.rerun()
    where.caption(f"第 {place + 1} 条，共 {len(own)} 条")
    if after.button("下一条", shortcut="ArrowDown", disabled=place == len(own) - 1):
        st.session_state[POSITION] = place + 1
        st.rerun()
    return own[place]


def passage(workspace: Workspace, current: tuple[dict[str, Any], Standing]) -> None:
    """The passage with the figure marked, its task's other figures marked weakly."""
    candidate, _ = current
    text = workspace.text
    task = next(
        (c for c in workspace.candidates() if c["kind"] == "task" and c["passage"] == candidate["passage"]), None
    )
    first = task["start"] if task else max(0, candidate["start"] - AROUND)
    last = task["end"] if task else min(len(text), candidate["end"] + AROUND)
    st.markdown(f"**{plain_text(candidate['title'] or '编号任务之外')}**")
    st.caption(plain_text(candidate["chapter"]))
    before, figure, after = (
        text[first : candidate["start"]],
        text[candidate["start"] : candidate["end"]],
        text[candidate["end"] : last],
    )
    st.html(f'<p class="passage">{escape(before)}<mark>{escape(figure)}</mark>{escape(after)}</p>')
    for flag in candidate["flags"]:
        st.caption(f"提示：{FLAG_WORD.get(flag, flag)}")
