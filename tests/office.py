"""Files opened in the programs that offices have: LibreOffice makes a PDF of them, which is looked at page by page."""

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy
import pypdfium2
import pytest
from PIL import Image


def converted(files: Iterable[Path], ending: str = "pdf") -> list[Path]:
    """The files as LibreOffice prints or rewrites them, beside them. Skips the test where it is not at hand."""
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not on this machine")
    given = list(files)
    folder = given[0].parent
    # Beside another instance with the same profile it writes nothing.
    command = [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", ending]
    subprocess.run([*command, "--outdir", str(folder), *map(str, given)], check=True, capture_output=True, timeout=300)
    made = [path.with_suffix(f".{ending}") for path in given]
    assert all(path.is_file() for path in made), "LibreOffice lacks the program for this kind of file"
    return made


def pages(pdf: Path) -> list[Any]:
    """The pages of a PDF."""
    return list(pypdfium2.PdfDocument(pdf))


def text_of(page: Any) -> str:
    """The text of a page without white space."""
    return "".join(page.get_textpage().get_text_bounded().split())


def picture(page: Any, scale: float = 2) -> Image.Image:
    """The page as it looks, 72 pixels an inch times `scale`."""
    image: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    return image


def bars(image: Image.Image, colour: str, *, thick: int = 8, least: int = 2) -> list[tuple[int, int, int, int]]:
    """Left, top, right and bottom of every bar of one colour (#RRGGBB), from above; what is thinner is no bar, and
    what has `least` pixels across is an edge at most."""
    wanted = numpy.frombuffer(bytes.fromhex(colour.removeprefix("#")), numpy.uint8).astype(int)
    mask = (numpy.abs(numpy.asarray(image).astype(int) - wanted) < 12).all(axis=2)
    filled = numpy.flatnonzero(mask.sum(axis=1) >= least)
    found = []
    for rows in numpy.split(filled, numpy.flatnonzero(numpy.diff(filled) > 1) + 1):
        if len(rows) >= thick:
            across = numpy.flatnonzero(mask[rows[0] : rows[-1] + 1].any(axis=0))
            found.append((int(across[0]), int(rows[0]), int(across[-1]) + 1, int(rows[-1]) + 1))
    return found
