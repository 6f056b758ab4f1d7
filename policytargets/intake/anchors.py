"""Where a row of the record stands in a document: its task's passage, and in it the figure as printed.

The record keeps no offsets: a task's number, the ordinal of the digit run and the figure as printed are enough.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from policytargets.intake.model import Document, Passage
from policytargets.intake.passages import closing_clauses
from policytargets.intake.printed import keys_of, read_passages
from policytargets.intake.rules.units import UNIT
from policytargets.intake.view import INVISIBLE, OPENS, SHUTS, View, squeeze

# What the column position counts: digit runs and masks of a task's text, its headings first. Signs that open items of
# lists too (○) or are of names (3×3) mask a figure where a unit follows.
RUN = re.compile(
    r"\d+(?:\.\d+)?|\*+|(?<![A-Za-z])[xX]+(?![A-Za-z])"
    rf"|(?:[×○〇◯□△▲●]+|_{{2,}}|…+|\.{{3,}}|(?<![A-Za-z])[Oo]{{2,}}|[(（][)）])(?=[余多]?(?:{UNIT.pattern}|％))"
)


ROLE_OF = {"lead": "牵头单位", "support": "配合单位"}


@dataclass(frozen=True)
class Anchor:
    """The passage of one task: its place in the text; headings and own text squeezed, with all their offsets; `cells`
    are the places in both at which a cell of a table begins."""

    passage: Passage
    start: int
    end: int
    headings: str
    text: str
    offsets: tuple[int, ...]
    clause: str
    cells: tuple[int, ...] = ()

    @property
    def whole(self) -> str:
        """The headings that open with this task, then its own text, without white space."""
        return self.headings + self.text

    @property
    def runs(self) -> list[int]:
        """Where each digit run and mask begins; the figures of two cells side by side are two (6.1 and 6.5)."""
        edges = (0, *self.cells, len(self.whole))
        return [run.start() for start, end in pairwise(edges) for run in RUN.finditer(self.whole, start, end)]


def anchors(document: Document) -> dict[str, Anchor]:
    """The passages of a document by the last part of their task_id: `12`, `15.1` (an item), `c2` (an introduction),
    `u3` (any other without a number)."""
    view, passages = read_passages(document)
    found: dict[str, Anchor] = {}
    pending: list[int] = []
    for passage, key in zip(passages, keys_of(passages), strict=True):
        if passage.kind == "heading":
            pending += _letters(document, *view.source(passage.start, passage.end))
        elif key not in found:
            found[key] = _anchor(document, view, passage, pending)
        if passage.kind != "heading":
            pending = []
    return found


def _letters(document: Document, start: int, end: int) -> list[int]:
    """Where the characters stand that are no white space."""
    return [at for at in range(start, end) if not document.text[at].isspace() and document.text[at] not in INVISIBLE]


def _anchor(document: Document, view: View, passage: Passage, headings: list[int]) -> Anchor:
    start, end = view.source(passage.body, passage.end)
    letters = _letters(document, start, end)
    closed = closing_clauses(view.text, passage)
    first, last = view.source(closed[-1].start, closed[-1].end) if closed else (end, end)
    clause = _bare(squeeze(document.text[first:last])) or _cells_of_departments(document, view, passage)
    above = "".join(document.text[at] for at in headings)
    text = "".join(document.text[at] for at in letters)
    offsets = (*headings, *letters)
    cells = [
        place
        for place, (before, at) in enumerate(pairwise(offsets), 1)
        if at > before + 1 and "\t" in document.text[before + 1 : at]
    ]
    return Anchor(passage, start, end, above, text, offsets, clause, tuple(cells))


def _bare(clause: str) -> str:
    """A closing clause without its own brackets; those of a name that it ends with (各镇（街道）) stay."""
    clause = clause.strip("。").lstrip(OPENS)
    while clause and clause[-1] in SHUTS and sum(map(clause.count, SHUTS)) > sum(map(clause.count, OPENS)):
        clause = clause[:-1].rstrip("。")
    return clause


def _cells_of_departments(document: Document, view: View, passage: Passage) -> str:
    """Of a row of a table what its columns of departments hold, as a clause would say it."""
    told = []
    for kind, start, end in passage.columns:
        first, last = view.source(start, end)
        words = squeeze(document.text[first:last])
        told += [f"{ROLE_OF[kind]}：{words}"] if kind in ROLE_OF and words else []
    return "；".join(told)


def locate(anchor: Anchor, printed: str, position: int | None) -> tuple[int, int] | None:
    """The code points at which a figure stands as printed: by its position, else where it occurs, else None."""
    wanted = squeeze(printed)
    place = -1
    if position:
        runs = anchor.runs
        first = RUN.search(wanted)
        if position <= len(runs) and first:
            place = runs[position - 1] - first.start()
            place = place if place >= 0 and anchor.whole[place : place + len(wanted)] == wanted else -1
    if place < 0:
        own = anchor.whole.find(wanted, len(anchor.headings))
        place = own if own >= 0 else anchor.whole.find(wanted)
    if place < 0 or not wanted:
        return None
    return anchor.offsets[place], anchor.offsets[place + len(wanted) - 1] + 1
