"""The files of 台账, read back: figures are numbers with their unit beside them, and no text is a formula."""

import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
import streamlit as st
from openpyxl import load_workbook

from policytargets.exports.forms.columns import HEAD_ROW, HEADS, SHEET
from policytargets.exports.forms.writing import write_form
from policytargets.ledger.drafts import Filling, Place
from policytargets.ledger.dues import due_item
from policytargets.ledger.feed import feed
from policytargets.ledger.reports import decide, submit
from policytargets.record.database import Database
from policytargets.store.engine import Ledger
from tests.engines import release
from tests.pages import opened as page
from tests.ui.ledger.months import ALONE, DEPARTMENT, DISTRICT, ITEMS, as_the_reporter, begun

FIGURES = ("目标值", "目标值上限", "序时应完成", "累计完成", "完成率（%）", "序时差（百分点）")
REGISTER = [
    "序号",
    "领域",
    "工作任务",
    "目标（原文数字）",
    "口径",
    "牵头单位",
    "配合单位",
    "责任领导",
    "完成时限",
    "目标值",
    "序时应完成",
    "累计完成",
    "完成率（%）",
    "序时差（百分点）",
    "进度灯",
    "进展情况",
    "存在问题",
    "下步措施",
    "需协调事项",
    "单位研判",
    "佐证",
    "填报人",
    "审签人",
    "报送时间",
    "核对人",
    "数据来源",
    "延期次数",
]
NAUGHTY = '=HYPERLINK("http://example.com","1")'


@pytest.fixture
def released(ledger_place: str, monkeypatch: pytest.MonkeyPatch, database: Database) -> Iterator[Ledger]:
    """August with one figure, September with two, one of them far above its target and with words like a formula."""
    ledger = begun(ledger_place, database, 8, 9)
    rows = database.query("ledger/due_items").set_index("due_id", drop=False)
    for number, (due, value) in enumerate(((ITEMS[0], "7"), (ITEMS[1], "1234.5"))):
        place = Place(due, f"{DISTRICT}-month-2023-09-30", DEPARTMENT, DISTRICT)
        filling = Filling(value, progress=NAUGHTY, source_note="@SUM(1)", signed_by="-示例乙", finished_on="2023-10-01")
        submit(
            ledger, ALONE, place, due_item(rows.loc[due].to_dict()), filling, record_version="v",
            today=date(2023, 10, 5), confirmed="1234.5 是目标的约 206 倍" if number else "",
        )  # fmt: skip
        report = feed(ledger).reports[-1]["report_id"]
        for event in ("checked", "released"):
            decide(ledger, ALONE, report, event, district_id=DISTRICT, record_version="v", without_evidence=True)
    as_the_reporter(monkeypatch, ledger_place)
    yield ledger
    release(ledger)


def taken(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """The files of 台账 by their endings."""
    files: dict[str, bytes] = {}

    def giving(label: str, data: Any, file_name: str, *_: Any, **__: Any) -> bool:
        if "台账（" in file_name or "工作台账" in file_name:
            files[file_name.rpartition(".")[2]] = data()
        return False

    with monkeypatch.context() as inner:
        inner.setattr(st, "download_button", giving)
        assert not page("ledger/progress").exception
    return files


def test_the_workbook_has_numbers_days_and_no_formulas(released: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = load_workbook(io.BytesIO(taken(monkeypatch)["xlsx"]))["台账"]
    heads = [cell.value for cell in sheet[1]]
    assert [head for head in heads if head in REGISTER] == REGISTER
    rows = {
        row[heads.index("应报项编号")].value: dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(min_row=2)
    }
    own, far = rows[ITEMS[0]], rows[ITEMS[1]]
    # The target is 8 in the year: 6 are due after nine months, 7 are one of eight ahead.
    assert [own[head].value for head in FIGURES] == [8, None, 6, 7, 87.5, 12.5]
    assert [(own[head].value, far[head].value) for head in ("单位", "界限")] == [("场", "处"), ("不少于", "未写界限")]
    assert [own[head].number_format for head in ("目标值", "累计完成", "完成率（%）")] == ["#,##0", "#,##0", "#,##0.0"]
    assert (far["累计完成"].value, far["累计完成"].number_format) == (1234.5, "#,##0.0")
    assert (own["完成时限"].value, own["完成日期"].value) == (datetime(2023, 12, 31), datetime(2023, 10, 1))
    assert (own["填报人已核对无误"].value, far["填报人已核对无误"].value) == (None, "1234.5 是目标的约 206 倍")
    for row in rows.values():
        assert {row[head].data_type for head in FIGURES} <= {"n"}, row[FIGURES[0]].row
    assert own["进展情况"].value == NAUGHTY
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}


def test_the_csv_says_the_same_and_guards_its_text(released: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    text = taken(monkeypatch)["csv"].decode("utf-8-sig")
    assert "'=HYPERLINK" in text
    assert ",1234.5," in text
    assert ",1,234.5" not in text


def test_the_form_holds_figures_as_numbers_and_what_is_none_as_text() -> None:
    rows = [
        {"due_id": "a", "before": "6", "value": "7.50"},
        {"due_id": "b", "before": "", "value": "123456789012.12345678"},  # more digits than a workbook keeps
        {"due_id": "=1+1", "value": "12家", "progress": "=1+1"},
    ]
    sheet = load_workbook(io.BytesIO(write_form("填报表", "form:x:y", rows)))[SHEET]
    column = {name: index for index, name in enumerate(HEADS, 1)}
    cells = [
        [sheet.cell(HEAD_ROW + line, column[name]) for name in ("before", "value", "progress")] for line in (1, 2, 3)
    ]
    assert [[cell.value or None for cell in row] for row in cells] == [
        [6, 7.5, None], [None, "123456789012.12345678", None], [None, "12家", "=1+1"],
    ]  # fmt: skip
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"n", "s"}
