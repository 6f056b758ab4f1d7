"""领域: who promises how much in one field."""

import streamlit as st

from policytargets.comparisons.model import Comparison
from policytargets.comparisons.standings import can_be_ranked
from policytargets.ui.blocks import comparing, comparison, filters, headings, record
from policytargets.ui.board import category as parts

SHOWN_FIRST = 8

head, categories = st.container(), filters.choices("categories")
category, focus = filters.pick_first("领域", "category", categories), filters.focus()
headings.name_tab("category", categories[category])
with head:
    headings.head("领域", parts.answer(category, categories[category]))
parts.by_district(category, focus)
shared = record.rows("board/shared_indicators", categories=[category])
single = record.rows("board/single_district_targets", districts=[], categories=[category])
tasks = record.rows("board/tasks_without_figures", districts=[], categories=[category])
made = comparing.comparisons(tuple(shared["indicator_id"]), focus=focus)
ranked = sum(isinstance(one, Comparison) and can_be_ranked(one) for one in made)
headings.metrics(
    {
        "共有指标": (f"{len(shared)} 项", f"至少两个区县设定的指标，数字隐去的也算；其中 {ranked} 项能排名次"),
        "独有指标": (f"{single['indicator_id'].nunique()} 项", "只有一个区县设定的指标"),
        "没有量化目标的任务": (f"{len(tasks)} 项", "归入这个领域、没有量化目标的编号任务"),
    }
)
st.subheader("共有指标的计划目标", anchor=False)
comparison.comparison_cards(made[:SHOWN_FIRST], key="first", focus=focus)
if len(made) > SHOWN_FIRST:
    st.caption(f"以上为区县最多的 {SHOWN_FIRST} 项，共 {len(made)} 项。")
    with st.expander(f"其余 {len(made) - SHOWN_FIRST} 项共有指标", key="more-fold"):
        comparison.comparison_cards(made[SHOWN_FIRST:], key="more", focus=focus)
if not made:
    st.write("这个领域没有两个区县都设定的指标。")
st.subheader("独有指标", anchor=False)
parts.single(category)
st.subheader("没有量化目标的任务", anchor=False)
parts.tasks(category)
headings.source_line("各区县文件名称、文号与任务号见各图“表格、说明与来源”和各表“来源”列")
