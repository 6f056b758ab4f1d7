"""Lines of pages joined to paragraphs by our own rules, running heads and page numbers dropped and told."""

import re
from collections import Counter
from dataclasses import dataclass
from statistics import median

from policytargets.intake.model import Document, Place
from policytargets.intake.readers.page_breaks import joined_rows
from policytargets.intake.readers.pdf_lines import Line

FURNITURE_BAND = 0.12
FURNITURE_SHARE = 1 / 3
# Of a document in two columns so many lines stand in either.
FEWEST_IN_COLUMN, COLUMN_SHARE = 4, 0.25


def document_of(pages: list[list[Line]], form: str, notes: list[str]) -> Document:
    """Lines of pages as a document: running heads and page numbers dropped and told, paragraphs joined."""
    kept, dropped = _without_furniture(pages)
    told = [*notes, *(f"页眉页脚：{text}（{count} 处）" for text, count in dropped.items())]
    return _joined(joined_rows([line for lines in kept for line in lines]), form, tuple(told))


def _shape(line: Line) -> str:
    """What running heads have in common; rows of a table that differ by their numbers alone are none."""
    words = re.sub(r"\s", "", line.text)
    return words if line.row else re.sub(r"\d+", "#", words)


def _part_of_a_sentence(text: str) -> bool:
    """Whether a line is cut out of running text: no running head has a stop in it, or half of a pair of brackets."""
    opened, shut = (sum(text.count(mark) for mark in marks) for marks in ("（(〔[【《“", "）)〕]】》”"))
    return bool(re.search(r"[。；，！？]", text)) or opened != shut


def _without_furniture(pages: list[list[Line]]) -> tuple[list[list[Line]], Counter[str]]:
    """The pages without running heads and page numbers: short lines at the edge, alike on a third of the pages."""

    def at_edge(line: Line) -> bool:
        share = line.middle / line.height
        return (
            len(line.text.strip()) <= 40
            and not _part_of_a_sentence(line.text)
            and (share < FURNITURE_BAND or share > 1 - FURNITURE_BAND)
        )

    shapes = Counter(shape for lines in pages for shape in {_shape(line) for line in lines if at_edge(line)})
    running = {shape for shape, count in shapes.items() if count >= max(2, len(pages) * FURNITURE_SHARE)}
    dropped: Counter[str] = Counter()
    kept = []
    for lines in pages:
        rest = []
        for line in lines:
            lone_number = re.fullmatch(r"-?#-?|第#页(?:共#页)?|#/#", _shape(line).replace("—", "-").replace("–", "-"))
            if at_edge(line) and (_shape(line) in running or lone_number):
                dropped[_shape(line)] += 1
            else:
                rest.append(line)
        kept.append(rest)
    return kept, dropped


def _joined(lines: list[Line], form: str, notes: tuple[str, ...]) -> Document:
    """One paragraph a line of text: a line goes on where the one before reached the right margin of its column."""
    columns = _columns(lines)
    text: list[str] = []
    places: list[Place | None] = []
    before: tuple[Line, _Column] | None = None
    for line, column in zip(lines, columns, strict=True):
        if before is not None and not _goes_on(before[0], line, before[1].right, column.left):
            text.append("\n")
            places.append(None)
        for char, box in line.chars:
            text.append(char)
            places.append(Place(line.page, box))
        before = line, column
    return Document("".join(text), form, tuple(places), notes)


@dataclass(frozen=True)
class _Column:
    """A column of text: where its lines usually begin, and how far they reach."""

    left: float
    right: float


def _columns(lines: list[Line]) -> list[_Column]:
    """For each line the column in which it stands: one for all, or two beside each other and that over both."""
    running = [line for line in lines if not line.row]
    if not running:
        return [_Column(0.0, 0.0)] * len(lines)
    middle = (min(line.left for line in running) + max(line.right for line in running)) / 2
    sides = [-1 if line.right < middle else 1 if line.left > middle else 0 for line in lines]
    counted = Counter(side for side, line in zip(sides, lines, strict=True) if not line.row)
    if min(counted[-1], counted[1]) < max(FEWEST_IN_COLUMN, len(running) * COLUMN_SHARE):
        sides = [0] * len(lines)
    found = {
        side: _column([line for own, line in zip(sides, lines, strict=True) if own == side]) for side in set(sides)
    }
    return [found[side] for side in sides]


def _column(lines: list[Line]) -> _Column:
    running = [line for line in lines if not line.row]
    counted = Counter(round(line.left) for line in lines)
    return _Column(float(counted.most_common(1)[0][0]), max((line.right for line in running), default=0.0))


def _goes_on(before: Line, line: Line, margin: float, edge: float) -> bool:
    if before.row or line.row:
        return False
    size = max(6.0, median(box[3] - box[1] for _, box in before.chars))
    indented = line.left > edge + 1.2 * size
    return before.right > margin - 2.5 * size and not indented
