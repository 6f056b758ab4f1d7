"""What a click in a chart opens, the keyboard opens in the table below it; open tables keep their place."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import at_size, open_folds, serious, settle

pytestmark = pytest.mark.browser
MOST_STEPS = 20


def opened_by_keys(context: BrowserContext, url: str, key: str) -> Page:
    """A page whose table under the chart `key` was opened without a mouse."""
    page = context.new_page()
    page.goto(url)
    settle(page)
    open_folds(page)
    page.locator(f".st-key-{key}-twin summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator(f".st-key-{key}-twin table")).to_be_visible()
    settle(page)
    return page


def enter(page: Page, words: str) -> None:
    """Go on by the tabulator, over the heads that order the table, to the link with these words, and open it."""
    reached = "words => document.activeElement.tagName === 'A' && document.activeElement.textContent === words"
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if page.evaluate(reached, words):
            break
    assert page.evaluate(reached, words)
    page.keyboard.press("Enter")


def test_a_cell_of_the_heat_map(context: BrowserContext, address: str) -> None:
    page = opened_by_keys(context, address, "cells")
    first = page.locator(".st-key-cells-twin tbody td a").first
    said, where = first.inner_text(), first.get_attribute("href")
    assert {"districts", "categories"} <= parse_qs(urlsplit(where or "").query).keys()
    enter(page, said)
    expect(page.get_by_role("heading", name="目标清单")).to_be_visible()
    expect(page.get_by_text(f"共 {said} 条").or_(page.get_by_text(f"计为 {said} 个目标")).first).to_be_visible()


def test_a_bar_of_a_ranking(context: BrowserContext, address: str) -> None:
    page = opened_by_keys(context, f"{address}/department", "ranking")
    name = page.locator(".st-key-ranking-twin tbody th a").first.inner_text()
    enter(page, name)
    page.wait_for_url("**/department?*lines=*")
    assert parse_qs(urlsplit(page.url).query)["lines"] == [name]


def test_a_bar_of_a_comparison(context: BrowserContext, address: str) -> None:
    key = "compare-grain-capacity"
    page = opened_by_keys(context, f"{address}/indicator?indicator=grain-capacity", key)
    name = page.locator(f".st-key-{key}-twin tbody td a").first.inner_text()
    enter(page, name)
    page.wait_for_url("**/target?target=*")


@pytest.mark.parametrize(
    ("path", "key"), [("", "cells"), ("department?lines=科技", "matrix"), ("district?district=青州市", "ranked")]
)
def test_open_tables_are_in_order(context: BrowserContext, address: str, path: str, key: str) -> None:
    page = opened_by_keys(context, f"{address}/{path}", key)
    assert not serious(page)
    for size in ((1366, 768), (390, 844)):
        assert not at_size(page, *size)
