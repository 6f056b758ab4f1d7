"""Departments and lines are picked by the names that people use."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import lxml.html
import pytest
from playwright.sync_api import Page, expect
from streamlit.testing.v1 import AppTest

from policytargets.record.database import Database
from policytargets.record.tables import Records
from policytargets.settings import ROOT
from policytargets.wording.searching import folded
from tests.browser import settle
from tests.pages import opened, said
from tests.record_in_python import Record, indexed


def called(record: Database, name: str) -> dict[str, set[str]]:
    found = record.query("choices/called", name=folded(name))
    return {facet: set(found[found["facet"] == facet]["code"]) for facet in ("lines", "departments")}


def serving(records: Records, line: str) -> Iterator[str]:
    return (row["department_id"] for row in records["departments"] if line in row["line_ids"].split(";"))


def test_every_everyday_name_leads_to_its_line(database: Database, records: Records) -> None:
    for row in records["department_aliases"]:
        found = called(database, row["alias"])
        assert found["lines"] == {row["line_id"]}
        assert found["departments"], row["alias"]


def test_every_printed_name_with_its_district_leads_to_that_department(database: Database, records: Records) -> None:
    districts = indexed(records, "districts")
    for row in records["department_names"][::7]:
        district = districts[row["district_id"]]
        for place in (district["name"], district["short_name"]):
            assert row["department_id"] in called(database, place + row["printed"])["departments"]


@pytest.mark.parametrize(
    ("name", "departments"),
    [
        ("青州市农业农村局", {"qingzhou-agriculture"}),
        ("青州农业农村局", {"qingzhou-agriculture"}),
        ("区科技局", {"chiping-science", "zhoucun-science"}),
        ("没有这个局", set()),
        ("", set()),
        ("%", set()),
        ("'; DROP TABLE lines", set()),
    ],
)
def test_names_with_and_without_their_district(
    database: Database, records: Records, name: str, departments: set[str]
) -> None:
    assert called(database, name)["departments"] == departments
    assert departments <= set(indexed(records, "departments"))


def test_a_name_that_one_district_prints_leaves_the_other_districts_their_line(
    database: Database, records: Records
) -> None:
    districts = {row["department_id"]: row["district_id"] for row in records["departments"]}
    served = {districts[name] for name in serving(records, "industry-information")}
    assert {districts[name] for name in called(database, "工信局")["departments"]} == served


def test_a_link_with_an_everyday_name_opens_what_it_means(shelved: Record) -> None:
    own, direct = (said(opened("evidence/targets", lines=name)) for name in ("发改委", "发展改革"))
    assert "“发改委”：发展改革" in own
    assert "条线：发展改革" in own
    number = re.compile(r"共 \d+ 条")
    assert number.findall(own) == number.findall(direct) != []
    assert "没有叫“没有这个局”的条线，已忽略" in said(opened("board/department", lines="没有这个局"))


@pytest.mark.browser
@pytest.mark.parametrize(
    ("path", "label", "meant"),
    [
        ("department", "条线", "发展改革"),
        ("department?by=按部门", "部门", "市发改局（青州）"),
        ("targets", "条线", "发展改革"),
        ("targets", "部门", "市发改局（青州）"),
    ],
)
def test_typing_the_everyday_name_finds_it(page: Page, address: str, path: str, label: str, meant: str) -> None:
    page.goto(f"{address}/{path}")
    settle(page)
    box = page.get_by_role("combobox", name=label, exact=True)
    box.click()
    box.press_sequentially("发改委")
    expect(page.get_by_role("option", name="按常用名称查找“发改委”，点这里或按回车键")).to_be_visible()
    box.press("Enter")
    settle(page)
    expect(page.get_by_text("“发改委”：")).to_contain_text(meant)
    assert page.locator("[data-testid=stAlert]", has_text="已忽略").count() == 0
    page.reload()
    settle(page)
    expect(page.get_by_text("“发改委”：")).to_contain_text(meant)


@pytest.mark.browser
@pytest.mark.parametrize("path", ["department", "targets"])
def test_a_department_with_its_district_among_the_lines_is_that_department(page: Page, address: str, path: str) -> None:
    page.goto(f"{address}/{path}")
    settle(page)
    box = page.get_by_role("combobox", name="条线", exact=True)
    box.click()
    box.press_sequentially("青州市农业农村局")
    box.press("Enter")
    page.wait_for_url("**departments=*")
    settle(page)
    expect(page.get_by_text("“青州市农业农村局”：市农业农村局（青州）")).to_be_visible()
    assert parse_qs(urlsplit(page.url).query)["departments"] == ["青州市农业农村局"]
    assert "lines" not in parse_qs(urlsplit(page.url).query)
    page.reload()
    settle(page)
    expect(page.get_by_text("“青州市农业农村局”：市农业农村局（青州）")).to_be_visible()


@pytest.mark.browser
def test_what_is_chosen_is_shown_whole(page: Page, address: str) -> None:
    page.goto(f"{address}/targets?lines=工业和信息化&lines=人力资源和社会保障&due_years=2025年&due_years=2023年")
    settle(page)
    chips = page.locator("[data-testid=stMultiSelectTagsContainer] [data-tag] span")
    expect(chips).to_have_count(4)
    cut = "chip => chip.scrollWidth > chip.clientWidth + 1 || chip.scrollHeight > chip.clientHeight + 1"
    for chip in chips.all():
        assert not chip.evaluate(cut)
        inside, box = chip.bounding_box(), chip.locator("xpath=../../..").bounding_box()
        assert inside
        assert box
        assert box["x"] <= inside["x"]
        assert inside["x"] + inside["width"] <= box["x"] + box["width"]


@pytest.mark.parametrize(("script", "key"), [("board/category", "category"), ("board/district", "district")])
def test_a_field_for_which_nothing_is_held_shows_its_first_choice(script: str, key: str) -> None:
    """As on the way from a page that has no such field."""
    board = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    board.session_state[key] = None
    board.switch_page(f"pages/{script}.py").run()
    assert not board.exception
    assert not board.error
    assert board.title or board.header or board.metric


def test_the_district_of_a_page_and_the_focus_go_together() -> None:
    board = opened("board/district", district="周村区", focus="青州市")
    told = "这一页讲周村区，图上标出的也是它；突出显示的青州市在其他各页标出。"
    assert told in said(board)
    (districts,) = [box for box in board.selectbox if box.key == "district"]
    districts.select("茌平区").run()
    (focus,) = [box for box in board.selectbox if box.key == "focus"]
    assert focus.value == "chiping"
    assert "在其他各页标出" not in said(board)


def test_cards_lead_to_a_page_in_whose_green_their_district_is() -> None:
    board = opened("board/overview", focus="青州市")
    (cards,) = [element.proto.body for element in board.get("html") if 'class="districts"' in element.proto.body]
    ways = [parse_qs(urlsplit(way).query) for way in lxml.html.fromstring(cards).xpath("//a/@href")]
    assert len(ways) > 1
    assert all(way["focus"] == way["district"] for way in ways)
