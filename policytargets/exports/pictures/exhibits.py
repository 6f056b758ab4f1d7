"""An exhibit as a picture that explains itself: what it found, unit, its drawing, notes, source and date."""

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from policytargets.charts.marks import LETTER
from policytargets.charts.style import FONTS, LIGHT, Chart, Palette
from policytargets.comparisons.model import Refusal
from policytargets.exhibits.model import Drawing, Exhibit
from policytargets.exports.pictures.codes import SCAN, Code, code_for, code_svg
from policytargets.exports.pictures.shapes import PIXELS_PER_INCH, POINTS_PER_INCH, WIDE, Look, Shape
from policytargets.exports.pictures.studio import STUDIO
from policytargets.wording.wrapping import clean, wrap

PLAIN, GUTTER = Look(), 60
ABOVE, BELOW, EDGE = 30, 24, 48  # room above and below the drawing, and under the last line
TITLE, MEASURE, NOTE, SOURCE, LEADING = 46, 28, 21, 19, 1.4
# Charts are drawn in the letters of the page and enlarged as a whole; smaller than that the picture grows in height.
LARGEST, LARGEST_ON_SLIDE, SMALLEST, TOLERANCE = 2.4, 2.8, 1.48, 0.98
SIZE = re.compile(r'<svg[^>]*? width="([\d.]+)" height="([\d.]+)"')


@dataclass(frozen=True)
class Piece:
    """A finished chart: its inner SVG, and its width and height before it is enlarged."""

    marks: str
    width: float
    height: float


def exhibit_svg(exhibit: Exhibit, look: Look = PLAIN, *, title: str = "", pointed: bool = False) -> str:
    """The picture as SVG in the shape and on the ground of a look, higher for very many rows, its size in points where
    `pointed`. `title` takes the place of what it found, which then stands below. Raises PictureFailed, ViewTooLong
    where its code would have too many squares, and ValueError where the exhibit has no drawing."""
    if not exhibit.drawings:
        raise ValueError("a list has no picture")
    narrow = look.shape != WIDE and exhibit.wall is not None
    measure = exhibit.measure_of_all if narrow else exhibit.measure
    heading, own = title or exhibit.title, [exhibit.title] if title else []
    sizes = _sizes(look.shape)
    head = _column(look, [(heading, sizes[0], 9), *((line, sizes[1], 9) for line in [*own, measure])])
    notes = exhibit.notes if narrow else exhibit.said_below
    said = [*((f"说明：{note}", sizes[2], 9) for note in notes), (exhibit.source, sizes[3], 30)]
    code = code_for(look.view) if look.view else None
    foot = _column(look, said, beside=code.side + GUTTER if code else 0)
    deep = max(foot.bottom, code.side + LEADING * sizes[3] if code else 0)
    across, room = look.shape.width - 2 * look.shape.margin, look.shape.height - head.bottom - ABOVE - BELOW
    box = (across, room - deep - EDGE - look.shape.margin * 0.8)
    if narrow:
        pieces, scale = _of_wall(exhibit, box, look)
    else:
        pieces, scale = _pieces(exhibit.drawings, box, look.palette)
    placed, left, top = [], float(look.shape.margin), look.shape.margin * 0.8
    for number, piece in enumerate(pieces):
        placed.append(_nested(piece, number, left, top + head.bottom + ABOVE, scale))
        left += piece.width * scale + GUTTER
    tallest = max(piece.height for piece in pieces) * scale
    height = max(look.shape.height, round(top + head.bottom + ABOVE + tallest + BELOW + deep + EDGE))
    inner = f"{head.at(top)}{''.join(placed)}{foot.at(height - deep - EDGE)}"
    inner += _coded(code, look, height - deep - EDGE, sizes[3]) if code else ""
    return _whole(look, height, heading, f"{heading}。{measure}。{exhibit.source}", inner, pointed=pointed)


def _coded(code: Code, look: Look, top: float, letters: int) -> str:
    """A code at the right edge with a word below it."""
    right, below = look.shape.width - look.shape.margin, top + code.side + letters
    said = (
        f'<text x="{right}" y="{below:g}" text-anchor="end" fill="{look.palette.muted}" '
        f'font-family={quoteattr(FONTS)} font-size="{letters}px">{SCAN}</text>'
    )
    return code_svg(replace(code, left=right - code.side, top=top)) + said


