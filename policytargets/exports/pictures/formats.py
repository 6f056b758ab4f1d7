"""A comparison as a picture that carries title, unit, notes, source and date: PNG, SVG, PDF."""

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from policytargets.charts.style import FONTS
from policytargets.comparisons.model import Comparison
from policytargets.errors import FontMissing
from policytargets.exports.comparison_tables import file_name
from policytargets.exports.pictures.studio import STUDIO
from policytargets.exports.pictures.poster import comparison_poster


def to_svg(comparison: Comparison, *, focus: str = "") -> str:
    """The picture as SVG with its text as text, which the reader's own fonts draw. Raises PictureFailed."""
    return _drawn(comparison, focus, form="svg").decode()


def to_png(comparison: Comparison, *, focus: str = "", scale: float = 1) -> bytes:
    """A PNG 1920 × 1080 pixels (higher for very many rows); `scale` 2 doubles both for print and documents.
    Raises FontMissing where no font with Chinese is at hand, and PictureFailed."""
    return _drawn(comparison, focus, form="png", scale=scale)


def to_pdf(comparison: Comparison, *, focus: str = "") -> bytes:
    """The same picture as one page of PDF. Raises FontMissing where no font with Chinese is at hand, and
    PictureFailed."""
    return _drawn(comparison, focus, form="pdf")


def to_archive(comparisons: Sequence[Comparison], *, focus: str, begun: Callable[[int], object]) -> bytes:
    """A ZIP with one PNG per comparison in their order. `begun` is told the place (from 1) of each before it is drawn;
    what it raises ends the drawing. Raises what `to_png` does."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for place, comparison in enumerate(comparisons, 1):
            begun(place)
            archive.writestr(f"{place:02d}_{file_name(comparison, 'png')}", to_png(comparison, focus=focus))
    return buffer.getvalue()


def font_missing() -> str:
    """The sentence for readers where no font with Chinese is at hand; empty where there is one."""
    try:
        STUDIO.draw(form="font")
    except FontMissing as missing:
        return str(missing)
    return ""


def _drawn(comparison: Comparison, focus: str, **request: Any) -> bytes:
    poster = comparison_poster(comparison, focus=focus)
    lines = [asdict(line) | {"font": FONTS} for line in poster.lines]
    return STUDIO.draw(bars=poster.bars, lines=lines, **request)
