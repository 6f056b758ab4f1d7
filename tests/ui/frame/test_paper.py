"""What comes out of a printer: a running head on every A4 sheet, letters that can be read, tables whole; tab titles."""

import ctypes
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw
import pytest
from playwright.sync_api import Page, expect

from policytargets.charts.style import LIGHT
from tests.browser import open_folds, settle
from tests.pages import PAGES

pytestmark = pytest.mark.browser
A4 = (595, 842)
STILL = """() => {
    const before = window.plots
    window.plots = [...document.querySelectorAll('.js-plotly-plot')].map(plot => plot.innerHTML).join()
    return before === window.plots
}"""
TITLES = {
    "overview": "总览 · 绿色低碳高质量发展目标看板",
    "district": "青州市 · 区县 · 绿色低碳高质量发展目标看板",
    "category": "乡村振兴 · 领域 · 绿色低碳高质量发展目标看板",
    "department": "科技 · 责任部门 · 绿色低碳高质量发展目标看板",
    "indicator": "粮食综合生产能力、新增绿色建筑面积 · 指标对比 · 绿色低碳高质量发展目标看板",
    "targets": "目标清单 · 绿色低碳高质量发展目标看板",
    "target": "新建开通5G基站 · 聊城江北水城旅游度假区 · 一项目标 · 绿色低碳高质量发展目标看板",
}


@pytest.mark.parametrize("name", TITLES)
def test_the_tab_names_subject_page_and_board(sweep: Page, address: str, name: str) -> None:
    sweep.goto(address + PAGES[name])
    expect(sweep).to_have_title(TITLES[name])


def test_the_tab_names_two_districts(sweep: Page, address: str) -> None:
    sweep.goto(f"{address}/indicator?districts=青州市&districts=周村区&pair=true")
    expect(sweep).to_have_title("青州市与周村区 · 指标对比 · 绿色低碳高质量发展目标看板")


@pytest.mark.parametrize("name", ["overview", "district", "department", "target", "sources"])
def test_each_sheet_says_where_it_comes_from(sweep: Page, address: str, name: str, tmp_path: Path) -> None:
    sweep.goto(address + PAGES[name])
    settle(sweep)
    file = tmp_path / "page.pdf"
    sweep.pdf(path=file, prefer_css_page_size=True, print_background=True)
    document = pypdfium2.PdfDocument(file)
    try:
        for number, sheet in enumerate(document, start=1):
            assert [round(side) for side in sheet.get_size()] == pytest.approx(A4, abs=1)
            text = sheet.get_textpage().get_text_range()
            assert sweep.title().partition(" · ")[0][:8] in text
            assert date.today().isoformat() in text
            assert "localhost" in text
            assert f"第 {number} / {len(document)} 页" in text
    finally:
        document.close()


@pytest.mark.parametrize("name", ["overview", "department"])
def test_charts_are_drawn_in_the_width_of_paper_before_a_print(page: Page, address: str, name: str) -> None:
    """So that their letters keep their size: a chart of the window's width would be shrunk to two thirds, also where
    two stand beside each other and are narrower than paper from the start. The print is asked for before the charts
    follow."""
    page.add_init_script(
        """window.print = () => {
            const charts = [...document.querySelectorAll('[data-testid=stVegaLiteChart] :is(canvas, svg.marks)')]
            window.widths = charts.map(chart => [chart, chart.closest('[data-testid]')]
                .map(element => element.getBoundingClientRect().width))
        }
        const Observer = window.ResizeObserver
        window.ResizeObserver = class extends Observer {  // charts follow a second late, as on a slow machine
            constructor(follow) { super((...seen) => setTimeout(() => follow(...seen), window.late ?? 0)) }
        }"""
    )
    page.goto(address + PAGES[name])
    settle(page)
    page.evaluate("window.late = 1000")
    page.keyboard.press("Control+P")
    page.wait_for_function("() => window.widths")
    widths = page.evaluate("window.widths")
    assert widths
    for chart, room in widths:
        assert chart <= min(room, 680) + 1
    page.wait_for_function("() => !('paper' in document.documentElement.dataset)")


