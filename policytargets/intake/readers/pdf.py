"""PDF: the characters that PDFium finds, with page and box, or those recognised in the picture of a page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pypdfium2
import pypdfium2.raw as pdfium

from policytargets.errors import DocumentUnreadable, WordsInPictures
from policytargets.intake.model import Document, Place, ranges
from policytargets.intake.readers.broken import is_broken
from policytargets.intake.readers.columns import in_columns
from policytargets.intake.readers.paragraphs import document_of
from policytargets.intake.readers.pdf_lines import Box, Line, bands_of, with_rows
from policytargets.intake.readers.progress import tell
from policytargets.intake.readers.recognition import Recognised, recognise_page

FEWEST_CHARACTERS = 20
FEW_OVER_PICTURE = 100
MOST_RECOGNISED = 300
MOST_PAGES = 3000


def read_pdf(data: bytes, recognise: str = "") -> Document:
    """The text of a PDF with a place for each character; raises DocumentUnreadable for what has no text to give.

    `recognise`: `needed` recognises the words of pages that are pictures or whose text layer is broken, `all` those of
    every page, nothing none.
    """
    pdf = _opened(data)
    try:
        if len(pdf) > MOST_PAGES:
            raise DocumentUnreadable(f"文件异常，未导入：超过 {MOST_PAGES} 页。")
        pages = []
        for number in range(1, len(pdf) + 1):
            pages.append(_read_page(pdf[number - 1], number, recognise))
            if sum(page.recognised is not None for page in pages) > MOST_RECOGNISED:
                raise DocumentUnreadable(f"要识别文字的超过 {MOST_RECOGNISED} 页。请拆分后再导入。")
            tell(number, len(pdf))
    finally:
        pdf.close()
    _refuse_wordless(pages)
    document = document_of([page.lines for page in pages], "pdf", list(_notes(pages)))
    places = {(number, box): place for number, page in enumerate(pages, 1) for box, place in page.places.items()}
    found = tuple(places.get((place.page, place.box), place) if place else None for place in document.places)
    return replace(document, places=found, unread=_numbers(pages, lambda page: page.unread))


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise DocumentUnreadable("文件有打开密码，请去掉密码后再导入。") from error
        raise DocumentUnreadable("文件异常，未导入：不是完整的 PDF。") from error


@dataclass(frozen=True)
class Page:
    """What was read of a page: its lines; whether it is a picture with hardly any text; what was recognised in it."""

    lines: list[Line]
    pictured: bool
    recognised: Recognised | None = None

    @property
    def few(self) -> bool:
        return sum(len(line.chars) for line in self.lines) < FEWEST_CHARACTERS

    @property
    def unread(self) -> bool:
        return self.pictured and self.recognised is None

    @property
    def places(self) -> dict[Box, Place]:
        return self.recognised.places if self.recognised else {}


def _read_page(page: pypdfium2.PdfPage, number: int, recognise: str) -> Page:
    lines = _lines(page, number)
    letters = sum(len(line.chars) for line in lines)
    pictured = _is_picture(page, letters)
    broken = is_broken("".join(line.text for line in lines))
    wanted = recognise == "all" or (recognise == "needed" and (pictured or broken))
    found = recognise_page(page, number) if wanted else None
    page.close()
    return Page(found.lines if found else lines, pictured, found)


def _is_picture(page: pypdfium2.PdfPage, letters: int) -> bool:
    """Whether the words of a page are in what is drawn on it: there is hardly any text, or little over a picture."""
    if letters >= FEW_OVER_PICTURE:
        return False
    drawn = [item for item in page.get_objects(max_depth=4) if item.type != pdfium.FPDF_PAGEOBJ_TEXT]
    if letters < FEWEST_CHARACTERS:
        return bool(drawn)
    bounds = [item.get_bounds() for item in drawn if item.type == pdfium.FPDF_PAGEOBJ_IMAGE]
    half = page.get_width() * page.get_height() / 2
    return any((right - left) * (top - bottom) > half for left, bottom, right, top in bounds)


def _refuse_wordless(pages: list[Page]) -> None:
    """Raise where the words of half of the pages are in pictures, and no page has more than a line or two."""
    if any(len(page.lines) > 2 for page in pages):
        return
    if not any(page.unread for page in pages):
        if all(page.few for page in pages):
            raise DocumentUnreadable("文件里没有文字。")
    elif sum(page.unread or page.few for page in pages) >= len(pages) / 2:
        raise WordsInPictures("这份 PDF 是扫描件，没有文字层。请先识别文字，或导入 Word、文本文件。")


def _notes(pages: list[Page]) -> Iterator[str]:
    """What is odd about the pages: words that are in pictures, recognised or not."""
    unread = _numbers(pages, lambda page: page.unread)
    if unread:
        yield f"第 {ranges(unread)} 页几乎没有文字，图像里的文字没有读入"
    recognised = _numbers(pages, lambda page: page.recognised is not None)
    if recognised:
        scores = {number: _mean_score(pages[number - 1]) for number in recognised}
        least = min(scores, key=scores.__getitem__)
        mean = sum(scores.values()) / len(scores)
        yield (
            f"第 {ranges(recognised)} 页的文字由图像识别得出，要对照页面图像；"
            f"平均可信度 {mean:.3f}，最低是第 {least} 页 {scores[least]:.3f}"
        )
    parted = _numbers(pages, lambda page: any(line.column for line in page.lines))
    if parted:
        yield f"第 {ranges(parted)} 页的文字分两栏，先读左栏、再读右栏；若是没有画线的表格，请核对次序"
    hard = _numbers(pages, lambda page: any(place.score == 0.0 for place in page.places.values()))
    if hard:
        yield f"第 {ranges(hard)} 页有没有认出的字，记作 ○，要对照页面图像"
    turned = _numbers(pages, lambda page: page.recognised is not None and page.recognised.turned)
    if turned:
        yield f"第 {ranges(turned)} 页是横放或倒放的，已转正识别"


def _numbers(pages: list[Page], fits: Callable[[Page], bool]) -> tuple[int, ...]:
    return tuple(number for number, page in enumerate(pages, 1) if fits(page))


def _mean_score(page: Page) -> float:
    scores = [place.score for place in page.places.values() if place.score is not None]
    return sum(scores) / len(scores) if scores else 1.0


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
    return in_columns(with_rows([line for line in lines if line.text.strip()], bands))
