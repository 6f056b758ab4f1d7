"""What a visitor meets in a real browser, on every page."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response

from policytargets.database import Database
from tests.browser import SIZES, settle
from tests.pages import PAGES
from tests.test_record import EVERYTHING

pytestmark = pytest.mark.browser


def visit(context: BrowserContext, url: str) -> Page:
    page = context.new_page()
    page.goto(url)
    settle(page)
    return page


@pytest.mark.parametrize("name", PAGES)
def test_each_page_opens_cold_in_order(context: BrowserContext, address: str, name: str) -> None:
    """No console error, no request to elsewhere, Chinese, nothing wider than a phone, no serious axe finding."""
    page = context.new_page()
    complaints: list[str] = []
    elsewhere: list[str] = []
    page.on("console", lambda message: _note_if_error(message, complaints))
    page.on("response", lambda answer: _note_if_missing(answer, complaints))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: _note_if_elsewhere(request.url, elsewhere))
    page.goto(address + PAGES[name])
    settle(page)
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    assert not page.get_by_text("Page not found").count()
    assert not page.locator("[data-testid=stException]").count()
    serious = [
        f"{violation['id']}: {violation['nodes'][0]['html'][:200]}"
        for violation in Axe().run(page).response["violations"]
        if violation["impact"] in ("serious", "critical")
    ]
    assert not serious, serious
    width, height = SIZES["phone"]
    page.set_viewport_size({"width": width, "height": height})
    settle(page)
    main = page.locator("[data-testid=stMain]")
    assert main.evaluate("main => main.scrollWidth <= main.clientWidth + 1"), name
    assert not complaints, complaints
    assert not elsewhere, elsewhere


def _note_if_error(message: ConsoleMessage, complaints: list[str]) -> None:
    """Missing resources are noted with their address by `_note_if_missing`."""
    if message.type == "error" and not message.text.startswith("Failed to load resource"):
        complaints.append(message.text)


def _note_if_missing(answer: Response, complaints: list[str]) -> None:
    """On a deep link Streamlit looks for its server below the page's own path first; that is no mistake of ours."""
    if answer.status >= 400 and not re.search(r"/\w+/_stcore/(health|host-config)$", answer.url):
        complaints.append(f"{answer.status} {answer.url}")


def _note_if_elsewhere(url: str, elsewhere: list[str]) -> None:
    if not re.match(r"(http|ws)://(localhost|127\.0\.0\.1):\d+/|data:|blob:|about:", url):
        elsewhere.append(url)


def test_a_filter_shows_what_the_database_gives(context: BrowserContext, address: str, database: Database) -> None:
    page = visit(context, f"{address}/targets?districts=周村区&categories=乡村振兴")
    full = database.query("evidence/all_targets")
    expected = full[(full["district_id"] == "zhoucun") & (full["category_id"] == "rural")]
    page.get_by_text(re.compile(rf"共 {len(expected)} 条")).wait_for()


def test_a_copied_link_shows_the_same_view(
    browser: Browser, context: BrowserContext, address: str, database: Database
) -> None:
    page = visit(context, f"{address}/targets")
    page.get_by_placeholder("指标、目标、任务").fill("粮食")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=*")
    filters = {**EVERYTHING, "roles": ["lead"], "words": ["粮食"]}
    said = re.compile(rf"共 {len(database.query('evidence/targets', **filters))} 条")
    page.get_by_text(said).wait_for()
    other = browser.new_context(locale="zh-CN")
    visit(other, page.url).get_by_text(said).wait_for()
    other.close()


def test_a_stale_link_says_what_it_left_out(context: BrowserContext, address: str) -> None:
    page = visit(context, f"{address}/targets?districts=不存在区&q=%3Cscript%3Ealert(1)%3C/script%3E")
    page.get_by_text("不在本记录中，已忽略").wait_for()
    assert not page.locator("[data-testid=stException]").count()


def test_a_heat_map_cell_leads_to_its_targets_and_back(context: BrowserContext, address: str) -> None:
    page = visit(context, address)
    chart = page.locator("[data-testid=stVegaLiteChart]").last
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * 0.9, box["y"] + box["height"] * 0.5)
    page.wait_for_url("**/targets?**")
    settle(page)
    assert page.get_by_text(re.compile(r"共 \d+ 条")).count()
    page.go_back()
    page.get_by_role("heading", name="总览").wait_for()


def test_a_lane_of_the_focus_district_leads_to_its_target_and_back(context: BrowserContext, address: str) -> None:
    page = visit(context, f"{address}/district?focus=青州市")
    chosen = page.locator("[data-testid=stSelectbox] input").first
    assert chosen.input_value() == "青州市"
    # The chart is taller than the window: the click brings its own place into view.
    page.locator("[data-testid=stVegaLiteChart]").nth(2).click(position={"x": 200, "y": 30})
    page.wait_for_url("**/target?target=qingzhou-2023**")
    settle(page)
    page.go_back()
    page.get_by_role("heading", name="区县", exact=True).wait_for()
