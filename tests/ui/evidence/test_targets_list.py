"""目标清单 row by row against plain Python over the CSV files: rows, marks, order, filters and files."""

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from itertools import pairwise
from typing import Any

import duckdb
import lxml.html
import openpyxl
import pytest
from pyarrow import parquet

from policytargets.exports.spreadsheets import to_csv, to_parquet
from policytargets.record.held import TARGET_FACETS, Held, plain_rows
from policytargets.ui.blocks.tables import targets_frame
from policytargets.ui.evidence import targets_whole
from policytargets.ui.evidence.targets import in_words, page_frame
from policytargets.ui.evidence.targets_files import workbook
from tests.pages import listed, opened, said
from tests.record_in_python import EVERYTHING, Record, Target, cells, comparable, expected
from tests.tables_in_python import full_row, lines_of, list_row, target_row

ALL = {**EVERYTHING, "roles": ["lead"]}
Key = Callable[[Target], tuple[Any, ...]]


@cache
def by_sound(name: str) -> str:
    """The place of a name in the order of Hanyu Pinyin, as ICU has it."""
    ((key,),) = duckdb.execute("SELECT icu_sort_key(?, 'zh')", [name]).fetchall()
    return str(key)


ORDERS: dict[str, Key] = {
    "plan": lambda target: (),
    "due_year": lambda target: (int(target.row["due_year"]),),
    "department": lambda target: (not target.leads, by_sound(target.leads[0]["name"]) if target.leads else ""),
    "indicator": lambda target: (
        int(target.category["sort"]), by_sound(target.indicator["name"]), target.value is None, -(target.value or 0)
    ),
}  # fmt: skip
FILTERS: list[dict[str, Any]] = [
    {},
    {"districts": ["zhoucun", "example"]},
    {"categories": ["green", "rural"]},
    {"lines": ["science"]},
    {"lines": ["agriculture", "collective"], "roles": ["support"]},
    {"lines": ["office"], "roles": ["lead", "support"], "districts": ["example"]},
    {"departments": ["example-office"]},
    {"departments": ["example-office", "zhoucun-ecology"], "roles": ["support"]},
    {"departments": ["example-both"], "roles": ["lead", "support"]},
    {"bases": ["share", "cap"]},
    {"comparators": ["at_least", "more_than"]},
    {"strengths": ["strive"]},
    {"strengths": ["ensure", "plain"], "bases": ["level"]},
    {"due_years": [2025]},
    {"presences": ["withheld"]},
    {"presences": ["worded"]},
    {"presences": ["set"], "districts": ["chiping"]},
    {"indicators": ["grain-output"]},
]


def chosen(targets: Iterable[Target], filters: dict[str, Any]) -> list[Target]:
    """The targets that meet every filter, in plain words."""
    asked = {**ALL, **filters}

    def meets(target: Target) -> bool:
        departments = target.departments(asked["roles"])
        values = {
            "districts": {target.district["district_id"]},
            "categories": {target.category["category_id"]},
            "lines": {line for department in departments for line in lines_of(department)},
            "departments": {department["department_id"] for department in departments},
            "bases": {target.row["basis"]},
            "comparators": {target.row["comparator"]},
            "strengths": {target.row["strength"]},
            "due_years": {int(target.row["due_year"])},
            "presences": {target.presence},
            "indicators": {target.row["indicator_id"]},
        }
        return all(not asked[name] or own & set(asked[name]) for name, own in values.items())

    return [target for target in targets if meets(target)]


@pytest.fixture(scope="module")
def targets(odd: Record) -> list[Target]:
    return odd.targets


@pytest.mark.parametrize("filters", FILTERS, ids=str)
def test_a_filter_lets_through_what_python_finds(odd: Record, targets: list[Target], filters: dict[str, Any]) -> None:
    found = chosen(targets, filters)
    assert found
    rows = odd.database.query("evidence/targets", **{**ALL, **filters})
    assert rows["target_id"].tolist() == [target.target_id for target in found]
    page = odd.database.query("evidence/targets_page", **{**ALL, **filters}, order="plan", limit=1, offset=0).iloc[0]
    assert (page["found"], page["found_counted"]) == (len(found), sum(target.counted for target in found))
    every = odd.database.query("evidence/targets_page", **ALL, order="plan", limit=1000, offset=0)
    held = Held(every, odd.database.query("evidence/targets_texts"), TARGET_FACETS).matching({**ALL, **filters})
    assert [row["target_id"] for row in held] == [target.target_id for target in found]


@pytest.mark.parametrize("order", ORDERS)
def test_every_row_of_the_list_in_every_order(odd: Record, targets: list[Target], order: str) -> None:
    whole = sorted(targets, key=ORDERS[order])
    for start in (0, 25, len(whole) - 30):
        rows = odd.database.query("evidence/targets_page", **ALL, order=order, limit=40, offset=start)
        assert cells(page_frame(plain_rows(rows))) == [list_row(target) for target in whole[start : start + 40]]