@pytest.mark.parametrize(("name", "folds"), [("departments", 2), ("department", 1), ("targets", 1)])
def test_a_folded_block_says_on_paper_what_it_found_and_that_the_rest_is_not_printed(
    sweep: Page, address: str, name: str, folds: int, tmp_path: Path
) -> None:
    sweep.goto(address + PAGES[name])
    settle(sweep)
    found = sweep.locator('[class*="-fold"] details:not([open]) > summary').all_inner_texts()
    assert len(found) >= folds
    sheets = _printed(sweep, tmp_path)
    for summary in found:
        said = re.sub(r"[\s\u2060]|^keyboard_\w+", "", summary)
        assert said in sheets
    assert sheets.count("没有展开，未打印") == len(found)
    assert "更多筛选与排序" not in sheets
    sweep.locator('[class*="-fold"] details:not([open]) > summary').first.click()
    settle(sweep)
    assert _printed(sweep, tmp_path).count("没有展开，未打印") == len(found) - 1


@pytest.mark.parametrize("prepared", [True, False], ids=["by the board's command", "by the browser's menu"])
@pytest.mark.parametrize(
    ("address_of_page", "strips", "least"),
    [
        (PAGES["overview"], 200, [(LIGHT.brand, 1, 12_000)]),
        ("/department?by=按部门&districts=周村区", 0, [(LIGHT.heat, 0.55, 40_000), (LIGHT.masked, 1, 1000)]),
    ],
    ids=["areas and strips", "flows"],
)
def test_charts_and_strips_keep_their_colours_on_paper_and_have_room_there(
    sweep: Page,
    address: str,
    address_of_page: str,
    strips: int,
    least: list[tuple[str, float, int]],
    prepared: bool,
    tmp_path: Path,
) -> None:
    """Dots of the brand's colour on the first sheet, where cards have their strips; dots of colours, seen through on
    white, on the sheet with most: nothing else on the pages has so many. Supporting departments end the flows at the
    right, where a chart as wide as the window is cut."""
    # What fails leaves the page as it is when the print begins.
    sweep.add_init_script("window.print = () => { window.printing = true; throw new Error('printing') }")
    sweep.goto(address + address_of_page)
    settle(sweep)
    open_folds(sweep)
    sweep.wait_for_function(STILL, polling=300)
    if prepared:
        sweep.keyboard.press("Control+P")
        sweep.wait_for_function("() => window.printing")
    file = tmp_path / "coloured.pdf"
    sweep.pdf(path=file, prefer_css_page_size=True, print_background=True)
    document = pypdfium2.PdfDocument(file)
    try:
        sheets = [sheet.render().to_numpy()[:, :, ::-1].astype(int) for sheet in document]
    finally:
        document.close()
    assert _dots(sheets[0], LIGHT.brand) >= strips
    for colour, share, number in least:
        assert max(_dots(sheet, colour, share) for sheet in sheets[1:]) >= number


def _dots(sheet: Any, colour: str, share: float = 1) -> int:
    """How many dots of a sheet have a colour of which so much covers the white."""
    seen = [int(colour[place : place + 2], 16) * share + 255 * (1 - share) for place in (1, 3, 5)]
    return int((abs(sheet - seen).max(axis=2) < 6).sum())


def _printed(page: Page, folder: Path) -> str:
    """All that is on the sheets, without white space."""
    file = folder / "printed.pdf"
    page.pdf(path=file, prefer_css_page_size=True, print_background=True)
    document = pypdfium2.PdfDocument(file)
    try:
        return re.sub(r"[\s\u2060\ufffe]", "", "".join(sheet.get_textpage().get_text_range() for sheet in document))
    finally:
        document.close()


class Letter(NamedTuple):
    """A letter on a sheet: its size in points and how high above the sheet's foot it stands."""

    letter: str
    size: float
    above: float


