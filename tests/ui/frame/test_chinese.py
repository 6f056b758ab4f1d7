"""No English word of the framework's is seen or read out, on any page and in any state."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import run_board, settle
from tests.pages import PAGES

pytestmark = pytest.mark.browser
# Names of things that have no other, keys of the keyboard, and the tables' own words where SQL is written.
ALLOWED = re.compile(
    r"\b(?:5G|4G|PM\d*(?:\.\d)?|SQL|CSV|XLSX|PNG|SVG|PDF|PPTX|DOCX|ZIP|JSON|json|Parquet|Excel|GDP|AAA|A|SHA|AS|WPS|WTO"
    r"|Ctrl|Enter|Esc|Home|End|Tab|PageDown|PageUp|F11|R&D|RCEP|LED|APP|VOCs|COD|EPC|ID|IP|AI|BOT|CCUS|\d*WM|\d*MW|kWh|tce|[KMG]B)\b",
    re.ASCII,
)
CODES = re.compile(r"\b[a-z]+-20\d\d(?:-20\d\d)?/[\w-]+|\b[0-9a-f]{12,64}\b|^[a-z_]+ · ")
# Everything with two Latin letters in a row that is drawn or read out: text, and the attributes that are text. Code
# and the record's tables on the page of SQL are English by nature.
TEXTS = """() => {
    const texts = []
    const tables = '[aria-label="查询结果"], [aria-label="排序：查询结果"], [aria-label$="各列的含义"]'
    const own = `script, style, noscript, code, pre, textarea, [data-testid=stIconMaterial][aria-hidden], ${tables}`
    const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT)
    while (walk.nextNode()) {
        const place = walk.currentNode.parentElement
        if (place && !place.closest(own)) texts.push(walk.currentNode.data)
    }
    const names = ['aria-label', 'title', 'placeholder', 'alt', 'aria-roledescription', 'aria-description',
        'aria-valuetext', 'data-title']
    for (const element of document.querySelectorAll('*')) {
        if (element.closest(tables)) continue
        for (const name of names) if (element.hasAttribute(name)) texts.push(element.getAttribute(name))
    }
    return texts.filter(text => /[A-Za-z]{2}/.test(text))
}"""
ADDRESS = re.compile(r"^https?://\S+$")  # of a page, to be copied
EXAMPLE_OF_SQL = "SELECT district, count(*)"


def english(page: Page) -> list[str]:
    """The texts of the page that hold Latin words beyond those allowed."""
    drawn = (text for text in page.evaluate(TEXTS) if not text.startswith(EXAMPLE_OF_SQL))
    texts = (text for text in drawn if not ADDRESS.match(text.strip()))
    return sorted({text for text in texts if re.search("[A-Za-z]{2}", CODES.sub("", ALLOWED.sub("", text)))})


def no_english(page: Page) -> None:
    """What is added is replaced before it is drawn: there is nothing to wait for but the page itself."""
    assert english(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_no_english_on_any_page_with_its_lists_open(sweep: Page, address: str, name: str) -> None:
    page = sweep
    page.goto(address + PAGES[name])
    settle(page)
    no_english(page)
    assert not re.search("[A-Za-z]{2}", ALLOWED.sub("", page.title()))
    for box in page.locator("input[role=combobox]").all()[:3]:
        if not box.is_visible():
            continue
        box.scroll_into_view_if_needed()
        settle(page)  # what is drawn late would move the box from under the pointer
        box.click()
        page.get_by_role("listbox").wait_for()
        no_english(page)
        box.fill("不存在的")
        page.get_by_text(
            re.compile("^没有匹配项$|^按常用名称查找“不存在的”")
        ).first.wait_for()  # some take everyday names
        no_english(page)
        box.fill("")
        page.keyboard.press("Escape")
        page.locator("h1").first.click()


@pytest.mark.parametrize("name", ["overview", "targets", "query"])
def test_no_english_while_typing(sweep: Page, address: str, name: str) -> None:
    page = sweep
    page.goto(address + PAGES[name])
    settle(page)
    box = (
        page.get_by_test_id("stMain")
        .locator("[data-testid=stTextInput] input, [data-testid=stTextArea] textarea")
        .first
    )
    box.press_sequentially("粮食")
    if name != "query":  # there the page itself says which keys run a statement
        expect(page.get_by_test_id("InputInstructions")).to_contain_text("按回车键")
    no_english(page)


def test_no_english_in_dialogs_and_menus(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address)
    settle(page)
    page.keyboard.press("Tab")
    expect(page.get_by_text("跳到正文")).to_be_focused()
    no_english(page)
    page.get_by_role("button", name="下载与引用").first.click()
    page.get_by_text("引用文字").wait_for()
    no_english(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="看图并复制").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="复制图片").wait_for()
    no_english(page)
    dialog.get_by_role("button", name="关闭").click()
    expect(dialog).to_have_count(0)


def test_no_english_when_the_server_is_gone(context: BrowserContext) -> None:
    with run_board() as board:
        page = context.new_page()
        page.goto(board.address)
        settle(page)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("与服务器的连接已断开", timeout=60_000)
    expect(dialog).to_contain_text("正在重新连接")
    assert not re.search("Streamlit|terminal", page.locator("body").inner_text())
    no_english(page)


def test_no_english_where_there_is_no_page(page: Page, address: str) -> None:
    page.goto(f"{address}/没有/这页")
    page.get_by_role("heading", name="没有这个页面").wait_for()
    no_english(page)


def test_words_that_the_framework_may_show_are_replaced_as_they_come(page: Page, address: str) -> None:
    """States that no page of today reaches: words put into the page are Chinese before they are drawn."""
    page.goto(address)
    settle(page)
    page.evaluate(
        """() => {
            const place = document.createElement('div')
            place.innerHTML = `<div role=dialog><h2>Page not found</h2>
                <p>The page that you have requested does not seem to exist.
                Running the app's main page.</p></div><div title="Drag and drop files here">Limit 200MB per file</div>
                <span>Sort ascending</span><span>Hide column</span><span>Copy column name</span><span>Connecting</span>
                <input placeholder="Choose options" aria-label="Remove 科技">`
            document.body.append(place)
            place.querySelector('span').firstChild.data = 'Select 12 matches'
            place.querySelector('input').setAttribute('placeholder', 'No results')
        }"""
    )
    expect(page.get_by_text("选中这 12 项")).to_be_visible()
    expect(page.get_by_placeholder("没有匹配项")).to_be_visible()
    no_english(page)
