"""总览: what the plans promise and where they differ most."""

import streamlit as st

from policytargets import charts
from policytargets.comparisons import HEADLINES
from policytargets.ui import blocks, drawings, filters, links, plans, record

MOST_DIFFERENCES = 3

blocks.head("总览", "五个区县的计划提出了哪些目标（均为计划目标数，不是完成数），差别在哪里？")
counts = record.rows("board/overview_counts").iloc[0]
blocks.metrics(
    {
        "区县": (f"{counts['districts']}", "每个区县一份公开发布的计划"),
        "任务": (f"{counts['tasks']}", "文件中的编号任务"),
        "目标": (f"{counts['targets']}", "有数字承诺的目标；重复表述和总数的组成部分不重复计"),
        "有数字的任务": (f"{counts['tasks_with_figures'] / counts['tasks']:.0%}", "至少有一个数字目标的编号任务占比"),
        "原文隐去": (f"{counts['withheld']}", "征求意见稿以 *** 或 x 隐去的数字，不作猜测"),
    }
)
plans.differences(MOST_DIFFERENCES)
left, right = st.columns(2)
with left:
    blocks.search_box()
with right:
    focus = filters.pick_focus()
for column, indicator_id in zip(st.columns(3), HEADLINES, strict=True):
    with column:
        blocks.comparison_block(record.comparison(indicator_id), key=indicator_id, focus=focus)

st.subheader("各领域目标数", anchor=False)
st.caption("单位：个目标 · 重复表述不计 · 茌平区为三年计划（征求意见稿），其余为 2023 年计划 · 点一格看其中的目标")
cells = record.rows("board/heat_map", districts=[])
picked = drawings.show(
    charts.category_heat_map,
    cells,
    record.palette(),
    focus,
    key="cells",
    on_select="rerun",
    alt="各领域、各区县的目标数，数字见下表。",
)
cell = next(iter(picked["selection"].get("cell", [])), None)
if cell:
    links.go("targets", districts=[cell["district_id"]], categories=[cell["category_id"]])
blocks.twin(lambda: plans.by_district(cells), key="cells", file_name="各领域目标数.csv")
blocks.source_line("五份计划全部编号任务，见“目标清单”")
