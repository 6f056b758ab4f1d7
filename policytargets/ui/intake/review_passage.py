"""The left side of 审核: the passage with the figure marked, or the page of the PDF; what is to be looked at twice."""

from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any

import streamlit as st

from policytargets.intake.copies import figure_box
from policytargets.intake.model import EDGE, MERGED, SAME, Document, Place
from policytargets.intake.rules.clauses import CLAUSE
from policytargets.intake.workspace import Workspace
from policytargets.ui.blocks.copies import drawn_page
from policytargets.ui.intake.review import STATE_WORD, Queue
from policytargets.wording.markdown import plain_text

AROUND = 300
STRIP = 48.0  # points of the page above and below a figure
LONGEST = 6000
Spans = list[tuple[int, int, str, str]]


@st.cache_resource(max_entries=3, show_spinner=False)
def _document(folder: Path, layout_version: int) -> Document:
    """The document with its characters' places, taken from the disk once for each reading: 0.3 s for 100 pages."""
    return Workspace(folder).document


def passage(workspace: Workspace, row: dict[str, Any], queue: Queue) -> None:
    """The text of the task or its page; `row` is the candidate with its span as it is chosen now."""
    task = _task(workspace, row)
    place = f"任务 {row['passage']}　" if task else ""
    st.markdown(f"**{plain_text(place + (row['title'] or '未编号段落'))}**")
    document = _document(workspace.folder, workspace.layout_version)
    at = document.places[row["start"]] if row["start"] < len(document.places) else None
    st.caption(plain_text("　".join(part for part in (row["chapter"], f"第 {at.page} 页" if at else "") if part)))
    seen = "文字"
    if at and document.drawable:
        seen = (
            st.segmented_control(
                "看", ["文字", "页面图像"], default="文字", key="seen-as", label_visibility="collapsed"
            )
            or "文字"
        )
    if seen == "页面图像" and at:
        drawn = drawn_page(workspace.original, at.page, figure_box(document, row["start"], row["end"]))
        st.image(drawn, caption=f"第 {at.page} 页") if drawn else st.caption("画不出这一页。")
        return
    if at and at.score is not None:
        _beside(workspace, document, row, at)
    first = task["start"] if task else max(0, row["start"] - AROUND)
    last = task["end"] if task else min(len(workspace.text), row["end"] + AROUND)
    first, last = max(first, row["start"] - LONGEST), min(last, row["end"] + LONGEST)
    spans = _others(workspace, row, queue, first, last)
    spans += [(row["start"], row["end"], '<mark class="own">', "</mark>")]
    spans += _names(workspace.text, task, first, last)
    shown = marked(workspace.text, first, last, spans, _clause(workspace.text, row))
    st.html(f'<p class="passage reviewed">{shown}</p>')
    st.caption("粗底：这一条；浅底：同一任务里的其他候选；虚线：未列为目标的数字；下划线：已认出的部门。")


def _beside(workspace: Workspace, document: Document, row: dict[str, Any], at: Place) -> None:
    """The strip of the page from which a figure was recognised, above the words as they were read."""
    box = figure_box(document, row["start"], row["end"])
    drawn = drawn_page(workspace.original, at.page, box, STRIP) if document.drawable else None
    if drawn:
        st.image(drawn, caption=f"第 {at.page} 页的图像；下面是识别出的文字，请对照")
    else:
        st.caption("画不出这一页，请对照原件。")


def _task(workspace: Workspace, row: dict[str, Any]) -> dict[str, Any] | None:
    return next(
        (c for c in workspace.candidates() if c["kind"] == "task" and c["start"] <= row["start"] < c["end"]), None
    )


def _others(workspace: Workspace, row: dict[str, Any], queue: Queue, first: int, last: int) -> Spans:
    """The other figures of the passage: candidates with how they stand, and what is excluded."""
    spans: Spans = []
    for other, standing in queue:
        own = {**other, **standing.fields}
        apart = own["end"] <= row["start"] or own["start"] >= row["end"]
        if other["candidate_id"] != row["candidate_id"] and apart and first <= own["start"] and own["end"] <= last:
            spans.append((own["start"], own["end"], f'<mark title="{STATE_WORD[standing.state]}">', "</mark>"))
    for other in workspace.candidates():
        apart = other["end"] <= row["start"] or other["start"] >= row["end"]
        if other["kind"] == "exclusion" and apart and first <= other["start"] and other["end"] <= last:
            spans.append((other["start"], other["end"], '<span class="left-out">', "</span>"))
    return spans


def _names(text: str, task: dict[str, Any] | None, first: int, last: int) -> Spans:
    """The departments as they stand behind the task, each at its last place."""
    spans: Spans = []
    for name in [*task["leads"], *task["supports"]] if task else []:
        at = text.rfind(name, first, last)
        if at >= 0:
            spans.append((at, at + len(name), "<u>", "</u>"))
    return spans


def _clause(text: str, row: dict[str, Any]) -> tuple[int, int]:
    """The clause around the figure, which is set larger."""
    marks = CLAUSE + "，；：。"
    start = max((text.rfind(mark, 0, row["start"]) for mark in marks), default=-1) + 1
    end = min((at for mark in marks if (at := text.find(mark, row["end"])) >= 0), default=len(text))
    return start, end


def marked(text: str, first: int, last: int, spans: Spans, clause: tuple[int, int]) -> str:
    """A stretch of text as HTML, escaped, with its spans marked; of overlapping spans the earlier stands."""
    kept: Spans = []
    for span in sorted(spans, key=lambda span: (span[0], "own" not in span[2])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    cuts = sorted({first, last, *(max(first, min(last, at)) for at in clause), *(at for s in kept for at in s[:2])})
    html = ""
    for start, end in pairwise(cuts):
        opening, closing = next(((s[2], s[3]) for s in kept if s[0] <= start and end <= s[1]), ("", ""))
        words = escape(text[start:end]).replace(MERGED, SAME).replace("\t", EDGE)
        piece = f"{opening}{words}{closing}"
        html += f"<b>{piece}</b>" if clause[0] <= start and end <= clause[1] else piece
    return html
