"""指标对比: what the page shows for good and bad choices, and what it hands out in a browser."""

import io
import re
from urllib.parse import parse_qs

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from policytargets.ui.blocks import links
from policytargets.ui.blocks.addresses import PAGE as ADDRESS
from tests.browser import WIDTHS, settle, words_that_meet
from tests.pages import opened, plain, quoted, said, with_twins

PAGE = "compare/indicator"
FIGURES = ("3亿斤以上 = 15 万吨", "4.4万吨以上", "原文隐去（**亿斤以上）")


def taken_along(board: AppTest, *indicators: str) -> list[str]:
    """The citations in the menus of downloads, once these are opened."""
    for indicator_id in indicators:
        board.session_state[f"compare-{indicator_id}-files"] = True
    return quoted(board.run())


def test_the_page_opens_with_an_answer_and_its_relatives() -> None:
    board = opened(PAGE)
    assert not board.exception
    assert "粮食综合生产能力" in said(board)
    assert "口径不同（“总量或水平”与“新增”），不能放在同一坐标轴上" in said(board)
    assert "不在这张图上" in said(board)
    assert not quoted(board)
    assert all(figure in taken_along(board, "grain-capacity")[0] for figure in FIGURES)
    assert ADDRESS["indicator"].script == f"pages/{PAGE}.py"


def test_the_first_sentence_is_what_the_page_found() -> None:
    def first(**asked: str | list[str]) -> str:
        said_first = [element.proto.body for element in opened(PAGE, **asked).get("html")]
        return next(body for body in said_first if body.startswith('<p class="finding">'))

    assert "粮食综合生产能力：5 个区县中 2 个可比，度假区所列数字较大（3亿斤以上 = 15 万吨）" in first(
        indicator="粮食综合生产能力"
    )
    both = first(indicator="粮食综合生产能力", indicators=["新增绿色建筑面积"])
    assert "2 个指标并排，各用各的坐标轴：粮食综合生产能力、新增绿色建筑面积。" in both
    couple = first(districts=["青州市", "周村区"], pair="true", indicator="粮食综合生产能力")
    assert "青州市与周村区有" in couple


def test_several_indicators_stand_side_by_side_and_the_wording_can_change() -> None:
    board = opened(PAGE, indicator="粮食综合生产能力", indicators=["新增绿色建筑面积"], wording="只看原文")
    first, second = taken_along(board, "grain-capacity", "green-building-area-new")
    assert "3亿斤以上；" in first
    assert "15 万吨" not in first
    assert "100万平方米以上" in second


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        ({"indicator": "=1+1<b>"}, "不在本记录中"),
        ({"districts": ["青州市"]}, "没有对照"),
        ({"indicator": "城乡居民收入比"}, "原文中全部隐去"),
        ({"indicator": "行政村5G网络通达率", "districts": ["青州市", "周村区"]}, "所选区县都没有设定"),
    ],
)
def test_a_choice_without_comparison_gives_a_sentence(choice: dict[str, str | list[str]], sentence: str) -> None:
    board = opened(PAGE, **choice)
    assert not board.exception
    assert sentence in said(board).replace("\\", "")


def test_ways_on_from_relatives_keep_order_and_wording() -> None:
    board = opened(PAGE, indicator="粮食综合生产能力", sort="按名称", wording="只看原文")
    keys = [button.key for button in board.button if (button.key or "").startswith("指标对比 ")]
    ways = [parse_qs(str(key).partition("?")[2]) for key in keys]
    assert ways
    assert all((way["sort"], way["wording"]) == (["按名称"], ["只看原文"]) for way in ways)


@pytest.mark.parametrize(
    ("chosen", "carried"),
    [({"sort": "按名称", "wording": "只看原文"}, ("按名称", "只看原文")), ({}, (None, None))],
    ids=["chosen", "usual"],
)
def test_codes_lead_to_the_order_and_wording_of_the_view(
    chosen: dict[str, str], carried: tuple[str | None, str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, str | list[str]]] = []

    def outside(_: str, **parameters: str | list[str]) -> str:
        asked.append(parameters)
        return ""

    monkeypatch.setattr(links, "outside", outside)
    taken_along(opened(PAGE, indicator="粮食综合生产能力", **chosen), "grain-capacity")
    assert asked
    assert {(one.get("sort"), one.get("wording")) for one in asked} == {carried}


