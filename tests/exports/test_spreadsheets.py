"""Files of a table with every kind of value: nothing lost, nothing made up, nothing run as a formula."""

import csv
import ctypes
import io
import math
from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyarrow as pa
import pypdfium2
import pytest
from pyarrow import parquet

from policytargets.exports.cells import LONGEST_CELL
from policytargets.exports.notes import notes
from policytargets.exports.spreadsheets import LYING, to_csv, to_parquet, to_workbook
from policytargets.record.database import Database, RecordFile
from policytargets.record.files import write_record
from policytargets.sandbox.process import Answer
from policytargets.sandbox.queue import Sandbox
from policytargets.settings import data_folder
from policytargets.ui.board.department_lists import tasks_frame
from policytargets.ui.evidence.targets_files import workbook
from policytargets.wording.documents import document_lines
from tests.office import converted, pages

TASKS_OF_SCIENCE = {
    "level": "line", "partner": "", "without_figures": False, "most": 999,
    "lines": ["science"], "departments": [], "districts": [], "roles": ["lead"],
}  # fmt: skip

# What DuckDB is asked for, what stands in CSV, what a workbook holds, and the type in Parquet.
KINDS: dict[str, tuple[str, Any, str]] = {
    "true": ("true", True, "bool"),
    "(-128)::TINYINT": ("-128", -128, "int8"),
    "2023::SMALLINT": ("2023", 2023, "int16"),
    "2023::INTEGER": ("2023", 2023, "int32"),
    "9007199254740993::BIGINT": ("9007199254740993", "9007199254740993", "int64"),
    "255::UTINYINT": ("255", 255, "uint8"),
    "65535::USMALLINT": ("65535", 65535, "uint16"),
    "4294967295::UINTEGER": ("4294967295", 4294967295, "uint32"),
    "18446744073709551615::UBIGINT": ("18446744073709551615", "18446744073709551615", "uint64"),
    "7::HUGEINT": ("7", 7, "int64"),
    "170141183460469231731687303715884105727::HUGEINT": ("170141183460469231731687303715884105727",) * 2 + ("string",),
    "340282366920938463463374607431768211455::UHUGEINT": ("340282366920938463463374607431768211455",) * 2 + ("string",),
    "12345678901234567890123456789012345678901::BIGNUM": ("12345678901234567890123456789012345678901",) * 2
    + ("string",),
    "3.65::DECIMAL(18, 4)": ("3.65", 3.65, "decimal128(18, 4)"),
    "0.1::DECIMAL(2, 1)": ("0.1", 0.1, "decimal128(2, 1)"),
    "1000::DECIMAL(18, 2)": ("1000", 1000, "decimal128(18, 2)"),
    "12345678901234567.89::DECIMAL(38, 2)": ("12345678901234567.89",) * 2 + ("decimal128(38, 2)",),
    "3.65::FLOAT": ("3.65", 3.65, "float"),
    "3.65::DOUBLE": ("3.65", 3.65, "double"),
    "2023::DOUBLE": ("2023", 2023, "double"),
    "'nan'::DOUBLE": ("NaN", "NaN", "double"),
    "'-infinity'::FLOAT": ("-Infinity", "-Infinity", "float"),
    "1.7976931348623157e308::DOUBLE": ("1.7976931348623157e+308",) * 2 + ("double",),
    "DATE '2023-06-07'": ("2023-06-07", datetime(2023, 6, 7), "date32[day]"),
    "DATE '0812-01-31'": ("0812-01-31", "0812-01-31", "date32[day]"),
    "DATE 'infinity'": ("infinity", "infinity", "string"),
    "DATE '0044-03-15 (BC)'": ("0044-03-15 (BC)", "0044-03-15 (BC)", "string"),
    "TIMESTAMP '2023-06-07 08:09:10'": ("2023-06-07 08:09:10", datetime(2023, 6, 7, 8, 9, 10), "timestamp[us]"),
    "TIMESTAMP '2023-06-07 08:09:10.123456'": ("2023-06-07 08:09:10.123456",) * 2 + ("timestamp[us]",),
    "TIMESTAMP '-infinity'": ("-infinity", "-infinity", "string"),
    "TIMESTAMP_S '2023-06-07 08:09:10'": ("2023-06-07 08:09:10", datetime(2023, 6, 7, 8, 9, 10), "timestamp[ms]"),
    "TIMESTAMP_MS '2023-06-07 08:09:10.5'": ("2023-06-07 08:09:10.500000",) * 2 + ("timestamp[ms]",),
    "TIMESTAMP_NS '2023-06-07 08:09:10.123456789'": ("2023-06-07 08:09:10.123456789",) * 2 + ("timestamp[ns]",),
    "TIMESTAMPTZ '2023-06-07 08:00:00+08'": ("2023-06-07 00:00:00+00:00",) * 2 + ("timestamp[us, tz=UTC]",),
    "TIME '08:09:10.5'": ("08:09:10.5", "08:09:10.5", "string"),
    "TIMETZ '08:09:10+08'": ("08:09:10+08", "08:09:10+08", "string"),
    "TIME_NS '08:09:10.123456789'": ("08:09:10.123456789", "08:09:10.123456789", "string"),
    "INTERVAL '1 year 3 days 4 hours'": ("1 year 3 days 04:00:00", "1 year 3 days 04:00:00", "string"),
    "'10101'::BIT": ("10101", "10101", "string"),
    "'\\xAA\\x00A'::BLOB": ("aa0041", "aa0041", "string"),
    "'c4f4a5ac-8c68-4b39-9d58-6ac14cf6c8ab'::UUID": ("c4f4a5ac-8c68-4b39-9d58-6ac14cf6c8ab",) * 2 + ("string",),
    "{'k': [1, NULL], 's': '甲'}": ("{'k': [1, NULL], 's': 甲}", "{'k': [1, NULL], 's': 甲}", "string"),
    "MAP {'甲': 1}": ("{甲=1}", "{甲=1}", "string"),
    "[1, 2]": ("[1, 2]", "[1, 2]", "string"),
    "[1, 2]::INTEGER[2]": ("[1, 2]", "[1, 2]", "string"),
    "['甲', '乙']": ("甲;乙", "甲;乙", "list<l: string>"),
    "['甲;乙', NULL]": ('["甲;乙", null]', '["甲;乙", null]', "list<l: string>"),
    "union_value(k := 3)": ("3", "3", "string"),
    "'小'::ENUM ('小', '大')": ("小", "小", "string"),
    "'{\"a\": 1}'::JSON": ('{"a": 1}', '{"a": 1}', "string"),
    "42::VARIANT": ("42", "42", "string"),
    "'=1+1'": ("'=1+1", "=1+1", "string"),
    "'＝cmd'": ("'＝cmd", "＝cmd", "string"),
    "'-7%左右'": ("'-7%左右", "-7%左右", "string"),
    "'-7%'": ("-7%", "-7%", "string"),
    "(-7)::INTEGER": ("-7", -7, "int32"),
    "'a,\"b\"' || chr(10) || 'c'": ('a,"b"\nc', 'a,"b"\nc', "string"),
    "NULL": ("", None, "string"),
    "NULL::DOUBLE": ("", None, "double"),
    "NULL::DATE": ("", None, "date32[day]"),
}  # fmt: skip


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Sandbox:
    file = tmp_path_factory.mktemp("sandbox") / "record.duckdb"
    write_record(data_folder(), file)
    return Sandbox(RecordFile(file))