def _whole(look: Look, height: float, title: str, words: str, inner: str, *, pointed: bool) -> str:
    """A picture of this height with title, description and ground."""
    width, part = look.shape.width, POINTS_PER_INCH / PIXELS_PER_INCH if pointed else 1
    size = f'width="{width * part:g}" height="{height * part:g}" viewBox="0 0 {width} {height:g}"'
    if pointed and height == look.shape.height:
        size = f'width="{look.shape.points[0]}" height="{look.shape.points[1]}" viewBox="0 0 {width} {height:g}"'
    clear = look.ground == "transparent"
    ground = "" if clear else f'<rect width="{width}" height="{height:g}" fill="{look.palette.ground}"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {size}>'
        f"<title>{escape(clean(title))}</title><desc>{escape(clean(words))}</desc>{ground}{inner}</svg>"
    )


def _sizes(shape: Shape) -> tuple[int, int, int, int]:
    """The letters of title, measure, notes and source."""
    return (
        (TITLE, MEASURE, NOTE, SOURCE)
        if shape == WIDE
        else (shape.titles[-2], shape.subtitle, shape.note, shape.source)
    )


def _of_wall(exhibit: Exhibit, box: tuple[float, float], look: Look) -> tuple[list[Piece], float]:
    """The form for walls in the letters of a small picture, with as many rows as have room."""
    assert exhibit.wall is not None
    scale = look.shape.letters[1] / LETTER
    most = box[1] + max(look.shape.highest - look.shape.height, 0)
    width, height, highest = (int(side / scale) for side in (*box, most))
    while height < highest and exhibit.wall.fitting((width, height)) < exhibit.wall.fitting((width, highest)):
        height += LETTER
    chart = exhibit.wall.drawn((width, height), look.palette)
    return [_piece(chart.to_dict(validate=False), 0, 0)], scale


def refusal_png(refusal: Refusal, look: Look = PLAIN, *, dots: float = PIXELS_PER_INCH) -> bytes:
    """A picture that says why there is nothing to show. Raises FontMissing and PictureFailed."""
    sizes = _sizes(look.shape)
    column = _column(look, [(refusal.title, sizes[0], 3), (refusal.reason, sizes[1], 9)])
    inner = column.at(look.shape.margin * 0.8)
    svg = _whole(look, look.shape.height, refusal.title, refusal.reason, inner, pointed=False)
    return STUDIO.draw(form="png", svg=svg, dots=dots)


def exhibit_png(exhibit: Exhibit, look: Look = PLAIN, *, title: str = "", dots: float = PIXELS_PER_INCH) -> bytes:
    """The picture as PNG of `dots` an inch. Raises FontMissing and PictureFailed."""
    return STUDIO.draw(form="png", svg=exhibit_svg(exhibit, look, title=title), dots=dots)


def wall_svg(exhibit: Exhibit, look: Look) -> str:
    """The form for walls alone, for papers that say all else around it. Raises PictureFailed."""
    across = look.shape.width - 2 * look.shape.margin
    (piece,), scale = _of_wall(exhibit, (across, look.shape.height), look)
    inner = _nested(piece, 0, look.shape.margin, 0, scale)
    return _whole(look, round(piece.height * scale), exhibit.title, exhibit.measure_of_all, inner, pointed=False)


def exhibit_pdf(exhibit: Exhibit, look: Look = PLAIN, *, title: str = "") -> bytes:
    """The picture as one page of PDF. Raises FontMissing and PictureFailed."""
    return STUDIO.draw(form="pdf", svg=exhibit_svg(exhibit, look, title=title, pointed=True))


def drawing_svg(
    exhibit: Exhibit, box: tuple[float, float], *, palette: Palette = LIGHT, ground: bool = True
) -> tuple[str, tuple[float, float]]:
    """The drawings alone, as large as they fit into a box of this width and height, and the width and height that they
    take: for slides, which have title, unit and source beside it. Raises PictureFailed."""
    pieces, scale = _pieces(exhibit.drawings, box, palette, largest=LARGEST_ON_SLIDE, smallest=0)
    placed, left = [], 0.0
    for number, piece in enumerate(pieces):
        placed.append(_nested(piece, number, left, 0, scale))
        left += piece.width * scale + GUTTER
    width, height = left - GUTTER, max(piece.height for piece in pieces) * scale
    below = f'<rect width="100%" height="100%" fill="{palette.ground}"/>' if ground else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{width:g}" '
        f'height="{height:g}" viewBox="0 0 {width:g} {height:g}">{below}{"".join(placed)}</svg>'
    ), (width, height)


