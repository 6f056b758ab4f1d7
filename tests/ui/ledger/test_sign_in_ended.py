"""A page that was left open: when the sign-in has run out it does nothing more for whoever sits down there, keeps what
was typed, and goes on once its person has signed in again."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select, update

from policytargets.ledger.drafts import Filling, Place
from policytargets.ledger.dues import due_item
from policytargets.ledger.feed import feed
from policytargets.ledger.reports import submit
from policytargets.ledger.tables import DRAFTS
from policytargets.people import accounts
from policytargets.people.model import Grant
from policytargets.people.tables import SESSIONS
from policytargets.record.database import Database
from policytargets.store.engine import Ledger, reading
from tests.browser import run_board, settle, wait_until
from tests.engines import release
from tests.ui.ledger.months import ALONE, DEPARTMENT, DISTRICT, ITEMS, begun

pytestmark = pytest.mark.browser
NAME, CHECKER, PASSWORD = "示例张", "示例督", "Correct-horse-9"
FORM = "report?reporter=区文化和旅游局（周村）&period=2023年9月"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, database: Database) -> Iterator[Ledger]:
    """How sessions end on either engine is told elsewhere (`tests/people/test_sessions.py`); here it is the page."""
    ledger = begun(f"sqlite:///{tmp_path_factory.mktemp('ended')}/ledger.sqlite", database, 8, 9)
    for name, granted in ((NAME, Grant("reporter", None, DEPARTMENT)), (CHECKER, Grant("checker", DISTRICT, None))):
        person = accounts.add_person(ledger, name, [granted])
        accounts.set_password(ledger, person, PASSWORD)
    yield ledger
    release(ledger)


@pytest.fixture(scope="module")
def board(made: Ledger) -> Iterator[str]:
    with run_board(POLICYTARGETS_LEDGER=str(made.address), POLICYTARGETS_SIGN_IN="accounts") as running:
        yield running.address


def sign_in(page: Page, name: str = NAME) -> None:
    page.get_by_label("姓名").fill(name)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_text(f"当前用户：{name}")).to_be_visible()
    settle(page)


def sign_out_beside(page: Page) -> Page:
    """Sign out in another tab of the same browser."""
    other = page.context.new_page()
    other.goto(urljoin(page.url, "sign-in"))
    other.get_by_role("button", name="退出登录").click()
    expect(other.get_by_role("link", name="登录", exact=True)).to_be_visible()
    return other


def idle(made: Ledger, minutes: int) -> None:
    then = (datetime.now(UTC) - timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    with made.writes.begin() as connection:
        connection.execute(update(SESSIONS).values(seen_at=then))


def drafts(made: Ledger) -> str:
    with reading(made) as connection:
        return str(connection.execute(select(DRAFTS)).all())


def test_a_page_left_open_refuses_keeps_what_is_typed_and_goes_on(page: Page, made: Ledger, board: str) -> None:
    page.goto(f"{board}/{FORM}")
    settle(page)
    page.get_by_role("link", name="登录，然后回到这一页").click()
    sign_in(page)
    main, side, before = page.get_by_test_id("stMain"), page.get_by_test_id("stSidebar"), len(feed(made).reports)
    page.get_by_label("自期初累计").first.fill("7")
    page.get_by_label("进展情况").first.fill("示例进展")
    page.get_by_label("进展情况").first.press("Tab")
    wait_until(lambda: "示例进展" in drafts(made))
    settle(page)

    idle(made, 31)
    page.get_by_label("审签负责人").first.fill("示例丁")
    page.get_by_role("button", name="提交", exact=True).first.click()
    expect(main.get_by_text("登录已到期，请重新登录，刚才的操作没有执行")).to_be_visible()
    expect(main.get_by_text("填好还没有保存的内容都还在")).to_be_visible()
    expect(side.get_by_text(NAME)).to_have_count(0)
    expect(page.get_by_test_id("stSidebarNav").get_by_role("link", name="填报")).to_be_visible()
    assert len(feed(made).reports) == before
    page.get_by_role("button", name="已登录，继续").click()  # by whoever sits there
    settle(page)
    expect(main.get_by_text("登录已到期")).to_be_visible()
    expect(page.get_by_label("自期初累计")).to_have_count(0)
    assert "示例丁" not in drafts(made)

    with page.context.expect_page() as opened:
        page.get_by_role("link", name="在新标签页登录，然后回到这里").click()
    sign_in(opened.value)
    page.get_by_role("button", name="已登录，继续").click()
    expect(side.get_by_text(f"当前用户：{NAME}")).to_be_visible()
    expect(page.get_by_label("自期初累计").first).to_have_value("7")
    expect(page.get_by_label("进展情况").first).to_have_value("示例进展")
    expect(page.get_by_label("审签负责人").first).to_have_value("示例丁")
    page.get_by_role("button", name="提交", exact=True).first.click()
    wait_until(lambda: len(feed(made).reports) == before + 1)
    assert {report["due_id"] for report in feed(made).reports} <= set(ITEMS)


def test_a_page_opened_after_that_asks_for_the_sign_in_and_a_page_of_the_plans_goes_on(
    page: Page, made: Ledger, board: str
) -> None:
    page.goto(f"{board}/sign-in")
    sign_in(page)
    idle(made, 31)
    page.goto(f"{board}/{FORM}")
    settle(page)
    expect(page.get_by_test_id("stMain").get_by_text("登录已到期，请重新登录。")).to_be_visible()
    expect(page.get_by_text("都还在")).to_have_count(0)
    page.goto(f"{board}/department")
    settle(page)
    expect(page.get_by_role("heading", name="责任部门", level=1)).to_be_visible()
    page.goto(f"{board}/{FORM}")
    page.get_by_role("link", name="登录，然后回到这一页").click()
    sign_in(page)
    expect(page.get_by_label("自期初累计").first).to_be_visible()


def test_what_is_typed_when_somebody_signs_out_elsewhere_is_put_by_for_them_alone(
    page: Page, made: Ledger, board: str, database: Database
) -> None:
    rows = database.query("ledger/due_items").set_index("due_id", drop=False)
    waiting = Place(ITEMS[4], f"{DISTRICT}-month-2023-09-30", DEPARTMENT, DISTRICT)
    submit(
        made, ALONE, waiting, due_item(rows.loc[ITEMS[4]].to_dict()), Filling("1", signed_by="示例乙"),
        record_version="v", today=date(2023, 10, 3),
    )  # fmt: skip
    page.goto(f"{board}/{FORM}")
    page.get_by_role("link", name="登录，然后回到这一页").click()
    sign_in(page)
    page.get_by_label("自期初累计").first.fill("7")
    page.get_by_label("自期初累计").first.press("Tab")
    wait_until(lambda: '"value": "7"' in drafts(made))
    settle(page)
    page.get_by_label("进展情况").first.fill("还没有离开的一格")
    other = sign_out_beside(page)
    expect(page.get_by_text("已替您收好，不给别人看")).to_be_visible()
    expect(page.get_by_label("进展情况")).to_have_count(0)
    assert "还没有离开的一格" not in drafts(made)

    other.goto(f"{board}/sign-in")
    sign_in(other, CHECKER)
    page.get_by_role("link", name="登录，然后回到这一页").click()
    page.get_by_role("link", name="回到看板").click()  # signed in as somebody else
    settle(page)
    expect(page.get_by_text("还没有离开的一格")).to_have_count(0)
    page.goto(f"{board}/dispatch")
    page.get_by_label("退回原因").fill("示例原因")
    sign_out_beside(page)
    expect(page.get_by_text("已替您收好，不给别人看")).to_be_visible()

    page.get_by_role("link", name="登录，然后回到这一页").click()
    sign_in(page, CHECKER)
    expect(page.get_by_text("已放回原处")).to_be_visible()
    expect(page.get_by_label("退回原因")).to_have_value("示例原因")
    sign_out_beside(page)
    page.goto(f"{board}/{FORM}")
    page.get_by_role("link", name="登录，然后回到这一页").click()
    sign_in(page)
    expect(page.get_by_text("已放回原处")).to_be_visible()
    expect(page.get_by_label("自期初累计").first).to_have_value("7")
    expect(page.get_by_label("进展情况").first).to_have_value("还没有离开的一格")
    wait_until(lambda: "还没有离开的一格" in drafts(made))
