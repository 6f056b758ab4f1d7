"""DOCX: paragraphs with the numbers that Word counts by itself, text boxes, and tables as rows of cells."""

import io
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from policytargets.errors import DocumentUnreadable
from policytargets.intake.model import MERGED, Document
from policytargets.intake.readers.archive import open_archive

REVISED = "文件里有未处理的修订。请先接受或拒绝全部修订，再导入。"
CELL, LINE_IN_CELL = "\t", "\x0b"
DIGITS = "零一二三四五六七八九"


def read_word(data: bytes) -> Document:
    """The text of a DOCX; raises DocumentUnreadable for open revisions or what Word itself could not open."""
    archive = open_archive(data)
    markup = archive.read("word/document.xml")
    if re.search(rb"<w:(?:ins|del)[ >]", markup):
        raise DocumentUnreadable(REVISED)
    try:
        document = docx.Document(io.BytesIO(data))
    except Exception as error:  # whatever a stranger's file makes the library raise
        raise DocumentUnreadable("文件异常，未导入：不是完整的 Word 文件。") from error
    numbering = _Numbering(document)
    lines: list[str] = []
    tables = 0
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            tables += 1
            lines += [CELL.join(cells) for cells in _rows(block)]
        else:
            lines += _paragraph(block, numbering)
    notes = (f"表格 {tables} 张",) if tables else ()
    return Document("\n".join(lines) + "\n", "docx", notes=notes)


def _paragraph(paragraph: Paragraph, numbering: "_Numbering") -> Iterator[str]:
    """A paragraph with its number, then what stands in its text boxes."""
    yield numbering.mark(paragraph) + paragraph.text
    for box in paragraph._p.iter(qn("w:txbxContent")):
        if not any(above.tag == qn("mc:Fallback") for above in box.iterancestors()):
            for inner in box.iter(qn("w:p")):
                yield "".join(text.text or "" for text in inner.iter(qn("w:t")))


def _rows(table: Table) -> Iterator[list[str]]:
    """The cells of each row: columns keep their place. What is merged into a cell beside stays empty, into one above
    it is marked."""
    for row in table.rows:
        cells, seen = [], None
        for cell in row.cells:
            first = cell._tc is not seen
            seen = cell._tc
            above = row._tr not in (cell._tc.getparent(),)
            own = LINE_IN_CELL.join(cell.text.split("\n")) if first else ""
            cells.append(MERGED if above else own)
        yield cells


class _Numbering:
    """The numbers that Word counts: formats by list and level, and how far each has counted. Lists of one definition
    count on from one another unless they say where they begin."""

    def __init__(self, document: Any) -> None:
        self.levels: dict[tuple[str, str], tuple[str, str, int]] = {}
        self.counts: dict[str, dict[int, int]] = defaultdict(dict)
        self.definitions: dict[str, str] = {}
        self.going_on: set[tuple[str, int]] = set()
        self.begins: dict[str, dict[int, int]] = defaultdict(dict)
        self.styles = document.styles
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        abstract = {node.get(qn("w:abstractNumId")): node for node in root.iter(qn("w:abstractNum"))}
        for number in root.iter(qn("w:num")):
            reference = number.find(qn("w:abstractNumId"))
            source = abstract.get(reference.get(qn("w:val"))) if reference is not None else None
            own = str(number.get(qn("w:numId")))
            self.definitions[own] = str(reference.get(qn("w:val"))) if reference is not None else own
            for level in source.iter(qn("w:lvl")) if source is not None else ():
                self._add(own, level)
            for override in number.iter(qn("w:lvlOverride")):
                start = override.find(qn("w:startOverride"))
                if start is not None:
                    self.begins[own][int(override.get(qn("w:ilvl")))] = int(start.get(qn("w:val")))

    def _add(self, list_id: str, level: Any) -> None:
        def value(tag: str, default: str) -> str:
            node = level.find(qn(tag))
            return str(node.get(qn("w:val"), default)) if node is not None else default

        start = int(value("w:start", "1"))
        own = (value("w:numFmt", "decimal"), value("w:lvlText", ""), start)
        self.levels[list_id, str(level.get(qn("w:ilvl")))] = own
        if value("w:lvlRestart", "") == "0":
            self.going_on.add((list_id, int(level.get(qn("w:ilvl")))))

    def mark(self, paragraph: Paragraph) -> str:
        """The number that Word prints before a paragraph, or nothing."""
        place = self._place(paragraph)
        if place is None or (place[0], str(place[1])) not in self.levels:
            return ""
        list_id, level = place
        counts = self.counts[self.definitions[list_id]]
        for begun, first in self.begins.pop(list_id, {}).items():
            counts[begun] = first - 1
        _, text, start = self.levels[list_id, str(level)]
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [other for other in counts if other > level and (list_id, other) not in self.going_on]:
            del counts[deeper]
        for other in range(level + 1):
            form = self.levels.get((list_id, str(other)), ("decimal", "", 1))[0]
            text = text.replace(f"%{other + 1}", written(counts.get(other, 1), form))
        return text

    def _place(self, paragraph: Paragraph) -> tuple[str, int] | None:
        style: Any = paragraph.style
        sources: list[Any] = [paragraph._p.pPr]
        while style is not None:
            sources.append(style.element.pPr)
            style = style.base_style
        for properties in sources:
            if properties is not None and properties.numPr is not None and properties.numPr.numId is not None:
                level = properties.numPr.ilvl
                return str(properties.numPr.numId.val), int(level.val) if level is not None else 0
        return None


def written(number: int, form: str) -> str:
    """A number in one of Word's forms: 12 → 12, 十二; bullets are left out."""
    if form == "bullet":
        return ""
    if "hinese" in form or form.startswith("ideograph") or form == "japaneseCounting":
        tens, ones = divmod(number, 10)
        return (("" if tens == 1 else DIGITS[tens]) + "十" if tens else "") + (DIGITS[ones] if ones or not tens else "")
    return str(number)
