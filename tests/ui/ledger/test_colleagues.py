"""Two colleagues of one office fill in the same item at the same time, each in a browser of their own."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from sqlalchemy import select

from policytargets.ledger.feed import feed
from policytargets.ledger.tables import DRAFTS
from policytargets.people import accounts
from policytargets.people.model import Grant
from policytargets.record.database import Database
from policytargets.store.engine import Ledger, reading
from policytargets.store.verification import verify
from tests.browser import run_board, settle, wait_until
from tests.engines import release
from tests.ui.ledger.months import DEPARTMENT, ITEMS, begun

pytestmark = pytest.mark.browser
PASSWORD = "Correct-horse-9"
NAMES = ("示例张", "示例李")


@pytest.fixture
def made(ledger_place: str, database: Database) -> Iterator[Ledger]:
    ledger = begun(ledger_place, database, 8, 9)
    for name in NAMES:
        person = accounts.add_person(ledger, name, [Grant("reporter", None, DEPARTMENT)])
        accounts.set_password(ledger, person, PASSWORD)
    yield ledger
    release(ledger)


@pytest.fixture
def both(made: Ledger, browser: Browser) -> Iterator[list[Page]]:
    """The form of September, open before both of them."""
    with run_board(POLICYTARGETS_LEDGER=str(made.address), POLICYTARGETS_SIGN_IN="accounts") as running:
        contexts = [browser.new_context(locale="zh-CN") for _ in NAMES]
        pages = [context.new_page() for context in contexts]
        for page, name in zip(pages, NAMES, strict=True):
            page.goto(f"{running.address}/sign-in?to=report%3Fperiod%3D2023年9月")
            page.get_by_label("姓名").fill(name)
            page.get_by_label("密码", exact=True).fill(PASSWORD)
            page.get_by_role("button", name="登录", exact=True).click()
            expect(page.get_by_text(f"当前用户：{name}")).to_be_visible()
            settle(page)
        yield pages
        for context in contexts:
            context.close()


def draft(made: Ledger) -> dict[str, str]:
    with reading(made) as connection:
        body = connection.execute(select(DRAFTS.c.body).where(DRAFTS.c.due_id == ITEMS[0])).scalar()
    held = json.loads(body) if body else {}
    return {name: held[name] for name in ("value", "progress") if held.get(name)}


def leave(field: Locator, text: str) -> None:
    field.fill(text)
    field.press("Tab")


def told(page: Page) -> Locator:
    return page.get_by_text("这一项的草稿刚在别处改过")


def test_who_saves_second_is_told_and_nothing_of_either_is_lost(made: Ledger, both: list[Page]) -> None:
    first, second = both
    value, progress = ({page: page.get_by_label(label).first for page in both} for label in ("自期初累计", "进展情况"))
    leave(value[first], "7")
    wait_until(lambda: draft(made) == {"value": "7"})
    leave(progress[second], "李的进展")  # they wrote in different fields: both stay
    expect(told(second)).to_contain_text("数字“7”（您写的是“未填”）")
    expect(progress[second]).to_have_value("李的进展")
    assert draft(made) == {"value": "7"}
    second.get_by_role("button", name="两边都留下").click()
    expect(told(second)).to_have_count(0)
    expect(value[second]).to_have_value("7")
    wait_until(lambda: draft(made) == {"value": "7", "progress": "李的进展"})
    leave(progress[first], "张的进展")  # now in the same field: one of both is chosen
    expect(told(first)).to_contain_text("进展情况“李的进展”（您写的是“张的进展”）")
    first.get_by_role("button", name="提交", exact=True).first.click()
    expect(first.get_by_text("请先在本项上方选用哪一份")).to_be_visible()
    assert len(feed(made).reports) == 1
    first.get_by_role("button", name="改用那边的文字").click()
    expect(progress[first]).to_have_value("李的进展")
    leave(progress[first], "李的进展，张补充")
    wait_until(lambda: draft(made) == {"value": "7", "progress": "李的进展，张补充"})
    leave(value[second], "8")
    expect(told(second)).to_contain_text("进展情况“李的进展，张补充”（您写的是“李的进展”）")
    second.get_by_role("button", name="改用那边的文字").click()
    expect(progress[second]).to_have_value("李的进展，张补充")
    expect(value[second]).to_have_value("7")
    leave(value[second], "8")
    wait_until(lambda: draft(made) == {"value": "8", "progress": "李的进展，张补充"})
    second.get_by_role("button", name="提交", exact=True).first.click()
    expect(second.get_by_text("已报 8 场；李的进展，张补充（示例李")).to_be_visible()
    first.get_by_label("进展情况").nth(1).click()
    leave(first.get_by_label("进展情况").nth(1), "另一项")  # the next run of the other finds it handed in
    expect(first.get_by_text("已报 8 场；李的进展，张补充（示例李")).to_be_visible()
    assert [row["submitted_by"] for row in feed(made).reports] == ["本机用户", "示例李"]
    assert verify(made)[0] == []


def test_who_signs_out_right_after_typing_has_it_kept(made: Ledger, both: list[Page]) -> None:
    page = both[0]
    field = page.get_by_label("进展情况").first
    field.click()
    field.press_sequentially("张")
    page.get_by_role("link", name="退出登录").click()
    expect(page.get_by_text("您已登录，当前用户：示例张")).to_be_visible()
    assert draft(made) == {"progress": "张"}
