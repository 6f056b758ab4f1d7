"""The page that every address starts from: our scripts before the framework; addresses that the board does not have."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from policytargets.ui.blocks.addresses import PAGE, PAGES
from tests import pages
from tests.answers import get
from tests.browser import Board, run_board, settle
from tests.pages import opened

EARLY = re.compile(r'<link rel="modulepreload" crossorigin href="\./([^"]+)">\n')
OPENED = {name: path for name, path in pages.PAGES.items() if name in PAGE and not PAGE[name].needs_copies}
BASES: tuple[dict[str, str], ...] = ({}, {"STREAMLIT_SERVER_BASE_URL_PATH": "office/targets"})


@pytest.fixture(scope="module", params=BASES, ids=["root", "sub path"])
def board(request: pytest.FixtureRequest) -> Iterator[Board]:
    """A board at the root of its address, and one below a path."""
    with run_board(**request.param) as running:
        yield running


def test_our_scripts_stand_before_the_framework_in_every_start_page(board: Board) -> None:
    first = get(f"{board.address}/")[2].decode()
    for page in PAGES[1:]:
        if page.writes:  # this board doesn't write
            assert get(f"{board.address}/{page.name}")[0] == 404
            continue
        status, headers, body = get(f"{board.address}/{page.name}", Accept_Encoding="gzip")
        assert status == 200
        assert headers["content-encoding"] == "gzip"
        assert EARLY.sub("", gzip.decompress(body).decode()) == EARLY.sub("", first)
    assert '<html lang="zh-CN">' in first
    assert first.index("readsFramework = true") < first.index("promise") < first.index('type="module"')
    noscript = re.findall(r"<noscript>(.*?)</noscript>", first, re.DOTALL)
    assert len(noscript) == 1
    assert "请在浏览器设置中允许" in noscript[0]
    assert "Streamlit</title>" not in first


def test_a_start_page_names_the_scripts_of_charts_where_charts_are_drawn(board: Board) -> None:
    """Each once, all of them there; the framework asks for no other before it draws its first chart."""
    with_charts = {name for name, path in OPENED.items() if _draws(name, path)}
    assert {"overview", "district", "indicator"} <= with_charts
    for name in OPENED:
        named = EARLY.findall(get(f"{board.address}/{name}")[2].decode())
        assert any("/embed." in path for path in named) == (name in with_charts), name
        assert (
            len(named) == len(set(named)) == len([path for path in named if get(f"{board.address}/{path}")[0] == 200])
        )


def _draws(name: str, path: str) -> bool:
    parameters = parse_qs(urlsplit(path).query)
    shown = opened(PAGE[name].script.removeprefix("pages/").removesuffix(".py"), **parameters)
    assert not shown.exception
    return bool(shown.get("vega_lite_chart"))


def test_the_start_page_is_asked_for_again_and_sent_only_when_it_changed(board: Board) -> None:
    _, headers, _ = get(f"{board.address}/targets")
    assert headers["cache-control"] == "no-cache"
    assert get(f"{board.address}/targets", If_None_Match=headers["etag"])[0] == 304


@pytest.mark.parametrize("path", ["/nosuch", "/targets/nosuch", "/a/b/c", "/nosuch?q=1", "/没有这一页"])
def test_an_address_that_the_board_does_not_have_says_so_and_leads_on(board: Board, path: str) -> None:
    status, _, body = get(board.address + quote(path, safe="/?="))
    page = body.decode()
    assert status == 404
    assert "没有这个页面" in page
    ways = re.findall(r'href="([^"]+)"', page)
    usual = [page for page in PAGES if page.listed and not (page.needs_ledger or page.needs_copies or page.writes)]
    assert len(ways) == len(usual)
    origin = re.match(r"http://[^/]+", board.address)
    assert origin is not None
    for way in ways:
        assert get(origin[0] + way)[0] == 200, way


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/目标清单?q=粮食", "/Targets?q=粮食"])
def test_a_title_as_an_address_leads_to_its_page(board: Board, path: str, page: Page) -> None:
    page.goto(board.address + path)
    assert unquote(page.url) == f"{board.address}/targets?q=粮食"


def test_the_ledger_is_listed_where_there_is_one_and_pages_that_need_a_right_are_not(tmp_path: Path) -> None:
    with run_board(POLICYTARGETS_LEDGER=f"sqlite:///{tmp_path / 'ledger.sqlite'}") as running:
        listed = re.findall(r'href="/([^"]+)"', get(f"{running.address}/nosuch")[2].decode())
    assert "progress" in listed
    assert not {"report", "people"} & {*listed}


def test_an_address_with_more_filters_than_are_read_says_so(board: Board) -> None:
    """The framework would read none of them and show everything without a word."""
    status, _, body = get(f"{board.address}/targets?" + "&".join(["lines=x"] * 1001))
    assert status == 414
    assert "网址里有 1,001 个筛选条件" in body.decode()
    assert get(f"{board.address}/targets?" + "&".join(["lines=%E7%A7%91%E6%8A%80"] * 1000))[0] in (200, 302)


def test_what_was_asked_for_is_text_in_the_answer(board: Board) -> None:
    _, _, body = get(f"{board.address}/%3Cscript%3Ealert(1)%3C%2Fscript%3E")
    assert b"<script>" not in body
    assert b"&lt;script&gt;" in body


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/upload_file/a/b"])
def test_what_is_closed_is_closed_below_a_path_too(board: Board, path: str) -> None:
    assert get(board.address + path)[0] == 404


def test_assets_are_compressed_and_health_is_told(board: Board) -> None:
    page = get(f"{board.address}/")[2].decode()
    asset = re.search(r'src="\./(static/js/[^"]+)"', page)
    assert asset is not None
    assert get(f"{board.address}/{asset[1]}", Accept_Encoding="gzip")[1]["content-encoding"] == "gzip"
    assert get(f"{board.address}/_stcore/health")[0] == 200


@pytest.mark.browser
def test_a_page_opens_below_a_path_and_leads_on(board: Board, page: Page) -> None:
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{board.address}/targets?districts=青州市")
    settle(page)
    page.get_by_role("link", name="区县", exact=True).click()
    page.get_by_role("heading", name="区县", exact=True, level=1).wait_for()
    settle(page)
    assert page.url.startswith(f"{board.address}/district")
    page.go_back()
    page.get_by_role("heading", name="目标清单", level=1).wait_for()
    assert "districts=" in page.url
    assert not complaints, complaints


@pytest.mark.browser
def test_a_link_mangled_by_a_chat_program_opens_its_view(board: Board, page: Page) -> None:
    page.goto(
        f"{board.address}/targets%3Fdistricts%3D%E5%91%A8%E6%9D%91%E5%8C%BA%26amp%3Bq%3D%E7%B2%AE%E9%A3%9F%E3%80%82"
    )
    settle(page)
    expect(page.get_by_placeholder("指标、目标、任务")).to_have_value("粮食")
    assert page.get_by_text("周村区").first.is_visible()


@pytest.mark.browser
def test_what_a_link_lost_is_said(context: BrowserContext, board: Board) -> None:
    page = context.new_page()
    page.goto(f"{board.address}/targets?districs=周村区&q=粮食")
    settle(page)
    expect(page.get_by_text("districs")).to_be_visible()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("value", "district", "said"),
    [
        ("周村区，请看", "周村区", "网址中的“请看”看不懂"),
        ("没有这个区，请看", "茌平区", "“没有这个区，请看”不在本记录中"),
    ],
)
def test_what_stands_behind_a_name_is_said_above_the_headline(
    context: BrowserContext, board: Board, value: str, district: str, said: str
) -> None:
    page = context.new_page()
    page.goto(f"{board.address}/district?district={value}")
    settle(page)
    expect(page).to_have_title(re.compile(f"^{district}"))
    told, headline = page.get_by_text(said), page.locator("h1")
    expect(told).to_be_in_viewport()
    above, below = told.bounding_box(), headline.bounding_box()
    assert above is not None
    assert below is not None
    assert above["y"] + above["height"] <= below["y"]