@pytest.mark.parametrize("chosen", [{"sort": "foo"}, {"wording": "foo"}, {"districts": "没有这个区"}])
def test_what_the_address_says_wrong_is_said_where_it_is_seen(chosen: dict[str, str]) -> None:
    fold = next(fold for fold in opened(PAGE, **chosen).expander if fold.label == "区县、排序与显示方式")
    assert fold.proto.expanded
    assert next(fold for fold in opened(PAGE).expander if fold.label == "区县、排序与显示方式").proto.expanded is False


def test_a_focus_that_is_not_among_the_districts_chosen_is_told() -> None:
    told = "突出显示的青州市不在所选区县中"
    assert told in said(opened(PAGE, focus="青州市", districts=["周村区", "东昌府区"]))
    assert told not in said(opened(PAGE, focus="青州市", districts=["周村区", "青州市"]))


def test_two_districts_stand_against_each_other_over_everything() -> None:
    board = opened(PAGE, districts=["青州市", "周村区"], pair="true")
    assert not board.exception
    text = said(board)
    assert "青州市与周村区有" in text
    assert any(title.value.startswith("青州市与周村区：能并列的 ") for title in board.subheader)
    assert "每行各用各的刻度" in text
    assert "记号：▶ 以上 · ◆ 左右。" in text  # neither a range nor an upper bound among what the two share
    assert "灰线是两地数字之差" in text
    assert "两区县都涉及但不能对照的指标" in text
    assert "青州市与周村区有" not in said(opened(PAGE, districts=["青州市", "周村区"]))


def test_the_switch_asks_for_exactly_two_districts_and_shows_nothing_else() -> None:
    asked = {
        (): "请在下面的“区县”中选两个。",
        ("青州市",): "已选青州市，请在下面的“区县”中再选一个。",
        ("青州市", "周村区", "茌平区"): "已选 3 个区县，请去掉 1 个，正好留两个。",
    }
    for districts, told in asked.items():
        board = opened(PAGE, districts=list(districts), pair="true")
        assert not board.exception
        assert told in plain(said(board))
        assert "不能对照" not in said(board)
        assert not board.get("vega_lite_chart")  # no indicator that nobody asked for
        assert "粮食" not in said(board)


def test_two_districts_come_without_an_indicator_that_nobody_asked_for() -> None:
    board = opened(PAGE, districts=["青州市", "周村区"], pair="true")
    assert board.selectbox(key="indicator").value is None
    asked = opened(PAGE, districts=["青州市", "周村区"], pair="true", indicator="粮食综合生产能力")
    assert asked.selectbox(key="indicator").value == "grain-capacity"
    board.toggle(key="pair").set_value(False).run()
    assert not board.exception
    assert board.selectbox(key="indicator").value


def test_new_and_total_of_a_thing_stand_side_by_side() -> None:
    board = opened(PAGE, indicator="新建开通5G基站数")
    assert not board.exception
    headings = [heading.value.replace("\\", "") for heading in board.subheader]
    assert any(heading.startswith("新建开通5G基站数与5G基站总数：") for heading in headings)
    other = opened(PAGE, indicator="粮食播种面积")
    assert not any("都设定" in heading.value for heading in other.subheader)


@pytest.mark.browser
@pytest.mark.parametrize("indicator", ["新建开通5G基站数", "新增绿色建筑面积"])
def test_no_words_of_the_two_panels_lie_over_others(page: Page, address: str, indicator: str) -> None:
    page.goto(f"{address}/indicator?indicator={indicator}")
    settle(page)
    for width in WIDTHS:
        assert words_that_meet(page, width) == [], width
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"{address}/indicator?indicator=粮食综合生产能力&focus=青州市")
    settle(page)


@pytest.mark.browser
@pytest.mark.parametrize("couple", [("青州市", "周村区"), ("东昌府区", "茌平区")])
def test_no_words_of_the_dumbbells_lie_over_others(page: Page, address: str, couple: tuple[str, str]) -> None:
    page.goto(f"{address}/indicator?districts={couple[0]}&districts={couple[1]}&pair=true")
    settle(page)
    for width in WIDTHS:
        assert words_that_meet(page, width) == [], width
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"{address}/indicator?indicator=粮食综合生产能力&focus=青州市")
    settle(page)


