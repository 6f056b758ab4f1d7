"""Workbooks as people fill them in and bring them back, for the tests of 填报."""

import io

from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from policytargets.exports.forms.columns import HEAD_ROW, HEADS, SHEET
from policytargets.exports.forms.writing import write_form
from tests.pages import plain
from tests.ui.ledger.months import DEPARTMENT, DISTRICT, ITEMS

IDENTITY = f"form:{DEPARTMENT}:{DISTRICT}-month-2023-09-30"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(
    figures: dict[str, object], *, without: str = "", held: dict[str, str] | None = None, leader: str = "示例乙"
) -> bytes:
    """The form of September with these figures, made with those `held`; the row of one item may be gone."""
    own = held or {}
    rows = [{"due_id": due, "signed_by": leader, "value": own.get(due, "")} for due in ITEMS if due != without]
    filled = load_workbook(io.BytesIO(write_form("填报表", IDENTITY, rows)))
    lines = {row["due_id"]: line for line, row in enumerate(rows, HEAD_ROW + 1)}
    for due, value in figures.items():
        filled[SHEET].cell(lines[due], list(HEADS).index("value") + 1, value)
    out = io.BytesIO()
    filled.save(out)
    return out.getvalue()


def bring(shown: AppTest, name: str, data: bytes) -> AppTest:
    (field,) = [own for own in shown.file_uploader if own.label.startswith("传回填好的表")]
    shown = field.set_value((name, data, XLSX)).run()
    assert not shown.exception
    return shown


def told(shown: AppTest) -> list[str]:
    return [plain(box.value) for box in shown.warning]
