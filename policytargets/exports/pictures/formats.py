"""A comparison as a picture that carries title, unit, notes, source and date: PNG, SVG, PDF."""

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from typing import Any

from policytargets.comparisons.model import Comparison, Refusal
from policytargets.errors import FontMissing
from policytargets.exhibits.model import Shown
from policytargets.exports.comparison_tables import comparison_file
from policytargets.exports.exhibit_tables import exhibit_file, exhibit_workbook
from policytargets.exports.file_names import file_name
from policytargets.exports.pictures.bars import comparison_poster
from policytargets.exports.pictures.exhibits import exhibit_png, refusal_png
from policytargets.exports.pictures.poster import Poster
from policytargets.exports.pictures.shapes import PIXELS_PER_INCH, Look
from policytargets.exports.pictures.studio import STUDIO
from policytargets.settings import today

PLAIN = Look()


def to_svg(comparison: Comparison, look: Look = PLAIN, *, focus: str = "") -> str:
    """The picture as SVG with its text as text, which the reader's own fonts draw. Raises PictureFailed and
    ViewTooLong."""
    return drawn(comparison_poster(comparison, look, focus=focus), form="svg").decode()


def to_png(
    comparison: Comparison,
    look: Look = PLAIN,
    *,
    focus: str = "",
    dots: float = PIXELS_PER_INCH,
    alone: bool = False,
) -> bytes:
    """A PNG that says its resolution: `dots` an inch, at 150 of the size of its shape (1920 × 1080 pixels; higher for
    very many rows); `alone` as in `comparison_poster`. Raises FontMissing where no font with Chinese is at hand,
    PictureFailed, ViewTooLong."""
    return drawn(comparison_poster(comparison, look, focus=focus, alone=alone), form="png", dots=dots)


def to_pdf(comparison: Comparison, look: Look = PLAIN, *, focus: str = "") -> bytes:
    """The same picture as one page of PDF. Raises what `to_png` does."""
    return drawn(comparison_poster(comparison, look, focus=focus), form="pdf")


def picture_name(comparison: Comparison, look: Look, ending: str, dots: float = PIXELS_PER_INCH) -> str:
    """A file name that says what is inside: `粮食产量（产能）_16比9_浅色_300dpi_2026-11-22.png`."""
    return comparison_file(comparison, ending, part=look_in_words(look, dots))


def to_archive(
    shown: Sequence[Shown],
    *,
    focus: str,
    begun: Callable[[int], object],
    look: Look = PLAIN,
    dots: float = PIXELS_PER_INCH,
    views: Sequence[str] = (),
) -> bytes:
    """A ZIP with one PNG per slide in their order, a workbook for a list; `views` are the addresses that their codes
    lead to, one a slide. `begun` is told the place (from 1) of each
    before it is drawn; what it raises ends the drawing. Raises what `to_png` does."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for place, one in enumerate(shown, 1):
            begun(place)
            own = replace(look, view=views[place - 1]) if views else look
            name, content = _archived(one, own, focus, dots)
            archive.writestr(f"{place:02d}_{name}", content)
    return buffer.getvalue()


def _archived(shown: Shown, look: Look, focus: str, dots: float) -> tuple[str, bytes]:
    """Name and content of what an archive holds of a slide."""
    if isinstance(shown, Comparison):
        return picture_name(shown, look, "png", dots), to_png(shown, look, focus=focus, dots=dots)
    if isinstance(shown, Refusal):
        return file_name(shown.title, made_on=today(), ending="png"), refusal_png(shown, look, dots=dots)
    if shown.drawings:
        return exhibit_file(shown, "png", look_in_words(look, dots)), exhibit_png(shown, look, dots=dots)
    return exhibit_file(shown, "xlsx"), exhibit_workbook(shown)


def look_in_words(look: Look, dots: float = PIXELS_PER_INCH) -> str:
    """What tells a picture from others in a file name: `16比9_浅色_300dpi`."""
    return look.words + (f"_{dots:g}dpi" if dots != PIXELS_PER_INCH else "")


def font_missing() -> str:
    """The sentence for readers where no font with Chinese is at hand; empty where there is one."""
    try:
        STUDIO.draw(form="font")
    except FontMissing as missing:
        return str(missing)
    return ""


def drawn(laid: Poster, **request: Any) -> bytes:
    """The bytes of a picture laid out; see `drawing.drawn` for what may be asked. Raises FontMissing, PictureFailed."""
    charts = [{**chart._asdict(), "specification": chart.specification()} for chart in laid.charts]
    lines = [line._asdict() for line in laid.lines]
    code = asdict(laid.code) if laid.code else None
    return STUDIO.draw(poster={**vars(laid), "charts": charts, "lines": lines, "code": code}, **request)
