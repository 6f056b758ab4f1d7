"""Who types and clicks on without any pause loses nothing: no field, no draft, no press of a button."""

import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from playwright.sync_api import Dialog, Page, expect
from playwright.sync_api import TimeoutError as Late
from sqlalchemy import delete, select

from policytargets.ledger.feed import feed
from policytargets.ledger.tables import DRAFTS
from policytargets.record.database import Database
from policytargets.store.engine import Ledger, reading
from policytargets.store.verification import verify
from tests.browser import Board, run_board, settle, wait_until
from tests.engines import release
from tests.ui.ledger.months import ITEMS, begun

pytestmark = pytest.mark.browser
FIELDS = {"value": "自期初累计", "progress": "进展情况", "signed_by": "审签负责人"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, database: Database) -> Iterator[Ledger]:
    """Two months of five items; of August one was released. How drafts are kept on either engine is told elsewhere
    (`tests/ledger/test_reports.py`, `test_colleagues.py`); here it is the browser that counts."""
    ledger = begun(f"sqlite:///{tmp_path_factory.mktemp('typing')}/ledger.sqlite", database, 8, 9)
    yield ledger
    release(ledger)


@pytest.fixture(scope="module")
def running(made: Ledger) -> Iterator[Board]:
    with run_board(POLICYTARGETS_LEDGER=str(made.address), POLICYTARGETS_SIGN_IN="one") as board:
        yield board


@pytest.fixture
def board(running: Board, made: Ledger, page: Page) -> Board:
    """The form of September, without a draft; what a test has handed in stays for those after it."""
    with made.writes.begin() as connection:
        connection.execute(delete(DRAFTS))
    page.goto(f"{running.address}/report?reporter=区文化和旅游局（周村）&period=2023年9月")
    settle(page)
    return running


