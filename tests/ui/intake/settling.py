"""What a curator confirms once for a whole document, done in the forms of 导入."""

import re

from playwright.sync_api import Page, expect

from tests.browser import settle


def settle_in_forms(page: Page, departments: tuple[str, ...]) -> None:
    """Confirm the categories of chapters or tasks and the lines of the departments; each is on the disk at the end."""
    _press(page, re.compile("确认各(章|任务)的领域"))
    for name in departments:
        lines = page.get_by_label(f"{name}：条线")
        lines.scroll_into_view_if_needed()
        lines.fill("农业农村")
        page.get_by_role("option", name="农业农村", exact=True).click()
        lines.press("Escape")
        chosen = page.get_by_test_id("stMultiSelect").filter(has=lines).get_by_text("农业农村", exact=True)
        expect(chosen).to_be_visible()
    if departments:
        _press(page, "确认部门")


def _press(page: Page, label: str | re.Pattern[str]) -> None:
    saved = page.get_by_text("已保存。")
    expect(saved).to_have_count(0)  # of the form before
    settle(page)
    page.get_by_role("button", name=label).click()
    expect(saved).to_be_visible()
    settle(page)
