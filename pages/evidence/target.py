"""一项目标: everything known about one figure."""

import streamlit as st

from policytargets.ui.blocks import comparing, comparison, filters, headings, progress, record
from policytargets.ui.blocks.departments import departments
from policytargets.ui.blocks.unknown import unknown
from policytargets.ui.evidence import target as parts
from policytargets.ui.evidence import target_passage

asked = st.query_params.get("target", "")
found = record.rows("evidence/target", target=asked)
if found.empty:
    unknown("一项目标", "一个数字承诺的全部信息：含义、责任部门、出处。", "目标", asked)

target = found.iloc[0].to_dict()
draft = " · 征求意见稿，数字可能变动" if target["status"] == "draft" else ""
headings.head(target["name"], f"一项计划目标 · {target['district']} · {target['category']}{draft}")
headings.name_tab("target", target["name"], target["district"])
parts.figure(target)
left, right = st.columns(2, gap="large")
with left:
    st.subheader("责任部门", anchor=False)
    departments(target)
    parts.way_to_task(target)
    st.subheader("出处", anchor=False)
    parts.origin(target)
with right:
    st.subheader("含义", anchor=False)
    parts.meaning(target)
    parts.related(record.rows("evidence/related_targets", target=asked))
target_passage.comparison_with_text(target)
progress.of_target(asked)
st.subheader("同一指标在各区县", anchor=False)
focus = filters.focus() or target["district_id"]
elsewhere = comparing.comparison(target["indicator_id"], focus=focus)
comparison.comparison_block(elsewhere, key="elsewhere", focus=focus)
parts.neighbours(target)
headings.source_line(target["citation"])
