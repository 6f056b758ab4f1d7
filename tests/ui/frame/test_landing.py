"""Ways to an entry of 术语 end at that entry, not at the top of its page, wherever they begin."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from policytargets.wording.glossary import glossary_rows
from tests.browser import settle
from tests.pages import PAGES

pytestmark = pytest.mark.browser
SEARCHES = {f"search for {word}": f"/targets?q={word}" for word in ("隐去", "上限", "未设定", "草案", "重复表述")}
PLACES = {**{name: path for name, path in PAGES.items() if name != "presenting"}, **SEARCHES}
WAYS = "a[href*='term=']"


def lands(page: Page, term: str) -> None:
    entry = page.locator(".listing .asked")
    concept, word = term.split("：")
    expect(entry).to_contain_text(word)
    expect(entry).to_contain_text(concept)
    settle(page)
    expect(entry).to_be_in_viewport(ratio=1)


def test_every_way_to_a_term_ends_at_its_entry(sweep: Page, address: str) -> None:
    terms = {f"{concept}：{word}" for concept, word, *_ in glossary_rows()}
    found: dict[str, str] = {}
    for path in PLACES.values():
        sweep.goto(address + path)
        settle(sweep)
        for way in sweep.locator(WAYS).all():
            target = way.get_attribute("href") or ""
            (term,) = parse_qs(urlsplit(target).query)["term"]
            assert term in terms
            found.setdefault(term, path)
    assert {"情况：另有口径", "情况：原文隐去", "口径：上限", "计数：重复表述"} <= set(found)
    for term, path in found.items():
        sweep.goto(address + path)
        settle(sweep)
        sweep.locator(WAYS).filter(has_text=re.compile(re.escape(term.split("：")[1]))).first.click()
        lands(sweep, term)


def test_a_link_to_a_term_opens_at_it_and_lets_its_reader_go(sweep: Page, address: str) -> None:
    sweep.goto(f"{address}/sources?part=术语&term=情况：另有口径")
    lands(sweep, "情况：另有口径")
    sweep.mouse.move(600, 400)
    sweep.mouse.wheel(0, -5000)
    expect(sweep.locator(".listing .asked")).not_to_be_in_viewport()
    sweep.evaluate("document.body.append(document.createElement('i'))")
    expect(sweep.locator(".listing .asked")).not_to_be_in_viewport()
