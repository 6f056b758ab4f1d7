"""Browsers without the newer methods open the board, others get a sentence; copying works on plain http."""

import re
import socket
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from policytargets.settings import ROOT
from tests.browser import SIZES, Board, run_board, settle
from tests.pages import PAGES

pytestmark = pytest.mark.browser
# What Chromium 103 lacks of what the framework and the pages use. Its real build was tried as docs/deployment.md says.
OLDER = """() => {
    const without = (place, ...names) => { for (const name of names) delete place[name] }
    without(Array.prototype, 'toSorted', 'toReversed', 'toSpliced', 'with')
    without(Object.getPrototypeOf(Int8Array.prototype), 'toSorted', 'toReversed', 'with')
    without(Array, 'fromAsync')
    without(Object, 'groupBy')
    without(Map, 'groupBy')
    without(Promise, 'withResolvers', 'try')
    without(URL, 'canParse', 'parse')
    without(URLSearchParams.prototype, 'size')
    without(Set.prototype, 'union', 'intersection', 'difference', 'symmetricDifference',
        'isSubsetOf', 'isSupersetOf', 'isDisjointFrom')
    without(Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())),
        'map', 'filter', 'flatMap', 'take', 'drop', 'forEach', 'toArray', 'reduce', 'some', 'every', 'find')
    without(window, 'Iterator')
    without(AbortSignal, 'any')
    without(String.prototype, 'isWellFormed', 'toWellFormed')
    const known = RegExp
    window.RegExp = new Proxy(known, {construct: (_, [source, flags], target) => {
        if (String(flags ?? '').includes('v')) throw new SyntaxError('Invalid flags')
        return Reflect.construct(known, [source, flags], target === window.RegExp ? known : target)
    }})
    window.older = true
}"""
SUPPLIED = """() => {
    const failed = []
    const same = (name, found, expected) => {
        if (JSON.stringify(found) !== JSON.stringify(expected)) failed.push(name)
    }
    same('toSorted', [3, 1, 2].toSorted((a, b) => a - b), [1, 2, 3])
    same('toReversed', [1, 2].toReversed(), [2, 1])
    same('toSpliced', [1, 2, 3].toSpliced(1, 1, 9, 8), [1, 9, 8, 3])
    same('with', [1, 2].with(-1, 5), [1, 5])
    same('groupBy', Object.groupBy([1, 2, 3], n => n % 2 ? 'odd' : 'even'), {odd: [1, 3], even: [2]})
    same('Map.groupBy', [...Map.groupBy([1, 2, 3], n => n % 2)], [[1, [1, 3]], [0, [2]]])
    same('canParse', [URL.canParse('a', 'http://b'), URL.canParse('a')], [true, false])
    same('size', new URLSearchParams('a=1&a=2').size, 2)
    same('union', [...new Set([1, 2]).union(new Set([2, 3]))], [1, 2, 3])
    same('intersection', [...new Set([1, 2]).intersection(new Map([[2, 0]]))], [2])
    same('symmetricDifference', [...new Set([1, 2]).symmetricDifference(new Set([2, 3]))], [1, 3])
    same('isSubsetOf', new Set([1]).isSubsetOf(new Set([1, 2])), true)
    same('map', [1, 2, 3].values().filter(n => n > 1).map(n => n * 2).toArray(), [4, 6])
    same('take', [1, 2, 3].values().drop(1).take(1).toArray(), [2])
    same('Iterator.from', Iterator.from(new Set([7])).toArray(), [7])
    same('v', new RegExp('^[&?]', 'v').test('?a'), true)
    same('v that u cannot read', new RegExp('[a--b]', 'v').test('a') !== undefined, true)
    same('pattern', /a/ instanceof RegExp && new RegExp('a', 'g').flags, 'g')
    same('without new', RegExp('a', 'i').test('A'), true)
    same('isWellFormed', ['a'.isWellFormed(), '\\ud800'.isWellFormed()], [true, false])
    const stop = new AbortController()
    const either = AbortSignal.any([stop.signal])
    stop.abort()
    same('any', either.aborted, true)
    return failed
}"""


