"""The program that draws pictures, in a process of its own: `python -m policytargets.exports.pictures.drawing`.

Drawing holds the interpreter for as long as it takes, and a server that draws by itself stands still for everyone.
A request is one line of JSON, an answer one line of JSON and then as many bytes as that says. Ends with its input.
"""

import json
import os
import sys
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import vl_convert

from policytargets.errors import FontMissing
from policytargets.exports.pictures.fonts import require_font

NOTHING_FROM_OUTSIDE: list[str] = []
ASCENT = 0.79  # from the top of the letters to the line they stand on, as Vega has it


def drawn(request: dict[str, Any]) -> bytes:
    """What is asked for as `form`: "svg", "png" (times `scale`), "pdf" of the `bars` and `lines` of a poster or
    of a finished `svg`; "font" gives nothing. Raises FontMissing for all but "svg" where letters would be boxes."""
    form = request["form"]
    if form != "svg":
        require_font()
    if form == "font":
        return b""
    svg = _svg(request["bars"], request["lines"]) if "bars" in request else request["svg"]
    if form == "png":
        return bytes(vl_convert.svg_to_png(svg, scale=request["scale"]))
    if form == "pdf":
        return bytes(vl_convert.svg_to_pdf(svg))
    return str(svg).encode()


def answer(line: bytes) -> tuple[dict[str, Any], bytes]:
    """The head and the body of the answer to one request; never raises."""
    try:
        body = drawn(json.loads(line))
    except FontMissing as missing:
        return {"status": "no_font", "said": str(missing), "bytes": 0}, b""
    except Exception as error:  # whatever is wrong with one picture, the next may be drawn
        return {"status": "failed", "said": repr(error)[:500], "bytes": 0}, b""
    return {"status": "drawn", "said": "", "bytes": len(body)}, body


def _svg(bars: dict[str, Any], lines: list[dict[str, Any]]) -> str:
    """The bars as Vega draws them, with the lines written on top."""
    drawn_bars = vl_convert.vegalite_to_svg(bars, allowed_base_urls=NOTHING_FROM_OUTSIDE)
    return str(drawn_bars).removesuffix("</svg>") + "".join(map(_text, lines)) + "</svg>"


def _text(line: dict[str, Any]) -> str:
    attributes = {
        "x": line["left"],
        "y": line["top"] + ASCENT * line["size"],
        "fill": line["colour"],
        "font-family": line["font"],
        "font-size": f"{line['size']}px",
        "font-weight": "bold" if line["bold"] else "normal",
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
