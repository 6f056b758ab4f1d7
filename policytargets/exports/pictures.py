"""A comparison as a picture that carries title, unit, notes, source and date: PNG, SVG, PDF."""

import vl_convert

from policytargets.exports.fonts import require_font
from policytargets.model import Comparison
from policytargets.posters import comparison_poster

NOTHING_FROM_OUTSIDE: list[str] = []


def to_svg(comparison: Comparison, *, focus: str = "") -> str:
    """The picture as SVG with its text as text, which the reader's own fonts draw."""
    poster = comparison_poster(comparison, focus=focus)
    return str(vl_convert.vegalite_to_svg(poster, allowed_base_urls=NOTHING_FROM_OUTSIDE))


def to_png(comparison: Comparison, *, focus: str = "", scale: float = 1) -> bytes:
    """A PNG 1920 × 1080 pixels (higher for very many rows); `scale` 2 doubles both for print and documents.
    Raises FontMissing where no font with Chinese is at hand."""
    require_font()
    return draw(to_svg(comparison, focus=focus), scale=scale)


def to_pdf(comparison: Comparison, *, focus: str = "") -> bytes:
    """The same picture as one page of PDF. Raises FontMissing where no font with Chinese is at hand."""
    require_font()
    return bytes(vl_convert.svg_to_pdf(to_svg(comparison, focus=focus)))


def draw(svg: str, *, scale: float = 1) -> bytes:
    """An SVG of this module as PNG."""
    return bytes(vl_convert.svg_to_png(svg, scale=scale))
