"""The departments of a task, each a way to its page."""

from typing import Any

import streamlit as st

from policytargets.ui.blocks import links


def departments(task: dict[Any, Any]) -> None:
    """Leading and supporting departments of a row with leads, supports, their ids and and_others."""
    for word, names, ids in (
        ("牵头", task["leads"], task["lead_ids"]),
        ("配合", task["supports"], task["support_ids"]),
    ):
        if len(names):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(f"**{word}**", width="content")
                for name, code in zip(names, ids, strict=True):
                    links.link("department", name, departments=[code])
    if task["and_others"]:
        st.caption("原文的名单以“等”结尾，未列全。")
    if not len(task["leads"]) and not len(task["supports"]):
        # The departments of a passage without a number are not read: nothing may be said of them.
        unread = "未编号段落没有登记责任部门，写没写明请看原文。"
        st.caption("原文没有为这一处写明责任部门。" if task["task_no"] else unread)
