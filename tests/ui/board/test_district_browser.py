"""区县 in a browser: no words over others at any width, the answer on the first screen."""

import pytest
from playwright.sync_api import Page

from tests.browser import settle

WIDTHS = (360, 390, 640, 768, 1024, 1093, 1280, 1366, 1920, 2560)
# Words over other words, or beyond the edge of their picture; a pixel of the line's own height is allowed.
MEETING = """() => {
    const found = []
    for (const picture of document.querySelectorAll('[data-testid=stVegaLiteChart] svg')) {
        const edge = picture.getBoundingClientRect()
        const said = text => text.textContent && !/^\\/+/.test(text.textContent)  // hatching is no word
        const words = [...picture.querySelectorAll('text')].filter(said)
        const boxes = words.map(text => text.getBoundingClientRect())
        boxes.forEach((box, place) => {
            if (box.left < edge.left - 1.5 || box.right > edge.right + 1.5) found.push(`${words[place].textContent} |`)
            for (let next = place + 1; next < boxes.length; next++) {
                const other = boxes[next]
                if (box.left < other.right - 1 && other.left < box.right - 1
                    && box.top < other.bottom - 4 && other.top < box.bottom - 4)
                    found.push(`${words[place].textContent} × ${words[next].textContent}`)
            }
        })
    }
    return found
}"""
FITTED = """() => [...document.querySelectorAll('[data-testid=stVegaLiteChart]')].every(chart => {
    const picture = chart.querySelector('svg')
    return !picture || Math.abs(picture.getBoundingClientRect().width - chart.getBoundingClientRect().width) < 12
})"""


@pytest.mark.browser
@pytest.mark.parametrize("district", ["青州市", "茌平区", "聊城江北水城旅游度假区"])
def test_no_words_lie_over_others_at_any_width(page: Page, address: str, district: str) -> None:
    page.goto(f"{address}/district?district={district}")
    settle(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        settle(page)
        page.wait_for_function(FITTED)
        assert page.locator("[data-testid=stVegaLiteChart] svg text").count() > 20
        assert page.evaluate(MEETING) == [], width


@pytest.mark.browser
def test_the_first_screen_of_a_laptop_answers(page: Page, address: str) -> None:
    page.goto(f"{address}/district?district=青州市")
    settle(page)
    rank = page.locator("[data-testid=stVegaLiteChart] svg text", has_text="第1/共2").first
    box = rank.bounding_box()
    assert box
    assert box["y"] + box["height"] < 768
