"""A drawing with everything that must be read with it, as one picture: title, unit, marks, notes, source, code."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from policytargets.charts.style import Palette
from policytargets.exports.pictures.codes import SCAN, Code, code_for
from policytargets.exports.pictures.shapes import PAPER, Look, Shape
from policytargets.wording.wrapping import clean, width_of, wrap

LINE, STEP = 1.45, 1.1
SEEN_THROUGH = "rgba(128, 128, 128, 0.22)"


@dataclass(frozen=True)
class Words:
    """What a picture says beside its drawing. `short_source` is the source line of small pictures, `legend` explains
    the marks in use, `described` is for those who can't see the picture, `mark` stands across it."""

    title: str
    subtitle: str
    source: str
    short_source: str
    described: str
    legend: str = ""
    notes: str = ""
    mark: str = ""


class Line(NamedTuple):
    """A line of text: `left` (of its end where that is its `anchor`) and `top` of its letters, and its size,
    in pixels."""

    text: str
    left: float
    top: float
    size: float
    colour: str
    bold: bool = False
    anchor: Literal["start", "end"] = "start"


class Chart(NamedTuple):
    """A chart with its left upper corner; `specification` makes its Vega-Lite, whose own frame begins there."""

    specification: Callable[[], dict[str, Any]]
    left: float
    top: float


class Box(NamedTuple):
    """The room for a drawing, in pixels."""

    width: float
    height: float
    shape: Shape
    palette: Palette


class Drawn(NamedTuple):
    """A drawing laid out from the corner of its box, and the height it takes, which may be more than there is."""

    charts: tuple[Chart, ...]
    lines: tuple[Line, ...]
    height: float


Draw = Callable[[Box], Drawn]


@dataclass(frozen=True)
class Poster:
    """A picture laid out: `canvas` is its room as laid out, `pixels` its size in 1/150 inch, `points` in 1/72 inch,
    `ground` its colour (empty: none)."""

    title: str
    described: str
    canvas: tuple[float, float]
    pixels: tuple[float, float]
    points: tuple[float, float]
    ground: str
    charts: tuple[Chart, ...]
    lines: tuple[Line, ...]
    code: Code | None


def poster(words: Words, draw: Draw, look: Look) -> Poster:
    """The picture of a drawing in one of the shapes; nothing is cut and nothing overlaps.

    `draw` lays the drawing out for a box and is asked again with larger ones until it fits: all else shrinks in
    proportion. Beyond what the shape allows the picture grows in height. Raises ViewTooLong where the address of the
    view is too long for a code.
    """
    code = code_for(look.view) if look.view else None
    for growth in _steps(look.shape.growth):
        laid, over = _laid(words, draw, look, code, growth)
        if over <= 0:
            return laid
    return laid


def _steps(most: float) -> Iterator[float]:
    growth = 1.0
    while growth < most:
        yield growth
        growth *= STEP
    yield most


def _laid(words: Words, draw: Draw, look: Look, code: Code | None, growth: float) -> tuple[Poster, float]:
    """The picture with everything else smaller by `growth`, and by how many pixels it is too high, and so made."""
    shape, palette = look.shape, look.palette
    width, height = shape.width * growth, shape.height * growth
    inner = width - 2 * shape.margin
    code = replace(code, side=code.side * growth) if code else None
    head = _head(words, shape, palette, inner)
    foot = _foot(words, shape, palette, inner - (code.side + shape.margin / 2 if code else 0))
    deep = max(foot.bottom, code.side + shape.note * LINE if code else 0)
    top, below = head.bottom + shape.note, deep + shape.margin * 0.7 + shape.note
    drawn = draw(Box(inner, height - top - below, shape, palette))
    over = top + drawn.height + below - height
    height += max(over, 0)
    bottom = height - below + shape.note
    placed = tuple(chart._replace(left=chart.left + shape.margin, top=chart.top + top) for chart in drawn.charts)
    inside = (line._replace(left=line.left + shape.margin, top=line.top + top) for line in drawn.lines)
    across = _across(words.mark, width, height) if words.mark else ()
    lines = [*across, *head.lines(shape.margin, 0), *inside, *foot.lines(shape.margin, bottom)]
    if code:
        code = replace(code, left=width - shape.margin - code.side, top=bottom)
        end = width - shape.margin
        lines.append(Line(SCAN, end, bottom + code.side + 4, shape.source, palette.muted, anchor="end"))
    higher = 1 if over <= 0 or shape == PAPER else height / growth / shape.height
    pixels = shape.width, shape.height * higher
    points = shape.points[0], shape.points[1] * higher
    ground = "" if look.ground == "transparent" else palette.ground
    title, described = clean(words.title), clean(words.described)
    return Poster(title, described, (width, height), pixels, points, ground, placed, tuple(lines), code), over


def _across(mark: str, width: float, height: float) -> tuple[Line, ...]:
    size = width / (width_of(mark) + 4)
    return (Line(mark, (width - width_of(mark) * size) / 2, (height - size) / 2, size, SEEN_THROUGH, bold=True),)


class _Column:
    """Lines of text set one below the other; `bottom` is where the next would begin, in pixels from the top."""

    def __init__(self, top: float, width: float) -> None:
        self.bottom = top
        self._width = width
        self._lines: list[Line] = []

    def add(self, text: str, size: int, colour: str, *, bold: bool = False) -> None:
        for line in wrap(text, self._width / size) if text else ():
            self._lines.append(Line(line, 0, self.bottom, size, colour, bold))
            self.bottom += size * LINE

    def lines(self, left: float, top: float) -> list[Line]:
        return [line._replace(left=line.left + left, top=line.top + top) for line in self._lines]


def _head(words: Words, shape: Shape, palette: Palette, width: float) -> _Column:
    head = _Column(shape.margin * 0.75, width)
    fitting = (size for size in shape.titles if len(wrap(words.title, width / size)) <= 2)
    head.add(words.title, next(fitting, shape.titles[-1]), palette.ink, bold=True)
    head.add(words.subtitle, shape.subtitle, palette.muted)
    return head


def _foot(words: Words, shape: Shape, palette: Palette, width: float) -> _Column:
    foot = _Column(0, width)
    foot.add(words.legend, shape.note, palette.muted)
    foot.add(words.notes, shape.note, palette.muted)
    foot.bottom += shape.note * 0.4
    foot.add(words.source if shape.cites else words.short_source, shape.source, palette.muted)
    return foot
