"""写入: what would change in the tables, row by row, and the writing itself."""

import streamlit as st

from policytargets.errors import Refused, TablesInvalid
from policytargets.intake.publishing import plan, problems_in_words, publish
from policytargets.intake.workspace import Workspace
from policytargets.record.shelf import SHELF
from policytargets.settings import data_folder
from policytargets.ui.blocks.quotations import quotation
from policytargets.ui.intake.review_changes import show_changes
from policytargets.wording.markdown import plain_text

MOST_WANTING = 20


def write(workspace: Workspace) -> None:
    """Show what is still open, else the difference, and write it once it has been seen."""
    if not st.toggle("看看写入会改动什么", key="plan"):
        return
    made = plan(workspace, data_folder())
    if made.wanting:
        st.info(f"还有 {len(made.wanting)} 件事没有定，写入前要先定好。")
        for words in made.wanting[:MOST_WANTING]:
            st.caption(plain_text(words))
        return
    if not made.changes:
        st.success("数据表里已经是这样，没有要写的。")
        return
    show_changes(made.changes)
    if st.checkbox("以上改动都看过了", key="seen-all") and st.button("写入数据表", type="primary"):
        _publish(workspace)


def _publish(workspace: Workspace) -> None:
    try:
        written = publish(workspace, data_folder())
    except Refused as refused:
        st.error(plain_text(str(refused)))
    except TablesInvalid as error:
        st.error("没有写入：新的数据表有下列问题。原来的数据没有变。")
        for words in problems_in_words(error)[:MOST_WANTING]:
            st.caption(plain_text(words))
    else:
        SHELF.renew()
        st.success(f"已写入 {len(written)} 行。请核对改动后自行提交。")
        quotation(f'git add data && git commit -m "Add {workspace.folder.name}"', "提交所用命令：")
