"""The QR codes of a deck's pictures, from the switch to a phone: read back, and opened where they lead."""

import io
import zipfile
from collections.abc import Iterator

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser import SWITCHES, find_browser, free_port, run_board, settle
from tests.decks import packed

pytestmark = pytest.mark.browser
NAME = "board.example"
DECK = packed("overview-cells", "pair?districts=qingzhou&districts=zhoucun", "district-strips?district=qingzhou")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser to which this machine has a name that others could have for it too."""
    rules = f"--host-resolver-rules=MAP {NAME} 127.0.0.1"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=find_browser(playwright), args=[*SWITCHES, rules])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def board() -> Iterator[str]:
    port = free_port()
    with run_board(port=port, STREAMLIT_SERVER_ADDRESS="0.0.0.0"):
        yield f"http://{NAME}:{port}"


def test_each_picture_bears_a_code_that_opens_it(page: Page, board: str) -> None:
    page.goto(f"{board}/slides?deck={DECK}")
    settle(page)
    page.get_by_role("button", name="下载全部图片（ZIP）").click()
    page.get_by_role("dialog").get_by_text("加二维码").click()
    page.get_by_role("button", name="开始画").click()
    with page.expect_download(timeout=90_000) as coming:
        page.get_by_role("button", name="保存图片（ZIP）").click(timeout=90_000)
    with zipfile.ZipFile(coming.value.path()) as archive:
        pictures = [archive.read(name) for name in sorted(archive.namelist())]
    assert len(pictures) == 3
    for picture in pictures:
        (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)).convert("RGB"))
        assert code.text.startswith(f"{board}/slides?deck=")
        page.goto(code.text)
        settle(page)
        expect(page.locator(".st-key-stage-slide-1")).to_be_visible()


def test_a_board_of_this_machine_alone_offers_none(page: Page, address: str) -> None:
    page.goto(f"{address}/slides?deck={DECK}")
    settle(page)
    page.get_by_role("button", name="下载全部图片（ZIP）").click()
    expect(page.get_by_role("checkbox", name="加二维码")).to_be_disabled()
