"""One comparison inside the page of another site: shown where a setting names that site, refused everywhere else."""

import re
from collections.abc import Iterator
from functools import partial
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from policytargets import settings
from tests.answers import get
from tests.browser import Board, free_port, run_board, settle, wait_until
from tests.pages import opened, said

VIEW = "/embed?indicator=粮食综合生产能力&districts=周村区&districts=青州市"
FRAME = (
    '<!DOCTYPE html><meta charset="utf-8"><title>另一个网站</title><iframe src="{}" width="900" height="900"></iframe>'
)


class Site(BaseHTTPRequestHandler):
    """A page of another site that frames an address of the board."""

    framed = ""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(FRAME.format(Site.framed).encode())

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", free_port()), Site)
    running = Thread(target=partial(server.serve_forever, poll_interval=0.05))
    running.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    running.join()
    server.server_close()


@pytest.fixture(scope="module")
def allowing(site: str) -> Iterator[Board]:
    """A board that the site may frame."""
    with run_board(POLICYTARGETS_FRAMING_SITES=site) as running:
        yield running


def framed(page: Page, site: str, address: str) -> Any:
    Site.framed = address
    page.goto(site)
    return page.frame_locator("iframe")


@pytest.mark.browser
def test_a_site_that_is_named_shows_the_comparison_and_nothing_else(
    allowing: Board, site: str, page: Page, context: BrowserContext
) -> None:
    inside = framed(page, site, allowing.address + VIEW)
    expect(inside.get_by_role("heading", level=1)).to_contain_text("粮食综合生产能力", timeout=60_000)
    expect(inside.locator("[data-testid=stVegaLiteChart] svg, [data-testid=stVegaLiteChart] canvas")).to_be_visible()
    expect(inside.get_by_text("来源：")).to_be_visible()
    expect(inside.get_by_text("筛选：区县：周村区、青州市")).to_be_visible()
    expect(inside.locator("[data-testid=stSidebar]")).to_be_hidden()
    expect(inside.get_by_role("button")).to_have_count(0)
    with context.expect_page() as waiting:
        inside.get_by_role("link", name="中打开").click()
    board = waiting.value
    settle(board)
    assert "/indicator?" in board.url
    expect(board.get_by_role("heading", name="指标对比", level=1)).to_be_visible()


@pytest.mark.browser
def test_other_pages_and_other_boards_stay_out_of_frames(allowing: Board, site: str, address: str, page: Page) -> None:
    for refused in (f"{allowing.address}/targets", address + VIEW):
        console: list[str] = []
        page.on("console", lambda message, said=console: said.append(message.text))
        framed(page, site, refused)
        page.wait_for_event("console", lambda message: "frame" in message.text.lower()) if not console else None
        assert any("frame-ancestors" in text or "X-Frame-Options" in text for text in console), console
        assert all(site not in frame.url or frame == page.main_frame for frame in page.frames)
        # An asking of the page lets the news of its frames come in.
        wait_until(lambda: bool(page.evaluate("true")) and page.frames[-1].url.startswith("chrome-error"))


def test_only_the_one_page_may_be_framed_and_only_by_the_sites_named(allowing: Board, site: str, address: str) -> None:
    def policy(url: str) -> tuple[str, str | None]:
        headers = get(url)[1]
        return re.findall(r"frame-ancestors ([^;]*)", headers["content-security-policy"])[0], headers["x-frame-options"]

    assert policy(f"{allowing.address}/embed") == (f"'self' {site}", None)
    assert policy(f"{allowing.address}/targets") == ("'none'", "DENY")
    assert policy(f"{allowing.address}/embed/x") == ("'none'", "DENY")
    assert policy(f"{address}/embed") == ("'none'", "DENY")


def code_to_frame(page: Page, address: str) -> str:
    """The code among the downloads of the comparison at an address."""
    page.goto(address)
    settle(page)
    page.get_by_role("button", name="下载与引用").first.click()
    code = page.get_by_text("<iframe")
    code.wait_for()
    return code.inner_text()


@pytest.mark.browser
def test_the_code_to_frame_it_stands_among_the_downloads_where_the_setting_is(allowing: Board, page: Page) -> None:
    written = code_to_frame(page, f"{allowing.address}/indicator?indicator=粮食综合生产能力&focus=青州市")
    page.goto(unescape(re.findall(r'src="([^"]*)"', written)[0]))
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("粮食综合生产能力")
    assert 'title="粮食综合生产能力"' in written


@pytest.mark.browser
def test_the_code_to_frame_it_carries_order_and_wording(allowing: Board, page: Page) -> None:
    written = code_to_frame(
        page, f"{allowing.address}/indicator?indicator=粮食综合生产能力&sort=按名称&wording=只看原文"
    )
    asked = parse_qs(urlsplit(unescape(re.findall(r'src="([^"]*)"', written)[0])).query)
    assert (asked["sort"], asked["wording"]) == (["按名称"], ["只看原文"])


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ({}, "网址里没有指标"),
        ({"indicator": "没有"}, "没有指标“没有”"),
        ({"indicator": "<b>粗</b>"}, "没有指标“\\<b\\>粗"),
    ],
)
def test_an_address_without_an_indicator_is_a_sentence(address: dict[str, str], told: str) -> None:
    board = opened("compare/embed", **address)
    assert not board.exception
    assert told in said(board)
    assert "<b>" not in said(board)


@pytest.mark.parametrize(
    "site", ["example.cn", "https://a.cn/path", "'none'", "*", "https://a.cn;script-src", "javascript:x"]
)
def test_what_is_no_site_stops_the_start(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYTARGETS_FRAMING_SITES", site)
    assert any("POLICYTARGETS_FRAMING_SITES" in fault for fault in settings.faults())
    monkeypatch.setenv("POLICYTARGETS_FRAMING_SITES", "https://a.cn http://*.b.gov.cn:8080")
    assert not list(settings.faults())
