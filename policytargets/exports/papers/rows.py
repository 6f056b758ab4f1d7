"""Rows of tables in a paper as XML: python-docx's own way takes a second for a hundred rows."""

from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu

from policytargets.exports.papers.faces import Face, set_face


def table_row(texts: Sequence[str], widths: Sequence[int], style: str, face: Face, *, repeated: bool) -> Any:
    """One row as XML in a style with its face, of cells with widths in EMU; `repeated` on every page."""
    row = OxmlElement("w:tr")
    properties = OxmlElement("w:trPr")
    for name in ("w:cantSplit", *(["w:tblHeader"] if repeated else [])):
        properties.append(OxmlElement(name))
    row.append(properties)
    for text, width in zip(texts, widths, strict=True):
        cell, look, size = OxmlElement("w:tc"), OxmlElement("w:tcPr"), OxmlElement("w:tcW")
        size.set(qn("w:w"), str(int(Emu(width).twips)))
        size.set(qn("w:type"), "dxa")
        look.append(size)
        cell.append(look)
        cell.append(_paragraph(text, style, face))
        row.append(cell)
    return row


def _paragraph(text: str, style: str, face: Face) -> Any:
    paragraph, look, named = OxmlElement("w:p"), OxmlElement("w:pPr"), OxmlElement("w:pStyle")
    named.set(qn("w:val"), style)
    look.append(named)
    paragraph.append(look)
    run, words = OxmlElement("w:r"), OxmlElement("w:t")
    properties = OxmlElement("w:rPr")
    set_face(properties, face)
    words.text = text
    words.set(qn("xml:space"), "preserve")
    run.append(properties)
    run.append(words)
    paragraph.append(run)
    return paragraph
