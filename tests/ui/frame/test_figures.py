"""A figure never parts from its unit at the end of a line, nor a date from its days, and nothing of what holds them
together is copied."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import settle
from tests.pages import PAGES

pytestmark = pytest.mark.browser
PLACES = ("overview", "district", "category", "departments", "indicator", "targets", "target", "task", "sources")
# A digit and the first letter of what it counts, a little apart, and a dash with the digit behind it: on one line they
# begin at the same height.
PARTED = """() => {
    const units = '年|项|个|条|份|处|家|万|亿|亩|吨|人|元|公里|平方|所|座|月|日'
    const parted = []
    const inside = document.createTreeWalker(document.querySelector('[data-testid=stMain]'), NodeFilter.SHOW_TEXT)
    const top = (node, place) => {
        const range = document.createRange()
        range.setStart(node, place)
        range.setEnd(node, place + 1)
        return range.getBoundingClientRect()
    }
    let seen = 0
    while (inside.nextNode()) {
        const node = inside.currentNode
        if (node.parentElement.closest('svg, button, thead, [data-quoted], script, style')) continue
        const held = `\\\\d[\\\\s\\u2060]*(?=${units})|-\\u2060?(?=\\\\d\\\\d(?!\\\\d))`
        for (const match of node.data.matchAll(new RegExp(held, 'g'))) {
            const [digit, unit] = [top(node, match.index), top(node, match.index + match[0].length)]
            if (!digit.height || !unit.height) continue
            seen++
            if (Math.abs(digit.top - unit.top) > 3) parted.push(node.data.slice(match.index - 5, match.index + 8))
        }
    }
    return [seen, parted]
}"""


@pytest.mark.parametrize("name", PLACES)
def test_no_figure_parts_from_its_unit_at_any_width(sweep: Page, address: str, name: str) -> None:
    sweep.goto(address + PAGES[name])
    settle(sweep)
    for width in (*range(360, 400, 5), 768, 1024, 1093, 1366):
        sweep.set_viewport_size({"width": width, "height": 900})
        sweep.wait_for_function(f"innerWidth === {width}")
        seen, parted = sweep.evaluate(PARTED)
        assert seen
        assert parted == [], width


def test_what_is_copied_is_plain_and_the_page_stays_as_it_was(sweep: Page, address: str) -> None:
    sweep.set_viewport_size({"width": 1366, "height": 768})
    sweep.goto(address)
    settle(sweep)
    finding = sweep.locator(".finding")
    before = finding.evaluate("place => place.textContent")
    assert "\u2060" in before or "\u00a0" in before
    finding.evaluate(
        """place => {
            const box = document.body.appendChild(document.createElement('textarea'))
            box.id = 'pasted'
            getSelection().selectAllChildren(place)
        }"""
    )
    sweep.keyboard.press("Control+C")
    sweep.locator("#pasted").focus()
    sweep.keyboard.press("Control+V")
    plain = before.replace("\u2060", "").replace("\u00a0", " ")
    expect(sweep.locator("#pasted")).to_have_value(plain)
    sweep.wait_for_function("before => document.querySelector('.finding').textContent === before", arg=before)
    assert sweep.evaluate(
        "said => window.find(said, false, false, true)", plain[:8]
    )  # the browser's own search finds it
