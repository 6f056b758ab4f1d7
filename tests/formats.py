"""Write a mixed deck in every format, and pictures of each file as the programs of offices show it:
`python -m tests.formats FOLDER`."""

import subprocess
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from policytargets.comparisons.model import Comparison, Refusal
from policytargets.exhibits import catalogue
from policytargets.exhibits.model import Exhibit
from policytargets.exports.comparison_tables import to_comparison_workbook
from policytargets.exports.exhibit_tables import exhibit_workbook
from policytargets.exports.papers.comparisons import to_report
from policytargets.exports.pictures.exhibits import exhibit_pdf, exhibit_png, exhibit_svg
from policytargets.exports.pictures.formats import to_pdf, to_png, to_svg
from policytargets.exports.pictures.shapes import SHAPES, Look
from policytargets.exports.slides.presentation import to_pptx
from policytargets.ui.blocks import comparing
from tests.browser import launch
from tests.office import converted, pages, picture

MADE_ON = date(2026, 11, 26)
# Bounds and a withheld figure that may not be ranked; nothing but a withheld figure; a heat map; a treemap; flows; two
# districts; a list of a department.
MIXED = {
    "bounds": "high-skilled-talent-new",
    "withheld": "aquatic-output",
    "cells": "exhibit:overview-cells",
    "tasks": "exhibit:overview-tasks",
    "flows": "exhibit:department-flows?districts=qingzhou&districts=zhoucun",
    "pair": "exhibit:pair?districts=qingzhou&districts=zhoucun",
    "list": "exhibit:department-targets?codes=science",
}
LOOKS = (Look(), Look(SHAPES["square"], "dark"), Look(SHAPES["tall"]), Look(SHAPES["a4"], "transparent"))
TITLE = "绿色低碳高质量发展目标对比"
Made = Comparison | Exhibit


def mixed() -> dict[str, Made]:
    """What the slides of the mixed deck show, by their names."""
    made: dict[str, Made] = {}
    for name, subject in MIXED.items():
        kind, _, rest = subject.rpartition(":")
        if kind:
            shown = catalogue.exhibit(comparing, rest, focus="", made_on=MADE_ON)
        else:
            shown = comparing.comparison(subject, bare=True)
        assert not isinstance(shown, Refusal), shown
        made[name] = shown
    return made


def svg_of(made: Made, look: Look) -> str:
    return to_svg(made, look) if isinstance(made, Comparison) else exhibit_svg(made, look)


def png_of(made: Made, look: Look) -> bytes:
    return to_png(made, look) if isinstance(made, Comparison) else exhibit_png(made, look)


def pdf_of(made: Made, look: Look) -> bytes:
    return to_pdf(made, look) if isinstance(made, Comparison) else exhibit_pdf(made, look)


def workbook_of(made: Made) -> bytes:
    return to_comparison_workbook(made) if isinstance(made, Comparison) else exhibit_workbook(made)


def office_files(made: dict[str, Made], folder: Path) -> list[Path]:
    """The deck as slides and as a paper, and a workbook of each; in `folder`."""
    shown = list(made.values())
    contents = {
        "deck.pptx": to_pptx(shown, title=TITLE),
        "paper.docx": to_report(shown, title=TITLE, made_on=MADE_ON),
    } | {f"{name}.xlsx": workbook_of(one) for name, one in made.items()}
    return [written(folder / name, content) for name, content in contents.items()]


def pictures_of(made: dict[str, Made], folder: Path, look: Look) -> list[Path]:
    """Each that is drawn as SVG, PNG and PDF in a look; in `folder`."""
    drawn: dict[str, Callable[[Made, Look], str | bytes]] = {"svg": svg_of, "png": png_of, "pdf": pdf_of}
    return [
        written(folder / f"{name}_{look.words}.{ending}", make(one, look))
        for name, one in made.items()
        if isinstance(one, Comparison) or one.drawings
        for ending, make in drawn.items()
    ]


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def by_rsvg(svg: Path, ending: str = "png") -> Path:
    """An SVG as librsvg draws it, which file managers and Linux desktops show; `ending` is png or pdf."""
    path = svg.with_name(f"{svg.stem}.rsvg.{ending}")
    subprocess.run(["rsvg-convert", "-f", ending, "-o", str(path), str(svg)], check=True, capture_output=True)
    return path


def by_browser(browser: Browser, svg: Path) -> Path:
    """An SVG as Chromium shows it, opened as a file."""
    page, path = browser.new_page(viewport={"width": 1920, "height": 2400}), svg.with_name(f"{svg.stem}.browser.png")
    page.goto(svg.as_uri())
    page.locator("svg").first.screenshot(path=path, omit_background=True)
    page.close()
    return path


def sheets(files: Iterable[Path], scale: float = 1.2) -> list[Path]:
    """A picture of every page of PDFs, beside them."""
    found = []
    for file in files:
        for number, sheet in enumerate(pages(file), 1):
            found.append(file.with_name(f"{file.stem}-{number}.png"))
            picture(sheet, scale).save(found[-1])
    return found


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    made = mixed()
    sheets(converted(office_files(made, folder)))
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for look in LOOKS:
            for path in pictures_of(made, folder, look):
                if path.suffix == ".svg":
                    by_rsvg(path)
                    by_browser(browser, path)
                elif path.suffix == ".pdf":
                    sheets([path])
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
