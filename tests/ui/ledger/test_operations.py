"""The list of 操作记录 in a browser: its codes stand in one line, and no screen gets too narrow for it."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser import serve, settle

LINES = """() => {
    const range = document.createRange()
    return Math.max(...[...document.querySelectorAll('table.listing tbody tr')].map(row => {
        range.selectNodeContents(row.lastElementChild)
        return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size
    }))
}"""
BEYOND = """() => {
    const list = document.querySelector('table.listing'), page = document.documentElement
    return Math.max(list.scrollWidth - list.parentElement.clientWidth, page.scrollWidth - innerWidth)
}"""


@pytest.mark.browser
def test_codes_stand_in_one_line_on_every_screen(page: Page, invented: Path) -> None:
    with serve(POLICYTARGETS_LEDGER=f"sqlite:///{invented}", POLICYTARGETS_SIGN_IN="one") as board:
        for width in (1366, 1024, 390):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(f"{board}/operations")
            settle(page)
            assert (page.evaluate(LINES), page.evaluate(BEYOND)) == (1, 0), width
