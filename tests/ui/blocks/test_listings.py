"""Lists of the page itself: their heads order all rows by real values, by mouse and by keyboard."""

import re
from collections import Counter
from urllib.parse import unquote

import pytest
from playwright.sync_api import Locator, Page, expect

from policytargets.record.tables import Records
from policytargets.settings import ROOT
from tests.browser import settle
from tests.record_in_python import counted

pytestmark = pytest.mark.browser


def test_no_list_is_read_from_a_canvas() -> None:
    """The browser's search, copying and paper find nothing in one; what is typed into a grid is another matter."""
    sources = {
        path: path.read_text("utf-8") for folder in ("policytargets", "pages") for path in (ROOT / folder).rglob("*.py")
    }
    assert [path.name for path, source in sources.items() if re.search(r"\.(dataframe|data_frame)\(", source)] == []


def column(table: Locator, head: str) -> list[str]:
    heads = [cell.inner_text().strip() for cell in table.locator("thead th").all()]
    texts = table.locator(f"tbody tr > :nth-child({heads.index(head) + 1})").all_inner_texts()
    return [text.replace("\u2060", "") for text in texts]  # which keeps a figure on one line with its unit


def test_a_head_orders_all_rows_by_real_values(page: Page, address: str, records: Records) -> None:
    page.goto(f"{address}/sources?part=指标")
    settle(page)
    table = page.locator("table.listing")
    expect(table.locator("tbody tr")).to_have_count(len(records["indicators"]))
    own = Counter(row["indicator_id"] for row in counted(records))
    numbers = sorted(own[row["indicator_id"]] for row in records["indicators"])
    head = table.get_by_role("button", name="目标数", exact=True)
    head.click()
    assert [int(text) for text in column(table, "目标数")] == numbers
    expect(table.locator("th[aria-sort=ascending]")).to_have_text("目标数")
    head.focus()
    page.keyboard.press("Enter")
    assert [int(text) for text in column(table, "目标数")] == numbers[::-1]
    table.get_by_role("button", name="比较须知", exact=True).click()
    notes = column(table, "比较须知")
    said = sum(bool(row["comparable_note"]) for row in records["indicators"])
    assert "—" not in notes[:said]
    assert set(notes[said:]) == {"—"}
    names = {row["name"]: row["indicator_id"] for row in records["indicators"]}
    assert [names[text] for text in column(table, "指标")] == column(table, "指标编号")


def test_long_words_have_the_whole_width_of_a_card(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}/sources?part=指标")
    settle(page)
    shares = """cells => cells.filter(cell => cell.innerText.length > 30).map(
        cell => cell.getBoundingClientRect().width / cell.parentElement.getBoundingClientRect().width)"""
    wide = page.locator("table.listing tbody td").evaluate_all(shares)
    assert wide
    assert min(wide) > 0.9


def test_cards_are_ordered_by_a_choice_that_the_address_keeps(page: Page, address: str, records: Records) -> None:
    page.goto(f"{address}/sources?part=指标")
    settle(page)
    table, choice = page.locator("table.listing"), page.get_by_label("排序：指标")
    expect(choice).to_be_hidden()
    first = column(table, "指标编号")
    own = Counter(row["indicator_id"] for row in counted(records))
    numbers = sorted((own[row["indicator_id"]] for row in records["indicators"]), reverse=True)
    page.set_viewport_size({"width": 390, "height": 844})
    choice.select_option(label="目标数 降序")
    assert [int(text.rpartition("：")[2]) for text in column(table, "目标数")] == numbers
    page.wait_for_url("**ordered=*")
    page.reload()
    settle(page)
    expect(choice).to_have_value(re.compile("^[0-9]+:down$"))
    assert [int(text.rpartition("：")[2]) for text in column(table, "目标数")] == numbers
    assert page.locator("[data-testid=stAlert]").count() == 0
    choice.select_option(label="原来的次序")
    assert column(table, "指标编号") == first
    assert "ordered" not in page.url
    page.set_viewport_size({"width": 1366, "height": 768})
    table.get_by_role("button", name="目标数", exact=True).click()
    assert unquote(page.url).endswith("ordered=指标:目标数:up")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 844})
    expect(choice).to_be_hidden()


def test_numbers_of_unlike_length_are_ordered_by_size(page: Page, address: str, records: Records) -> None:
    page.goto(f"{address}/sources")
    settle(page)
    table = page.locator("table.listing")
    own = Counter(row["task_id"].split("/")[0] for row in counted(records))
    assert len({len(str(number)) for number in own.values()}) > 1
    table.get_by_role("button", name="目标", exact=True).click()
    assert [int(text) for text in column(table, "目标")] == sorted(own.values())


def test_a_list_is_printed_without_its_signs_and_becomes_cards_where_it_is_narrow(page: Page, address: str) -> None:
    page.goto(f"{address}/category?category=乡村振兴")
    settle(page)
    table = page.get_by_role("table", name="没有量化目标的任务")
    head = table.get_by_role("button", name="区县", exact=True)
    sign = "head => getComputedStyle(head, '::after').content"
    assert "↕" in head.evaluate(sign)
    page.emulate_media(media="print")
    assert head.evaluate(sign) == "none"
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 390, "height": 844})
    link = table.get_by_role("link").first
    box = link.bounding_box()
    assert box
    assert box["x"] + box["width"] <= 390
    link.click()
    page.wait_for_url("**/task?task=*")


def test_a_long_list_is_folded_and_opens_by_its_button_by_tab_and_on_paper(page: Page, address: str) -> None:
    page.goto(f"{address}/department?lines=科技")
    settle(page)
    listed = page.locator("div.folded", has=page.locator("table.listing")).first
    height = listed.bounding_box()
    assert height
    assert height["height"] < 450
    number = listed.locator("tbody tr").count()
    assert number > 30
    button = page.get_by_role("button", name=f"显示全部 {number} 项", exact=True)
    button.click()
    expect(page.get_by_role("button", name="收起", exact=True)).to_have_attribute("aria-expanded", "true")
    last = page.locator("table.listing").first.locator("tbody tr").last
    box = last.bounding_box()
    assert box
    assert box["y"] > height["y"] + 450
    page.get_by_role("button", name="收起", exact=True).click()
    expect(button).to_be_visible()
    last.locator("a").first.focus()  # as Tab or the browser's search would reach it
    expect(page.get_by_role("button", name="收起", exact=True)).to_be_visible()
    expect(last).to_be_in_viewport()
    page.get_by_role("button", name="收起", exact=True).click()
    page.emulate_media(media="print")
    expect(button).to_be_hidden()
    whole = page.locator("div.folded").first.bounding_box()
    assert whole
    assert whole["height"] > 700
