"""Lines of pages joined to paragraphs by our own rules, running heads and page numbers dropped and told."""

import re
from collections import Counter
from statistics import median

from policytargets.intake.model import Document, Place
from policytargets.intake.readers.page_breaks import joined_rows
from policytargets.intake.readers.pdf_lines import Line

FURNITURE_BAND = 0.12
FURNITURE_SHARE = 1 / 3


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
    """One paragraph a line of text: a line goes on where the one before reached the right margin."""
    margin = max((line.right for line in lines if not line.row), default=0.0)
    edge = _usual_left([line for line in lines if not line.column])
    text: list[str] = []
    places: list[Place | None] = []
    before: Line | None = None
    for line in lines:
        if before is not None and not _goes_on(before, line, margin, edge):
            text.append("\n")
            places.append(None)
        for char, box in line.chars:
            text.append(char)
            places.append(Place(line.page, box))
        before = line
    return Document("".join(text), form, tuple(places), notes)


def _usual_left(lines: list[Line]) -> float:
    counted = Counter(round(line.left) for line in lines)
    return float(counted.most_common(1)[0][0]) if counted else 0.0


def _goes_on(before: Line, line: Line, margin: float, edge: float) -> bool:
    if before.row or line.row:
        return False
    size = max(6.0, median(box[3] - box[1] for _, box in before.chars))
    indented = line.left > (line.column[0] if line.column else edge) + 1.2 * size
    return before.right > (before.column[1] if before.column else margin) - 2.5 * size and not indented
