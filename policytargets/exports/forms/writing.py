"""The workbook that a department fills in, prefilled: grey is given, white is to be filled."""

import io
from collections.abc import Mapping, Sequence
from decimal import Decimal

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from policytargets.exports.cells import spreadsheet_value
from policytargets.exports.forms.columns import (
    DICTIONARY,
    FIGURE_STATES,
    GIVEN,
    HEAD_ROW,
    HEADS,
    HELD,
    IDENTITY,
    SHEET,
    WANTED,
)
from policytargets.exports.spreadsheets import OPTIONS, formats_of, write_notes, write_sheet
from policytargets.ledger.drafts import NUMBER
from policytargets.wording.lights import OUTLOOK_WORD

WIDTHS = {"due_id": 18, "name": 30, "task": 24, "asked": 30, "progress": 40, "obstacle": 24, "next_step": 24}
FIGURES = ("before", "value")
LISTS = {"figure_state": list(FIGURE_STATES.values()), "outlook": list(OUTLOOK_WORD.values())}
MOST = 10**15  # beyond which Excel rounds
NUMBER_ALONE = {
    "validate": "decimal", "criteria": "between", "minimum": -MOST, "maximum": MOST,
    "error_title": "只填数字", "error_message": "累计完成只写数字，不带单位和文字。没有数的请留空，在“数字情况”中选。",
}  # fmt: skip
CHECKED = {"value": NUMBER_ALONE} | {name: {"validate": "list", "source": words} for name, words in LISTS.items()}
FIRST = "填白色格即可。每行至少填累计完成（自期初起的累计数，只写数字）；没有数的，在数字情况里选。"
NOTES = [
    ("怎样填", "只填白色格。累计完成填自期初起的累计数，只写数字，不带单位；没有数请在数字情况里选，零请填 0。"),
    ("交回", "在填报页上传。好的行成为草稿，仍须在页上提交；有错的格会标红退回，其他行不受影响。"),
    ("保密", "不得填报涉密信息。"),
]


def write_form(title: str, identity: str, rows: Sequence[Mapping[str, str]]) -> bytes:
    """The workbook for one department and period, whose `identity` stands in a cell, in a name and in a property.

    `rows`: one per due item, text by the keys of `HEADS`. The sheet is protected without a password; a hidden one holds
    the rows as they are now, so that whoever reads the workbook knows what was changed in it.
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as workbook:
        sheet = workbook.add_worksheet(SHEET)
        wrap = {"text_wrap": True, "valign": "top", "border": 1}
        grey, white = (
            workbook.add_format({**wrap, "bg_color": "#E6ECE9"}),
            workbook.add_format({**wrap, "locked": False}),
        )
        head = workbook.add_format({**wrap, "bold": True})
        sheet.write_string(0, 0, title, workbook.add_format({"bold": True, "font_size": 14}))
        sheet.write_string(0, len(HEADS) + 1, identity, workbook.add_format({"font_color": "#999999"}))
        to_fill = list(HEADS).index("value")
        sheet.write_string(0, to_fill, FIRST)
        for index, (name, word) in enumerate(HEADS.items()):
            sheet.write_string(HEAD_ROW - 1, index, word, head)
            sheet.set_column(index, index, WIDTHS.get(name, 14))
            for line, row in enumerate(rows, HEAD_ROW):
                _write(sheet, line, index, name, row.get(name, ""), grey if name in GIVEN else white)
            if name in CHECKED and rows:
                sheet.data_validation(HEAD_ROW, index, HEAD_ROW + len(rows) - 1, index, CHECKED[name])
        sheet.freeze_panes(HEAD_ROW, 2)
        sheet.set_selection(HEAD_ROW, to_fill, HEAD_ROW, to_fill)
        sheet.protect("", {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True})
        workbook.define_name(IDENTITY, f'="{identity}"')
        workbook.set_custom_property(IDENTITY, identity)
        formats = formats_of(workbook)
        write_notes(workbook.add_worksheet("说明"), NOTES, formats)
        write_sheet(workbook.add_worksheet(DICTIONARY), _dictionary(), formats)
        held = workbook.add_worksheet(HELD)
        held.very_hidden()
        for line, row in enumerate([{name: name for name in HEADS}, *rows]):
            for index, name in enumerate(HEADS):
                held.write_string(line, index, row.get(name, ""))
    return buffer.getvalue()


def _write(sheet: Worksheet, line: int, index: int, name: str, text: str, look: Format) -> None:
    """A cell: a figure as a number, where a workbook keeps all of its digits; all else, and what is none, as text."""
    number = spreadsheet_value(Decimal(text)) if name in FIGURES and NUMBER.fullmatch(text) else text
    if isinstance(number, Decimal):
        sheet.write_number(line, index, float(number), look)
    else:
        sheet.write_string(line, index, text, look)


def _dictionary() -> pd.DataFrame:
    """What each column wants, and the words that it takes."""
    rows = [
        {
            "栏目": word, "谁填": "看板已填" if name in GIVEN else "部门填", "填什么": WANTED[name],
            "可填的词": "、".join(LISTS[name]) if name in LISTS else None,
        }
        for name, word in HEADS.items()
    ]  # fmt: skip
    return pd.DataFrame(rows)
