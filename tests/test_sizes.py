"""Every page at every size it is made for: no word over another, none cut, none beyond the edge, no tiny letters."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from policytargets.store.engine import Ledger
from tests.browser import at_size, open_folds, serve, settle
from tests.pages import PAGES

pytestmark = pytest.mark.browser
# The last is a laptop's window at 200 %.
SIZES = (
    (1920, 1080),
    (1366, 768),
    (1280, 720),
    (1093, 614),
    (1024, 768),
    (768, 1024),
    (390, 844),
    (683, 384),
)


@pytest.mark.parametrize("name", PAGES)
def test_words_stand_apart_at_every_size(sweep: Page, address: str, name: str) -> None:
    stands_apart(sweep, address + PAGES[name])


def stands_apart(page: Page, url: str) -> None:
    page.goto(url)
    settle(page)
    open_folds(page)
    found = {f"{size[0]}×{size[1]}": at_size(page, *size) for size in SIZES}
    assert not any(found.values()), "\n".join(f"{size}: {words}" for size, words in found.items() if words)


@pytest.fixture(scope="module")
def reported(invented_ledger: Ledger) -> Iterator[str]:
    """A board with the invented ledger, opened by the one person who is everything in it."""
    with serve(POLICYTARGETS_LEDGER=str(invented_ledger.address), POLICYTARGETS_SIGN_IN="one") as running:
        yield running


@pytest.mark.parametrize(
    "path",
    [
        "progress",
        "report",
        "dispatch",
        "courses",
        "people",
        "people?managing=周期",
        "operations",
        "target?target=jiangbei-2023/17-1",
        "",
        "department",
    ],
)
def test_words_stand_apart_where_a_ledger_is_kept(sweep: Page, reported: str, path: str) -> None:
    stands_apart(sweep, f"{reported}/{path}")


WIDER = """() => [...document.querySelectorAll('[data-testid=stHtml]:has(.listing)')]
    .filter(list => list.scrollWidth > list.clientWidth + 1).map(list => list.innerText.slice(0, 40))"""


@pytest.mark.parametrize("path", ["progress", "dispatch", "operations"])
def test_both_lights_are_seen_without_moving_the_list(sweep: Page, reported: str, path: str) -> None:
    sweep.goto(f"{reported}/{path}")
    settle(sweep)
    for width in (1920, 1366, 1280, 1024, 390):
        sweep.set_viewport_size({"width": width, "height": 900})
        settle(sweep)
        assert sweep.evaluate(WIDER) == [], width


def test_the_menu_shows_every_page_of_the_ledger(sweep: Page, reported: str) -> None:
    sweep.goto(f"{reported}/operations")
    settle(sweep)
    for name in ("总览", "台账", "操作记录", "来源与口径", "SQL 查询"):
        expect(sweep.get_by_test_id("stSidebarNav").get_by_role("link", name=name)).to_be_visible()
