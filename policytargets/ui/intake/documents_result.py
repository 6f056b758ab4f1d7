"""What was read of a document on 导入: in numbers, beside the picture of each page, and what is odd in it."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from policytargets.errors import DocumentUnreadable
from policytargets.intake.arriving import read_again
from policytargets.intake.candidates import carried
from policytargets.intake.documents import how_to_recognise
from policytargets.intake.model import Document
from policytargets.intake.review import settle, standings
from policytargets.intake.workspace import Workspace
from policytargets.settings import recognising
from policytargets.ui.blocks.copies import drawn_page
from policytargets.ui.blocks.listings import listing
from policytargets.ui.intake import documents_tables
from policytargets.ui.intake.documents_reading import watched
from policytargets.ui.intake.documents_settling import reviewer
from policytargets.ui.intake.review_clauses import closing_clauses
from policytargets.wording.markdown import plain_text

STOPPED = "intake-reading-stopped"
LONGEST_SHOWN = 20_000


def result(workspace: Workspace) -> None:
    """What was read, in numbers and page by page, so that bad reading is seen at once."""
    candidates, document = workspace.candidates(), workspace.document
    _counts(workspace, candidates, document)
    if workspace.replaced:
        st.warning("原件在读取之后被改动过。请重新读取，再接着审核。")
    for note in document.notes:
        st.caption(plain_text(note))
    _warnings(workspace)
    documents_tables.tables(workspace)
    with st.expander("对照页面看读到的文字"):
        _side_by_side(workspace, document)
    with st.expander("任务和部门"):
        shown = [
            {"标题": c["title"], "任务": c["task_no"], "牵头": "、".join(c["leads"]), "配合": "、".join(c["supports"])}
            for c in candidates
            if c["kind"] == "task"
        ]
        if shown:
            listing(pd.DataFrame(shown), label="任务和部门", links={}, sortable=True)
        else:
            st.caption("没有找到编号任务。")
    _offer_reading(workspace, document)


def _counts(workspace: Workspace, candidates: list[dict[str, Any]], document: Document) -> None:
    counts = {kind: sum(c["kind"] == kind for c in candidates) for kind in ("task", "target", "exclusion")}
    withheld = sum(bool(c.get("withheld")) for c in candidates)
    chapters = len({c["chapter"] for c in candidates if c["chapter"]})
    names = {n for c in candidates if c["kind"] == "task" for n in (*c["leads"], *c["supports"])}
    pages = max((place.page for place in document.places if place), default=0)
    letters = len("".join(document.text.split()))
    st.markdown(
        f"{f'{pages} 页，' if pages else ''}{letters} 字，{chapters} 章，部门 {len(names)} 个。"
        f"任务 {counts['task']} 项，候选目标 {counts['target']} 条（隐去数字 {withheld} 条），"
        f"未列为目标的数字 {counts['exclusion']} 处。"
    )
    if not counts["task"]:
        parts = sum(bool(line.strip()) for line in document.text.splitlines())
        figures = counts["target"] + counts["exclusion"]
        st.warning(
            f"没有找到编号任务：按章节列出 {parts} 段、{figures} 个数字，可照此审核、写入，目标记在“未编号段落”。"
        )
    outside = [c["passage"] for c in candidates if c["kind"] == "target" and carried(c)]
    if outside and counts["task"]:
        st.caption(f"{len(outside)} 条候选不在任何编号任务里，采用后记在“未编号段落”。")
    clauses = closing_clauses(workspace) if outside else {}
    answered = sum(bool(clauses.get(passage)) for passage in set(outside))
    if answered:
        st.warning(f"{answered} 处未编号段落写明了责任部门：部门只随编号任务写入，这几处的不写入数据表。")


def _warnings(workspace: Workspace) -> None:
    """What is odd in the numbering; each is ticked once it has been looked at."""
    judged = standings(workspace)
    for number, words in enumerate(workspace.about.get("warnings", ())):
        before = f"warning:{words}" in judged
        ticked = st.checkbox(plain_text(f"{words}：已对照原文核对"), before, disabled=before, key=f"warning-{number}")
        if ticked and not before:
            settle(workspace, "warning", words, {}, reviewer=reviewer())


def _side_by_side(workspace: Workspace, document: Document) -> None:
    """A page as it looks, and what was read of it; without pages, the text alone."""
    pages = [place.page for place in document.places if place]
    if not pages:
        st.caption("这种格式没有页面图像，下面是读到的文字。")
        st.text(document.text[:LONGEST_SHOWN])
        return
    page = int(st.number_input("页", 1, max(pages), 1, key=f"page-{workspace.folder.name}"))
    left, right = st.columns(2)
    own = [at for at, place in enumerate(document.places) if place and place.page == page]
    right.text(document.text[own[0] : own[-1] + 1] if own else "这一页没有读到文字。")
    drawn = drawn_page(workspace.original, page) if document.drawable else None
    if drawn:
        left.image(drawn, caption=f"第 {page} 页")
    else:
        left.caption("画不出这一页。" if document.drawable else "这种格式没有页面图像。")


def _offer_reading(workspace: Workspace, document: Document) -> None:
    """重新读取: the original read anew, or its words recognised; decisions hold where the words are the same."""
    if st.session_state.pop(STOPPED, ""):
        st.info("已取消重新读取，原来读到的还在。")
    with st.container(horizontal=True):
        again = st.button("重新读取")
        recognise = _offer_recognition(document)
    if not again and not recognise:
        return
    way = {"recognise": recognise} if recognise else {}
    try:
        work = partial(read_again, workspace, way=way)
        found = watched(("read again", workspace.folder.name), work, _stop, verb="识别" if recognise else "读取")
    except DocumentUnreadable as error:
        st.error(plain_text(str(error)))
        return
    st.toast(f"重新读取，得到 {found} 条。")
    st.rerun()


def _offer_recognition(document: Document) -> str:
    """Which pages are to be recognised, once their user says so: those that were not read, else all that were read
    badly."""
    if document.format != "pdf" or not (recognising() or document.unread):
        return ""
    if wanting := how_to_recognise():
        st.caption(plain_text(wanting))
        return ""
    if document.unread:
        return "needed" if st.button("识别没有读入的页") else ""
    words = "读到的文字与页面不符时用；决定照旧，文字变了的要重新审核。"
    return "all" if st.button("识别全部页面的文字", help=words) else ""


def _stop() -> None:
    st.session_state[STOPPED] = "yes"