@pytest.fixture(scope="module")
def older(browser: Browser) -> Iterator[BrowserContext]:
    """A browser without the methods that came after Chromium 103."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    context.add_init_script(f"({OLDER})()")
    yield context
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_each_page_opens_in_an_older_browser(older: BrowserContext, address: str, name: str) -> None:
    page = older.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address + PAGES[name])
    settle(page)
    assert page.evaluate("window.older")
    assert not complaints, complaints
    page.close()


def test_styles_ask_for_nothing_that_came_after_chromium_103() -> None:
    """Such a declaration would be left out there without a word: frames, lines and grounds with it."""
    styles = {path: path.read_text(encoding="utf-8") for path in (ROOT / "policytargets").rglob("*.css")}
    assert len(styles) >= 4
    newer = re.compile(
        r"color-mix\(|light-dark\(|okl(ab|ch)\(|@container|@starting-style|subgrid|text-wrap|\d[dsl]v[hw]\b|&[:.\[ ]"
    )
    assert {str(path): found[0] for path, style in styles.items() if (found := newer.search(style))} == {}


def test_frames_lines_and_grounds_are_tints_of_the_appearance(page: Page, address: str) -> None:
    page.goto(address)
    settle(page)
    line = page.locator(".districts a").last.evaluate("card => getComputedStyle(card).borderTopColor")
    assert line == "rgba(28, 43, 38, 0.18)"


@pytest.mark.parametrize("lacking", [True, False], ids=["older", "newer"])
def test_what_is_supplied_does_what_the_real_one_does(newcomer: BrowserContext, address: str, lacking: bool) -> None:
    """The same questions to the methods supplied and to the browser's own: the test itself is right."""
    if lacking:
        newcomer.add_init_script(f"({OLDER})()")
    page = newcomer.new_page()
    page.goto(address)
    assert page.evaluate(SUPPLIED) == []


def test_a_browser_that_cannot_run_the_framework_is_told_so(newcomer: BrowserContext, address: str) -> None:
    newcomer.add_init_script("delete Object.hasOwn; delete window.structuredClone")
    page = newcomer.new_page()
    page.route("**/static/js/index.*.js", lambda route: route.abort())  # it would fail there with its first words
    page.goto(address)
    said = page.get_by_role("alert")
    expect(said).to_contain_text("这个浏览器版本太旧")
    expect(said).to_contain_text("Chrome、Edge 103 或更新")


def test_a_framework_that_does_not_load_is_no_white_page(page: Page, address: str) -> None:
    page.route("**/static/js/index.*.js", lambda route: route.abort())
    page.goto(address)
    expect(page.get_by_role("alert")).to_contain_text("页面没有载入完整", timeout=15_000)


def test_without_scripts_the_page_says_what_it_needs(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert "需要浏览器允许运行脚本" in page.content()
    assert "JavaScript to run this app" not in page.content()
    context.close()


@pytest.fixture(scope="module")
def plain_http() -> Iterator[Board]:
    """A board that is open to other machines, under an address that browsers do not trust."""
    with run_board(STREAMLIT_SERVER_ADDRESS="0.0.0.0") as board:
        yield board


@pytest.mark.parametrize(("size", "most"), [("laptop", 60), ("phone", 90)])
def test_the_title_begins_at_the_top(context: BrowserContext, plain_http: Board, size: str, most: int) -> None:
    """Below the bar of the framework, with nothing unseen above it."""
    page = context.new_page()
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    for name in ("overview", "slides"):
        page.goto(plain_http.address + PAGES[name])
        settle(page)
        box = page.locator("h1").bounding_box()
        assert box is not None
        assert 30 < box["y"] < most, name


def own_address() -> str:
    """This machine's address in its network; none is asked: connecting a datagram socket sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))
        return str(probe.getsockname()[0])


def test_copying_works_on_plain_http(context: BrowserContext, plain_http: Board) -> None:
    address = plain_http.address.replace("localhost", own_address())
    page = context.new_page()
    page.goto(f"{address}{PAGES['target']}")
    settle(page)
    assert not page.evaluate("isSecureContext")
    cited = page.locator(".quotation").last
    cited.get_by_role("button", name="复制").click()
    page.evaluate("document.body.append(Object.assign(document.createElement('textarea'), {id: 'pasted'}))")
    page.locator("#pasted").focus()
    page.keyboard.press("Control+V")
    expect(page.locator("#pasted")).to_have_value(cited.locator("[data-quoted]").inner_text())


def test_a_picture_is_copied_on_plain_http(context: BrowserContext, plain_http: Board) -> None:
    address = plain_http.address.replace("localhost", own_address())
    page = context.new_page()
    page.goto(address)
    settle(page)
    page.get_by_role("button", name="看图并复制").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="复制图片").click()
    expect(dialog.get_by_role("status")).to_contain_text("已复制")
    page.keyboard.press("Escape")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('div'), {id: 'pasted', contentEditable: 'true'}))"
    )
    page.locator("#pasted").focus()
    page.keyboard.press("Control+V")
    picture = page.locator("#pasted img")
    expect(picture).to_have_attribute("src", re.compile("^(data:image/png|blob:)"))
    assert picture.evaluate("async image => { await image.decode(); return image.naturalWidth }") > 500
