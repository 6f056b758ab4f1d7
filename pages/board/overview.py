"""总览: what the plans promise and where they differ most."""

import streamlit as st

from policytargets.ui.blocks import comparison, filters, headings, progress, record
from policytargets.ui.board import overview

MOST_DIFFERENCES = 3

counts, tasks = record.rows("record/overview_counts").iloc[0], record.rows("board/overview_tasks")
headings.head("总览", overview.answer(counts, tasks))
focus = filters.focus()
overview.district_cards(focus)
progress.strip()
overview.search_box()
made = record.comparisons(record.headlines(), focus=focus)
comparison.comparison_cards(made, key="headlines", focus=focus)
overview.differences(MOST_DIFFERENCES)

st.subheader("各区县各领域的计划目标数", anchor=False)
kinds = overview.kinds_of_plans(record.rows("board/overview_plans"))
st.caption(f"单位：个计划目标 · 重复表述不计 · {kinds} · 点一格看其中的目标")
overview.heat_map(focus)
st.subheader("任务有多少写了数字", anchor=False)
overview.tasks_by_kind(counts, tasks)
headings.source_line(f"全部 {counts['documents']} 份计划的编号任务，均为计划目标，不是完成数；见“目标清单”")
