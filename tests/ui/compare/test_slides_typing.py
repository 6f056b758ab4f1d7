"""A button clicked at once after typing takes what was typed, every time."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pptx import Presentation

from tests.browser import settle

pytestmark = pytest.mark.browser
PATIENCE = 90_000
TITLE, NOTE = "标题（留空用指标名，最多 80 字）", "演讲备注（放映时不显示，最多 1000 字）"


def save(page: Page, title: str, note: str) -> None:
    with page.expect_download(timeout=PATIENCE) as download:
        page.get_by_role("button", name="保存演示文件（.json）").click()
    (slide,) = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))["slides"]
    assert (slide["title"], slide["note"]) == (title, note)


def download_slides(page: Page, title: str, note: str) -> None:
    with page.expect_download(timeout=PATIENCE) as download:
        page.get_by_role("button", name="下载幻灯片（PPTX）").click()
    slide = Presentation(download.value.path()).slides[1]
    assert slide.shapes.title.text == title
    assert slide.notes_slide.notes_text_frame.text.startswith(note)


def download_pictures(page: Page, title: str, note: str) -> None:
    page.get_by_role("button", name="下载全部图片（ZIP）").click()
    page.get_by_role("button", name="开始画").click()
    with page.expect_download(timeout=PATIENCE) as download:
        page.get_by_role("button", name="保存图片（ZIP）").click(timeout=PATIENCE)
    with zipfile.ZipFile(download.value.path()) as archive:
        assert title in archive.namelist()[0]
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def present(page: Page, title: str, note: str) -> None:
    page.get_by_role("button", name="开始放映").click()
    expect(page.locator(".st-key-stage-slide-1 h1")).to_have_text(title, timeout=PATIENCE)
    settle(page)  # the keys come last
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="开始放映")).to_be_visible(timeout=PATIENCE)


# Pictures take seconds to draw each time.
@pytest.mark.parametrize(("use", "rounds"), [(save, 20), (download_slides, 20), (download_pictures, 6), (present, 20)])
def test_what_was_typed_goes_with_the_click(
    page: Page, address: str, use: Callable[[Page, str, str], None], rounds: int
) -> None:
    page.goto(f"{address}/slides?deck=grain-capacity")
    expect(page.get_by_text("已自动保存在本浏览器")).to_be_visible()  # the deck has its place in the browser
    settle(page)
    for turn in range(rounds):
        title, note = f"自拟标题{turn}", f"备注{turn}"
        first, last = ((TITLE, title), (NOTE, note)) if turn % 2 else ((NOTE, note), (TITLE, title))
        for label, text in (first, last):
            page.get_by_label(label).fill(text)
        use(page, title, note)
