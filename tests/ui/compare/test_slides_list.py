"""The list of slides: put in order by hand and by keys, every change undone and made again."""

import pytest
from playwright.sync_api import Page, expect

from policytargets.comparisons.deck import Deck, Slide
from policytargets.comparisons.deck_forms import to_file
from policytargets.ui.blocks.deck_history import Held
from tests.browser import settle

FIRST = ["新建开通5G基站数", "粮食综合生产能力", "新改建农村公路里程"]
DECK = "5g-base-stations-new,grain-capacity,rural-roads-built"


def in_order(page: Page, *places: int) -> None:
    expect(page.locator(".slide-title")).to_have_text([f"{n}　{FIRST[place]}" for n, place in enumerate(places, 1)])
    settle(page)


@pytest.mark.browser
def test_slides_are_moved_by_keys_and_by_hand(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1366, "height": 1400})
    page.goto(f"{address}/slides?deck={DECK}")
    in_order(page, 0, 1, 2)
    expect(page.get_by_text("已自动保存在本浏览器")).to_be_visible()
    expect(page.locator("img.thumbnail")).to_have_count(3)
    assert page.evaluate("[...document.querySelectorAll('img.thumbnail')].every(img => img.naturalWidth > 0)")
    page.locator('[data-grip="0"]').focus()
    page.keyboard.press("ArrowDown")
    in_order(page, 1, 0, 2)
    expect(page.locator('[data-grip="1"]')).to_be_focused()
    page.keyboard.press("End")
    in_order(page, 1, 2, 0)
    expect(page.locator('[data-grip="2"]')).to_be_focused()
    grip = page.locator('[data-grip="2"]').bounding_box()
    top = page.locator(".st-key-slide-0").bounding_box()
    page.mouse.move(grip["x"] + 8, grip["y"] + 8)
    page.mouse.down()
    page.mouse.move(grip["x"] + 8, top["y"] + 20, steps=6)
    page.mouse.up()
    in_order(page, 0, 1, 2)


@pytest.mark.browser
def test_every_change_is_undone_and_made_again(page: Page, address: str) -> None:
    page.goto(f"{address}/slides?deck={DECK}")
    in_order(page, 0, 1, 2)
    expect(page.get_by_text("已自动保存在本浏览器")).to_be_visible()
    page.get_by_role("button", name="移除").first.click()
    in_order(page, 1, 2)
    page.get_by_role("button", name="下移").first.click()
    in_order(page, 2, 1)
    page.get_by_label("标题（留空用指标名，最多 80 字）").first.fill("自拟")
    page.get_by_role("button", name="清空").click()
    expect(page.locator(".slide-title")).to_have_count(0)
    settle(page)
    changed = to_file(Deck((Slide("grain-capacity", "打开的"),)))
    page.locator("input[type=file]").set_input_files(
        {"name": "a.json", "mimeType": "application/json", "buffer": changed}
    )
    expect(page.locator(".slide-title")).to_have_text(["1　打开的"])
    states = [[], ["1　自拟", f"2　{FIRST[1]}"], [f"1　{FIRST[2]}", f"2　{FIRST[1]}"]]
    states += [[f"1　{FIRST[1]}", f"2　{FIRST[2]}"], [f"{n}　{name}" for n, name in enumerate(FIRST, 1)]]
    for state in states:
        settle(page)
        page.get_by_role("button", name="撤销").click()
        expect(page.locator(".slide-title")).to_have_text(state)
    expect(page.get_by_role("button", name="撤销")).to_be_disabled()
    for state in [*reversed(states[:-1]), ["1　打开的"]]:
        settle(page)
        page.keyboard.press("Control+y")
        expect(page.locator(".slide-title")).to_have_text(state)
    expect(page.get_by_role("button", name="重做")).to_be_disabled()


def test_a_deck_begun_anew_gets_an_id_of_its_own_and_undo_gives_the_old_one_back() -> None:
    held = Held()
    held.change(lambda deck: deck.added(Slide("a")))
    held.change(lambda deck: deck.added(Slide("b")))
    own = held.now.deck_id
    held.change(lambda _: Deck())
    held.change(lambda deck: deck.added(Slide("c")))
    assert held.now.deck_id != own
    held.undo()
    held.undo()
    assert held.now.deck_id == own
    assert [slide.subject for slide in held.deck.slides] == ["a", "b"]
    held.redo()
    held.change(lambda deck: deck.added(Slide("d")))
    assert held.after == []


def test_no_step_is_made_where_nothing_changes() -> None:
    held = Held()
    assert not held.change(lambda deck: deck)
    held.undo()
    held.redo()
    assert held == Held()
