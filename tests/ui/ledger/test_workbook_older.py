"""A workbook that is older than the page: what was not changed in it leaves the page alone, what both changed is asked
about, and what was handed in is not brought in again."""

import pytest
from streamlit.testing.v1 import AppTest

from policytargets.exports.forms.columns import HEAD_ROW
from policytargets.ledger.drafts import Place, draft
from policytargets.ledger.feed import feed
from policytargets.store.engine import Ledger
from tests.pages import plain, said
from tests.ui.ledger.months import DEPARTMENT, DISTRICT, ITEMS, form, press, write
from tests.ui.ledger.workbooks import bring, told, workbook


def kept(made: Ledger, number: int) -> tuple[str, str]:
    """Figure and leader of a draft."""
    filling, _ = draft(made, Place(ITEMS[number], f"{DISTRICT}-month-2023-09-30", DEPARTMENT, DISTRICT))
    return (filling.value, filling.signed_by) if filling else ("", "")


def shown_figure(shown: AppTest, number: int) -> str | None:
    (field,) = [own for own in shown.text_input if (own.key or "").endswith(":value") and ITEMS[number] in own.key]
    return field.value


def handed_in(made: Ledger) -> list[str]:
    return [str(row["value"]) for row in feed(made).reports if row["ends_on"] == "2023-09-30"]


def test_a_row_that_nobody_changed_leaves_what_the_page_has(made: Ledger) -> None:
    older = workbook({ITEMS[1]: 4}, held={ITEMS[0]: "7"})
    shown = bring(write(form(), ITEMS[0], "value", "9"), "older.xlsx", older)
    assert (kept(made, 0)[0], kept(made, 1)[0]) == ("9", "4")
    assert shown_figure(shown, 0) == "9"
    (newer,) = [plain(box.value) for box in shown.info if "页面上的较新" in box.value]
    assert newer.startswith("1 项页面上的较新，表没有盖过它：")
    assert not [words for words in told(shown) if "页面上也改过" in words]


@pytest.mark.parametrize(("label", "figure"), [("用表中的", "8"), ("保留页面上的", "9")])
def test_where_both_were_changed_one_is_chosen(made: Ledger, label: str, figure: str) -> None:
    shown = bring(write(form(), ITEMS[0], "value", "9"), "older.xlsx", workbook({ITEMS[0]: 8}, held={ITEMS[0]: "7"}))
    assert kept(made, 0)[0] == "9"
    (asked,) = [words for words in told(shown) if words.startswith("这一项")]
    assert "页面上是：数字“9”（表中是“8”）" in asked
    shown = press(shown, "提交已填的 1 项")
    assert "请先在本项上方选用哪一份" in plain(shown.error[0].value)
    shown = press(shown, label)
    assert kept(made, 0)[0] == shown_figure(shown, 0) == figure
    press(shown, "提交已填的 1 项")
    assert handed_in(made) == [figure]


def test_the_same_file_again_is_once_and_asks_until_one_is_chosen(made: Ledger) -> None:
    older = workbook({ITEMS[0]: 8}, held={ITEMS[0]: "7"})
    shown = bring(write(form(), ITEMS[0], "value", "9"), "older.xlsx", older)
    shown = bring(shown, "again.xlsx", older)
    shown = press(shown, "用表中的")
    shown = bring(write(shown, ITEMS[0], "value", "10"), "third.xlsx", older)
    assert kept(made, 0)[0] == shown_figure(shown, 0) == "10"
    assert kept(made, 0)[0] == shown_figure(bring(form(), "fourth.xlsx", older), 0) == "10"


def test_what_was_handed_in_and_withdrawn_comes_back_as_it_was_handed_in(made: Ledger) -> None:
    shown = bring(form(), "good.xlsx", workbook({ITEMS[0]: 7}))
    shown = press(write(shown, ITEMS[0], "value", "9"), "提交已填的 1 项")
    assert "这张表带来的各项都已提交" in plain(said(shown))
    shown = press(shown, "撤回修改")
    assert shown_figure(shown, 0) == "9"
    press(shown, "提交已填的 1 项")
    assert handed_in(made) == ["9", "9"]


def test_rows_that_were_handed_in_say_so_and_the_table_can_still_be_had(made: Ledger) -> None:
    shown = form()
    for item in ITEMS:
        shown = write(shown, item, "value", "9")
    shown = press(shown, "提交已填的 5 项")
    assert "5 项已全部提交" in plain(shown.success[0].value) + plain(said(shown))
    assert [button.label for button in shown.get("download_button")] == ["下载填报表"]
    shown = bring(shown, "late.xlsx", workbook({ITEMS[0]: 9, ITEMS[1]: 99}))
    assert f"第 {HEAD_ROW + 2} 行 编号：已提交，撤回后再传" in told(shown)
    # Of five rows one says what was handed in, one something else, three nothing.
    assert "0 行可用；1 行有错；3 行未填；1 行已提交，没有改动。" in [plain(box.value) for box in shown.success]
    assert len(handed_in(made)) == 5


def test_a_row_without_a_leader_leaves_the_one_of_the_page(made: Ledger) -> None:
    bring(form(), "good.xlsx", workbook({ITEMS[0]: 7}, leader=""))
    assert kept(made, 0) == ("7", "示例乙")
