"""The lists of 区县: named projects by stage, what only it has set, tasks without quantified targets."""

import pandas as pd
import streamlit as st

from policytargets.ui.blocks import links, tables
from policytargets.ui.blocks.listings import listing
from policytargets.wording.codes import BASIS_WORD, PRESENCE_WORD, STAGE_WORD, STRENGTH_WORD

NO_STAGE = "未注明"


def commitments(found: pd.DataFrame) -> None:
    """How firmly the plan commits itself; takes the rows of `board/district_years`."""
    strengths = found.groupby("strength")["targets"].sum()
    told = [f"{word} {strengths[code]} 个" for code, word in STRENGTH_WORD.items() if code in strengths]
    if told:
        st.caption(f"承诺力度：{'，'.join(told)}（“确保”“力争”等照文件用词；没有这类用词的为未注明）")


def projects(found: pd.DataFrame, *, district: str) -> None:
    """Named projects by stage, each with the task that it leads to; takes the rows of `board/district_projects`."""
    st.subheader("有名称的项目", anchor=False)
    if found.empty:
        st.write("计划没有写出项目名称。")
        return
    stages = found["stage_group"].map(STAGE_WORD).fillna(NO_STAGE)
    counts = {word: int((stages == word).sum()) for word in (*STAGE_WORD.values(), NO_STAGE)}
    told = "，".join(f"{word} {number}" for word, number in counts.items() if number)
    st.caption(f"计划写明名称的项目 {len(found)} 个：{told}。阶段是计划所写要到达的阶段，不是实际进度；点名称看任务。")
    shown = pd.DataFrame(
        {
            "项目": found["name"],
            "阶段": stages,
            "原文阶段": found["stage"],
            "年份": found["year"].astype(str) + "年",
            "任务": _numbered(found),
            "牵头部门": found["leads"].map("、".join).replace("", None),
        }
    )
    listing(shown, label=f"{district}计划写明的项目，按阶段", links={"项目": _ways(found)})
    tables.saved(shown, key="projects", name=f"{district}有名称的项目")


def single(found: pd.DataFrame, *, district: str) -> None:
    """The targets that no other district sets, each a way to it; takes rows of `board/single_district_targets`."""
    st.subheader("独有指标", anchor=False)
    if found.empty:
        st.write("这个区县没有独有指标。")
        return
    draft = "；征求意见稿，数字可能变动" if (found["status"] == "draft").any() else ""
    st.caption(f"{found['indicator_id'].nunique()} 项指标、{len(found)} 个目标，只有这个区县设定{draft}")
    shown = pd.DataFrame(
        {
            "目标": found["name"],
            "原文数字": found["printed"],
            "口径": found["basis"].map(BASIS_WORD),
            "目标年份": found["due_year"].astype(str) + "年",
            "领域": found["category"],
            "牵头部门": found["leads"].map("、".join).replace("", None),
            "情况": found["presence"].map(PRESENCE_WORD),
            "任务": _numbered(found),
        }
    )
    ways = {"目标": [links.address("target", target=name) for name in found["target_id"]], "任务": _ways(found)}
    listing(shown, label=f"只有{district}设定的目标", links=ways, figures=("原文数字",))
    tables.saved(tables.targets_frame(found), key="single", name=f"{district}独有指标")


def tasks(found: pd.DataFrame, numbered: int, *, district: str) -> None:
    """Tasks without quantified targets out of all `numbered`; takes the rows of `board/tasks_without_figures`."""
    st.subheader("没有量化目标的任务", anchor=False)
    if found.empty:
        st.write(f"{numbered} 项任务都有量化目标。")
        return
    st.caption(f"{numbered} 项任务，{len(found)} 项没有量化目标，同样要落实；点任务看全貌")
    shown = pd.DataFrame(
        {
            "任务": _numbered(found),
            "领域": found["category"],
            "牵头部门": found["leads"].map("、".join).replace("", None),
            "配合部门": found["supports"].map("、".join).replace("", None),
            "所在章": found["chapter"],
        }
    )
    listing(shown, label=f"{district}没有量化目标的任务", links={"任务": _ways(found)})
    tables.saved(shown, key="tasks", name=f"{district}没有量化目标的任务")


def _numbered(found: pd.DataFrame) -> list[str]:
    pairs = zip(found["task_no"], found["task"], strict=True)
    return [f"第{number}项 {title}" if number else "章引言" for number, title in pairs]


def _ways(found: pd.DataFrame) -> list[str]:
    return [links.address("task", task=task_id) for task_id in found["task_id"]]
