"""A deck is lost by nothing that happens to readers: what address, browser and file hold of it, tried in a browser."""

import json
import random
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from policytargets.comparisons.deck import LONGEST_NOTE, LONGEST_TITLE, Deck, Slide
from policytargets.comparisons.deck_forms import from_address, from_file, to_file
from policytargets.record.database import Database
from tests.browser import free_port, run_board, settle, wait_until
from tests.decks import packed

pytestmark = pytest.mark.browser
PATIENCE = 90_000
KEPT = "已自动保存在本浏览器"
TITLE, NOTE = "标题（留空用指标名，最多 80 字）", "演讲备注（放映时不显示，最多 1000 字）"
SAVE, OPEN = "保存演示文件（.json）", "打开演示文件（.json）"


def kept_decks(page: Page) -> dict[str, Any]:
    """What lies in this browser: id → the file's content."""
    text = page.evaluate(
        "Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith('policytargets-deck:')))"
    )
    return {key.partition(":")[2]: json.loads(json.loads(value)["file"]) for key, value in text.items()}


def saved(page: Page) -> Deck:
    """The deck as its file says, once the page has its id and stands still."""
    settle(page)
    with page.expect_download(timeout=PATIENCE) as download:
        page.get_by_role("button", name=SAVE).click()
    opened = from_file(Path(download.value.path()).read_bytes())
    assert opened.problems == []
    return opened.deck


def choose(page: Page, content: bytes, name: str = "演示内容.json") -> None:
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "application/json", "buffer": content})


def named(page: Page) -> str:
    return parse_qs(urlsplit(page.url).query)["deck_id"][0]


@pytest.fixture(scope="module")
def thirty(database: Database) -> Deck:
    """Thirty slides with titles and notes of full length."""
    chance, deck = random.Random(7), Deck()
    for number, indicator_id in enumerate(database.query("choices/indicators")["indicator_id"].tolist()[:30]):
        title, note = (
            "".join(chr(chance.randint(0x4E00, 0x9FA5)) for _ in range(most)) for most in (LONGEST_TITLE, LONGEST_NOTE)
        )
        deck = deck.added(Slide(str(indicator_id), districts=("qingzhou", "zhoucun"), wording="printed"))
        deck = deck.worded(number, title=title, note=note)
    return deck


def test_thirty_long_slides_outlast_reload_and_restart_and_reach_another_machine(
    page: Page, browser: Browser, thirty: Deck
) -> None:
    port = free_port()
    with run_board(port=port) as board:
        page.goto(f"{board.address}/slides")
        settle(page)
        choose(page, to_file(thirty))
        expect(page.get_by_label(NOTE)).to_have_count(30)
        expect(page.get_by_text(KEPT)).to_be_visible()
        settle(page)
        assert len(page.url) < 6000
        page.reload()
        expect(page.get_by_label(NOTE).last).to_have_value(thirty.slides[-1].note)
        settle(page)
        assert saved(page) == thirty
        address = page.url
    expect(page.get_by_text("与服务器的连接已断开").first).to_be_visible(timeout=PATIENCE)
    with run_board(port=port) as board:
        page.wait_for_selector(
            '[data-testid="stApp"][data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]',
            timeout=PATIENCE,
        )
        expect(page.locator(".connection")).to_have_count(0, timeout=PATIENCE)
        expect(page.get_by_label(NOTE).last).to_have_value(thirty.slides[-1].note)
        settle(page)
        assert saved(page) == thirty
        elsewhere = browser.new_context(locale="zh-CN").new_page()
        elsewhere.goto(address)
        expect(elsewhere.get_by_text("标题太长，网址里放不下，保存在制作时用的那个浏览器里")).to_be_visible(
            timeout=PATIENCE
        )
        settle(elsewhere)
        bare = saved(elsewhere)
        assert [(s.subject, s.districts, s.wording) for s in bare.slides] == [
            (s.subject, s.districts, s.wording) for s in thirty.slides
        ]
        assert named(elsewhere) != named(page)
        choose(elsewhere, to_file(thirty))
        expect(elsewhere.get_by_label(NOTE).last).to_have_value(thirty.slides[-1].note)
        expect(elsewhere.get_by_text("标题太长，网址里放不下")).to_have_count(0)
        elsewhere.context.close()


