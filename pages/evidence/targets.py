"""目标清单: find any target."""

import streamlit as st

from policytargets.ui import blocks, filters, record

blocks.head("目标清单", "三次点选或一次搜索，找到任何一个目标。")
words = filters.search_words()
with st.expander("筛选", expanded=True):
    first, second, third = st.columns(3)
    with first:
        districts = filters.pick_many("区县", "districts", filters.choices("districts"))
        categories = filters.pick_many("领域", "categories", filters.choices("categories"))
    with second:
        lines = filters.pick_many("条线", "lines", filters.choices("lines"))
        roles = filters.pick_roles()
    with third:
        bases = filters.pick_basis()
        presences = filters.pick_many("数字", "presences", filters.PRESENCE_CHOICES)
found = record.rows(
    "evidence/targets",
    districts=districts,
    categories=categories,
    lines=lines,
    departments=[],
    roles=roles,
    bases=bases,
    strengths=[],
    due_years=[],
    presences=presences,
    words=words,
    indicators=[],
)
if found.empty:
    st.info("没有符合条件的目标。可去掉一个筛选条件，或缩短搜索词。")
else:
    st.write(f"共 {len(found)} 条，其中 {int(found['counted'].sum())} 条计入总数（重复表述和组成部分不重复计）。")
    blocks.table(blocks.targets_frame(found), key="targets", file_name="目标清单.csv", height=560)
blocks.source_line("各区县文件名称、文号与任务号见“来源”列")
