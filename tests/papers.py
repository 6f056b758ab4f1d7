"""Write pictures of the office's papers as LibreOffice prints them: `python -m tests.papers [FOLDER]`, else docs/."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from policytargets.settings import ROOT
from tests.browser import launch, serve, settle
from tests.formats import mixed, workbook_of, written
from tests.office import converted, pages, picture

# Name of the picture, the page, and the button that makes the paper.
PAPERS = {
    "paper-deck": ("/slides?deck=grain-capacity,5g-base-stations-new", "下载汇报材料（DOCX）"),
    "paper-district": ("/district?district=青州市", "下载汇报材料（DOCX）"),
    "paper-tasks": ("/department?lines=科技", "部门任务清单（DOCX）"),
    "paper-slides": ("/slides?deck=high-skilled-talent-new", "下载幻灯片（PPTX）"),
}
SECOND = ("paper-slides",)  # whose first page is a title
SCALE = 0.9  # of 72 pixels an inch


def main(folder: Path) -> None:
    """Each paper is taken from its page as a reader takes it; its first page becomes the picture; the workbook is
    that of the mixed deck."""
    with tempfile.TemporaryDirectory() as place:
        files = [Path(place) / f"{name}.{label[-5:-1].lower()}" for name, (_, label) in PAPERS.items()]
        with serve() as address, sync_playwright() as playwright:
            browser = launch(playwright)
            page = browser.new_page(viewport={"width": 1366, "height": 768})
            for file, (path, label) in zip(files, PAPERS.values(), strict=True):
                page.goto(address + path)
                settle(page)
                button = page.get_by_role("button", name=label).first
                button.wait_for()
                with page.expect_download(timeout=60_000) as waiting:
                    button.click()
                waiting.value.save_as(file)
            browser.close()
        workbook = written(Path(place) / "paper-workbook.xlsx", workbook_of(mixed()["bounds"]))
        for pdf in converted([*files, workbook]):
            image = picture(pages(pdf)[pdf.stem in SECOND], SCALE).quantize(16)
            image.save(folder / f"{pdf.stem}.png", optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs")
