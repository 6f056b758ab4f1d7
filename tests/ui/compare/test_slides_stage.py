"""The stage in a real browser: keys, black screen, the speaker's window; what is projected and what is not."""

import base64
import json
import re
import zlib

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from policytargets.comparisons.deck import Deck, Slide
from policytargets.comparisons.deck_forms import to_address
from policytargets.ui.blocks import comparing
from policytargets.ui.blocks.record import rows
from policytargets.ui.compare.slides_stage import WIDTHS, pages_of_sources
from tests.browser import settle
from tests.decks import SUBJECTS as EXHIBITS
from tests.pages import opened, said

NOTE = "示例备注：先看度假区"
DECK = Deck((Slide("5g-base-stations-new"), Slide("grain-capacity", note=NOTE), Slide("rural-roads-built")))
# The first version's addresses, which still open, held notes.
ROWS = [[slide.subject, slide.title, slide.note, list(slide.districts), slide.order] for slide in DECK.slides]
OLD = "v1." + base64.urlsafe_b64encode(zlib.compress(json.dumps(ROWS).encode())).decode().rstrip("=")
ADDRESS = {"deck": OLD, "present": "true"}


def test_notes_are_for_the_speaker_and_sources_stand_at_the_end() -> None:
    board = opened("compare/slides", **ADDRESS)
    assert not board.exception
    (spoken,) = [part for part in said(board).split("\n") if "stage-spoken" in part]
    assert NOTE in spoken
    assert spoken.startswith('<ol class="stage-spoken" data-width="1920" data-slides="3" hidden>')
    assert said(board).count("文号与任务号见来源页") == 3
    assert "比较须知：茌平为三年合计" in said(board)
    assert "<h1>来源</h1>" in said(board)


def test_the_last_slide_names_each_document_once_with_all_its_tasks() -> None:
    """Of comparisons and exhibits together: whichever names a task, it stands there."""
    slides = (Slide("grain-capacity"), Slide("5g-base-stations-new"), *(Slide(f"exhibit:{one}") for one in EXHIBITS))
    board = opened("compare/slides", deck=to_address(Deck(slides)).text, present="true")
    assert not board.exception
    cited = "".join(part for part in said(board).split("\n") if part.startswith("<h1>来源"))
    titles = re.findall("《.*?》", cited)
    assert len(titles) == len(set(titles)) == len(rows("record/documents", documents=[]))
    compared = [comparing.comparison(slide.subject) for slide in slides[:2]]
    tasks = {(row.source.partition("》")[0], row.source.rpartition("，")[2]) for one in compared
             for row in getattr(one, "rows", ()) if row.source}  # fmt: skip
    assert len(tasks) > 6
    for document, task in tasks:
        (line,) = [line for line in re.findall("<p>(.*?)</p>", cited) if line.startswith(document)]
        assert re.search(f"，(.*、)?{task}(、|$)", line)


@pytest.mark.parametrize("width", WIDTHS.values())
def test_sources_without_room_on_one_slide_go_on_on_the_next(width: int) -> None:
    lines = [f"示例县{place}，《示例县{'绿色低碳' * 20}计划》，第{place}项" for place in range(40)]
    pages = pages_of_sources(lines, width)
    assert [line for _, own in pages for line in own] == lines
    assert [heading for heading, _ in pages] == [f"来源（{place}/{len(pages)}）" for place in range(1, len(pages) + 1)]
    assert len(pages) > 1
    assert pages_of_sources(lines[:1], width) == [("来源", lines[:1])]
    assert pages_of_sources([], width) == []


@pytest.mark.browser
def test_keys_turn_blacken_and_open_the_speakers_window(context: BrowserContext, address: str, page: Page) -> None:
    page.goto(f"{address}/slides?deck={ADDRESS['deck']}&present=true")
    settle(page)
    slide = page.locator(".st-key-stage-slide-3")
    page.keyboard.press("3")
    page.keyboard.press("Enter")
    expect(slide).to_be_visible()
    page.keyboard.press("b")
    assert page.evaluate("document.documentElement.classList.contains('stage-black')")
    page.keyboard.press("ArrowLeft")
    assert not page.evaluate("document.documentElement.classList.contains('stage-black')")
    expect(page.locator(".st-key-stage-slide-2")).to_be_visible()
    for key in ("1", "ArrowRight", "ArrowLeft", "Enter"):  # a digit that was left leads nowhere
        page.keyboard.press(key)
    expect(page.locator(".st-key-stage-slide-2")).to_be_visible()
    with page.expect_popup() as opening:
        page.keyboard.press("s")
    speaker = opening.value
    expect(speaker.locator("#notes")).to_have_text(NOTE)
    expect(speaker.locator("h2")).to_contain_text("新改建农村公路里程")
    speaker.keyboard.press("ArrowRight")
    expect(slide).to_be_visible()
    assert NOTE not in page.locator(".stApp").inner_text()


@pytest.mark.browser
def test_the_stage_fills_the_screen_at_the_click_that_opens_it(address: str, page: Page) -> None:
    page.goto(f"{address}/slides?deck={ADDRESS['deck']}")
    settle(page)
    page.get_by_role("button", name="开始放映").click()
    expect(page.locator(".st-key-stage-slide-1")).to_be_visible()
    page.wait_for_function("document.fullscreenElement === document.documentElement")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="开始放映")).to_be_visible()
    page.wait_for_function("document.fullscreenElement === null")


@pytest.mark.browser
def test_the_bar_leaves_the_source_alone_until_it_is_looked_for(address: str, page: Page) -> None:
    """After a press of one of its buttons too, where the mouse rests on it; Tab brings it back."""
    page.goto(f"{address}/slides?deck={ADDRESS['deck']}&present=true")
    settle(page)
    bar = page.locator(".st-key-stage-bar")
    expect(bar).to_have_css("opacity", "0")
    page.mouse.move(400, 300)
    expect(bar).to_have_css("opacity", "1")
    bar.get_by_role("button", name="下一张").click()
    expect(page.locator(".st-key-stage-slide-2")).to_be_visible()
    expect(bar).to_have_css("opacity", "0")
    page.keyboard.press("Tab")
    expect(bar).to_have_css("opacity", "1")


@pytest.mark.browser
def test_the_speakers_window_shows_any_title_as_it_is(address: str, page: Page) -> None:
    title = "<script>alert(1)</script> <b>粮食</b> 与 --> $x^2$"
    deck = to_address(Deck((Slide("grain-capacity", title), Slide("rural-roads-built", title)))).text
    page.goto(f"{address}/slides?deck={deck}&present=true")
    settle(page)
    with page.expect_popup() as opening:
        page.keyboard.press("s")
    expect(opening.value.locator("h1")).to_have_text(f"1 / 2　{title}")
    expect(opening.value.locator("h2")).to_have_text(f"下一张：{title}")


@pytest.mark.browser
@pytest.mark.parametrize("slide", ["9", "0", "一"])
def test_a_slide_that_is_not_there_is_said_and_the_first_one_shown(page: Page, address: str, slide: str) -> None:
    page.goto(f"{address}/slides?deck={ADDRESS['deck']}&present=true&slide={slide}")
    settle(page)
    told = f"网址里的第 {slide} 张不在这份演示里（共 3 张），从第 1 张放起。"
    expect(page.locator(".st-key-stage-bar")).to_contain_text(told)
    expect(page.locator(".st-key-stage-slide-1")).to_be_visible()
    expect(page.locator(".st-key-stage-slide-2")).to_be_hidden()
