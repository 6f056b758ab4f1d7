"""目标清单: find any target."""

import streamlit as st

from policytargets.ui.blocks import headings, organs
from policytargets.ui.evidence import targets as parts
from policytargets.ui.evidence import (
    targets_bare,
    targets_conditions,
    targets_files,
    targets_found,
    targets_reading,
    targets_understood,
    targets_whole,
)
from policytargets.wording.markdown import plain_text

headings.head("目标清单", "列出各计划写明的每一个量化目标，一行一个，可按区县、领域、部门等筛选或搜索。")
chosen, order = parts.pick_filters()
chosen, reading = targets_reading.read(chosen)
organs.say(chosen["lines"], chosen["departments"], chosen["districts"])
described = parts.in_words(chosen)
found, counted, _ = targets_found.targets(chosen)
targets_understood.say(chosen)
targets_reading.say(chosen, reading)
if sentence := parts.roles_in_words(chosen):
    st.info(sentence)
if not found:
    targets_conditions.nothing_found(chosen)
    targets_conditions.say_what_is_searched(found)
    targets_bare.listed(chosen)
else:
    summary, listed, pages = st.container(), st.container(), st.container()
    with summary, st.container(horizontal=True, vertical_alignment="center"):
        counts = st.container(width="content")
        with st.popover("下载"):
            targets_files.downloads(chosen, found)
        whole = targets_whole.pick(found)
        parts.addable(chosen)
    size = targets_whole.MOST_WHOLE if whole else parts.PAGE_SIZE
    with pages:
        page = parts.pick_page(found, described + order, size)
    first, last = (page - 1) * size, min(page * size, found)
    with summary:
        counts.markdown(f"{parts.counts_in_words(found, counted)}，本页第 {first + 1}–{last} 条。")
        if described != "全部":
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f"**已筛选　{plain_text(described)}**", width="content")
                st.button("清除全部条件", on_click=targets_conditions.clear, type="tertiary")
    with listed:
        parts.page_table(targets_found.targets(chosen, order, size, first).rows, chosen, sortable=found <= size)
    targets_conditions.say_what_is_searched(found)
    targets_bare.listed(chosen)
headings.source_line("文件名称、文号见每项目标和每项任务的页面")