@contextmanager
def late(board: Board) -> Iterator[None]:
    """What is sent meanwhile is answered afterwards: the server stands still."""
    os.kill(board.process.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(board.process.pid, signal.SIGCONT)


def kept(made: Ledger, expected: dict[str, dict[str, str]]) -> None:
    """The drafts are these, as soon as the last run is through."""
    with suppress(TimeoutError):
        wait_until(lambda: drafts(made) == expected)
    assert drafts(made) == expected


def drafts(made: Ledger) -> dict[str, dict[str, str]]:
    with reading(made) as connection:
        found = connection.execute(select(DRAFTS.c.due_id, DRAFTS.c.body)).all()
    return {row.due_id: {name: json.loads(row.body)[name] for name in FIELDS} for row in found}


def test_every_field_that_is_left_is_kept(page: Page, board: Board, made: Ledger) -> None:
    for turn in ("", "改"):
        told = {
            item: dict(zip(FIELDS, (f"{number}{len(turn)}", f"进展{number}{turn}", f"示例{number}{turn}"), strict=True))
            for number, item in enumerate(ITEMS, 6)
        }  # fmt: skip
        for place, filling in enumerate(told.values()):
            for name, text in filling.items():
                page.get_by_label(FIELDS[name]).nth(place).fill(text)
        page.keyboard.press("Tab")
        kept(made, told)
        settle(page)
        for name, label in FIELDS.items():
            fields = page.get_by_label(label).all()
            assert [field.input_value() for field in fields] == [filling[name] for filling in told.values()]
        expect(page.get_by_test_id("stAlert")).to_have_count(0)


def test_keys_without_a_pause_from_field_to_field(page: Page, board: Board, made: Ledger) -> None:
    page.get_by_label(FIELDS["value"]).first.click()
    for over in (3, 2, 2):  # 更多 and 提交 to the next item, at the first the reports of August too
        for words in ("7", "", "two shows", "", "Leader"):  # 数字情况 and 研判 lie between
            page.keyboard.type(words, delay=0)
            page.keyboard.press("Tab")
        for _ in range(over):
            page.keyboard.press("Tab")
    kept(made, {item: {"value": "7", "progress": "two shows", "signed_by": "Leader"} for item in ITEMS[:3]})


def test_an_answer_that_comes_late_moves_no_field_under_the_hand(page: Page, board: Board, made: Ledger) -> None:
    page.get_by_label(FIELDS["value"]).first.fill("5")
    with late(board):  # 5 is less than the 6 of August: the answer brings a field for the reason
        page.get_by_label(FIELDS["signed_by"]).first.click()
        page.keyboard.press("Control+A")
        page.keyboard.insert_text("示例李")
    expect(page.get_by_text("累计数比上期的 6 小")).to_be_visible()
    settle(page)
    page.keyboard.insert_text("局长")
    page.keyboard.press("Tab")
    settle(page)
    expect(page.get_by_label(FIELDS["signed_by"]).first).to_have_value("示例李局长")
    kept(made, {ITEMS[0]: {"value": "5", "progress": "", "signed_by": "示例李局长"}})


def test_who_goes_on_to_another_page_takes_the_office_the_period_and_the_words_along(
    page: Page, board: Board, made: Ledger
) -> None:
    page.goto(f"{board.address}/report?reporter=区文化和旅游局（周村）&period=2023年8月")  # neither stands first
    settle(page)
    department = page.get_by_role("combobox", name="填报部门").input_value()
    menu = page.get_by_test_id("stSidebarNav")
    for words, turn, other in (("", "一", "调度"), ("一", "二", "台账")):
        field = page.get_by_label(FIELDS["progress"]).first
        field.click()
        field.press_sequentially(turn)
        menu.get_by_role("link", name=other).click()  # the field is left by this press
        expect(page.get_by_role("heading", name=other, level=1)).to_be_visible()
        menu.get_by_role("link", name="填报").click()
        expect(page.get_by_role("heading", name="填报", level=1)).to_be_visible()
        settle(page)
        expect(page.get_by_role("combobox", name="填报部门")).to_have_value(department)
        expect(page.get_by_role("combobox", name="周期")).to_have_value("2023年8月")
        expect(page.get_by_label(FIELDS["progress"]).first).to_have_value(words + turn)


def reloaded(page: Page) -> list[str]:
    """Load the page anew as the key does, and decline where the browser asks; what it asked."""
    asked: list[str] = []

    def decline(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", decline)
    with suppress(Late):
        page.reload(timeout=3000)
    page.remove_listener("dialog", decline)
    return asked


def test_the_browser_asks_before_the_page_goes_with_what_was_not_sent(page: Page, board: Board, made: Ledger) -> None:
    assert reloaded(page) == []
    settle(page)
    field = page.get_by_label(FIELDS["progress"]).first
    field.click()
    field.press_sequentially("一")
    assert reloaded(page) == ["beforeunload"]  # still in the field
    expect(field).to_have_value("一")
    field.press_sequentially("二")
    field.press("Tab")
    assert reloaded(page) == ["beforeunload"]  # just left
    kept(made, {ITEMS[0]: {"value": "", "progress": "一二", "signed_by": "示例乙"}})
    settle(page)
    wait_until(lambda: reloaded(page) == [])
    settle(page)
    expect(field).to_have_value("一二")


def test_a_press_holds_though_the_next_field_is_left_at_once(page: Page, board: Board, made: Ledger) -> None:
    page.get_by_label(FIELDS["value"]).first.fill("7")
    page.get_by_role("button", name="提交", exact=True).first.click()
    for name in ("value", "progress", "signed_by"):
        page.get_by_label(FIELDS[name]).last.fill("9")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="提交", exact=True)).to_have_count(4)
    kept(made, {ITEMS[-1]: dict.fromkeys(FIELDS, "9")})
    newest = feed(made).reports[-1]
    assert (newest["due_id"], newest["value"], newest["signed_by"]) == (ITEMS[0], "7", "示例乙")
    assert verify(made)[0] == []
