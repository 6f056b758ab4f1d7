"""PDF: the characters that PDFium finds, with page and box, joined to lines and paragraphs by our own rules."""

import re
from collections import Counter
from statistics import median

import pypdfium2

from policytargets.errors import DocumentUnreadable
from policytargets.intake.model import Document, Place
from policytargets.intake.readers.pdf_lines import Box, Line, bands_of, joined_rows, with_rows

FEWEST_CHARACTERS = 20
MOST_PAGES = 3000
FURNITURE_BAND = 0.12
FURNITURE_SHARE = 1 / 3


def read_pdf(data: bytes) -> Document:
    """The text of a PDF with a place for each character; raises DocumentUnreadable for what has no text to give."""
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise DocumentUnreadable("文件有打开密码，请去掉密码后再导入。") from error
        raise DocumentUnreadable("文件异常，未导入：不是完整的 PDF。") from error
    try:
        if len(pdf) > MOST_PAGES:
            raise DocumentUnreadable(f"文件异常，未导入：超过 {MOST_PAGES} 页。")
        pages = [_lines(pdf[number], number + 1) for number in range(len(pdf))]
    finally:
        pdf.close()
    empty = [number for number, lines in enumerate(pages, 1) if sum(len(x.chars) for x in lines) < FEWEST_CHARACTERS]
    if len(empty) >= max(1, len(pages) / 2) and not any(len(lines) > 2 for lines in pages):
        raise DocumentUnreadable("这份 PDF 是扫描件，没有文字层。请先识别文字，或导入 Word、文本文件。")
    return document_of(pages, "pdf", [f"第 {'、'.join(map(str, empty))} 页几乎没有文字"] if empty else [])


def document_of(pages: list[list[Line]], form: str, notes: list[str]) -> Document:
    """Lines of pages as a document: running heads and page numbers dropped and told, paragraphs joined."""
    kept, dropped = _without_furniture(pages)
    told = [*notes, *(f"页眉页脚：{text}（{count} 处）" for text, count in dropped.items())]
    return _joined(joined_rows([line for lines in kept for line in lines]), form, tuple(told))


def _lines(page: pypdfium2.PdfPage, number: int) -> list[Line]:
    textpage = page.get_textpage()
    height = page.get_height()
    lines: list[Line] = []
    chars: list[tuple[str, Box]] = []
    text = textpage.get_text_range()
    count = textpage.count_chars()
    aligned = text if len(text) == count else "".join(textpage.get_text_range(i, 1) or " " for i in range(count))
    for index, char in enumerate(aligned):
        if char in "\r\n":
            if chars:
                lines.append(Line(number, chars, height))
            chars = []
        elif char != "\ufffe":
            chars.append((char, textpage.get_charbox(index)))
    if chars:
        lines.append(Line(number, chars, height))
    bands = bands_of(page)
    textpage.close()
    page.close()
    return with_rows([line for line in lines if line.text.strip()], bands)


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s", "", line.text))


def _without_furniture(pages: list[list[Line]]) -> tuple[list[list[Line]], Counter[str]]:
    """The pages without running heads and page numbers: short lines at the edge, alike on a third of the pages."""

    def at_edge(line: Line) -> bool:
        share = line.middle / line.height
        return len(line.text.strip()) <= 40 and (share < FURNITURE_BAND or share > 1 - FURNITURE_BAND)

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
    edge = _usual_left(lines)
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
    indented = line.left > edge + 1.2 * size
    return before.right > margin - 2.5 * size and not indented
