"""区县 in a browser: no words over others at any width, the answer on the first screen."""

import pytest
from playwright.sync_api import Page

from tests.browser import WIDTHS, settle, words_that_meet


@pytest.mark.browser
@pytest.mark.parametrize("district", ["青州市", "茌平区", "聊城江北水城旅游度假区"])
def test_no_words_lie_over_others_at_any_width(page: Page, address: str, district: str) -> None:
    page.goto(f"{address}/district?district={district}")
    settle(page)
    for width in WIDTHS:
        assert words_that_meet(page, width) == [], width
        assert page.locator("[data-testid=stVegaLiteChart] svg text").count() > 20


@pytest.mark.browser
def test_the_first_screen_of_a_laptop_answers(page: Page, address: str) -> None:
    page.goto(f"{address}/district?district=青州市")
    settle(page)
    rank = page.locator("[data-testid=stVegaLiteChart] svg text", has_text="第1/共3").first
    box = rank.bounding_box()
    assert box
    assert box["y"] + box["height"] < 768
