"""QR codes that lead from a picture to its view."""

from dataclasses import dataclass

import segno

from policytargets.errors import ViewTooLong

SCAN = "扫码看此图"  # stands below a code
QUIET = 4  # modules of white around a code, without which nothing finds it
MODULE, MOST_MODULES = 4, 101  # pixels of 1/150 inch for one module, which a phone still tells apart on paper


@dataclass(frozen=True)
class Code:
    """A code as an SVG path of squares one unit wide, and its `side` with the white around it, in pixels."""

    path: str
    modules: int
    side: float
    left: float = 0
    top: float = 0


def code_svg(code: Code) -> str:
    """A code in its place, on its own white, whatever the ground."""
    placed = f"translate({code.left:g},{code.top:g}) scale({code.side / code.modules:g})"
    white = f'<rect width="{code.modules}" height="{code.modules}" fill="#fff"/>'
    return f'<g transform="{placed}" shape-rendering="crispEdges">{white}<path d="{code.path}" fill="#000"/></g>'


def code_for(address: str) -> Code:
    """The QR code of an address. Raises ViewTooLong where its squares would be too many to be read from a picture."""
    try:
        made = segno.make_qr(address, error="l", boost_error=False)
    except segno.DataOverflowError:
        raise ViewTooLong(len(address)) from None
    rows = [bytes(row) for row in made.matrix]
    modules = len(rows) + 2 * QUIET
    if modules > MOST_MODULES:
        raise ViewTooLong(len(address))
    dark = [(x, y) for y, row in enumerate(rows, QUIET) for x, module in enumerate(row, QUIET) if module]
    return Code("".join(f"M{x} {y}h1v1h-1z" for x, y in dark), modules, modules * MODULE)
