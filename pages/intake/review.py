"""审核: each candidate beside its passage, judged one by one; then the difference is shown and written."""

import streamlit as st

from policytargets.ui.blocks import headings
from policytargets.ui.intake import (
    documents_right,
    review_asking,
    review_blind,
    review_deciding,
    review_form,
    review_lists,
    review_passage,
    review_writing,
)
from policytargets.ui.intake import review as parts

headings.head("审核", "左边是原文，右边是将要写进数据表的一行；每一条都要有人看过。")
documents_right.must_be_allowed("review")
parts.listen_to_keys()
document, person = st.columns(2)
with document:
    workspace = parts.pick_workspace()
if workspace is None:
    st.info("还没有导入文件。请先到“导入”页。")
    st.stop()
with person:
    reviewer = parts.pick_reviewer()
queue = parts.queue_of(workspace)
parts.progress(workspace, queue)
# Only the tab that is open is made, so that the next candidate is there at once.
names = ["逐条审核", "任务与部门", "未列为目标的数字", *review_asking.tabs(), "写入"]
judging, tasks, figures, *model, writing = st.tabs(names, key="tab", on_change="rerun")
with judging:
    if judging.open and not review_blind.read_blind(workspace, reviewer):
        with st.container(horizontal=True, vertical_alignment="center"):
            review_deciding.offer_undo(workspace, reviewer)
            current = parts.pick_candidate(workspace, queue)
        if current:
            left, right = st.columns([3, 2], gap="large")
            with right:
                review_deciding.judge(workspace, current, reviewer, queue)
            # The words stay in sight while one goes down the form.
            with left, st.container(key="reviewed"):
                review_passage.passage(workspace, review_form.typed_or_start(*current), queue)
with tasks:
    if tasks.open:
        review_lists.judge_tasks(workspace, reviewer)
with figures:
    if figures.open:
        review_lists.excluded(workspace)
for asking in model:
    with asking:
        if asking.open:
            review_asking.ask_model(workspace, reviewer)
with writing:
    if writing.open:
        review_writing.write(workspace)
parts.end_run()
