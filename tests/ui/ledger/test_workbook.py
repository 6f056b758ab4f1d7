"""A workbook that is brought back, then another: what the second does not have is named before it is handed in, and
what is asked about a cell is answered in the workbook itself."""

from hashlib import sha256
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from policytargets.exports.forms.columns import HEAD_ROW, HEADS, SHEET
from policytargets.ledger.drafts import keep_file
from policytargets.ledger.feed import feed
from policytargets.record.database import Database
from policytargets.store.engine import Ledger
from policytargets.ui.blocks import ledger as board
from tests.browser import run_board, settle
from tests.engines import release
from tests.office import converted
from tests.pages import plain
from tests.ui.ledger.months import ALONE, DEPARTMENT, ITEMS, begun, form, press
from tests.ui.ledger.workbooks import XLSX, bring, told, workbook


def test_drafts_that_a_second_workbook_does_not_have_are_named_before_they_are_handed_in(made: Ledger) -> None:
    shown = bring(form(), "first.xlsx", workbook({ITEMS[0]: 7, ITEMS[1]: 4, ITEMS[2]: 1}))
    assert not [words for words in told(shown) if "不是这张表带来的" in words]
    names = {due["due_id"]: str(due["name"]) for due in board.dues()}
    # The second has no row for one of them, and a cell that is no figure for another.
    shown = bring(shown, "second.xlsx", workbook({ITEMS[0]: 8, ITEMS[2]: "1处"}, without=ITEMS[1]))
    both = f"{names[ITEMS[1]]}、{names[ITEMS[2]]}。"
    (words,) = [words for words in told(shown) if "不是这张表带来的" in words]
    assert words == (
        f"另有 2 项草稿不是这张表带来的，提交已填的各项时会一起提交：{both}不要提交的，请先清空那一项的各格。"
    )
    captions = [plain(caption.value) for caption in shown.caption]
    assert f"其中 2 项不是传回的表带来的：{both}" in captions
    press(shown, "提交已填的 3 项")
    handed_in = {row["due_id"]: row["value"] for row in feed(made).reports if row["ends_on"] == "2023-09-30"}
    assert handed_in == {ITEMS[0]: "8", ITEMS[1]: "4", ITEMS[2]: "1"}


def test_a_cell_that_is_asked_about_is_named_where_the_workbook_was_taken(made: Ledger) -> None:
    shown = bring(form(), "first.xlsx", workbook({ITEMS[0]: 7.5}))
    assert f"第 {HEAD_ROW + 1} 行（举办高品质文化展演活动）：可用，累计完成：不是整数，请核对" in told(shown)


def test_what_a_row_lacks_to_be_handed_in_is_said_when_the_workbook_is_taken(made: Ledger) -> None:
    shown = bring(form(), "first.xlsx", workbook({ITEMS[0]: 5, ITEMS[1]: 2}))  # 6 were released
    (done,) = [plain(box.value) for box in shown.success]
    assert done.startswith("2 行可用，已存为草稿")
    assert done.endswith("其中 1 行还须补充或核对才能提交，见下。")
    (words,) = [words for words in told(shown) if words.startswith("第 ")]
    assert words.endswith("可用，更正或核减原因：累计数比上一次发布的 6 小，请写明原因")


def test_every_workbook_that_came_can_be_had_again(made: Ledger) -> None:
    for number in range(14):
        keep_file(made, ALONE, DEPARTMENT, f"示例{number}.xlsx", f"PK{number}".encode(), "v")
    shown = form()
    at_hand = [button.proto.label.partition("（")[0] for button in shown.get("download_button")]
    assert [name for name in at_hand if name.startswith("示例")] == [
        f"示例{number}.xlsx" for number in range(13, 1, -1)
    ]
    (older,) = [box for box in shown.selectbox if box.label == "更早的 2 份"]
    assert [option.partition("（")[0] for option in older.options] == ["示例1.xlsx", "示例0.xlsx"]
    shown = older.set_value(sha256(b"PK0").hexdigest()).run()
    assert "示例0.xlsx" in [button.proto.label.partition("（")[0] for button in shown.get("download_button")]


def taken(page: Page, label: str, place: Path) -> Path:
    """The file behind a button, as a spreadsheet program opens and saves it."""
    with page.expect_download() as coming:
        page.get_by_role("button", name=label).click()
    coming.value.save_as(place / "given.xlsx")
    (opened,) = converted([place / "given.xlsx"], "ods")
    (saved,) = converted([opened], "xlsx")
    return saved


def asked(file: Path) -> dict[str, str]:
    """What is asked in the cells of a workbook, by item; they are yellow."""
    sheet = load_workbook(file)[SHEET]
    cells = {str(row[0].value): row[list(HEADS).index("value")] for row in sheet.iter_rows(min_row=HEAD_ROW + 1)}
    yellow = {due for due, cell in cells.items() if cell.fill.fgColor.rgb[2:] == "FFEB9C"}
    told = {due: cell.comment.text for due, cell in cells.items() if cell.comment}
    assert yellow == {*told}
    return {due: text.strip() for due, text in told.items()}


@pytest.mark.browser
def test_what_is_asked_in_a_workbook_is_answered_in_it_and_handed_in(
    page: Page, ledger_place: str, database: Database, tmp_path: Path
) -> None:
    """Nothing is wrong, some is asked about: one figure is put right, the other is as it was."""
    ledger = begun(ledger_place, database, 8, 9)
    question = "不是整数，请核对"
    with run_board(POLICYTARGETS_LEDGER=str(ledger.address), POLICYTARGETS_SIGN_IN="one") as running:
        page.goto(f"{running.address}/report?reporter=区文化和旅游局（周村）&period=2023年9月")
        settle(page)
        page.get_by_text("用 Excel 填报").click()
        field = page.locator("input[type=file]").first
        data = workbook({ITEMS[0]: 7.5, ITEMS[1]: 4.5})
        field.set_input_files({"name": "first.xlsx", "mimeType": XLSX, "buffer": data})
        expect(page.get_by_text("2 行可用")).to_be_visible()
        expect(page.get_by_text("0 行有错")).to_be_visible()
        expect(page.get_by_text(f"可用，累计完成：{question}")).to_have_count(2)
        first = taken(page, "下载标出疑问的原表", tmp_path)
        assert asked(first) == dict.fromkeys(ITEMS[:2], question)
        filled = load_workbook(first)
        filled[SHEET].cell(HEAD_ROW + 1, list(HEADS).index("value") + 1, 7)
        filled.save(tmp_path / "answered.xlsx")
        field.set_input_files(tmp_path / "answered.xlsx")
        expect(page.get_by_text(f"可用，累计完成：{question}")).to_have_count(1)
        expect(page.get_by_label("自期初累计").first).to_have_value("7")
        assert asked(taken(page, "下载标出疑问的原表", tmp_path)) == {ITEMS[1]: question}
        page.get_by_role("button", name="提交已填的 2 项").click()
        expect(page.get_by_text("已提交 2 项")).to_be_visible()
    handed_in = {row["due_id"]: row["value"] for row in feed(ledger).reports if row["ends_on"] == "2023-09-30"}
    assert handed_in == {ITEMS[0]: "7", ITEMS[1]: "4.5"}
    release(ledger)
