"""Where a row of the record stands in a document: its task's passage, and in it the figure as printed.

The record keeps no offsets: a task's number, the ordinal of the digit run and the figure as printed are enough.
"""

import re
from collections import defaultdict
from dataclasses import dataclass

from policytargets.intake.model import Document, Passage
from policytargets.intake.passages import closing_clauses
from policytargets.intake.printed import read_passages
from policytargets.intake.view import INVISIBLE, View, squeeze

# What the column position counts: digit runs and masks of a task's text, its headings first.
RUN = re.compile(r"\d+(?:\.\d+)?|\*+|(?<![A-Za-z])[xX]+(?![A-Za-z])")


@dataclass(frozen=True)
class Anchor:
    """The passage of one task: its place in the text, its headings' place, and its text squeezed with offsets."""

    passage: Passage
    start: int
    end: int
    headings: str
    text: str
    offsets: tuple[int, ...]
    clause: str

    @property
    def whole(self) -> str:
        """The headings that open with this task, then its own text, without white space."""
        return self.headings + self.text

    @property
    def figures(self) -> list[str]:
        return RUN.findall(self.whole)


def anchors(document: Document) -> dict[str, Anchor]:
    """The passages of a document by the last part of their task_id: `12`, `15.1` (an item), `c2` (an introduction)."""
    view, passages = read_passages(document)
    found: dict[str, Anchor] = {}
    items: dict[int, int] = defaultdict(int)
    pending = ""
    for index, passage in enumerate(passages):
        if passage.kind == "heading":
            pending += _squeezed(document, view, passage)
            continue
        key = _key(passage, items, introduced=index > 0 and passages[index - 1].kind == "heading")
        if key and key not in found:
            found[key] = _anchor(document, view, passage, passage.chapter if key[0] == "c" else pending)
        pending = "" if passage.kind == "task" or key else pending
    return found


def _key(passage: Passage, items: dict[int, int], *, introduced: bool) -> str:
    if passage.kind == "task" and passage.number is not None:
        if passage.item:
            items[passage.number] += 1
            return f"{passage.number}.{items[passage.number]}"
        return str(passage.number)
    return f"c{passage.chapter_no}" if passage.kind == "text" and passage.chapter_no and introduced else ""


def _squeezed(document: Document, view: View, passage: Passage) -> str:
    first, last = view.source(passage.start, passage.end)
    return squeeze(document.text[first:last])


def _anchor(document: Document, view: View, passage: Passage, headings: str) -> Anchor:
    start, end = view.source(passage.body, passage.end)
    kept = [at for at in range(start, end) if not document.text[at].isspace() and document.text[at] not in INVISIBLE]
    closed = closing_clauses(view.text, passage)
    first, last = view.source(closed[-1].start, closed[-1].end) if closed else (end, end)
    text = "".join(document.text[at] for at in kept)
    clause = squeeze(document.text[first:last]).strip("。（）()〔〕[]［］【】")
    return Anchor(passage, start, end, headings, text, tuple(kept), clause)


def locate(anchor: Anchor, printed: str, position: int | None) -> tuple[int, int] | None:
    """The code points at which a figure stands as printed: by its position, else where it occurs, else None."""
    wanted = squeeze(printed)
    place = -1
    if position:
        runs = list(RUN.finditer(anchor.whole))
        first = RUN.search(wanted)
        if position <= len(runs) and first:
            place = runs[position - 1].start() - first.start() - len(anchor.headings)
            place = place if place >= 0 and anchor.text[place : place + len(wanted)] == wanted else -1
    if place < 0:
        place = anchor.text.find(wanted)
    return (anchor.offsets[place], anchor.offsets[place + len(wanted) - 1] + 1) if place >= 0 and wanted else None
