"""审核: each candidate beside its passage, judged one by one; then the difference is shown and written."""

import streamlit as st

from policytargets.ui.blocks import headings
from policytargets.ui.intake import review as parts
from policytargets.ui.intake import review_form, review_lists, review_writing

headings.head("审核", "左边是原文，右边是将要写进数据表的一行；每一条都要有人看过。")
workspace = parts.pick_workspace()
if workspace is None:
    st.info("还没有导入文件。请先到“导入”页。")
    st.stop()
reviewer = parts.pick_reviewer()
queue = parts.queue_of(workspace)
parts.progress(workspace, queue)
judging, tasks, figures, writing = st.tabs(["逐条审核", "任务与部门", "未列为目标的数字", "写入"])
with judging:
    review_form.undo_last(workspace, reviewer)
    current = parts.pick_candidate(queue)
    if current:
        left, right = st.columns([3, 2], gap="large")
        with left:
            parts.passage(workspace, current)
        with right:
            review_form.judge(workspace, current, reviewer)
with tasks:
    review_lists.judge_tasks(workspace, reviewer)
with figures:
    review_lists.excluded(workspace)
with writing:
    review_writing.write(workspace)
