"""On a phone everything that is touched can be hit: 24 pixels high and wide where it stands alone (WCAG 2.2, 2.5.8)."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser import SIZES, open_folds, settle
from tests.pages import PAGES

pytestmark = pytest.mark.browser
SMALL = Path(__file__).parents[2].joinpath("small_targets.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_what_stands_alone_can_be_hit_with_a_finger(sweep: Page, address: str, name: str) -> None:
    width, height = SIZES["phone"]
    sweep.set_viewport_size({"width": width, "height": height})
    sweep.goto(address + PAGES[name])
    settle(sweep)
    open_folds(sweep)
    assert not sweep.evaluate(SMALL)
