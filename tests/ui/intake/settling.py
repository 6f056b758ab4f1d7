"""What a curator confirms once for a whole document, done in the forms of 导入."""

import re

from playwright.sync_api import Page, expect

from tests.browser import settle


def settle_in_forms(page: Page, departments: tuple[str, ...]) -> None:
    """Confirm the categories of chapters or tasks and the lines of the departments; each is on the disk at the end."""
    settle(page)
    page.get_by_role("button", name=re.compile("确认各(章|任务)的领域")).click()
    expect(page.get_by_text("已保存。")).to_be_visible()
    settle(page)
    for name in departments:
        lines = page.get_by_label(f"{name}：条线")
        lines.scroll_into_view_if_needed()
        lines.fill("农业农村")
        page.get_by_role("option", name="农业农村", exact=True).click()
        lines.press("Escape")
        chosen = page.get_by_test_id("stMultiSelect").filter(has=lines).get_by_text("农业农村", exact=True)
        expect(chosen).to_be_visible()
    if departments:
        settle(page)
        page.get_by_role("button", name="确认部门").click()
        expect(page.get_by_text("部门都已确认。")).to_be_visible()
        settle(page)
