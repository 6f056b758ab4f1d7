"""The board below a path (`server.baseUrlPath`): every page, what it fetches and where it leads; and which pages fetch
the library for treemap and flows."""

import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Request, Response, expect

from policytargets.settings import today
from tests.browser import Board, open_folds, run_board, settle
from tests.pages import PAGES

pytestmark = pytest.mark.browser
BELOW = "office/targets"
WITH_PLOTLY = {"overview", "department", "departments"}


@pytest.fixture(scope="module")
def board() -> Iterator[Board]:
    with run_board(STREAMLIT_SERVER_BASE_URL_PATH=BELOW) as running:
        yield running


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fetches_what_it_needs_below_the_path_and_no_more(
    board: Board, context: BrowserContext, name: str
) -> None:
    page = context.new_page()
    asked: list[Request] = []
    failed: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request))
    page.on("response", lambda answer: failed.append(_told(answer)) if answer.status >= 400 else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(board.address + PAGES[name])
    settle(page)
    open_folds(page)
    if name in WITH_PLOTLY:
        page.locator("[data-testid=stPlotlyChart] .main-svg").first.wait_for()
    assert errors == []
    # On a deep link the framework first looks for its server below the page's own path, and does not find it there.
    assert [told for told in failed if "/_stcore/" not in told] == []
    paths = [urlsplit(request.url).path for request in asked if request.url.startswith("http")]
    assert paths
    assert all(path.startswith(f"/{BELOW}/") for path in paths), paths
    assert any("plotly" in path.lower() for path in paths) == (name in WITH_PLOTLY)
    ways = page.locator("a[data-inner], [data-testid=stSidebarNavLink]").evaluate_all("links => links.map(l => l.href)")
    assert ways
    assert all(urlsplit(way).path.startswith(f"/{BELOW}") for way in ways)


def test_links_lead_on_and_one_step_back_returns(board: Board, page: Page) -> None:
    page.goto(f"{board.address}/targets?q=5G")
    settle(page)
    page.locator("table.listing tbody th a").first.click()
    page.wait_for_url(f"**/{BELOW}/target?target=*")
    settle(page)
    expect(page.get_by_text("目标编号")).to_be_visible()
    page.go_back()
    page.wait_for_url(f"**/{BELOW}/targets?q=*")
    settle(page)
    expect(page.get_by_role("searchbox", name="搜索")).to_have_value("5G")


def test_a_mangled_link_opens_its_view(board: Board, page: Page) -> None:
    page.goto(f"{board.address}/targets%3Fq%3D5G")
    settle(page)
    assert urlsplit(page.url).path == f"/{BELOW}/targets"
    expect(page.get_by_role("searchbox", name="搜索")).to_have_value("5G")
    page.goto(f"{board.address}/no/such/page")
    expect(page.locator("body")).to_contain_text("没有")
    ways = page.locator("a").evaluate_all("links => links.map(link => link.pathname)")
    assert f"/{BELOW}/targets" in ways


def test_files_come_along(board: Board, page: Page) -> None:
    page.goto(f"{board.address}/sources?part=单位")
    settle(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="下载 CSV").click()
    assert download.value.suggested_filename == f"单位_{today().isoformat()}.csv"
    assert Path(download.value.path()).read_bytes().startswith(b"\xef\xbb\xbf")


def test_health_and_guards_stand_below_the_path(board: Board) -> None:
    with urllib.request.urlopen(f"{board.address}/healthz", timeout=10) as answer:
        assert answer.status == 200
        assert answer.headers["Content-Security-Policy"]
    asked = urllib.request.Request(f"{board.address}/", headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(asked, timeout=10) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"


def _told(answer: Response) -> str:
    return f"{answer.status} {answer.url}"