@pytest.fixture(scope="module")
def everything(sandbox: Sandbox) -> pa.Table:
    return asked(sandbox, ", ".join(f'{sql} AS "c{place}"' for place, sql in enumerate(KINDS)))


def asked(sandbox: Sandbox, columns: str) -> pa.Table:
    outcome = sandbox.submit(f"SELECT {columns}").wait(60)
    assert isinstance(outcome, Answer), outcome
    return outcome.rows


def sheet_of(workbook: bytes, name: str = "表") -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook))[name]


def test_every_kind_comes_out_right(everything: pa.Table) -> None:
    (_, printed) = csv.reader(io.StringIO(to_csv(everything).decode("utf-8-sig")))
    cells = [cell.value for cell in sheet_of(to_workbook({"表": everything}))[2]]
    stored = parquet.read_table(io.BytesIO(to_parquet(everything))).schema
    kinds = [str(kind).replace("Etc/UTC", "UTC").replace("element", "l") for kind in stored.types]
    found = dict(zip(KINDS, zip(printed, cells, kinds, strict=True), strict=True))
    assert found == KINDS


def test_parquet_holds_the_same_values(everything: pa.Table) -> None:
    back = parquet.read_table(io.BytesIO(to_parquet(everything)))
    values = dict(zip(KINDS, (column[0].as_py() for column in back.columns), strict=True))
    assert values["3.65::DECIMAL(18, 4)"] == Decimal("3.65")
    assert values["DATE '2023-06-07'"] == date(2023, 6, 7)
    assert math.isnan(values["'nan'::DOUBLE"])
    assert values["NULL::DOUBLE"] is None


