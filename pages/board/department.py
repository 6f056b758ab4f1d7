"""责任部门: what a line or a department answers for, with whom and where."""

import streamlit as st

from policytargets.ui.blocks import headings
from policytargets.ui.board import department, department_charts, department_lists

headings.head("责任部门", "一个部门要对什么负责，与哪些部门共同承担，在哪些区县？")
choice = department.choose()
counts = department.counts(choice)
found = department_charts.owners(choice)
if found.empty:
    department.nothing(choice)
elif not choice.codes:
    department.unnamed(choice)
    department_charts.ranking(choice, found)
    department_charts.matrix(choice, found)
    headings.source_line("各份计划全部编号任务写明的责任部门，逐项见“目标清单”")
else:
    department.merged(choice)
    left, right = st.columns(2)
    with left:
        department_charts.places(choice)
    with right:
        partner = department_charts.partners(choice)
    if partner:
        department_lists.joint_tasks(choice, partner)
    department_charts.matrix(choice, found)
    department_lists.lists(choice, counts)
    headings.source_line(department_lists.sources_in_words(choice))
