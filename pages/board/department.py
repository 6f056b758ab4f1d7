"""责任部门: what a line or a department answers for, with whom and where."""

import streamlit as st

from policytargets.ui import blocks, duties, duty_charts, task_lists

blocks.head("责任部门", "一个部门要对什么负责，与哪些部门共同承担，在哪些区县？")
choice = duties.choose()
counts = duties.counts(choice)
found = duty_charts.owners(choice)
if found.empty:
    duties.nothing(choice)
elif not choice.codes:
    duties.unnamed(choice)
    duty_charts.ranking(choice, found)
    duty_charts.matrix(choice, found)
    blocks.source_line("五份计划全部编号任务写明的责任部门，逐项见“目标清单”")
else:
    duties.merged(choice)
    left, right = st.columns(2)
    with left:
        duty_charts.places(choice)
    with right:
        partner = duty_charts.partners(choice)
    if partner:
        task_lists.joint_tasks(choice, partner)
    duty_charts.matrix(choice, found)
    task_lists.lists(choice, counts)
    blocks.source_line(task_lists.sources_in_words(choice))
