"""总览: what the plans promise and where they differ most."""

import streamlit as st

from policytargets.ui.blocks import comparison, filters, headings, plans, record
from policytargets.ui.board import overview

MOST_DIFFERENCES = 3

headings.head("总览", "各区县的计划提出了哪些目标（均为计划目标数，不是完成数），差别在哪里？")
counts = record.rows("record/overview_counts").iloc[0]
headings.metrics(
    {
        "区县": (f"{counts['districts']} 个", f"收录 {counts['documents']} 份公开发布的计划"),
        **plans.plan_figures(counts),
    }
)
overview.differences(MOST_DIFFERENCES)
overview.search_box()
focus = filters.focus()
made = record.comparisons(record.headlines(), focus=focus)
comparison.comparison_cards(made, key="headlines", focus=focus)

st.subheader("各区县各领域的计划目标数", anchor=False)
kinds = overview.kinds_of_plans(record.rows("board/overview_plans"))
st.caption(f"单位：个计划目标 · 重复表述不计 · {kinds} · 点一格看其中的目标")
overview.heat_map(focus)
headings.source_line(f"全部 {counts['documents']} 份计划的编号任务，见“目标清单”")
