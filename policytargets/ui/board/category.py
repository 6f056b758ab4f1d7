"""What 领域 is made of."""

import streamlit as st

from policytargets.exhibits import lists
from policytargets.exhibits.asking import end_of
from policytargets.settings import today
from policytargets.ui.blocks import links, plans, record, tables
from policytargets.ui.blocks.exhibits import exhibit_tools, kept
from policytargets.ui.blocks.filters import choices
from policytargets.ui.blocks.listings import SHOWN_FIRST
from policytargets.wording.markdown import plain_text

MOST_NAMED = 10
SINGLE_COLUMNS = ("目标", "区县", "原文数字", "换算值", "换算单位", "口径", "目标年份", "情况", "牵头部门")


def answer(category: str, name: str) -> str:
    """What the plans promise in a category, in a sentence: how many targets, and which district has most and fewest."""
    cells = record.rows("record/heat_map", districts=[])
    own = cells[cells["category_id"] == category]
    names, numbers = own["district"].tolist(), own["targets"].astype(int).tolist()
    ends = "，".join(dict.fromkeys(end_of(names, numbers, word, "个") for word in ("最多", "最少")))
    return f"{name}：各区县的计划共提出 {sum(numbers):,} 个目标（不是完成数），{ends}。"


def totals(category: str) -> None:
    """How many targets the tasks of a category hold, by district, the most first; many districts are summed."""
    found = record.rows("record/largest_districts", categories=[category], focus="", most=MOST_NAMED)
    districts, everything = found["all_districts"].iloc[0], found["all_targets"].iloc[0]
    own = found.sort_values(["targets", "district_id"], ascending=[False, True])
    names = choices("districts")
    named = [f"{names[str(row.district_id)]} {row.targets}" for row in own.itertuples()]
    rest = f"，其余 {districts - len(own)} 个区县 {everything - own['targets'].sum()}" if districts > len(own) else ""
    matter = record.rows("record/heat_map_by_matter", districts=[])
    by_matter = int(matter.loc[matter["category_id"] == category, "targets"].sum())
    other = f"按事项计（不论写在哪一章）为 {by_matter} 个。" if by_matter != everything else ""
    told = f"按章计，归入这个领域的任务共有 {everything} 个计划目标：{'、'.join(named)}{rest}。{other}"
    st.write(plain_text(told))


def single(category: str) -> None:
    """The targets whose indicator no other district sets, each the way to its page; one file has every column."""
    shown = kept(lists.single, "category", category, made_on=today())
    if shown is None:
        st.write("这个领域没有独有指标。")
        return
    targets = shown.rows
    st.caption(f"{targets['indicator_id'].nunique()} 项指标、{len(targets)} 个目标，只有一个区县设定")
    frame = tables.targets_frame(targets).assign(目标年份=targets["due_year"].astype(int).astype(str))
    ways = {"目标": [links.address("target", target=target_id) for target_id in targets["target_id"]]}
    tables.listed(frame, label="独有指标", shown=SINGLE_COLUMNS, links=ways, first=SHOWN_FIRST)
    exhibit_tools(shown, key="single-list", beside=lambda: tables.whole_targets(targets, name=shown.name))


def tasks(category: str) -> None:
    """The tasks without a figure, each the way to its page."""
    shown = kept(lists.tasks, "category", category, made_on=today())
    if shown is None:
        st.write("这个领域的任务都有量化目标。")
        return
    plans.tasks_without_figures(shown.rows)
    exhibit_tools(shown, key="tasks-list")
