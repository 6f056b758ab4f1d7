"""A document as offices write it (GB/T 9704): A4, 22 lines of 28 characters, headings, tables with repeated heads."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from policytargets.exports.papers.faces import BODY, FONT_TABLE, HEADING, LATIN, SUBHEADING, TITLE, Face, set_face
from policytargets.exports.papers.rows import table_row
from policytargets.exports.papers.widths import SMALL, widths_of

TO_FILL_IN = "【请填写】"
AUTHOR = "绿色低碳高质量发展目标看板"
DRAFT = "草稿：由目标看板按公开文件生成，【请填写】处由使用单位补充，印发前须核对"
# Millimetres: the sheet, and its margins above, below, left and right (a lying sheet is the same one turned); what the
# line of a picture takes besides it.
SHEET, MARGINS, LYING_MARGINS = (210, 297), (37, 35, 28, 26), (28, 26, 35, 37)
BELOW_PICTURE = 4
SIZE, TITLE_SIZE, PAGE_NUMBER = 16, 22, 14
# 22 lines in 225 mm; a quarter point less between characters makes 28 of them in 156 mm.
LINE, TIGHTER = 28.95, -5
STYLES_OF_2010 = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"
NUMERALS = "〇一二三四五六七八九"


class Paper:
    """A document that is written from its title down; `to_bytes` gives the file."""

    def __init__(self, title: str, *, lying: bool = False, warning: str = "") -> None:
        self._document: Any = Document()
        _clean(self._document, title)
        _set_styles(self._document)
        self._width, self._height = _set_sheet(self._document.sections[0], lying=lying)
        self._document.settings.odd_and_even_pages_header_footer = True
        _set_margins_of_page(self._document.sections[0], "。".join(filter(None, (warning, DRAFT))))
        self._add(title, "Title")
        self._add("", "Normal")

    def heading(self, text: str, number: int) -> None:
        """A heading of the first rank: 一、二、三、"""
        self._add(f"{numeral(number)}、{text}", "Heading 1")

    def subheading(self, text: str, number: int) -> None:
        """A heading of the second rank: （一）（二）"""
        self._add(f"（{numeral(number)}）{text}", "Heading 2")

    def paragraph(self, text: str) -> None:
        """A paragraph, its first line set in by two characters; what is to be filled in is marked."""
        self._add(text, "Normal")

    def remark(self, text: str, *, joined: bool = False) -> None:
        """A line in small letters: unit, notes, sources; `joined`, it is never parted from what follows."""
        self._add(text, "Remark")
        self._document.paragraphs[-1].paragraph_format.keep_with_next = joined

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]], parts: Sequence[float]) -> None:
        """A native table whose head is repeated on every page; `parts` are the widths in parts of the text's."""
        widths = widths_of([heads, *rows], parts, self._width)
        table = self._document.add_table(rows=0, cols=0, style="Table Grid")
        table.autofit = False
        element = table._tbl
        for column in element.tblGrid.findall(qn("w:gridCol")):
            element.tblGrid.remove(column)
        for width in widths:
            column = OxmlElement("w:gridCol")
            column.set(qn("w:w"), str(int(Emu(width).twips)))
            element.tblGrid.append(column)
        for place, row in enumerate([heads, *rows]):
            style = "TableHead" if place == 0 else "TableText"
            element.append(table_row(row, widths, style, FACES[style], repeated=place == 0))
        self._add("", "Remark")

    def picture(self, content: bytes, described: str) -> None:
        """A picture as wide as the text, or as high as it, with words for those who can't see it."""
        shape = self._document.add_picture(io.BytesIO(content), width=Emu(self._width))
        if (part := (self._height - Mm(BELOW_PICTURE)) / shape.height) < 1:
            shape.width, shape.height = Emu(int(shape.width * part)), Emu(int(shape.height * part))
        shape._inline.docPr.set("descr", described)
        paragraph = self._document.paragraphs[-1]
        paragraph.style = self._document.styles["Picture"]

    def closing(self, number: int) -> None:
        """The last heading, below it what the office alone can say."""
        self.heading("问题和下一步打算", number)
        self.paragraph(f"{TO_FILL_IN}存在的问题及原因。")
        self.paragraph(f"{TO_FILL_IN}下一步打算。")

    def notes(self, notes: Sequence[tuple[str, str]]) -> None:
        """附注: label and text of all that must be read with the figures, on lines of their own."""
        self._add("附注", "Heading 1")
        for number, (label, text) in enumerate(notes, 1):
            self.remark(f"{number}. {label}：{text}")
        faces = "、".join(f"{face.name}（缺时用{face.instead}）" for face in (TITLE, HEADING, SUBHEADING, BODY))
        self.remark(f"{len(notes) + 1}. 字体：{faces}。本文件不带字体；版式按 GB/T 9704 的尺寸，不含发文字号和印章。")

    def to_bytes(self) -> bytes:
        """The document as DOCX."""
        buffer = io.BytesIO()
        self._document.save(buffer)
        return buffer.getvalue()

    def _add(self, text: str, style: str) -> None:
        _fill(self._document.add_paragraph(style=style), text)


