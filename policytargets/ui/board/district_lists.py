"""The lists of 区县: named projects by stage, what only it has set, tasks without quantified targets."""

import pandas as pd
import streamlit as st

from policytargets.exhibits import lists
from policytargets.settings import today
from policytargets.ui.blocks import links, tables
from policytargets.ui.blocks.exhibits import exhibit_tools, kept
from policytargets.ui.blocks.listings import SHOWN_FIRST, listing
from policytargets.wording.codes import STRENGTH_WORD
from policytargets.wording.markdown import plain_text


def commitments(found: pd.DataFrame) -> None:
    """How firmly the plan commits itself; takes the rows of `board/district_years`."""
    strengths = found.groupby("strength")["targets"].sum()
    told = [f"{word} {strengths[code]} 个" for code, word in STRENGTH_WORD.items() if code in strengths]
    if told:
        st.caption(f"承诺力度：{'，'.join(told)}（“确保”“力争”等照文件用词；没有这类用词的为未注明）")


def projects(district: str, *, name: str) -> None:
    """Named projects by stage, each with the task that it leads to."""
    st.subheader("有名称的项目", anchor=False)
    shown = kept(lists.projects, district, made_on=today())
    if shown is None:
        st.write("数据表里没有这份计划的项目名称。")
        return
    stage = "阶段是计划所写要到达的阶段，不是实际进度；点名称看任务。"
    st.caption(plain_text("".join([f"{shown.title}。", *shown.notes, stage])))
    listing(shown.table(), label=f"{name}计划写明的项目，按阶段", links={"项目": _ways(shown.rows)}, first=SHOWN_FIRST)
    exhibit_tools(shown, key="projects-list")


def single(district: str, *, name: str) -> None:
    """The targets that no other district sets, each a way to it."""
    st.subheader("独有指标", anchor=False)
    shown = kept(lists.single, "district", district, made_on=today())
    if shown is None:
        st.write("这个区县没有独有指标。")
        return
    st.caption(plain_text("。".join([shown.title, *shown.notes])))
    ways = [links.address("target", target=target) for target in shown.rows["target_id"]]
    both = {"目标": ways, "任务": _ways(shown.rows)}
    listing(shown.table(), label=f"只有{name}设定的目标", links=both, figures=("原文数字",), first=SHOWN_FIRST)
    exhibit_tools(shown, key="single-list", beside=lambda: tables.whole_targets(shown.rows, name=shown.name))


def tasks(district: str, number: int) -> None:
    """Tasks without quantified targets out of a `number` of all."""
    st.subheader("没有量化目标的任务", anchor=False)
    shown = kept(lists.tasks, "district", district, made_on=today())
    if shown is None:
        st.write(f"{number} 项任务都有量化目标。" if number else "计划没有编号任务。")
        return
    st.caption(f"{number} 项任务，{len(shown.rows)} 项没有量化目标，同样要落实；点任务看全貌")
    listing(shown.table(), label=shown.name, links={"任务": _ways(shown.rows)}, first=SHOWN_FIRST)
    exhibit_tools(shown, key="tasks-list")


def _ways(found: pd.DataFrame) -> list[str]:
    return [links.address("task", task=task_id) for task_id in found["task_id"]]
