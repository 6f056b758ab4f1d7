"""责任部门: what a line or a department answers for, with whom and where."""

import streamlit as st

from policytargets.ui.blocks import headings
from policytargets.ui.board import department, department_all, department_charts, department_files, department_lists

head = st.container()
selection = department.choose()
headings.name_tab("department", *([selection.names] if selection.codes else []))
counts = department.counts(selection)
found = department_charts.owners(selection)
with head:
    headings.head("责任部门", department.answer(selection, counts, found))
    department.progress_strip(selection)
if found.empty:
    department.nothing(selection)
elif not selection.codes:
    department.unnamed(selection)
    department_all.every(selection)
    department_charts.ranking(selection)
    department_charts.matrix(selection)
    department_charts.flows(selection)
    headings.source_line("各份计划全部编号任务写明的责任部门，逐项见“目标清单”")
else:
    department.merged(selection)
    st.subheader("部门任务清单", anchor=False)
    department_files.downloads(selection, counts["tasks"])
    department_lists.lists(selection, counts)
    with st.container(key="cards-shares"):
        with st.container():
            department_charts.places(selection)
        with st.container():
            partner = department_charts.partners(selection)
    if partner:
        department_lists.joint_tasks(selection, partner)
    department_charts.flows(selection)
    department_charts.matrix(selection)
    headings.source_line(department_lists.sources_in_words(selection))