def test_what_is_typed_and_not_yet_left_outlasts_a_reload(page: Page, address: str) -> None:
    page.goto(f"{address}/slides?deck=grain-capacity,5g-base-stations-new")
    expect(page.get_by_text(KEPT)).to_be_visible()
    settle(page)
    page.get_by_label(NOTE).last.fill("还没离开这一栏")
    page.reload()
    expect(page.get_by_label(NOTE).last).to_have_value("还没离开这一栏")


def test_a_link_that_is_passed_on_holds_no_note(page: Page, browser: Browser, address: str) -> None:
    page.goto(f"{address}/slides?deck=grain-capacity")
    settle(page)
    page.get_by_label(TITLE).fill("自拟标题")
    page.get_by_label(NOTE).fill("内部备注")
    page.get_by_label(TITLE).click()
    expect(page).to_have_url(re.compile("deck=v2"))
    told = page.get_by_text("不带备注；要一并交给别人，请给演示文件。")
    expect(told).to_be_hidden()
    page.get_by_text("保存在哪里，怎样交给别人").click()
    expect(told).to_be_visible()
    page.evaluate("navigator.clipboard.writeText = async text => { window.copied = text }")
    page.get_by_role("button", name="复制链接（不含备注）").click()
    expect(page.get_by_text("已复制")).to_be_visible()
    link = page.evaluate("window.copied")
    query = parse_qs(urlsplit(link).query)
    assert set(query) == {"deck"}
    assert [(slide.title, slide.note) for slide in from_address(query["deck"][0]).deck.slides] == [("自拟标题", "")]
    assert from_address(parse_qs(urlsplit(page.url).query)["deck"][0]).deck.slides[0].note == ""
    other = browser.new_context(locale="zh-CN").new_page()
    other.goto(link)
    settle(other)
    expect(other.get_by_role("heading", name="1 自拟标题")).to_be_visible()
    assert saved(other).slides[0].note == ""
    other.context.close()


def two_windows(context: BrowserContext, address: str) -> tuple[Page, Page]:
    """One deck of two slides, open in two windows."""
    first, second = context.new_page(), context.new_page()
    for page in (first, second):
        page.goto(first.url if page is second else f"{address}/slides?deck=grain-capacity,5g-base-stations-new")
        expect(page.get_by_text(KEPT)).to_be_visible()
        settle(page)
    return first, second


def note(page: Page, words: str) -> None:
    """Write the note of the first slide, and wait until this browser keeps it."""
    page.get_by_label(NOTE).first.fill(words)
    page.get_by_label(TITLE).first.click()
    page.wait_for_function(
        "words => Object.entries(localStorage).some(([key, text]) => key.startsWith('policytargets-deck:')"
        " && text.includes(words) && JSON.parse(text).stamp === deckShelf.stamp)",
        arg=words,
    )
    settle(page)


def test_a_window_hears_at_once_that_another_changed_its_deck_and_can_have_that(
    context: BrowserContext, address: str
) -> None:
    first, second = two_windows(context, address)
    changed = "另一个窗口改了这份演示"
    expect(first.get_by_text(changed)).to_be_hidden()  # to open a deck is no change
    assert len(kept_decks(first)) == 1
    note(first, "甲")
    told = second.get_by_text(re.compile(f"{changed}：粮食综合生产能力（2 张，.+改动）。这里还是原来的一版。"))
    expect(told).to_be_visible()
    expect(second.get_by_label(NOTE).first).to_have_value("")
    second.get_by_role("button", name="载入改过的一版").click()
    expect(second.get_by_label(NOTE).first).to_have_value("甲")
    expect(second.get_by_text(changed)).to_be_hidden()
    settle(second)
    note(second, "乙")
    expect(first.get_by_text(changed)).to_be_visible()
    assert [deck["slides"][0]["note"] for deck in kept_decks(first).values()] == ["乙"]
    second.get_by_role("button", name="撤销").click()
    expect(second.get_by_label(NOTE).first).to_have_value("甲")