def letters(sheet: pypdfium2.PdfPage) -> Iterator[Letter]:
    """What stands between the running head and the foot of a sheet."""
    text = sheet.get_textpage()
    for place in range(text.count_chars()):
        turned, box = pypdfium2.raw.FS_MATRIX(), pypdfium2.raw.FS_RECTF()
        pypdfium2.raw.FPDFText_GetMatrix(text, place, ctypes.byref(turned))
        pypdfium2.raw.FPDFText_GetLooseCharBox(text, place, ctypes.byref(box))
        size = pypdfium2.raw.FPDFText_GetFontSize(text, place) * (turned.a**2 + turned.b**2) ** 0.5
        letter = chr(pypdfium2.raw.FPDFText_GetUnicode(text, place))
        if letter.strip() and 45 < box.bottom < A4[1] - 45:
            yield Letter(letter, size, box.bottom)


LISTS = """() => [...document.querySelectorAll('table.listing')].map(list => ({
    right: list.getBoundingClientRect().right,
    flat: [list, list.tHead, list.rows[1]].map(part => getComputedStyle(part).display).join(' '),
    heads: getComputedStyle(list.tHead).position,
    cut: [...list.querySelectorAll('th, td')].filter(cell => cell.scrollWidth > cell.clientWidth + 1)
        .map(cell => cell.innerText),
})).filter(list => list.right)"""


@pytest.mark.parametrize("name", ["district", "category", "department", "targets", "sources"])
def test_lists_are_tables_on_paper_and_have_room_there(sweep: Page, address: str, name: str) -> None:
    """Paper is as narrow as a small tablet, where rows are cards: as cards they take twice the sheets."""
    sweep.goto(address + PAGES[name])
    settle(sweep)
    sweep.set_viewport_size({"width": 680, "height": 900})
    sweep.emulate_media(media="print")
    try:
        lists = sweep.evaluate(LISTS)
    finally:
        sweep.emulate_media(media="screen")
    assert lists
    for found in lists:
        assert found["flat"] == "table table-header-group table-row"
        assert found["heads"] == "static"
        assert found["right"] <= 681
        assert found["cut"] == []


# In its other scope a district has more strips than one sheet has room for.
PRINTED = {name: path for name, path in PAGES.items() if name != "presenting"}
PRINTED["strips"] = "/district?district=茌平区&scope=本区县未设定或另有口径"


@pytest.mark.parametrize("name", PRINTED)
def test_letters_on_paper_can_be_read_and_no_heading_ends_a_sheet(
    sweep: Page, address: str, name: str, tmp_path: Path
) -> None:
    """As printed with the board's own command, which draws charts in the width of paper first: 8 points at least."""
    sweep.add_init_script("window.print = () => { window.ready = document.documentElement.cloneNode() }")
    sweep.goto(address + PRINTED[name])
    settle(sweep)
    sweep.keyboard.press("Control+P")
    sweep.wait_for_function("() => window.ready")
    sweep.evaluate("document.documentElement.dataset.paper = ''")  # as it stood when the print began
    sweep.wait_for_function(
        """() => [...document.querySelectorAll('[data-testid=stVegaLiteChart] svg')]
            .every(chart => chart.getBoundingClientRect().width
                <= Math.min(680, chart.closest('[data-testid]').getBoundingClientRect().width) + 1)"""
    )
    headings = {re.sub(r"\s", "", said) for said in sweep.locator("[data-testid=stMain] :is(h2, h3)").all_inner_texts()}
    file = tmp_path / "sweep.pdf"
    sweep.pdf(path=file, prefer_css_page_size=True, print_background=True)
    document = pypdfium2.PdfDocument(file)
    try:
        sheets = [list(letters(sheet)) for sheet in document]
    finally:
        document.close()
    small = "".join(one.letter for sheet in sheets for one in sheet if one.size < 7.95)
    assert not small
    for sheet in sheets[:-1]:
        lowest = min(one.above for one in sheet)
        assert "".join(one.letter for one in sheet if one.above - lowest < 3) not in headings