def test_heads_are_guarded_like_cells(sandbox: Sandbox) -> None:
    rows = asked(sandbox, '1 AS "=cmd|\' /C calc\'!A0", 2 AS "@x", 3 AS "年份"')
    assert to_csv(rows).decode("utf-8-sig").split("\n")[0] == "'=cmd|' /C calc'!A0,'@x,年份"
    assert to_csv(rows, for_excel=False).decode().startswith("=cmd|")
    assert [cell.data_type for cell in sheet_of(to_workbook({"表": rows}))[1]] == ["s", "s", "s"]


def test_a_cell_too_long_for_a_workbook_says_so(sandbox: Sandbox) -> None:
    rows = asked(sandbox, "repeat('长', 40000) AS long")
    cell = sheet_of(to_workbook({"表": rows}))["A2"].value
    assert len(cell) == LONGEST_CELL
    assert "全文 40000 字" in cell
    assert len(to_csv(rows).decode("utf-8-sig").split("\n")[1]) == 40000


def test_frames_lose_nothing_either() -> None:
    frame = pd.DataFrame({"年份": pd.array([2023, None], "Int64"), "比率": [0.65, None], "部门": [["甲", "乙"], []]})
    assert to_csv(frame, for_excel=False).decode() == "年份,比率,部门\n2023,0.65,甲;乙\n,,\n"
    years = parquet.read_table(io.BytesIO(to_parquet(frame))).column("年份")
    assert (str(years.type), years.to_pylist()) == ("int64", [2023, None])


def heights(sheet: Any) -> set[float]:
    """How far each hanzi of a printed sheet stands from the next on its line, to a tenth of a point."""
    text, places = sheet.get_textpage(), []
    for index in range(text.count_chars()):
        across, up = ctypes.c_double(), ctypes.c_double()
        pypdfium2.raw.FPDFText_GetCharOrigin(text, index, across, up)
        if "\u4e00" <= chr(pypdfium2.raw.FPDFText_GetUnicode(text, index)) <= "\u9fff":
            places.append((index, across.value, up.value))
    steps = [
        round(other[1] - one[1], 1)
        for one, other in pairwise(places)
        if other[0] == one[0] + 1 and other[2] == one[2] and other[1] - one[1] > 0
    ]
    return {step for step, number in Counter(steps).items() if number > len(steps) / 20}


def test_sheets_are_one_a4_page_wide_with_their_head_on_each() -> None:
    wide = pd.DataFrame({f"第{place}列": ["很长的文字" * 4] * 200 for place in range(12)})
    narrow = pd.DataFrame({"区县": ["甲"]})
    book = openpyxl.load_workbook(io.BytesIO(to_workbook({"宽": wide, "窄": narrow}, [("标题", "长" * 500)])))
    for name, orientation in (("宽", "landscape"), ("窄", "portrait"), ("说明", "portrait")):
        sheet = book[name]
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation or "portrait") == (9, orientation)
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert name == "说明" or sheet.print_title_rows == "$1:$1"