def numeral(number: int) -> str:
    """A number below a hundred as headings count: 一, 十, 十二, 二十三."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{NUMERALS[tens]}十") + (NUMERALS[ones] if ones else "")


def _fill(paragraph: Paragraph, text: str) -> None:
    """Write the text; places to fill in stand out."""
    for place, part in enumerate(text.split(TO_FILL_IN)):
        if place:
            paragraph.add_run(TO_FILL_IN).font.highlight_color = WD_COLOR_INDEX.YELLOW
        if part:
            paragraph.add_run(part)
    style = paragraph.style
    for run in paragraph.runs:
        set_face(run._element.get_or_add_rPr(), FACES[style.name if style is not None else "Normal"])


FACES = {
    "Normal": BODY, "Title": TITLE, "Heading 1": HEADING, "Heading 2": SUBHEADING, "Remark": BODY,
    "TableHead": HEADING, "TableText": BODY, "Header": SUBHEADING, "Footer": LATIN,
}  # fmt: skip


def _clean(document: Any, title: str) -> None:
    """Properties that speak of this document, and the faces that stand in where one is missing."""
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title[:200], AUTHOR, AUTHOR
    properties.comments, properties.language, properties.keywords = "", "zh-CN", ""
    properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)._blob = FONT_TABLE
    # The template's copy of its styles for Word 2010, which would say other than ours, and a picture of its first page.
    _drop(document.part.rels, STYLES_OF_2010)
    _drop(document.part.package.rels, RELATIONSHIP_TYPE.THUMBNAIL)
    section = document.sections[0]._sectPr
    for grid in section.findall(qn("w:docGrid")):
        section.remove(grid)


def _drop(relations: Any, kind: str) -> None:
    for name in [name for name, relation in relations.items() if relation.reltype == kind]:
        del relations[name]


def _set_sheet(section: Any, *, lying: bool) -> tuple[int, int]:
    """Size and margins of the sheet; gives width and height of the text in EMU."""
    width, height = reversed(SHEET) if lying else SHEET
    above, below, left, right = LYING_MARGINS if lying else MARGINS
    section.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.bottom_margin = Mm(above), Mm(below)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.header_distance, section.footer_distance = Mm(15), Mm(below - 7 - 5)
    return int(Mm(width - left - right)), int(Mm(height - above - below))


def _set_margins_of_page(section: Any, said: str) -> None:
    """What stands outside the text: what is `said` of it, and the page number, on odd pages to the right."""
    for header, footer, side in (
        (section.header, section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_header, section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        header.is_linked_to_previous = footer.is_linked_to_previous = False
        _fill(header.paragraphs[0], said)
        paragraph = footer.paragraphs[0]
        paragraph.alignment = side
        for kind, text in (("", "— "), ("begin", ""), ("instr", "PAGE"), ("end", ""), ("", " —")):
            _add_field_part(paragraph.add_run(text if not kind else ""), kind, text)


def _add_field_part(run: Any, kind: str, text: str) -> None:
    set_face(run._element.get_or_add_rPr(), LATIN)
    if kind == "instr":
        part = OxmlElement("w:instrText")
        part.text = text
        run._element.append(part)
    elif kind:
        part = OxmlElement("w:fldChar")
        part.set(qn("w:fldCharType"), kind)
        run._element.append(part)


def _set_styles(document: Any) -> None:
    styles = document.styles
    for name in ("Remark", "TableHead", "TableText", "Picture"):
        styles.add_style(name, 1).base_style = styles["Normal"]
    small, left = SMALL, WD_ALIGN_PARAGRAPH.LEFT
    _set_style(styles["Normal"], BODY, SIZE, LINE, indent=2)
    _set_style(styles["Title"], TITLE, TITLE_SIZE, 36, align=WD_ALIGN_PARAGRAPH.CENTER)
    _set_style(styles["Heading 1"], HEADING, SIZE, LINE, indent=2)
    _set_style(styles["Heading 2"], SUBHEADING, SIZE, LINE, indent=2)
    _set_style(styles["Remark"], BODY, small, 19, align=left)
    _set_style(styles["TableHead"], HEADING, small, 19, align=WD_ALIGN_PARAGRAPH.CENTER)
    _set_style(styles["TableText"], BODY, small, 19, align=left)
    _set_style(styles["Picture"], BODY, small, 0, align=WD_ALIGN_PARAGRAPH.CENTER)
    _set_style(styles["Header"], SUBHEADING, 10.5, 14, align=left)
    _set_style(styles["Footer"], LATIN, PAGE_NUMBER, 18)
    for name in ("Heading 1", "Heading 2"):
        styles[name].paragraph_format.keep_with_next = True


def _set_style(
    style: Any, face: Face, size: float, line: float, *, indent: int = 0, align: Any = WD_ALIGN_PARAGRAPH.JUSTIFY
) -> None:
    """Face, size in points, line height (0: as needed), indent of the first line in characters."""
    look = style.font
    look.size, look.bold, look.italic, look.color.rgb = Pt(size), False, False, RGBColor(0, 0, 0)
    set_face(style.element.get_or_add_rPr(), face)
    properties = style.element.get_or_add_rPr()
    if size == SIZE:
        spacing = OxmlElement("w:spacing")
        spacing.set(qn("w:val"), str(TIGHTER))
        properties.find(qn("w:sz")).addprevious(spacing)
    layout = style.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.alignment, layout.widow_control = align, False
    layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY if line else WD_LINE_SPACING.SINGLE
    if line:
        layout.line_spacing = Pt(line)
    layout.first_line_indent = Pt(indent * size)
    borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        style.element.pPr.remove(borders)
