"""The icons that can occur are in the font that is sent, and are drawn as icons."""

from hashlib import sha256

import pytest
from fontTools.ttLib import TTFont
from playwright.sync_api import Page

from policytargets.server.icons import CUT_FROM, FONT, OURS
from tests.answers import get
from tests.browser import Board, run_board, settle
from tests.icons import can_occur, icons
from tests.pages import PAGES

# An icon that the font lacks stands there as its name: many letters wide.
AS_WORDS = """() => [...document.querySelectorAll('[data-testid=stIconMaterial]')]
    .filter(icon => icon.getBoundingClientRect().width > 1.5 * parseFloat(getComputedStyle(icon).fontSize))
    .map(icon => icon.textContent)"""


def test_ours_is_cut_from_the_installed_font_and_holds_every_icon_that_can_occur() -> None:
    assert sha256(FONT.read_bytes()).hexdigest() == CUT_FROM, "write it anew: python -m tests.icons"
    theirs, ours = icons(TTFont(FONT)), icons(TTFont(OURS))
    needed = can_occur() & theirs.keys()
    assert {"keyboard_arrow_down", "close", "check", "visibility_off", "error"} <= needed
    assert needed <= ours.keys()
    assert OURS.stat().st_size < FONT.stat().st_size / 6


@pytest.mark.browser
def test_the_browser_gets_ours_and_draws_icons(page: Page) -> None:
    with run_board() as board:
        seen = 0
        for name in ("overview", "targets", "indicator", "query"):
            page.goto(board.address + PAGES[name])
            settle(page)
            page.evaluate("document.fonts.ready")
            seen += page.get_by_test_id("stIconMaterial").count()
            assert page.evaluate(AS_WORDS) == [], name
        assert seen > 10
        assert _font(board) == OURS.read_bytes()


def _font(board: Board) -> bytes:
    status, headers, body = get(f"{board.address}/static/media/{FONT.name}")
    assert (status, headers["content-type"]) == (200, "font/woff2")
    assert "immutable" in headers["cache-control"]
    return body
