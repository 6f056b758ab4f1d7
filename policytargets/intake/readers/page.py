"""The child process that draws a page of a PDF or a picture, one place framed:
`python -m policytargets.intake.readers.page FILE PAGE [LEFT BOTTOM RIGHT TOP [AROUND]]` writes a PNG to the standard
output; with AROUND only the strip so far above and below the place."""

import io
import sys
from pathlib import Path

import pypdfium2

from policytargets.intake.readers.child import limit
from policytargets.intake.readers.pictures import opened

SCALE = 1.6
LONGEST_SIDE = 2400  # pixels; a page of any size becomes a picture of bounded size
COLOUR = (180, 83, 9, 255)
THICK = 3
AROUND = 3


def main(file: str, page: str, *box: str) -> None:
    """Draw the page; the box, if there is one, is in points from the page's lower left corner, a fifth part how much
    of the page above and below it."""
    limit(memory=True)
    pdf = opened(Path(file).read_bytes())
    own = pdf[int(page) - 1]
    scale = min(SCALE, LONGEST_SIDE / max(own.get_width(), own.get_height()))
    bitmap = own.render(scale=scale)
    if box:
        _frame(bitmap, own.get_height(), scale, *(float(part) for part in box[:4]))
    drawn = bitmap.to_pil()
    if len(box) > 4:
        _, bottom, _, top, around = (float(part) for part in box)
        edges = [(own.get_height() - top - around) * scale, (own.get_height() - bottom + around) * scale]
        drawn = drawn.crop((0, max(0, round(edges[0])), drawn.width, min(drawn.height, round(edges[1]))))
    buffer = io.BytesIO()
    drawn.save(buffer, "PNG")
    sys.stdout.buffer.write(buffer.getvalue())


def _frame(
    bitmap: pypdfium2.PdfBitmap, height: float, scale: float, left: float, bottom: float, right: float, top: float
) -> None:
    """Draw a frame around a place of the page."""
    x, y = int((left - AROUND) * scale), int((height - top - AROUND) * scale)
    wide, high = int((right - left + 2 * AROUND) * scale), int((top - bottom + 2 * AROUND) * scale)
    for at in (
        (x, y, wide, THICK),
        (x, y + high, wide, THICK),
        (x, y, THICK, high),
        (x + wide, y, THICK, high + THICK),
    ):
        bitmap.fill_rect(COLOUR, *at)


if __name__ == "__main__":
    main(*sys.argv[1:])
