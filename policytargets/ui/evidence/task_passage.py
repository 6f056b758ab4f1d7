"""原文对照 of a task: its passage in the user's own copy of the document, every figure of the record marked."""

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from policytargets.intake.copies import task_sight
from policytargets.settings import documents_folder
from policytargets.ui.blocks.copies import copy_of
from policytargets.ui.evidence.target_passage import ABSENT, CHANGED, NO_TASK, NONE_HERE, offer_picture, say_origin
from policytargets.wording.markdown import plain_text

UNPLACED = "未能在副本中定位“{printed}”。"


def comparison_with_text(task: dict[Any, Any], targets: pd.DataFrame) -> None:
    """The passage of the task with its figures marked, or in one line why there is none; takes the task's row and the
    rows of its targets."""
    st.subheader("原文对照", anchor=False)
    if documents_folder() is None:
        st.caption(NONE_HERE)
        return
    own = targets[targets["task_id"] == task["task_id"]]
    figures = [
        (row["printed"], None if pd.isna(row["position"]) else int(row["position"])) for row in own.to_dict("records")
    ]
    seen = task_sight(copy_of(task["document_id"]), task["task_id"], figures, task["source_sha256"])
    if seen.state == "absent":
        st.caption(plain_text(ABSENT.format(name=task["document_id"])))
    elif seen.state == "missing":
        st.caption(NO_TASK)
    else:
        if seen.state == "changed":
            st.warning(CHANGED)
        if seen.unplaced:
            st.warning(plain_text("".join(UNPLACED.format(printed=printed) for printed in seen.unplaced)))
        marked = "".join(f"<mark>{escape(text)}</mark>" if mark else escape(text) for text, mark in seen.pieces)
        st.html(f'<p class="passage">{marked}</p>')
        say_origin(seen)
        offer_picture(task["document_id"], seen)
