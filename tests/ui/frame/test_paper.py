"""What comes out of a printer: a running head on every A4 sheet, letters that can be read, tables whole; tab titles."""

from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import settle
from tests.pages import PAGES

pytestmark = pytest.mark.browser
A4 = (595, 842)
TITLES = {
    "overview": "总览 · 绿色低碳高质量发展目标看板",
    "district": "青州市 · 区县 · 绿色低碳高质量发展目标看板",
    "category": "乡村振兴 · 领域 · 绿色低碳高质量发展目标看板",
    "department": "科技 · 责任部门 · 绿色低碳高质量发展目标看板",
    "indicator": "粮食综合生产能力、新增绿色建筑面积 · 指标对比 · 绿色低碳高质量发展目标看板",
    "targets": "目标清单 · 绿色低碳高质量发展目标看板",
    "target": "新建开通5G基站 · 聊城江北水城旅游度假区 · 一项目标 · 绿色低碳高质量发展目标看板",
}


def opened(context: BrowserContext, url: str) -> Page:
    page = context.new_page()
    page.goto(url)
    settle(page)
    return page


@pytest.mark.parametrize("name", TITLES)
def test_the_tab_names_subject_page_and_board(context: BrowserContext, address: str, name: str) -> None:
    expect(opened(context, address + PAGES[name])).to_have_title(TITLES[name])


@pytest.mark.parametrize("name", ["overview", "district", "department", "target", "sources"])
def test_each_sheet_says_where_it_comes_from(context: BrowserContext, address: str, name: str, tmp_path: Path) -> None:
    page = opened(context, address + PAGES[name])
    file = tmp_path / "page.pdf"
    page.pdf(path=file, prefer_css_page_size=True, print_background=True)
    document = pypdfium2.PdfDocument(file)
    try:
        for number, sheet in enumerate(document, start=1):
            assert [round(side) for side in sheet.get_size()] == pytest.approx(A4, abs=1)
            text = sheet.get_textpage().get_text_range()
            assert page.title().partition(" · ")[0][:8] in text
            assert date.today().isoformat() in text
            assert "localhost" in text
            assert f"第 {number} / {len(document)} 页" in text
    finally:
        document.close()


def test_charts_are_drawn_in_the_width_of_paper_before_a_print(context: BrowserContext, address: str) -> None:
    """So that their letters keep their size: a chart of the window's width would be shrunk to two thirds."""
    context.add_init_script(
        """window.print = () => {
            const charts = [...document.querySelectorAll('[data-testid=stVegaLiteChart] :is(canvas, svg.marks)')]
            window.widths = charts.map(chart => chart.getBoundingClientRect().width)
        }"""
    )
    page = opened(context, address)
    page.keyboard.press("Control+P")
    page.wait_for_function("() => window.widths")
    widths = page.evaluate("window.widths")
    assert widths
    assert max(widths) <= 681
    page.wait_for_function("() => !('paper' in document.documentElement.dataset)")
