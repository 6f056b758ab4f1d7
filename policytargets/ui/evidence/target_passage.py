"""原文对照: the passage of a figure in the user's own copy of the document, the figure marked."""

from html import escape
from typing import Any

import streamlit as st

from policytargets.intake.copies import Sight, TaskSight, sight
from policytargets.settings import documents_folder
from policytargets.ui.blocks.copies import copy_of, page_picture
from policytargets.wording.markdown import plain_text

NONE_HERE = "这里没有原文副本，不能对照原文。"
ABSENT = "文件副本的文件夹里没有可以读取的“{name}”，不能对照原文。"
MISSING = "未能在副本中定位“{printed}”。下面是这项任务在副本中的文字。"
NO_TASK = "未能在副本中定位这项任务。"
CHANGED = "这份副本与核对时的文本不同，文字可能有出入。"
Target = dict[Any, Any]


def comparison_with_text(target: Target) -> None:
    """The passage with the figure marked, or in one line why there is none."""
    st.subheader("原文对照", anchor=False)
    if documents_folder() is None:
        st.caption(NONE_HERE)
        return
    position = target["position"]
    seen = sight(
        copy_of(target["document_id"]),
        target["task_id"],
        target["printed"],
        int(position) if position == position and position is not None else None,
        target["source_sha256"],
    )
    if seen.state == "absent":
        st.caption(plain_text(ABSENT.format(name=target["document_id"])))
    elif seen.state == "missing" and not seen.before:
        st.caption(NO_TASK)
    else:
        _passage(seen, target["printed"])
        offer_picture(target["document_id"], seen)


def _passage(seen: Sight, printed: str) -> None:
    if seen.state == "missing":
        st.warning(plain_text(MISSING.format(printed=printed)))
    elif seen.state == "changed":
        st.warning(CHANGED)
    figure = f"<mark>{escape(seen.figure)}</mark>" if seen.figure else ""
    st.html(f'<p class="passage">{escape(seen.before)}{figure}{escape(seen.after)}</p>')
    say_origin(seen)


def say_origin(seen: Sight | TaskSight) -> None:
    """Chapter and page, and that the text is of a copy on this machine."""
    place = "　".join(part for part in (seen.chapter, f"第 {seen.page} 页" if seen.page else "") if part)
    where = f"{place}。" if place else ""
    origin = f"原文来自本机的副本（SHA-256 前 8 位 {seen.sha256[:8]}），仅供核对，不随任何下载带出。"
    st.caption(plain_text(where + origin))


def offer_picture(document_id: str, seen: Sight | TaskSight) -> None:
    """The page of a PDF with the place framed, drawn once it is asked for."""
    if seen.box and st.toggle("页面图像", key="page-picture"):
        drawn = page_picture(document_id, seen)
        st.image(drawn, caption=f"第 {seen.page} 页") if drawn else st.caption("画不出这一页。")
