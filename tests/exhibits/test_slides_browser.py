"""加入演示 on every kind of block, in a real browser: pressed on its page, seen on the stage."""

import pytest
from playwright.sync_api import Page, expect

from policytargets.exhibits.catalogue import KINDS
from policytargets.store.engine import Ledger
from tests.browser import open_folds, serve, settle
from tests.decks import UNSEEN
from tests.snapshots import close_march

pytestmark = pytest.mark.browser

# The page of each kind, and the key of its block there.
BLOCKS = {
    "overview-districts": ("/", "districts"),
    "overview-gaps": ("/", "gaps"),
    "overview-cells": ("/", "cells"),
    "overview-tasks": ("/", "tasks"),
    "department-ranking": ("/department", "ranking"),
    "department-matrix": ("/department?lines=科技", "matrix"),
    "department-cells": ("/department?lines=科技", "places"),
    "department-partners": ("/department?lines=科技", "partners"),
    "department-flows": ("/department?lines=科技", "flows"),
    "department-targets": ("/department?lines=科技", "targets-list"),
    "department-tasks": ("/department?lines=科技", "tasks-list"),
    "department-bare": ("/department?lines=科技", "bare-list"),
    "department-joint": ("/department?lines=科技&partner=组织人事", "joint-list"),
    "district-categories": ("/district?district=青州市", "categories-bars"),
    "district-departments": ("/district?district=青州市", "departments-bars"),
    "district-strips": ("/district?district=青州市", "ranked"),
    "district-projects": ("/district?district=青州市", "projects-list"),
    "district-single": ("/district?district=青州市", "single-list"),
    "district-tasks": ("/district?district=青州市", "tasks-list"),
    "category-districts": ("/category?category=乡村振兴", "districts-bars"),
    "category-single": ("/category?category=乡村振兴", "single-list"),
    "category-tasks": ("/category?category=乡村振兴", "tasks-list"),
    "targets": ("/targets?lines=科技", "targets"),
    "task-targets": ("/task?task=zhoucun-2023/38", "task-targets"),
    "pair-apart": ("/indicator?districts=青州市&districts=周村区&pair=true", "apart-list"),
    "pair": ("/indicator?districts=青州市&districts=周村区&pair=true", "pair"),
    "bases": ("/indicator?indicator=新增绿色建筑面积", "bases-green-building-area-new"),
}

TABS = {"department-tasks": "全部任务", "department-bare": "没有量化目标的任务"}
LEDGER_BLOCKS = {
    "ledger-departments": ("/progress?districts=青州市", "light-bars"),
    "ledger-items": ("/progress?districts=青州市", "items"),
    "ledger-course": ("/target?target=qingzhou-2023/2-1", "progress-qingzhou-2023-2-1"),
    "ledger-snapshot": ("/progress?snapshot=青州市 2023年3月 第 1 次", "snapshot"),
}
Blocks = dict[str, tuple[str, str]]


def added(page: Page, address: str, blocks: Blocks) -> str:
    """Press 加入演示 on every block; gives the deck as the address has it."""
    deck = ""
    for kind, (way, key) in blocks.items():
        page.goto(f"{address}{way}{'&' if '?' in way else '?'}deck={deck}" if deck else f"{address}{way}")
        settle(page)
        open_folds(page)
        if kind in TABS:
            page.get_by_role("tab", name=TABS[kind]).click()
        adding = page.locator(f".st-key-add-{key}")
        adding.get_by_role("button").click()
        expect(adding.get_by_role("button", name="已加入演示"), kind).to_be_disabled()
        settle(page)
        page.wait_for_function("before => (new URL(location).searchParams.get('deck') || '') !== before", arg=deck)
        deck = page.evaluate("new URL(location).searchParams.get('deck')")
    return deck


def stand_on_the_stage(page: Page, address: str, deck: str, blocks: Blocks) -> None:
    """Each slide shows its drawing or list, wide and above its words."""
    page.goto(f"{address}/slides?deck={deck}&present=true")
    settle(page)
    for place, kind in enumerate(blocks, 1):
        slide = page.locator(f".st-key-stage-slide-{place}")
        expect(slide).to_be_visible()
        shown = slide.locator("svg.marks, .stage-list")
        expect(shown, kind).to_be_visible()
        box, foot = shown.bounding_box(), slide.locator(f".st-key-stage-words-{place}").bounding_box()
        assert box is not None
        assert foot is not None
        assert box["y"] + box["height"] <= foot["y"] + 1, kind
        assert box["width"] > 500, kind
        page.keyboard.press("ArrowRight")


def test_every_kind_is_added_and_seen_on_the_stage(address: str, page: Page) -> None:
    assert set(BLOCKS) == set(KINDS) - set(UNSEEN)
    stand_on_the_stage(page, address, added(page, address, BLOCKS), BLOCKS)


def test_so_is_every_kind_of_the_ledger(page: Page, invented_ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(LEDGER_BLOCKS) == {kind for kind in KINDS if kind.startswith("ledger-")}
    monkeypatch.setenv("POLICYTARGETS_LEDGER", str(invented_ledger.address))
    close_march(invented_ledger)
    with serve(POLICYTARGETS_SIGN_IN="off") as board:
        deck = added(page, board, LEDGER_BLOCKS)
        stand_on_the_stage(page, board, deck, LEDGER_BLOCKS)