def test_what_is_typed_beside_another_windows_version_stays_with_its_own(context: BrowserContext, address: str) -> None:
    """The other window has turned the order round: what is typed for the first slide is not for its first."""
    first, second = two_windows(context, address)
    first.get_by_role("button", name="下移").first.click()
    expect(second.get_by_text("另一个窗口改了这份演示")).to_be_visible()
    second.get_by_label(TITLE).first.fill("粮食一张")
    second.wait_for_function("() => Object.values(localStorage).some(text => text.includes('粮食一张'))")
    written = [slide for deck in kept_decks(second).values() for slide in deck["slides"] if slide["title"]]
    assert [(slide["subject"], slide["title"]) for slide in written] == [("grain-capacity", "粮食一张")]
    begun = sorted(deck["slides"][0]["subject"] for deck in kept_decks(second).values())
    assert begun == ["5g-base-stations-new", "grain-capacity"]


def test_two_windows_of_one_deck_lose_neither_version(context: BrowserContext, address: str) -> None:
    first, second = two_windows(context, address)
    note(first, "甲")
    note(second, "乙")
    # What one window writes reaches the other's sight a moment later; a window behind another draws nothing meanwhile.
    wait_until(lambda: len(kept_decks(first)) == 2)
    notes = sorted(deck["slides"][0]["note"] for deck in kept_decks(first).values())
    assert notes == ["乙", "甲"]
    expect(second.get_by_text("另一个窗口也改过这份演示")).to_be_visible()
    third = context.new_page()
    third.goto(f"{address}/slides")  # without its long address a deck is still found
    expect(third.get_by_text("本浏览器保存的演示（2）")).to_be_visible()
    expect(third.get_by_text(re.compile("^粮食综合生产能力（2 张，.+改动）"))).to_have_count(2)
    third.get_by_role("button", name="打开", exact=True).first.click()
    expect(third.get_by_role("heading", name="1 粮食综合生产能力")).to_be_visible()


def begun_beside_a_kept_deck(page: Page, address: str) -> dict[str, Any]:
    """A deck with words of its own lies in the browser; in a new window something was added. Gives the kept deck."""
    page.goto(f"{address}/slides?deck=grain-capacity,5g-base-stations-new")
    expect(page.get_by_text(KEPT)).to_be_visible()
    settle(page)
    note(page, "记着说")
    (kept,) = kept_decks(page).values()
    page.goto(f"{address}/indicator?indicator=green-building-area-new")
    settle(page)
    page.get_by_role("button", name="加入演示").first.click()
    expect(page.get_by_text("本浏览器还保存着：粮食综合生产能力（2 张，")).to_be_visible()
    return dict(kept)


def subjects_of(deck: dict[str, Any]) -> list[str]:
    return [slide["subject"] for slide in deck["slides"]]


def test_what_is_added_in_a_new_window_joins_the_kept_deck_in_one_click(page: Page, address: str) -> None:
    kept = begun_beside_a_kept_deck(page, address)
    page.get_by_role("button", name="加到那一份末尾").click()
    expect(page.get_by_text("已加到那一份的末尾，共 3 张。")).to_be_visible()
    expect(page.get_by_text("本浏览器还保存着")).to_be_hidden()
    settle(page)
    (joined,) = kept_decks(page).values()
    assert subjects_of(joined) == [*subjects_of(kept), "green-building-area-new"]
    assert joined["slides"][0]["note"] == "记着说"
    page.goto(page.url)  # the address alone and the browser give it again
    page.get_by_role("link", name="演示", exact=True).click()
    expect(page.get_by_label(NOTE)).to_have_count(3)
    expect(page.get_by_label(NOTE).first).to_have_value("记着说")


def test_what_is_added_in_a_new_window_may_be_a_deck_of_its_own(page: Page, address: str) -> None:
    kept = begun_beside_a_kept_deck(page, address)
    page.get_by_role("button", name="另作一份").click()
    expect(page.get_by_text("本浏览器还保存着")).to_be_hidden()
    settle(page)
    decks = list(kept_decks(page).values())
    assert sorted(map(subjects_of, decks)) == sorted([subjects_of(kept), ["green-building-area-new"]])
    page.get_by_role("link", name="总览", exact=True).click()
    page.get_by_role("button", name="加入演示", exact=True).first.click()  # no second question
    expect(page.get_by_text("已加入演示，共 2 张。")).to_be_visible()
    settle(page)
    expect(page.get_by_text("本浏览器还保存着")).to_be_hidden()


