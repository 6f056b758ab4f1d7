"""Chinese text on slides: every run with Latin and East Asian typeface and language, as WPS and LibreOffice need."""

from typing import Any

from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from pptx.util import Pt

TYPEFACE = "Microsoft YaHei"
LANGUAGE = "zh-CN"


def fill_text(frame: Any, lines: list[str], size: float, colour: str, *, bold: bool = False) -> None:
    """Write the lines into a text frame, one paragraph each, without inner margins."""
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.clear()
    for index, line in enumerate(lines or [""]):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = line
        set_look(run.font, size, colour, bold=bold)


def set_look(font: Any, size: float, colour: str, *, bold: bool = False) -> None:
    """Size, colour, weight, typefaces and language of a run or of a chart's text."""
    font.size, font.bold = Pt(size), bold
    font.color.rgb = colour_of(colour)
    set_chinese(font)


def set_chinese(font: Any) -> None:
    """The Latin and the East Asian typeface and the language; python-pptx itself knows only the first."""
    font.name = TYPEFACE
    properties = font._element
    properties.set("lang", LANGUAGE)
    for old in properties.findall(qn("a:ea")):
        properties.remove(old)
    east_asian = properties.makeelement(qn("a:ea"), {"typeface": TYPEFACE})
    properties.find(qn("a:latin")).addnext(east_asian)


def colour_of(colour: str) -> RGBColor:
    """#RRGGBB as python-pptx wants it."""
    return RGBColor(*bytes.fromhex(colour.removeprefix("#")))
