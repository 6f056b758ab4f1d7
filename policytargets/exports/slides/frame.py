"""The frame of every slide: title, measure, foot with its room, number, notes, and the mark of invented figures."""

from typing import Any

from pptx.enum.text import PP_ALIGN
from pptx.util import Emu, Inches

from policytargets.charts.style import LIGHT
from policytargets.comparisons.model import INVENTED
from policytargets.exports.slides.master import BELOW, COMPARISON, HEIGHT, MARGIN, ROOM, SOURCE, number_slide
from policytargets.exports.slides.text import fill_text
from policytargets.wording.wrapping import wrap

Box = tuple[int, int, int, int]
FOOT = 11  # points of what stands below a chart


def _size_of(title: str) -> float:
    """The letters of a slide's title in points: large in one line, else what has room in two. Some machines set wider
    letters: a seventh of each line is left to them."""
    room = 0.85 * 12.1 * 72
    fitting = [size for size, most in ((28, 1), (20, 2), (17, 2)) if len(wrap(title, room / size)) <= most]
    return fitting[0] if fitting else 14


def new_slide(presentation: Any, layout: int, title: str, size: float, top: int) -> Any:
    """A numbered slide on one of the master's layouts; a long title is set in two lines."""
    slide = presentation.slides.add_slide(presentation.slide_layouts[layout])
    lines = wrap(title, 12.1 * 72 / size, 2)
    height = int(Inches(size / 72 * 1.3) * len(lines))
    write(slide.shapes.title, ["".join(lines)], (MARGIN, top, ROOM, height), size, LIGHT.ink, bold=True)
    number_slide(slide)
    return slide


def write(shape: Any, lines: list[str], box: Box, size: float, colour: str, *, bold: bool = False) -> None:
    """Fill a placeholder, in a box (left, top, width, height in EMU) of its own."""
    shape.left, shape.top, shape.width, shape.height = (Emu(length) for length in box)
    fill_text(shape.text_frame, lines, size, colour, bold=bold)


def place(slide: Any, number: int) -> Any:
    return next(shape for shape in slide.placeholders if shape.placeholder_format.idx == number)


def _lines(foot: list[str]) -> int:
    """Other machines set other Latin letters, some wider: a tenth of each line is left to them."""
    return sum(len(wrap(text, 0.9 * 12.1 * 72 / FOOT)) for text in foot)


def room_above(foot: list[str]) -> Box:
    """Where a chart or table stands above the foot of its slide."""
    top, high = Inches(1.75), int(Inches(FOOT * 1.25 / 72) * _lines(foot))
    return (MARGIN, top, ROOM, HEIGHT - Inches(0.35) - high - top - Inches(0.1))


def framed(presentation: Any, title: str, measure: list[str], foot: list[str], mark: str) -> tuple[Any, Box]:
    """A slide with all but its chart or table, and where that stands."""
    slide = new_slide(presentation, COMPARISON, title, _size_of(title), Inches(0.4))
    write(place(slide, BELOW), measure, (MARGIN, Inches(1.12), ROOM, Inches(0.55)), 14, LIGHT.muted)
    box = room_above(foot)
    below = box[1] + box[3] + Inches(0.1)
    write(place(slide, SOURCE), foot, (MARGIN, below, ROOM, HEIGHT - Inches(0.35) - below), FOOT, LIGHT.muted)
    if mark:
        _add_watermark(slide, box)
    return slide, box


def numbered(title: str, number: int, count: int) -> str:
    return title if count == 1 else f"{title}（{number}/{count}）"


def _add_watermark(slide: Any, box: Box) -> None:
    """That the figures are invented, behind everything else on the slide, across the place of its chart."""
    shape = slide.shapes.add_textbox(MARGIN, box[1] + box[3] // 2 - Inches(0.6), ROOM, Inches(1.2))
    shape.rotation = -15
    fill_text(shape.text_frame, [INVENTED], 60, LIGHT.grid, bold=True)
    shape.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER
    slide.shapes._spTree.insert(2, shape._element)  # after the two elements that say what the tree is


def set_notes(slide: Any, lines: list[str]) -> None:
    fill_text(slide.notes_slide.notes_text_frame, lines, 12, LIGHT.ink)