def chart_svg(chart: Chart) -> tuple[str, tuple[float, float]]:
    """One chart of its own size as SVG, with its width and height. Raises PictureFailed."""
    piece = _piece(chart.to_dict(validate=False), 0, 0)
    size = f'width="{piece.width:g}" height="{piece.height:g}"'
    space = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"<svg {space} {size}>{piece.marks}</svg>", (piece.width, piece.height)


class _Column:
    """Lines of text one below the other in the width of a look; `bottom` is where the next would begin."""

    def __init__(self, look: Look, beside: float) -> None:
        self.bottom = 0.0
        self._look = look
        self._width = look.shape.width - 2 * look.shape.margin - beside
        self._lines: list[tuple[str, float, int, bool]] = []

    def add(self, text: str, size: int, most: int, *, bold: bool) -> None:
        for line in wrap(text, self._width / size, most):
            self._lines.append((line, self.bottom, size, bold))
            self.bottom += size * LEADING

    def at(self, offset: float) -> str:
        left, palette = self._look.shape.margin, self._look.palette
        return "".join(
            f'<text x="{left}" y="{top + offset + 0.79 * size:g}" fill="{palette.ink if bold else palette.muted}" '
            f'font-family={quoteattr(FONTS)} font-size="{size}px" font-weight="{"bold" if bold else "normal"}">'
            f"{escape(line)}</text>"
            for line, top, size, bold in self._lines
        )


def _column(look: Look, lines: list[tuple[str, int, int]], *, beside: float = 0) -> _Column:
    """Lines in the width of a look less what stands beside them."""
    column = _Column(look, beside)
    for text, size, most in lines:
        column.add(text, size, most, bold=size == _sizes(look.shape)[0])
    return column


def _pieces(
    drawings: tuple[Drawing, ...],
    box: tuple[float, float],
    palette: Palette,
    *,
    largest: float = LARGEST,
    smallest: float = SMALLEST,
) -> tuple[list[Piece], float]:
    """The charts side by side, as large as the box allows, and how much they are enlarged; smaller than `smallest`
    they grow beyond its height."""
    across, room = (box[0] - GUTTER * (len(drawings) - 1)) / len(drawings), box[1]
    specs = [drawing.chart(palette).to_dict(validate=False) for drawing in drawings]
    least = max(drawing.least_width for drawing in drawings)
    scale, step = min(largest, across / least if least else largest), 0.0
    for _ in range(5):
        drawn = [_piece(spec, across / scale, step) for spec in specs]
        widest, tallest = (max(getattr(piece, side) for piece in drawn) for side in ("width", "height"))
        fitting = min(room / tallest, across / widest)
        if fitting >= scale * TOLERANCE:
            break
        steps = [spec["height"]["step"] for spec in specs if isinstance(spec["height"], dict)]
        lowest = max(drawing.least_step for drawing in drawings)
        now = step or min(steps, default=0)
        if lowest and now > lowest:
            step = max(lowest, now * fitting / scale)
        elif scale > smallest:
            scale = max(smallest, min(scale, fitting))
        else:
            break
    return drawn, min(scale, across / widest, max(room / tallest, smallest * TOLERANCE))


def _piece(spec: dict[str, Any], width: float, step: float) -> Piece:
    """One chart as Vega draws it at this width, with rows of this height."""
    fluid = spec.get("width") == "container"
    own = spec | ({"width": width, "autosize": {"type": "fit-x", "contains": "padding"}} if fluid else {})
    own |= {"padding": 0, "height": {"step": step}} if step else {"padding": 0}
    svg = STUDIO.draw(form="svg", chart=own).decode()
    found = SIZE.search(svg)
    assert found, svg[:200]
    inner = svg[svg.index(">", found.start()) + 1 : svg.rindex("</svg>")]
    return Piece(inner, float(found[1]), float(found[2]))


def _nested(piece: Piece, number: int, left: float, top: float, scale: float) -> str:
    """A chart in its place; names within it are kept apart from those of its neighbours."""
    named = partial(re.sub, r'(id="|url\(#|href="#)', lambda found: f"{found[1]}piece{number}-")
    size = f'width="{piece.width * scale:g}" height="{piece.height * scale:g}"'
    view = f'viewBox="0 0 {piece.width:g} {piece.height:g}"'
    return f'<svg x="{left:g}" y="{top:g}" {size} {view}>{named(piece.marks)}</svg>'