def test_the_page_shows_the_rows_of_its_address(shelved: Record, targets: list[Target]) -> None:
    board = opened("evidence/targets", districts="示例区", roles="牵头或配合", order="目标年份")
    found = sorted(chosen(targets, {"districts": ["example"]}), key=ORDERS["due_year"])
    assert listed(board)["目标"].tolist() == [target.row["name"] for target in found]
    counted = sum(target.counted for target in found)
    assert f"共 {len(found)} 条，计为 {counted} 个目标（另 {len(found) - counted} 条" in said(board)


def test_all_rows_stand_on_one_page_with_the_real_values_behind_their_words(
    shelved: Record, targets: list[Target]
) -> None:
    board = opened("evidence/targets", whole="true", roles="牵头或配合")
    assert listed(board)["目标"].tolist() == [target.row["name"] for target in targets]
    assert f"本页第 1–{len(targets)} 条" in said(board)
    (body,) = [element.proto.body for element in board.get("html") if "<table" in element.proto.body]
    table = lxml.html.fromstring(body)
    assert len(table.xpath("//thead//button[@data-sort]")) == len(table.xpath("//thead//th"))
    values = [row.xpath("string(./td[@data-label='换算值']/@data-value)") for row in table.xpath("//tbody/tr")]
    assert [value == "" for value in values] == [target.value is None for target in targets]
    by_unit: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for value, target in zip(values, targets, strict=True):
        if target.value is not None:
            by_unit[target.indicator["unit"]].append((float(value), float(target.value)))
    for pairs in by_unit.values():
        ordered = sorted(pairs)
        assert [value for _, value in ordered] == sorted(value for _, value in pairs)
    spans = sorted((min(pairs)[0], max(pairs)[0]) for pairs in by_unit.values())
    assert all(one[1] < other[0] for one, other in pairwise(spans))  # figures of different units are never mixed


def test_a_very_long_list_is_cut_into_pages_and_says_so(monkeypatch: pytest.MonkeyPatch, shelved: Record) -> None:
    monkeypatch.setattr(targets_whole, "MOST_WHOLE", 40)
    board = opened("evidence/targets", whole="true")
    assert "本页第 1–40 条" in said(board)
    assert "一页最多 40 条" in said(board)
    assert not any("data-sort>" in element.proto.body for element in board.get("html"))


def test_filters_are_told_in_words(shelved: Record) -> None:
    told = in_words(
        {
            **ALL, "districts": ["example"], "categories": ["green"], "lines": ["science"],
            "departments": ["example-office"], "roles": ["support"], "bases": ["cap"], "comparators": ["at_most"],
            "strengths": ["strive"], "due_years": [2025], "presences": ["worded"], "words": ["5g"],
        }
    )  # fmt: skip
    assert told == (
        "搜索：5G；区县：示例区；领域：降碳减污扩绿；条线：科技；部门：区示例局（示例）；角色：仅配合；口径：上限；"
        "界限：不超过；承诺力度：力争；目标年份：2025年；情况：有表述，无数字"
    )
    assert in_words(ALL) == "全部"


@pytest.mark.parametrize("filters", [{}, {"districts": ["example"]}], ids=str)
def test_files_for_readers_hold_the_same_rows(odd: Record, targets: list[Target], filters: dict[str, Any]) -> None:
    found, asked = [target_row(target) for target in chosen(targets, filters)], {**ALL, **filters}
    book = openpyxl.load_workbook(io.BytesIO(workbook(odd.database, "evidence/targets", asked, "示例条件")))
    head, *lines = book["目标"].iter_rows(values_only=True)
    assert [{name: comparable(value) for name, value in zip(head, line, strict=True)} for line in lines] == found
    notes = list(book["说明"].iter_rows(values_only=True))
    assert [text for label, text in notes if label == "筛选"] == ["示例条件"]
    assert next(text for label, text in notes if label == "行数").startswith(f"{len(found)} 条")
    assert [text for label, text in notes if label == "数据版本"] == [odd.database.version]
    text = to_csv(targets_frame(odd.database.query("evidence/targets", **asked))).decode("utf-8-sig")
    for row, own in zip(csv.DictReader(io.StringIO(text)), found, strict=True):
        for name, value in own.items():
            assert row[name].removeprefix("'") == written(value), (row["目标编号"], name)


@pytest.mark.parametrize("filters", [{}, {"districts": ["example"]}], ids=str)
def test_files_for_programs_hold_the_same_rows(odd: Record, targets: list[Target], filters: dict[str, Any]) -> None:
    found = [full_row(target) for target in chosen(targets, filters)]
    table = odd.database.table("evidence/targets", **{**ALL, **filters})
    rows = parquet.read_table(io.BytesIO(to_parquet(table))).to_pylist()
    text = to_csv(table, for_excel=False).decode("utf-8")
    for row, line, own in zip(rows, csv.DictReader(io.StringIO(text)), found, strict=True):
        for name, value in expected(own).items():
            assert comparable(row[name]) == value, (own["target_id"], name)
            if not isinstance(value, list):
                assert line[name].removeprefix("'") == written(value), (own["target_id"], name)


def written(value: Any) -> str:
    """A cell as text: decimals without closing zeros, nothing as nothing."""
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).lower()
    return value if isinstance(value, str) else f"{value:f}".rstrip("0").rstrip(".")
