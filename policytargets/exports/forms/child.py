"""The child process that opens a filled workbook: `python -m policytargets.exports.forms.child [mark] < REQUEST`.

The request is JSON with the file in base64. Prints JSON: identities and rows of cells; with `mark` the same file with
the wrong cells in red and those asked about in yellow, each with its comment, and a column that says what became of
each row.
"""

import base64
import contextlib
import io
import json
import sys
import zipfile
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from policytargets.exports.forms.columns import (
    ANSWER,
    GIVEN,
    HEAD_ROW,
    HEADS,
    HELD,
    IDENTITY,
    MOST_ROWS,
    MOST_UNPACKED,
    SHEET,
)  # fmt: skip

with contextlib.suppress(ImportError):  # Windows knows no such limits
    import resource

COLOURS = ("FFC7CE", "FFEB9C")
RED, YELLOW = (PatternFill("solid", fgColor=colour) for colour in COLOURS)
GIVEN_FILL, NO_FILL = PatternFill("solid", fgColor="E6ECE9"), PatternFill()
DAMAGED = "这不是可读的 .xlsx 文件。请用填报页下载的表填写，另存为 .xlsx 后再上传。"


def main() -> None:
    """Read one request within the limits and answer it; `refused` with a sentence where that can't be done."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
        resource.setrlimit(resource.RLIMIT_AS, (1024**3, 1024**3))
    request = json.load(sys.stdin)
    data = base64.b64decode(request["file"])
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise ValueError("too large")
        told = mark(data, request["answers"]) if sys.argv[1:] == ["mark"] else read(data)
    except MemoryError:
        told = {"refused": DAMAGED}
    except Exception:  # a stranger's file breaks a reader in any way it likes
        told = {"refused": DAMAGED}
    json.dump(told, sys.stdout)


def read(data: bytes) -> dict[str, Any]:
    """What the sheet 填报 holds: each row's cells by column with line and kind; columns that are not known by name."""
    values, formulas = load_workbook(io.BytesIO(data), data_only=True), load_workbook(io.BytesIO(data))
    if SHEET not in values.sheetnames:
        return {"refused": f"文件里没有名为“{SHEET}”的表。请用填报页下载的表填写。"}
    sheet, typed = values[SHEET], formulas[SHEET]
    columns = _columns(typed)
    if sheet.max_row > MOST_ROWS:
        return {"refused": f"超过 {MOST_ROWS} 行，未导入。"}
    rows = []
    for line in range(HEAD_ROW + 1, sheet.max_row + 1):
        cells = {
            name: _cell(sheet.cell(line, index), typed.cell(line, index))
            for name, index in columns.items()
            if name in HEADS
        }
        if any(cell["text"] or cell["kind"] != "text" for cell in cells.values()):
            rows.append({"line": line, "cells": cells})
    other = [name for name in columns if name not in HEADS and name != ANSWER]
    found = {"identities": _identities(formulas), "rows": rows, "unknown": other, "columns": list(columns)}
    return {**found, "held": _held(formulas)}


def mark(data: bytes, answers: list[dict[str, Any]]) -> dict[str, str]:
    """The same file with the answers in it, and none of those that an earlier round left there."""
    workbook = load_workbook(io.BytesIO(data))
    sheet = workbook[SHEET]
    columns = _columns(sheet)
    last = columns.get(ANSWER, max(columns.values()) + 1)
    sheet.cell(HEAD_ROW, last, ANSWER)
    for name, index in columns.items():
        for line in range(HEAD_ROW + 1, sheet.max_row + 1):
            cell = sheet.cell(line, index)
            if cell.comment and _colour(cell) in COLOURS:  # not every program keeps who wrote a comment
                cell.comment, cell.fill = None, GIVEN_FILL if name in GIVEN else NO_FILL
    for answer in answers:
        sheet.cell(answer["line"], last, answer["said"])
        for kind, fill in (("errors", RED), ("questions", YELLOW)):
            for name, said in answer[kind].items():
                cell = sheet.cell(answer["line"], columns.get(name, last))
                cell.fill = fill
                cell.comment = Comment(said, "看板")
    out = io.BytesIO()
    workbook.save(out)
    return {"file": base64.b64encode(out.getvalue()).decode()}


def _colour(cell: Any) -> str:
    """The colour that fills a cell; nothing where it is none of its own."""
    colour = getattr(cell.fill, "fgColor", None)  # a gradient has none
    return str(colour.rgb)[2:] if colour else ""


def _columns(sheet: Any) -> dict[str, int]:
    """Name (or head, where it is no column of ours) → column number; the first of two equal heads."""
    names = {word: name for name, word in HEADS.items()}
    found: dict[str, int] = {}
    for index in range(1, min(sheet.max_column, 100) + 1):
        word = str(sheet.cell(HEAD_ROW, index).value or "").strip()
        if word:
            found.setdefault(names.get(word, word), index)
    return found


def _cell(value: Any, typed: Any) -> dict[str, str]:
    """A cell as text, and its kind: text, number, percent, an error (#DIV/0!), or a formula without a result."""
    formula = isinstance(typed.value, str) and typed.value.startswith("=") and typed.data_type == "f"
    if formula and value.value is None:
        return {"text": "", "kind": "formula"}
    if value.data_type == "e":
        return {"text": str(value.value), "kind": "error"}
    if isinstance(value.value, bool) or not isinstance(value.value, int | float):
        found = value.value
        return {"text": str(found.date() if hasattr(found, "date") else "" if found is None else found), "kind": "text"}
    number, percent = Decimal(repr(value.value)), "%" in str(value.number_format)
    return {"text": format(number * 100 if percent else number, "f"), "kind": "percent" if percent else "number"}


def _held(workbook: Any) -> dict[str, dict[str, str]]:
    """What every row held when the workbook was made, by its key; nothing in a workbook that does not say."""
    if HELD not in workbook.sheetnames:
        return {}
    heads, *rows = workbook[HELD].iter_rows(max_row=MOST_ROWS + 1, values_only=True)
    named = [{str(head): str(text or "") for head, text in zip(heads, row, strict=True)} for row in rows]
    return {row.get("due_id", ""): row for row in named}


def _identities(workbook: Any) -> list[str]:
    """The identity as each of its three places has it, where it is still there."""
    sheet = workbook[SHEET]
    first = [str(cell.value) for cell in sheet[1] if str(cell.value or "").startswith("form:")]
    named = workbook.defined_names.get(IDENTITY)
    own = [str(prop.value) for prop in workbook.custom_doc_props.props if prop.name == IDENTITY]
    return first + ([str(named.attr_text).strip('="')] if named else []) + own


if __name__ == "__main__":
    main()
