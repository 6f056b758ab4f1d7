"""The list of 操作记录: page by page, found by kind, person and day; in a browser its codes stand in one line, and no
screen gets too narrow for it."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from policytargets.store.engine import Ledger
from policytargets.ui.ledger import operations
from tests.browser import serve, settle
from tests.pages import listed, plain, said
from tests.pages import opened as page

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


def kinds(**address: str) -> list[str]:
    shown = page("ledger/operations", **address)
    assert not shown.exception
    return list(listed(shown).get("操作", []))


def test_the_journal_comes_page_by_page_and_is_found_by_kind_person_and_day(
    made: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "PAGE_SIZE", 3)
    newest = ["发布填报", "核对填报", "提交填报", "设定周期", "设定周期", "建立台账"]
    assert [kinds(), kinds(operations_page="2")] == [newest[:3], newest[3:]]
    assert "共 6 条，新的在前，每页 3 条" in plain(said(page("ledger/operations")))
    assert kinds(operation="提交填报") == ["提交填报"]
    assert kinds(operation="提交填报", by_person="本机用户") == ["提交填报"]
    assert kinds(until="2023-09-30") == []  # it was all done today
    assert kinds(since="2023-09-30") == newest[:3]
    assert "未按日期筛选" in plain(said(page("ledger/operations", since="2023-09-31")))


@pytest.mark.browser
def test_codes_stand_in_one_line_on_every_screen(page: Page, invented: Path) -> None:
    with serve(POLICYTARGETS_LEDGER=f"sqlite:///{invented}", POLICYTARGETS_SIGN_IN="one") as board:
        for width in (1366, 1024, 390):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(f"{board}/operations")
            settle(page)
            assert (page.evaluate(LINES), page.evaluate(BEYOND)) == (1, 0), width
