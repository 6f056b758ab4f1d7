"""What is on the wall: large letters in every shape of window, contrast in both appearances, and nothing that comes
from the system or the connection."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import free_port, run_board, settle
from tests.decks import SUBJECTS as EXHIBITS
from tests.decks import packed

pytestmark = pytest.mark.browser
PATIENCE = 90_000
# Details of every district, a caution, a long title, a withheld figure, other bases, an indicator without any figure.
DECK = "rural-roads-built,5g-base-stations-new,grain-capacity,industrial-firms-by-sector,aquatic-output"
SUBJECTS = DECK.split(",")
SEEN = '[class*="st-key-stage-slide-"]:visible'
SIDEBAR = "() => getComputedStyle(document.querySelector('[data-testid=stSidebar]')).backgroundColor"
# Every text of a slide: its words, height of letters in pixels of the window, box, colour; hatching is no word.
TEXTS = """slide => {
    const found = []
    const scale = new DOMMatrix(getComputedStyle(slide).transform).a
    for (const node of slide.querySelectorAll('h1, p, th, td, svg.marks text')) {
        if (!node.textContent.trim() || /^\\/+/.test(node.textContent)) continue
        const style = getComputedStyle(node), box = node.getBoundingClientRect()
        found.push({ text: node.textContent, size: parseFloat(style.fontSize) * scale, left: box.left, top: box.top,
            right: box.right, bottom: box.bottom, colour: node.tagName == 'text' ? style.fill : style.color })
    }
    return found
}"""


# Every cell that words may lie on.
CELLS = """slide => [...slide.querySelectorAll('svg.marks .mark-rect path')].map(node => {
    const box = node.getBoundingClientRect()
    return { colour: node.getAttribute('fill'), left: box.left, top: box.top, right: box.right, bottom: box.bottom }
}).filter(cell => cell.colour && cell.colour.startsWith('#'))"""


def on_stage(page: Page, address: str, width: int, height: int, scheme: str = "light", deck: str = DECK) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{address}/slides?deck={deck}&present=true")
    settle(page)
    wanted = 1440 if width / height < 1.5 else 1920
    page.wait_for_function(
        "wanted => document.querySelector('.stage-spoken')?.dataset.width === wanted", arg=str(wanted)
    )
    settle(page)
    expect(page.locator(SEEN)).to_have_count(1)


def texts(page: Page, place: int) -> list[dict[str, Any]]:
    page.keyboard.press("Home")
    for _ in range(place):
        page.keyboard.press("ArrowRight")
    slide = page.locator(f".st-key-stage-slide-{place + 1}")
    expect(slide).to_be_visible()
    settle(page)
    found: list[dict[str, Any]] = slide.evaluate(TEXTS)
    assert len(found) > 3
    return found


def ink(text: dict[str, Any]) -> tuple[float, float]:
    """Where the letters of one or more lines begin and end; their boxes hold some room above and below."""
    spare = text["size"] * 0.4
    return text["top"] + spare / 2, text["bottom"] - spare / 2


def luminance(colour: str) -> float:
    """By WCAG 2.2, of `rgb(28, 43, 38)` or `#1C2B26`."""
    if colour.startswith("#"):
        parts = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    else:
        parts = [int(part) for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    linear = [part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def large_and_apart(page: Page, place: int, width: int, height: int) -> None:
    """All letters of a slide are large, none is cut, and no word lies over another."""
    found = texts(page, place)
    small = [one for one in found if one["size"] < 36 * height / 1080 - 0.5]
    assert small == []
    assert all(one["left"] >= 0 and one["top"] >= 0 for one in found)
    beyond = [one for one in found if one["right"] > width + 1 or one["bottom"] > height + 1]
    assert beyond == []
    slide = page.locator(f".st-key-stage-slide-{place + 1}").bounding_box()
    assert slide is not None
    assert slide["height"] == pytest.approx(height, abs=2)
    assert slide["width"] > width - 3
    for number, one in enumerate(found):
        for other in found[number + 1 :]:
            meets = one["left"] < other["right"] - 1 and other["left"] < one["right"] - 1
            meets = meets and ink(one)[0] < ink(other)[1] and ink(other)[0] < ink(one)[1]
            assert not meets, (one, other)


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1366, 768), (1400, 1050), (1024, 768)])
def test_letters_are_large_and_nothing_is_cut_in_every_shape(page: Page, address: str, width: int, height: int) -> None:
    on_stage(page, address, width, height)
    for place in range(len(SUBJECTS)):
        large_and_apart(page, place, width, height)


def legible(page: Page, place: int) -> None:
    """Every word of a slide stands out from what lies behind it: the ground, or the cell that its middle is in."""
    ground = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    cells = page.locator(f".st-key-stage-slide-{place + 1}").evaluate(CELLS)
    for one in texts(page, place):
        middle = (one["left"] + one["right"]) / 2, (one["top"] + one["bottom"]) / 2
        behind = [cell["colour"] for cell in cells if cell["left"] < middle[0] < cell["right"]
                  and cell["top"] < middle[1] < cell["bottom"]]  # fmt: skip
        tones = luminance(one["colour"]), luminance(behind[-1] if behind else ground)
        assert (max(tones) + 0.05) / (min(tones) + 0.05) >= 4.5, one


@pytest.mark.parametrize(
    ("width", "height", "scheme"),
    [(1920, 1080, "light"), (1920, 1080, "dark"), (1440, 1080, "dark"), (1024, 768, "light")],
)
def test_every_kind_of_exhibit_is_laid_out_for_the_wall(
    page: Page, address: str, width: int, height: int, scheme: str
) -> None:
    on_stage(page, address, width, height, scheme, packed(*EXHIBITS))
    for place in range(len(EXHIBITS)):
        large_and_apart(page, place, width, height)
        legible(page, place)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_stands_out_from_its_ground(page: Page, address: str, scheme: str) -> None:
    on_stage(page, address, 1920, 1080, scheme)
    ground = luminance(page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor"))
    assert (ground > 0.5) == (scheme == "light")
    for place in range(len(SUBJECTS)):
        for one in texts(page, place):
            lighter, darker = sorted((ground, luminance(one["colour"])), reverse=True)
            assert (lighter + 0.05) / (darker + 0.05) >= 4.5, one


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_change_of_the_systems_appearance_changes_nothing_on_the_wall(page: Page, address: str, scheme: str) -> None:
    on_stage(page, address, 1920, 1080, scheme)
    before = page.screenshot()
    own = page.evaluate(SIDEBAR)
    page.emulate_media(color_scheme="dark" if scheme == "light" else "light")
    page.wait_for_function(f"own => ({SIDEBAR})() !== own", arg=own)  # the framework has followed
    settle(page)
    assert page.screenshot() == before


def test_a_lost_connection_changes_nothing_on_the_wall(browser: Browser) -> None:
    port = free_port()
    page = browser.new_context(locale="zh-CN").new_page()
    with run_board(port=port) as board:
        on_stage(page, board.address, 1920, 1080)
        before = page.screenshot()
    expect(page.locator(".connection")).to_be_attached(timeout=PATIENCE)
    assert page.screenshot() == before
    page.keyboard.press("ArrowRight")
    expect(page.locator(".st-key-stage-slide-2")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    assert page.screenshot() == before
    with run_board(port=port):
        expect(page.locator(".connection")).to_have_count(0, timeout=PATIENCE)
        settle(page)
        assert page.screenshot() == before
    page.context.close()


def test_the_end_of_a_range_is_lighter_on_the_wall(page: Page, address: str) -> None:
    on_stage(page, address, 1920, 1080, deck="pocket-parks-new")
    (stretch,) = page.locator(".st-key-stage-slide-1 svg.marks path[opacity]:not([opacity='1'])").all()
    written = stretch.get_attribute("opacity")
    assert stretch.evaluate("node => getComputedStyle(node).opacity") == written
