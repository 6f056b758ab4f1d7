"""一项任务: everything known about one numbered task, with figures or without."""

import streamlit as st

from policytargets.ui.blocks import headings, progress, record
from policytargets.ui.blocks.departments import departments
from policytargets.ui.blocks.unknown import unknown
from policytargets.ui.evidence import task as parts
from policytargets.ui.evidence import task_passage

asked = st.query_params.get("task", "")
found = record.rows("evidence/task", task=asked)
if found.empty:
    unknown("一项任务", "一项编号任务的全部信息：责任部门、目标、项目、出处。", "任务", asked)

task = found.iloc[0].to_dict()
targets, projects = record.rows("evidence/task_targets", task=asked), record.rows("evidence/task_projects", task=asked)
headings.name_tab("task", task["task"], task["district"])
headings.head(task["task"], parts.answer(task, targets, projects))
left, right = st.columns(2, gap="large")
with left:
    st.subheader("责任部门", anchor=False)
    departments(task)
with right:
    st.subheader("出处", anchor=False)
    parts.origin(task)
parts.targets(asked, targets)
parts.projects(projects)
progress.of_task(asked)
task_passage.comparison_with_text(task, targets)
parts.neighbours(task)
headings.source_line(parts.citation(task))
