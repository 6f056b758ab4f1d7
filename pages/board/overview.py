"""总览: what the plans promise and where they differ most."""

import streamlit as st

from policytargets.comparisons.making import HEADLINES
from policytargets.ui.blocks import comparison, filters, headings, plans, record
from policytargets.ui.board import overview

MOST_DIFFERENCES = 3

headings.head("总览", "五个区县的计划提出了哪些目标（均为计划目标数，不是完成数），差别在哪里？")
counts = record.rows("record/overview_counts").iloc[0]
headings.metrics(
    {
        "区县": (f"{counts['districts']} 个", "每个区县一份公开发布的计划"),
        **plans.plan_figures(counts),
    }
)
overview.differences(MOST_DIFFERENCES)
overview.search_box()
focus = filters.focus()
for column, indicator_id in zip(st.columns(3), HEADLINES, strict=True):
    with column:
        comparison.comparison_block(record.comparison(indicator_id, focus=focus), key=indicator_id, focus=focus)

st.subheader("各区县各领域的计划目标数", anchor=False)
st.caption("单位：个计划目标 · 重复表述不计 · 茌平区为三年计划（征求意见稿），其余为 2023 年计划 · 点一格看其中的目标")
overview.heat_map(focus)
headings.source_line("五份计划全部编号任务，见“目标清单”")