def test_joining_is_undone_and_the_stage_shows_no_question(page: Page, address: str) -> None:
    kept = begun_beside_a_kept_deck(page, address)
    page.get_by_role("link", name="演示", exact=True).click()
    expect(page.get_by_label(NOTE)).to_have_count(1)
    settle(page)
    page.get_by_role("button", name="开始放映").click()
    expect(page.locator(".st-key-stage-slide-1 h1")).to_be_visible()
    expect(page.get_by_text("本浏览器还保存着")).to_be_hidden()
    settle(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="加到那一份末尾").click()
    expect(page.get_by_label(NOTE)).to_have_count(3)
    settle(page)
    page.get_by_role("button", name="撤销").click()
    expect(page.get_by_label(NOTE)).to_have_count(1)
    settle(page)
    decks = kept_decks(page).values()
    assert ["green-building-area-new"] in [subjects_of(deck) for deck in decks]
    assert subjects_of(kept) in [subjects_of(deck)[:2] for deck in decks]


def test_decks_of_this_browser_are_listed_by_the_title_of_their_first_slide(page: Page, address: str) -> None:
    """Never by codes: the presenter's own title, or what the slide shows."""
    page.goto(f"{address}/slides?deck={packed('overview-tasks', 'overview-cells', title='开场')}")
    expect(page.get_by_text(KEPT)).to_be_visible()
    settle(page)
    page.goto(f"{address}/slides?deck={packed('overview-tasks')}")
    expect(page.get_by_text(KEPT)).to_be_visible()
    settle(page)
    shown = page.get_by_role("heading", level=2).inner_text().partition("　")[2]
    page.goto(f"{address}/slides?deck=grain-capacity")
    page.get_by_text("本浏览器保存的其他演示（2）").click()
    listed = page.locator("#others li").all_inner_texts()
    assert len(shown) > 40
    assert listed[0].startswith(f"{shown[:40]}…（1 张，")
    assert listed[1].startswith("开场（2 张，")


def test_a_deck_that_another_window_deleted_is_said_to_be_kept_no_more(context: BrowserContext, address: str) -> None:
    first = context.new_page()
    first.goto(f"{address}/slides?deck=grain-capacity")
    expect(first.get_by_text(KEPT)).to_be_visible()
    second = context.new_page()
    second.goto(f"{address}/slides")
    second.get_by_role("button", name="删除", exact=True).click()
    expect(first.get_by_text("这一份已被另一个窗口删除；再改一处，就重新保存。")).to_be_visible()
    settle(first)
    note(first, "又改了")
    expect(first.get_by_text(KEPT)).to_be_visible()


@pytest.mark.parametrize(
    "junk", ["", "{", "null", '{"file":7}', '{"file":"[["}', '{"file":"{}","stamp":{}}', "[" * 9000]
)
def test_junk_in_the_browser_breaks_nothing(page: Page, address: str, junk: str) -> None:
    page.goto(f"{address}/slides?deck=grain-capacity")
    expect(page.get_by_text(KEPT)).to_be_visible()
    settle(page)
    page.evaluate("([id, junk]) => localStorage.setItem('policytargets-deck:' + id, junk)", [named(page), junk])
    before = named(page)
    page.reload()
    expect(page).not_to_have_url(re.compile(before))
    expect(page.get_by_text(KEPT)).to_be_visible()
    settle(page)
    assert [slide.subject for slide in saved(page).slides] == ["grain-capacity"]


