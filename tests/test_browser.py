"""What a visitor meets in a real browser, on every page."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, expect

from policytargets.record.database import Database
from tests.browser import SIZES, choose_option, serious, settle
from tests.pages import PAGES
from tests.record_in_python import EVERYTHING

pytestmark = pytest.mark.browser
# What A4 holds within margins of 15 mm, in pixels of print, and of it a chart, so that its heading fits above it.
PAPER, HIGHEST_CHART = {"width": 680, "height": 1009}, 851
FITS = """() => {
    const main = document.querySelector('[data-testid=stMain]')
    return main.scrollWidth <= main.clientWidth + 1
}"""


def visit(context: BrowserContext, url: str) -> Page:
    page = context.new_page()
    page.goto(url)
    settle(page)
    return page


@pytest.mark.parametrize("name", PAGES)
def test_each_page_opens_cold_in_order(context: BrowserContext, address: str, name: str) -> None:
    """No console error, no request to elsewhere, Chinese, nothing wider than a phone, readable in light and dark."""
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
    assert not serious(page)
    page.emulate_media(color_scheme="dark")
    page.reload()
    settle(page)
    assert not serious(page)
    width, height = SIZES["phone"]
    page.set_viewport_size({"width": width, "height": height})
    settle(page)
    page.wait_for_function(FITS)  # charts follow the width of the window a moment later
    assert not complaints, complaints
    assert not elsewhere, elsewhere


@pytest.mark.parametrize("name", [name for name in PAGES if name != "presenting"])
def test_each_page_prints_on_a4_without_its_frame(context: BrowserContext, address: str, name: str) -> None:
    """No menu and no buttons on paper; no chart wider or taller than what a sheet holds between its margins."""
    page = visit(context, address + PAGES[name])
    page.emulate_media(media="print")
    page.set_viewport_size(PAPER)
    assert not page.get_by_test_id("stSidebar").is_visible()
    buttons = page.get_by_role("button", name=re.compile("下载|加入演示|运行|开始放映"))
    assert not [button.inner_text() for button in buttons.all() if button.is_visible()]
    for chart in page.locator("[data-testid=stVegaLiteChart] :is(canvas, svg.marks)").all():
        box = chart.bounding_box()
        assert box is None or (box["width"] <= PAPER["width"] + 1 and box["height"] <= HIGHEST_CHART), box


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
    full = database.query("record/all_targets")
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


def test_a_link_opens_exactly_its_filters_whatever_was_chosen_before(
    context: BrowserContext, address: str, database: Database
) -> None:
    """Filters that the visitor left on the list do not narrow what a cell of the heat map leads to."""
    page = visit(context, f"{address}/targets")
    for label, name in (("领域", "科技创新"), ("条线", "科技")):
        page.get_by_role("combobox", name=label).click()
        page.get_by_role("option", name=name, exact=True).click()
        page.keyboard.press("Escape")
    page.wait_for_url("**lines=*")
    page.get_by_role("link", name="总览").click()
    page.get_by_role("heading", name="总览").wait_for()
    settle(page)
    cells = database.query("record/heat_map", districts=[])
    chart = page.locator("[data-testid=stVegaLiteChart]").last
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * 0.95, box["y"] + 40)  # the first category of the last district
    page.wait_for_url("**/targets?*")
    settle(page)
    first, last = cells.iloc[0]["category"], cells.iloc[-1]["district"]
    assert parse_qs(urlsplit(page.url).query) == {"districts": [last], "categories": [first]}
    cell = cells[(cells["category"] == first) & (cells["district"] == last)].iloc[0]
    page.get_by_text(f"计为 {cell['targets']} 个目标").wait_for()
    page.go_back()
    page.get_by_role("heading", name="总览").wait_for()


def test_a_slide_that_was_added_is_no_step_back(context: BrowserContext, address: str) -> None:
    """One press leads to the page before, and forth again to the page with its deck."""
    page = visit(context, address)
    page.get_by_role("link", name="指标对比", exact=True).click()
    page.get_by_role("heading", name="指标对比", exact=True, level=1).wait_for()
    settle(page)
    steps = page.evaluate("history.length")
    page.get_by_role("button", name="加入演示").first.click()
    page.wait_for_url("**deck=*")
    settle(page)
    assert page.evaluate("history.length") == steps
    page.go_back()
    page.get_by_role("heading", name="总览", exact=True, level=1).wait_for()
    settle(page)
    page.go_forward()
    page.get_by_role("heading", name="指标对比", exact=True, level=1).wait_for()
    expect(page).to_have_url(re.compile("deck=grain-capacity"))


def test_one_step_back_undoes_one_choice(context: BrowserContext, address: str) -> None:
    """Filters that were chosen one after the other are taken back one after the other, and made again going forth; the
    page before comes only then. The order of a list is no step."""
    page = visit(context, address)
    page.get_by_role("link", name="领域", exact=True).click()
    page.get_by_role("heading", name="领域", exact=True, level=1).wait_for()
    settle(page)
    steps = page.evaluate("history.length")
    box = page.get_by_test_id("stMain").get_by_role("combobox", name="领域")
    first = box.input_value()
    for number, name in enumerate(("乡村振兴", "共同富裕"), start=1):
        choose_option(page, box, name)
        page.get_by_text(f"{name}：各区县的计划").wait_for()
        settle(page)
        assert page.evaluate("history.length") == steps + number
    page.locator(".listing [data-sort]").first.click()
    page.wait_for_url("**ordered=*")
    assert page.evaluate("history.length") == steps + 2
    for name in ("乡村振兴", first):
        page.go_back()
        page.get_by_text(f"{name}：各区县的计划").wait_for()
        settle(page)
        expect(box).to_have_value(name)
    page.go_forward()
    page.get_by_text("乡村振兴：各区县的计划").wait_for()
    settle(page)
    expect(box).to_have_value("乡村振兴")
    for _ in range(2):
        page.go_back()
        settle(page)
    page.get_by_role("heading", name="总览", exact=True, level=1).wait_for()


def test_the_focus_district_goes_along_from_page_to_page(context: BrowserContext, address: str) -> None:
    page = visit(context, address)
    focus = page.get_by_test_id("stSidebar").get_by_role("combobox", name="突出显示的区县")
    choose_option(page, focus, "周村区")
    page.wait_for_url("**focus=*")
    for title in ("领域", "责任部门", "指标对比", "目标清单"):
        page.get_by_role("link", name=title, exact=True).click()
        page.get_by_role("heading", name=title, exact=True, level=1).wait_for()
        settle(page)
        assert parse_qs(urlsplit(page.url).query)["focus"] == ["周村区"]
    page.get_by_role("link", name="区县", exact=True).click()
    page.get_by_text("周村区的计划").wait_for()
    choose_option(page, focus, "青州市")
    page.get_by_text("青州市的计划").wait_for()


def test_a_lane_of_the_focus_district_leads_to_its_target_and_back(context: BrowserContext, address: str) -> None:
    page = visit(context, f"{address}/district?focus=青州市")
    chosen = page.get_by_test_id("stMain").get_by_role("combobox", name="区县")
    assert chosen.input_value() == "青州市"
    # The chart is taller than the window: the click brings its own place into view.
    page.locator("[data-testid=stVegaLiteChart]").nth(2).click(position={"x": 200, "y": 30})
    page.wait_for_url("**/target?target=qingzhou-2023**")
    settle(page)
    page.go_back()
    page.get_by_role("heading", name="区县", exact=True).wait_for()


def test_on_a_phone_the_menu_closes_once_a_page_is_chosen(browser: Browser, address: str) -> None:
    width, height = SIZES["phone"]
    page = visit(browser.new_context(viewport={"width": width, "height": height}, has_touch=True), address)
    opens = page.get_by_test_id("stExpandSidebarButton")
    opens.click()
    expect(opens).to_have_count(0)
    page.get_by_role("link", name="目标清单", exact=True).click()
    page.get_by_role("heading", name="目标清单", level=1).wait_for()
    expect(opens).to_be_visible()
    page.context.close()
