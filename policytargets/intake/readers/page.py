"""The child process that draws a page of a PDF with one place framed:
`python -m policytargets.intake.readers.page FILE PAGE LEFT BOTTOM RIGHT TOP` writes a PNG to the standard output."""

import io
import sys

import pypdfium2

from policytargets.intake.readers.child import limit

SCALE = 1.6
COLOUR = (180, 83, 9, 255)
THICK = 3
AROUND = 3


def main(file: str, page: str, *box: str) -> None:
    """Draw the page; the box is in points from the page's lower left corner."""
    limit(memory=True)
    pdf = pypdfium2.PdfDocument(file)
    own = pdf[int(page) - 1]
    left, bottom, right, top = (float(part) for part in box)
    height = own.get_height()
    bitmap = own.render(scale=SCALE)
    x, y = int((left - AROUND) * SCALE), int((height - top - AROUND) * SCALE)
    wide, high = int((right - left + 2 * AROUND) * SCALE), int((top - bottom + 2 * AROUND) * SCALE)
    for at in (
        (x, y, wide, THICK),
        (x, y + high, wide, THICK),
        (x, y, THICK, high),
        (x + wide, y, THICK, high + THICK),
    ):
        bitmap.fill_rect(COLOUR, *at)
    buffer = io.BytesIO()
    bitmap.to_pil().save(buffer, "PNG")
    sys.stdout.buffer.write(buffer.getvalue())


if __name__ == "__main__":
    main(*sys.argv[1:])