@pytest.mark.browser
def test_who_came_for_two_districts_meets_them_first(page: Page, address: str) -> None:
    picker = page.get_by_role("combobox", name="指标（可输入文字查找）")
    choice = page.get_by_text("区县、排序与显示方式")
    page.goto(f"{address}/indicator?districts=青州市&pair=true")
    settle(page)
    expect(page.get_by_text("已选青州市，请在下面的“区县”中再选一个。")).to_be_in_viewport()
    expect(page.get_by_role("combobox", name="区县", exact=True)).to_be_in_viewport()
    expect(picker).to_have_count(0)
    page.goto(f"{address}/indicator?districts=青州市&districts=周村区&pair=true")
    settle(page)
    found = page.get_by_text("能并列的").first
    expect(found).to_be_in_viewport()
    tops = [box["y"] for one in (choice, found, picker) if (box := one.bounding_box())]
    assert len(tops) == 3
    assert tops[2] > max(tops[:2])
    page.goto(f"{address}/indicator?indicator=粮食综合生产能力&focus=青州市")
    settle(page)


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Page:
    """One page for all tests of this file."""
    visited = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN").new_page()
    visited.goto(f"{address}/indicator?indicator=粮食综合生产能力&focus=青州市")
    settle(visited)
    return visited


@pytest.mark.browser
def test_every_file_comes_down_and_prints_the_same_figures(page: Page) -> None:
    page.locator(".st-key-compare-grain-capacity-files").get_by_role("button", name="下载与引用").click()
    files = {}
    for label in (
        "PNG 图片",
        "PNG 高清",
        "PDF",
        "SVG",
        "幻灯片（PPTX）",
        "XLSX",
        "CSV（Excel 用）",
        "Parquet",
        "JSON",
    ):
        with page.expect_download(timeout=60_000) as waiting:
            page.get_by_role("button", name=label, exact=True).click()
        named = waiting.value.suggested_filename
        drawn = label.startswith(("PNG", "PDF", "SVG"))
        assert named.startswith("粮食综合生产能力_16比9_浅色_" if drawn else "粮食综合生产能力_区县对比_")
        files[label] = waiting.value.path().read_bytes()
    assert files["PNG 图片"].startswith(b"\x89PNG")
    assert len(files["PNG 高清"]) > len(files["PNG 图片"])
    slide = Presentation(io.BytesIO(files["幻灯片（PPTX）"])).slides[1]
    charts = ["".join(shape.chart._chartSpace.itertext()) for shape in slide.shapes if shape.has_chart]
    charts[0] += "".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)  # gaps told whole
    sheet = load_workbook(io.BytesIO(files["XLSX"]))["数据"]
    cells = [cell for line in sheet.iter_rows(values_only=True) for cell in line]
    for figure in FIGURES:
        assert figure in charts[0]
        assert figure in cells
        assert all(figure in files[name].decode("utf-8-sig") for name in ("SVG", "CSV（Excel 用）", "JSON"))
    page.keyboard.press("Escape")


@pytest.mark.browser
def test_the_picture_is_shown_and_copied_whole(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="看图并复制").first.click()
    page.get_by_role("dialog").locator("img").wait_for(timeout=30_000)
    page.wait_for_function("document.querySelector('[role=dialog] img').naturalWidth > 100", timeout=30_000)
    page.get_by_role("button", name="复制图片").click()
    expect(page.locator("[data-copied]")).to_have_text("已复制，可粘贴到文档中。", timeout=30_000)
    size = page.evaluate("""async () => {
        const [copied] = await navigator.clipboard.read();
        const picture = await createImageBitmap(await copied.getType('image/png'));
        return [picture.width, picture.height];
    }""")
    assert size == [1920, 1080]


def test_years_in_the_table_below_a_comparison_have_no_grouping() -> None:
    text = said(with_twins("compare/indicator", "compare-grain-capacity", indicator="粮食综合生产能力"))
    assert re.search(r'data-label="目标年份"[^>]*>2023<', text)
    assert not re.search(r">2,0\d\d<", text)