def test_a_hostile_deck_in_the_browser_is_read_like_a_file(page: Page, address: str) -> None:
    page.goto(f"{address}/slides?deck=grain-capacity")
    expect(page.get_by_text(KEPT)).to_be_visible()
    settle(page)
    slides = [
        {"subject": "grain-capacity", "title": "<img src=x onerror=alert(1)> [a](javascript:1)"},
        {"subject": "gone"},
    ]
    whole = {"kind": "policytargets-deck", "version": 2, "slides": slides}
    record = json.dumps({"saved": "<b>x", "stamp": "<i>", "file": json.dumps(whole)})
    for name in (named(page), "other"):
        page.evaluate("([id, text]) => localStorage.setItem('policytargets-deck:' + id, text)", [name, record])
    page.reload()
    expect(page.get_by_role("heading", name="1 <img src=x onerror=alert(1)> [a](javascript:1)")).to_be_visible()
    expect(page.get_by_text("“gone”不在本记录中")).to_be_visible()
    assert page.locator("img[src=x]").count() == 0


def test_a_browser_that_keeps_nothing_says_so(page: Page, address: str) -> None:
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }")
    page.goto(f"{address}/slides?deck=grain-capacity")
    expect(page.get_by_text("没有保存在本浏览器（浏览器给本站的空间已满）。请保存演示文件")).to_be_visible()


def test_files_that_are_none_are_refused_in_a_sentence(page: Page, address: str) -> None:
    page.goto(f"{address}/slides?deck=grain-capacity")
    expect(page.get_by_text(KEPT)).to_be_visible()
    settle(page)
    choose(page, b"")
    expect(page.get_by_text("是空文件，没有打开。")).to_be_visible()
    choose(page, b"x" * 300_001)
    expect(page.get_by_text("超过 300 KB，不是本看板保存的演示内容")).to_be_visible()
    for content in (bytes(range(256)), b"[" * 200_000, b"{}", "﻿不是".encode("utf-16")):
        choose(page, content)
        expect(page.get_by_text("这不是本看板保存的演示内容，没有打开。")).to_be_visible()
    expect(page.get_by_role("heading", name="1 粮食综合生产能力")).to_be_visible()
    many = [{"subject": "grain-capacity"}, *({"subject": f"i{number}"} for number in range(9_999))]
    choose(page, b"\xef\xbb\xbf" + json.dumps({"kind": "policytargets-deck", "version": 2, "slides": many}).encode())
    expect(page.get_by_text("后面的 9960 张没有打开")).to_be_visible()


def test_a_title_pasted_too_long_stays_as_far_as_there_is_room_and_says_so(page: Page, address: str) -> None:
    page.goto(f"{address}/slides?deck=grain-capacity")
    expect(page.get_by_text(KEPT)).to_be_visible()
    settle(page)
    for _ in range(2):  # the second time what is kept is the same as before
        page.get_by_label(TITLE).fill("长" * 500)
        page.get_by_label(NOTE).click()
        expect(page.get_by_text(f"标题最多 {LONGEST_TITLE} 字").first).to_be_visible()
        expect(page.get_by_label(TITLE)).to_have_value("长" * LONGEST_TITLE)
        settle(page)
    assert saved(page).slides[0].title == "长" * LONGEST_TITLE


def test_a_dropped_file_opens_and_the_deck_before_stays(page: Page, address: str) -> None:
    page.goto(f"{address}/slides?deck=grain-capacity")
    expect(page.get_by_text(KEPT)).to_be_visible()
    settle(page)
    text = to_file(Deck((Slide("5g-base-stations-new", note="从文件来"),))).decode()
    page.evaluate(
        """text => {
            const carried = new DataTransfer()
            carried.items.add(new File([text], '演示内容.json', {type: 'application/json'}))
            const target = document.querySelector('[data-testid=stMain]')
            for (const type of ['dragover', 'drop']) target.dispatchEvent(
                new DragEvent(type, {bubbles: true, cancelable: true, dataTransfer: carried}))
        }""",
        text,
    )
    expect(page.get_by_label(NOTE)).to_have_value("从文件来")
    page.get_by_text("本浏览器保存的其他演示（1）").click()
    page.get_by_role("button", name="打开", exact=True).click()
    expect(page.get_by_role("heading", name="1 粮食综合生产能力")).to_be_visible()
    settle(page)
    page.get_by_role("button", name="撤销").click()
    expect(page.get_by_label(NOTE)).to_have_value("从文件来")
