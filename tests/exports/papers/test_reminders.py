"""The 催报单: every department with its items, the reason of what came back, and the rates."""

import io
from datetime import date

import pytest
from docx import Document
from openpyxl import load_workbook

from policytargets.exports.papers.reminders import Reminder, to_reminder_workbook, to_reminders

MISSING = {
    "甲局": [("新建示例数", "10个以上", "▲ 逾期 2 天", "—"), ("改造示例数", "—", "▲ 已退回，逾期 2 天", "请附佐证")]
}
RATES = [("甲局", "4", "2", "1", "1", "2/4"), ("乙局", "3", "3", "0", "0", "3/3")]


def reminder(warning: str = "") -> Reminder:
    return Reminder(
        MISSING, RATES, title="某市2023年9月催报单", period="2023年9月", due_on=date(2023, 10, 8),
        made_on=date(2023, 10, 10), warning=warning,
    )  # fmt: skip


def test_it_names_department_items_deadline_reason_and_rate() -> None:
    paper = Document(io.BytesIO(to_reminders(reminder())))
    text = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "1 个部门共 2 项" in text
    assert "2023-10-08，已逾期 2 天" in text
    assert "（一）甲局（2 项）" in text
    items, rates = ([[cell.text for cell in row.cells] for row in table.rows] for table in paper.tables)
    assert items[2] == ["2", "改造示例数", "—", "▲ 已退回，逾期 2 天", "请附佐证"]
    assert rates[1:] == [list(row) for row in RATES]
    assert "示例数据" not in paper.sections[0].header.paragraphs[0].text


def test_the_workbook_has_an_item_a_row_and_counts_as_numbers() -> None:
    book = load_workbook(io.BytesIO(to_reminder_workbook(reminder("示例"))))
    items, rates = ([list(row) for row in book[name].values] for name in ("待报事项", "按时报送率"))
    assert items[1:] == [["甲局", number, *item] for number, item in enumerate(MISSING["甲局"], 1)]
    assert rates[1:] == [["甲局", 4, 2, 1, 1, "2/4"], ["乙局", 3, 3, 0, 0, "3/3"]]
    told = dict(row[:2] for row in book["说明"].values)
    assert "2023-10-08，已逾期 2 天" in told["催报"]
    assert told["注意"] == "示例"


def test_an_invented_one_says_so_on_every_page() -> None:
    section = Document(io.BytesIO(to_reminders(reminder("示例数据，不是真实进展")))).sections[0]
    assert all("示例数据" in own.paragraphs[0].text for own in (section.header, section.even_page_header))


def test_nothing_missing_is_no_paper() -> None:
    with pytest.raises(ValueError, match="missing"):
        Reminder({}, [], title="", period="", due_on=date(2023, 1, 1), made_on=date(2023, 1, 1))
