"""Scans made for the tests: an invented text set in a Chinese typeface, as pictures with noise and tilt, in a PDF."""

import functools
import io
import subprocess

import numpy as np
import pypdfium2
from PIL import Image, ImageDraw, ImageFont

PAPER = (595, 842)
MARGIN, LEADING = 80, 1.75
CLOSING = "。，；：、）”"  # no line begins with these


def scan(text: str, dpi: int = 200, size: float = 16, tilt: float = 0.6, noise: float = 12.0) -> list[Image.Image]:
    """The pages of a text as a scanner gives them: paragraphs indented, every other page tilted to the other side."""
    return scanned(_set(text, dpi / 72, size), tilt, noise)


def scanned(printed: list[Image.Image], tilt: float, noise: float) -> list[Image.Image]:
    """Printed pages with noise, every other one tilted to the other side."""
    chance = np.random.default_rng(7)
    pages = []
    for number, page in enumerate(printed):
        turned = page.rotate(tilt if number % 2 else -tilt, resample=Image.Resampling.BICUBIC, fillcolor=255)
        grey = np.asarray(turned, dtype=float) + chance.normal(0, noise, (page.height, page.width))
        pages.append(Image.fromarray(grey.clip(0, 255).astype("uint8")))
    return pages


def as_pdf(pages: list[Image.Image], dpi: int = 200) -> bytes:
    """A PDF whose pages are these pictures and nothing else."""
    held = io.BytesIO()
    pages[0].save(held, "PDF", save_all=True, append_images=pages[1:], resolution=dpi)
    return held.getvalue()


def joined(*pdfs: bytes) -> bytes:
    """One PDF of the pages of several."""
    whole = pypdfium2.PdfDocument.new()
    for pdf in pdfs:
        whole.import_pages(pypdfium2.PdfDocument(pdf))
    held = io.BytesIO()
    whole.save(held)
    return held.getvalue()


def table(rows: list[list[str]], widths: list[int], dpi: int = 200, size: float = 14) -> Image.Image:
    """A printed page with a ruled table: widths of its columns in points, cells broken into lines."""
    scale = dpi / 72
    letters = ImageFont.truetype(chinese_font(), round(size * scale))
    page = Image.new("L", (round(PAPER[0] * scale), round(PAPER[1] * scale)), 255)
    pen, edges = ImageDraw.Draw(page), [sum(widths[:at]) + 40 for at in range(len(widths) + 1)]
    at = 60.0
    for row in rows:
        cells = [_broken(cell, letters, (wide - 12) * scale, "") for cell, wide in zip(row, widths, strict=True)]
        tall = max(map(len, cells)) * size * 1.4 + 10
        for cell, left, right in zip(cells, edges, edges[1:], strict=False):
            pen.rectangle([left * scale, at * scale, right * scale, (at + tall) * scale], outline=30, width=2)
            for number, line in enumerate(cell):
                place = ((left + 6) * scale, (at + 5 + number * size * 1.4) * scale)
                pen.text(place, line, fill=30, font=letters)
        at += tall
    return page


def _set(text: str, scale: float, size: float) -> list[Image.Image]:
    letters = ImageFont.truetype(chinese_font(), round(size * scale))
    wide, high = (round(side * scale) for side in PAPER)
    margin, step = MARGIN * scale, LEADING * size * scale
    pages: list[Image.Image] = []
    at = high
    for line in (line for words in text.split("\n") if words for line in _broken(words, letters, wide - 2 * margin)):
        if at + step > high - margin:
            pages.append(Image.new("L", (wide, high), 255))
            at = margin
        ImageDraw.Draw(pages[-1]).text((margin, at), line, fill=30, font=letters)
        at += step
    return pages


def _broken(words: str, letters: ImageFont.FreeTypeFont, room: float, indent: str = "\u3000\u3000") -> list[str]:
    lines = [indent]
    for char in words:
        if letters.getlength(lines[-1] + char) > room and char not in CLOSING:
            lines.append("")
        lines[-1] += char
    return lines


@functools.cache
def chinese_font() -> str:
    """A file with Chinese letters of this machine."""
    found = subprocess.run(
        ["fc-match", "-f", "%{file}", "Noto Serif CJK SC:lang=zh-cn"], capture_output=True, check=True
    )
    return found.stdout.decode()
