"""The program that draws pictures, in a process of its own: `python -m policytargets.exports.pictures.drawing`.

Drawing holds the interpreter for as long as it takes, and a server that draws by itself stands still for everyone.
A request is one line of JSON, an answer one line of JSON and then as many bytes as that says. Ends with its input.
"""

import json
import os
import re
import sys
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import vl_convert

from policytargets.charts.style import FONTS
from policytargets.errors import FontMissing
from policytargets.exports.pictures.codes import Code, code_svg
from policytargets.exports.pictures.fonts import require_font

NOTHING_FROM_OUTSIDE: list[str] = []
WHOLE = 1 + 1e-9
ROOT = re.compile("^<svg[^>]*>")
NAMED = re.compile(r"""(\bid="|url\(#|href="#)""")
ASCENT = 0.79  # from the top of the letters to the line they stand on, as Vega has it


def drawn(request: dict[str, Any]) -> bytes:
    """What is asked for as `form`: "svg", "png" (in `dots` an inch) or "pdf" of a `poster`, of a `chart` in
    Vega-Lite or of a finished `svg`; "font" gives nothing. Raises FontMissing for all but "svg" where letters would be
    boxes."""
    form = request["form"]
    if form != "svg":
        require_font()
    if form == "font":
        return b""
    if form == "png":
        # The library takes pixels for 1/72 inch, writes the resolution into the file and cuts off parts of a pixel.
        return bytes(vl_convert.svg_to_png(_svg(request, "pixels"), scale=WHOLE * 72 / 150, ppi=request["dots"]))
    if form == "pdf":
        return bytes(vl_convert.svg_to_pdf(_svg(request, "points")))
    return _svg(request, "pixels").encode()


def answer(line: bytes) -> tuple[dict[str, Any], bytes]:
    """The head and the body of the answer to one request; never raises."""
    try:
        body = drawn(json.loads(line))
    except FontMissing as missing:
        return {"status": "no_font", "said": str(missing), "bytes": 0}, b""
    except Exception as error:  # whatever is wrong with one picture, the next may be drawn
        return {"status": "failed", "said": repr(error)[:500], "bytes": 0}, b""
    return {"status": "drawn", "said": "", "bytes": len(body)}, body


def _svg(request: dict[str, Any], unit: str) -> str:
    """The picture as one SVG, its size in pixels or points: ground, charts as Vega draws them, lines, code."""
    if "svg" in request:
        return str(request["svg"])
    if "chart" in request:
        return str(vl_convert.vegalite_to_svg(request["chart"], allowed_base_urls=NOTHING_FROM_OUTSIDE))
    asked = request["poster"]
    width, height = asked["canvas"]
    parts = [f"<title>{escape(asked['title'])}</title><desc>{escape(asked['described'])}</desc>"]
    if asked["ground"]:
        parts.append(f'<rect width="{width:g}" height="{height:g}" fill="{asked["ground"]}"/>')
    parts += [_chart(chart, place) for place, chart in enumerate(asked["charts"])]
    parts += map(_text, asked["lines"])
    parts += [code_svg(Code(**asked["code"]))] if asked["code"] else []
    across, down = asked[unit]
    size = f'width="{across:g}" height="{down:g}" viewBox="0 0 {width:g} {height:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">{"".join(parts)}</svg>'


def _chart(chart: dict[str, Any], place: int) -> str:
    """A chart in its place; its names of clips and gradients are made its own."""
    drawn = vl_convert.vegalite_to_svg(chart["specification"], allowed_base_urls=NOTHING_FROM_OUTSIDE)
    inside = ROOT.sub("", str(drawn)).removesuffix("</svg>")
    named = NAMED.sub(rf"\g<1>chart{place}-", inside)
    return f'<g transform="translate({chart["left"]:g},{chart["top"]:g})">{named}</g>'


def _text(line: dict[str, Any]) -> str:
    attributes = {
        "x": f"{line['left']:g}",
        "y": f"{line['top'] + ASCENT * line['size']:g}",
        "fill": line["colour"],
        "font-family": FONTS,
        "font-size": f"{line['size']:g}px",
        "font-weight": "bold" if line["bold"] else "normal",
        "text-anchor": line["anchor"],
    }
    written = " ".join(f"{name}={quoteattr(str(value))}" for name, value in attributes.items())
    return f"<text {written}>{escape(line['text'])}</text>"


def main() -> None:
    """Answer requests until there are no more."""
    # Whatever a library prints must not get in between the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    for line in sys.stdin.buffer:
        head, body = answer(line)
        answers.write(json.dumps(head).encode() + b"\n" + body)
        answers.flush()


if __name__ == "__main__":
    main()
