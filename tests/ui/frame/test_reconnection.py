"""A page that was open while the server started anew: it says so in Chinese, and then its buttons work again."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import free_port, run_board, settle

pytestmark = pytest.mark.browser
CONNECTED = '[data-testid="stApp"][data-test-connection-state="CONNECTED"]'
REVIVED = f'{CONNECTED}[data-test-script-state="notRunning"]'
PATIENCE = 90_000
COUNT_RUNS = """() => {
    window.runs = 0
    const app = document.querySelector('[data-testid=stApp]')
    new MutationObserver(() => { if (app.dataset.testScriptState == 'notRunning') window.runs += 1 })
        .observe(app, {attributes: true, attributeFilter: ['data-test-script-state']})
}"""


def test_the_buttons_of_an_open_page_work_after_the_server_has_started_anew(page: Page) -> None:
    port = free_port()
    with run_board(port=port) as board:
        page.goto(f"{board.address}/query?sql=SELECT+42")
        settle(page)
        page.evaluate(COUNT_RUNS)
    expect(page.get_by_text("与服务器的连接已断开").first).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("button", name="请点此刷新", include_hidden=True)).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("恢复后会自动更新").first).to_be_visible()
    assert not re.search("connection error|streamlit|terminal", page.locator("body").inner_text(), re.IGNORECASE)
    with run_board(port=port) as board:
        page.wait_for_function("() => window.runs > 0", timeout=PATIENCE)
        page.wait_for_selector(REVIVED, timeout=PATIENCE)
        settle(page)
        expect(page.locator(".connection")).to_have_count(0)
        with page.expect_download(timeout=PATIENCE) as download:
            page.get_by_role("button", name="下载 CSV").click()
        assert "42" in Path(download.value.path()).read_text(encoding="utf-8-sig")
        assert "sql=SELECT" in page.url
        assert board.journal("download_outdated") == []


def test_the_first_click_on_a_button_counts(page: Page) -> None:
    port = free_port()
    with run_board(port=port) as board:
        page.goto(board.address)
        settle(page)
        page.evaluate(COUNT_RUNS)
    with run_board(port=port):
        page.wait_for_function("() => window.runs > 0", timeout=PATIENCE)
        page.wait_for_selector(REVIVED, timeout=PATIENCE)
        page.get_by_role("button", name="加入演示", exact=True).first.click()
        expect(page.get_by_role("button", name="已加入演示").first).to_be_visible(timeout=PATIENCE)


def test_where_running_again_leads_to_nothing_the_page_says_so(page: Page) -> None:
    port = free_port()
    with run_board(port=port) as board:
        page.goto(board.address)
        settle(page)
        # As in a browser in which Streamlit's key does not arrive.
        page.evaluate("addEventListener('keydown', event => event.stopImmediatePropagation(), true)")
    with run_board(port=port):
        expect(page.get_by_text("连接已恢复，但这一页没有更新。")).to_be_visible(timeout=PATIENCE)
        with page.expect_navigation():
            page.get_by_role("button", name="请点此刷新").click()
        settle(page)
        expect(page.locator(".connection")).to_have_count(0)
