"""What 领域 is made of."""

import streamlit as st

from policytargets.exhibits import category as exhibits
from policytargets.exhibits import lists
from policytargets.exhibits.asking import end_of
from policytargets.settings import today
from policytargets.ui.blocks import links, plans, record, tables
from policytargets.ui.blocks.exhibits import exhibit_body, exhibit_head, exhibit_tools, kept
from policytargets.ui.blocks.listings import SHOWN_FIRST

SINGLE_COLUMNS = ("目标", "区县", "原文数字", "换算值", "换算单位", "口径", "目标年份", "情况", "牵头部门")


def answer(category: str, name: str) -> str:
    """What the plans promise in a category, in a sentence: how many targets, and which district has most and fewest."""
    cells = record.rows("record/heat_map", districts=[])
    own = cells[cells["category_id"] == category]
    names, numbers = own["district"].tolist(), own["targets"].astype(int).tolist()
    ends = "，".join(dict.fromkeys(end_of(names, numbers, word, "个") for word in ("最多", "最少")))
    return f"{name}：各区县的计划共提出 {sum(numbers):,} 个目标（不是完成数），{ends}。"


def by_district(category: str, focus: str) -> None:
    """The answer in one picture: the targets of the category by district; a bar leads to them."""
    shown = kept(exhibits.districts, category, focus=focus, made_on=today())
    codes = shown.rows["district_id"].tolist()
    ways = [links.address("targets", districts=[code], categories=[category]) for code in codes]
    exhibit_head(shown, level=0, hint="点一条看其中的目标")
    (picked,) = exhibit_body(shown, key="districts-bars", ways=lambda _: {"区县": ways})
    for row in picked["selection"].get("row", []):
        links.go("targets", districts=[row["code"]], categories=[category])


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
