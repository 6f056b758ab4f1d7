"""What a field or a button starts is not cut short by what the visitor does next, nor overtaken by it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import serve, settle

pytestmark = pytest.mark.browser


def test_three_fields_in_a_row_are_noted_whole(page: Page) -> None:
    with serve("tests/lengthy_callback.py") as address:
        page.goto(address)
        settle(page)
        for name in ("one", "two", "three"):
            page.get_by_label(name).fill(f"text of {name}")
        page.keyboard.press("Tab")
        expect(page.get_by_text("noted:")).to_have_text("noted: text of one, text of two, text of three")
