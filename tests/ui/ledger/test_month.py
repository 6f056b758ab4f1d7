"""Someone who has not seen it files a month of five items, by page and by workbook, in a model of three minutes."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from policytargets.exports.forms.columns import HEAD_ROW, HEADS, SHEET
from policytargets.ledger.calendars import open_period, period_row
from policytargets.ledger.feed import feed
from policytargets.people import accounts
from policytargets.people.model import Actor, Grant
from policytargets.store.engine import Ledger
from policytargets.store.verification import verify
from tests.browser import serve, settle
from tests.engines import release
from tests.hands import Hands
from tests.ledger.days import never_closing
from tests.office import converted
from tests.ui.ledger.months import new

pytestmark = pytest.mark.browser
DEPARTMENT, DISTRICT, NAME, PASSWORD = "zhoucun-culture-tourism", "zhoucun", "示例王芳", "yanlian-2023-lantian"
ADMIN = Actor("one", "本机用户", alone=True)
FIGURES = {"2023-09-30": ["6", "4", "0", "0", "3"], "2023-10-31": ["7", "5", "1", "0", "4"]}
PROGRESS = "本月按计划推进两场演出"
LIMIT = 180  # seconds


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    ledger = new(f"sqlite:///{tmp_path_factory.mktemp('month')}/ledger.sqlite")
    person = accounts.add_person(ledger, NAME, [Grant("reporter", None, DEPARTMENT)])
    accounts.set_password(ledger, person, PASSWORD)
    with never_closing():
        open_period(ledger, ADMIN, period_row(DISTRICT, "month", date(2023, 9, 1), date(2023, 9, 30)))
    yield ledger
    release(ledger)


@pytest.fixture(scope="module")
def board(made: Ledger) -> Iterator[str]:
    with serve(POLICYTARGETS_LEDGER=str(made.address), POLICYTARGETS_SIGN_IN="accounts") as running:
        yield running


def arrive(page: Page, board: str) -> Hands:
    """From the first page through the sign-in to 填报, by what is on the screen alone."""
    hands = Hands(page)
    page.goto(board)
    settle(page)
    hands.read()
    hands.point(page.get_by_role("link", name="登录"))
    hands.read()
    hands.point(page.locator("input[name=name]"))
    hands.write(NAME)
    hands.press("Tab")
    hands.write(PASSWORD)
    hands.press("Enter")
    hands.point(page.get_by_test_id("stSidebarNav").get_by_role("link", name="填报"))
    expect(page.get_by_text("共 5 项，还有 5 项待报")).to_be_visible()
    hands.read()
    return hands


def filed(made: Ledger, day: str) -> list[tuple[str, str, str]]:
    rows = sorted((row for row in feed(made).reports if row["ends_on"] == day), key=lambda row: str(row["due_id"]))
    return [(row["state"], row["value"], row["signed_by"]) for row in rows]


def test_by_page(page: Page, board: str, made: Ledger) -> None:
    hands = arrive(page, board)
    for number, text in enumerate(FIGURES["2023-09-30"]):
        hands.point(page.get_by_label("自期初累计").nth(number))
        hands.write(text)
        hands.point(page.get_by_label("进展情况").nth(number))
        hands.write(PROGRESS)
        if number == 0:
            hands.point(page.get_by_label("审签负责人").nth(number))
            hands.write("示例李局长")
    settle(page)
    hands.point(page.get_by_role("button", name="提交已填的 5 项"))
    expect(page.get_by_text("5 项已全部提交")).to_be_visible()
    assert filed(made, "2023-09-30") == [("submitted", text, "示例李局长") for text in FIGURES["2023-09-30"]]
    assert {row["progress"] for row in feed(made).reports} == {PROGRESS}
    assert verify(made)[0] == []
    assert hands.seconds < LIMIT, hands


def test_by_workbook(page: Page, board: str, made: Ledger, tmp_path: Path) -> None:
    with never_closing():
        open_period(made, ADMIN, period_row(DISTRICT, "month", date(2023, 10, 1), date(2023, 10, 31)))
    hands = arrive(page, board)
    hands.point(page.get_by_text("用 Excel 填报"))
    with page.expect_download() as coming:
        hands.point(page.get_by_role("button", name="下载填报表"))
    file = tmp_path / "filled" / coming.value.suggested_filename
    coming.value.save_as(file)
    hands.points += 1  # the file is opened by a double click
    hands.read()
    fill_in(hands, file)
    page.locator("input[type=file]").first.set_input_files(
        converted([file], "xlsx")[0]
    )  # as a spreadsheet program saves it
    hands.points, hands.thoughts = hands.points + 3, hands.thoughts + 2  # 上传, the file, 打开
    expect(page.get_by_text("5 行可用")).to_be_visible()
    hands.read()
    settle(page)
    hands.point(page.get_by_role("button", name="提交已填的 5 项"))
    expect(page.get_by_text("5 项已全部提交")).to_be_visible()
    assert filed(made, "2023-10-31") == [("submitted", text, "示例李局长") for text in FIGURES["2023-10-31"]]
    assert verify(made)[0] == []
    assert hands.seconds < LIMIT, hands


def fill_in(hands: Hands, file: Path) -> None:
    """The five cells where the cursor stands when the workbook opens, and a sentence beside each; then saved."""
    workbook = load_workbook(file)
    sheet = workbook[SHEET]
    assert workbook.sheetnames[0] == SHEET
    column = {name: number for number, name in enumerate(HEADS, 1)}
    first = sheet.cell(HEAD_ROW + 1, column["value"])
    assert first.coordinate in {own.activeCell for own in sheet.views.sheetView[0].selection}
    for line, text in enumerate(FIGURES["2023-10-31"], HEAD_ROW + 1):
        assert sheet.cell(line, column["signed_by"]).value == "示例李局长"
        sheet.cell(line, column["value"], int(text))
        sheet.cell(line, column["progress"], PROGRESS)
        hands.thoughts += 2
        hands.keys += len(text) + 1 + 2 * 1 + 3 * len(PROGRESS) + 3  # figure, to the next cells, the sentence, back
    workbook.save(file)
    hands.keys += 2  # Ctrl+S
    hands.thoughts += 1
    hands.points += 1  # 保留 Excel 格式