def test_a_long_text_among_many_columns_is_not_broken_into_a_tower(database: Database) -> None:
    """The list of all targets with its 22 columns: on sheets beside each other, on each the heads and what names a row:
    district, field and target."""
    book = workbook(database, "record/all_targets", {}, "全部")
    sheet = openpyxl.load_workbook(io.BytesIO(book))["目标"]
    heads = [cell.value for cell in sheet[1]]
    widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]]
    source = [cell.value for cell in sheet[sheet.cell(1, heads.index("来源") + 1).column_letter]][1:]
    letters = max(sum(1 if letter.isascii() else 2 for letter in words) for words in source)
    assert letters / (widths[heads.index("来源")] - 1) <= 5
    assert sorted(row.height or 0 for row in sheet.row_dimensions.values())[-len(source) // 10] <= 6 * 16
    assert sheet.page_setup.orientation == "landscape"
    assert not (sheet.sheet_properties.pageSetUpPr and sheet.sheet_properties.pageSetUpPr.fitToPage)
    assert heads[:3] == ["区县", "领域", "目标"]
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$C")
    assert sum(widths) + 3 * sum(widths[:3]) <= 4 * LYING


def test_cells_have_lines_and_numbers_stand_off_the_words_beside_them() -> None:
    frame = pd.DataFrame({"年份": pd.array([2023, None], "Int64"), "单位": ["万亩", "个"]})
    sheet = openpyxl.load_workbook(io.BytesIO(to_workbook({"表": frame})))["表"]
    cells = [cell for line in sheet.iter_rows() for cell in line]
    assert len(cells) == 6
    assert {(cell.border.left.style, cell.border.bottom.style) for cell in cells} == {("thin", "thin")}
    assert (sheet["A2"].value, sheet["A2"].alignment.horizontal, sheet["A2"].alignment.indent) == (2023, "right", 1)


def test_a_table_too_wide_to_be_read_is_printed_on_sheets_beside_each_other() -> None:
    frame = pd.DataFrame({f"第{place}列": ["字" * 20] for place in range(60)})
    sheet = openpyxl.load_workbook(io.BytesIO(to_workbook({"宽": frame})))["宽"]
    assert sum(column.width * (column.max - column.min + 1) for column in sheet.column_dimensions.values()) > LYING
    assert sheet.page_setup.scale * 11 / 100 >= 8
    assert sheet.print_title_cols == "$A:$A"


def test_printed_letters_are_8_points_high_also_without_calibri(database: Database, tmp_path: Path) -> None:
    """As LibreOffice prints them here, where another face stands in; a hanzi is as wide as its letters are high."""
    made = {
        "list": workbook(database, "record/all_targets", {}, "全部"),
        "cells": to_workbook({"领域": database.query("record/heat_map", districts=[])}, [("标题", "长" * 300)]),
        "tasks": to_workbook({"任务": tasks_frame(database.query("board/department_tasks", **TASKS_OF_SCIENCE))}),
    }
    for name, content in made.items():
        (tmp_path / f"{name}.xlsx").write_bytes(content)
    for pdf in converted(sorted(tmp_path.glob("*.xlsx"))):
        assert min(heights(pages(pdf)[0]), default=0) >= 8, pdf.stem


def test_notes_have_one_order_and_name_what_is_contained() -> None:
    documents = [
        {"district": "甲县", "title": "计划", "doc_no": float("nan"), "status": "draft"},
        {"district": "乙县", "title": "方案", "doc_no": "乙〔2023〕1号", "status": "issued"},
        {"district": "乙县", "title": "方案", "doc_no": "乙〔2023〕1号", "status": "issued"},
    ]
    lines = document_lines(documents)
    assert lines == ["甲县，《计划》（公开文本未载文号，征求意见稿）", "乙县，《方案》（乙〔2023〕1号，已印发）"]
    made = notes("题", made_on=date(2026, 1, 2), count="2 条", to_know=[("口径", "新增")], sources=lines, version="v")
    assert [label for label, _ in made] == ["标题", "行数", "口径", "来源", "来源", "数据版本", "制作日期"]
