"""总览, 区县 and 领域: their tables and first sentences against plain Python over the CSV files."""

from collections import Counter, defaultdict
from fractions import Fraction
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from policytargets.record.tables import Row
from policytargets.ui.board import overview
from tests import words
from tests.comparisons_in_python import current_targets
from tests.pages import as_read, lists, opened, plain, said, sheets, tables, ways, with_twins
from tests.record_in_python import Record, Target, cells, expected, in_document_order, names, numbered
from tests.tables_in_python import target_row, targets_by_district

TASK_HEADS = ["区县", "任务号", "任务", "所在章", "领域", "牵头部门", "配合部门"]


def table_with(board: AppTest, *heads: str) -> pd.DataFrame:
    """The one table of a page whose heads begin with these."""
    (found,) = [table for table in tables(board) if list(table.columns)[: len(heads)] == list(heads)]
    return found


def listed_with(board: AppTest, *heads: str) -> list[dict[str, Any]]:
    """The rows of the one list of a page whose heads begin with these; none where the page has no such list."""
    found = [table for table in lists(board) if list(table.columns)[: len(heads)] == list(heads)]
    assert len(found) < 2
    rows = [row for table in found for row in table.astype(str).to_dict("records")]
    return [{name: None if cell == "—" else cell for name, cell in row.items()} for row in rows]


def single_row(target: Target) -> dict[str, Any]:
    """A target as 区县 lists those that no other district sets."""
    row, number = target.row, target.task["task_no"]
    return expected(
        {
            "目标": row["name"], "原文数字": row["printed"], "口径": words.BASIS[row["basis"]],
            "目标年份": f"{row['due_year']}年", "领域": target.category["name"], "牵头部门": names(target.leads),
            "情况": words.PRESENCE[target.presence],
            "任务号": "未编号段落" if number == "0" else f"第{number}项", "任务": target.task["title"],
        }
    )  # fmt: skip


def alone(record: Record, **only: str) -> list[Target]:
    """Targets of newest plans whose indicator no other district sets, of one district or category of indicators."""
    current = current_targets(record)
    setting: dict[str, set[str]] = defaultdict(set)
    for target in current:
        setting[target.row["indicator_id"]].add(target.district["district_id"])
    return [
        target
        for target in current
        if len(setting[target.row["indicator_id"]]) == 1
        and only.get("district", target.district["name"]) == target.district["name"]
        and only.get("category", target.indicator["category_id"]) == target.indicator["category_id"]
    ]


def bare_tasks(record: Record, **only: str) -> list[dict[str, Any]]:
    """Numbered tasks without a target as the pages list them."""
    stated = {target.numbered for target in record.targets}
    documents, districts, categories = (record.table(name) for name in ("documents", "districts", "categories"))
    rows = []
    for task in sorted(record.records["tasks"], key=in_document_order):
        district = districts[documents[task["document_id"]]["district_id"]]
        here = only.get("district", district["name"]) == district["name"]
        here = here and only.get("category", task["category_id"]) == task["category_id"]
        if here and numbered(task) and not task["item"] and numbered(task) not in stated:
            held = record.departments[task["task_id"]]
            rows.append(
                {
                    "区县": district["short_name"], "任务号": int(task["task_no"]), "任务": task["title"],
                    "所在章": task["chapter"], "领域": categories[task["category_id"]]["name"],
                    "牵头部门": names(held["lead"]), "配合部门": names(held["support"]),
                }
            )  # fmt: skip
    return [expected(row) for row in rows]


def test_the_heat_map_of_the_overview(shelved: Record) -> None:
    board = with_twins("board/overview", "cells", focus="示例区")
    districts = [row["short_name"] for row in shelved.records["districts"]]
    shown = cells(table_with(board, "领域"))
    assert shown == targets_by_district(shelved, shelved.targets, [], "short_name")
    assert set(shown[0]) == {"领域", *districts}
    (drawn,) = [chart.proto for chart in board.get("vega_lite_chart") if "category_sort" in chart.proto.spec]
    rows = pa.ipc.open_stream(drawn.datasets[0].data.data).read_all().to_pylist()
    for row in rows:
        assert row["targets"] == next(cell[row["short_name"]] for cell in shown if cell["领域"] == row["category"])
    assert {row["district_id"] for row in rows if row["focused"]} == {"example"}


def test_the_first_sentence_of_the_overview(shelved: Record) -> None:
    """Shares are of the numbered tasks of a category, with figures in a paragraph counted for its task."""
    stated = {target.numbered for target in shelved.targets}
    tasks: dict[str, set[Any]] = defaultdict(set)
    for task in shelved.records["tasks"]:
        if numbered(task) and not task["item"]:
            tasks[shelved.table("categories")[task["category_id"]]["name"]].add(numbered(task))
    shares = {name: Fraction(len(own & stated), len(own)) for name, own in tasks.items()}
    every = set().union(*tasks.values())
    text = plain(said(opened("board/overview")))
    number = sum(target.counted for target in shelved.targets)
    assert (
        f"{len(shelved.records['districts'])} 个区县的 {len(shelved.records['documents'])} 份计划列出 "
        f"{len(every)} 项任务，{len(every & stated)} 项提出量化目标，共 {number} 个（"
    ) in text
    most, least = max(shares.values()), min(shares.values())

    def of(name: str) -> str:
        return f"{len(tasks[name])} 项中 {len(tasks[name] & stated)} 项，{words.per_cent(shares[name])}"

    assert any(f"有量化目标的任务占比，{name}最高（{of(name)}）" in text for name in shares if shares[name] == most)
    assert any(f"，{name}最低（{of(name)}）" in text for name in shares if shares[name] == least)


@pytest.mark.parametrize("district", ["示例区", "茌平区"])
def test_the_tables_of_a_district(shelved: Record, district: str) -> None:
    board = with_twins("board/district", "categories-bars", "departments-bars", district=district)
    assert listed_with(board, "目标", "原文数字") == [
        single_row(target) for target in alone(shelved, district=district)
    ]
    told = [
        {name: cell for name, cell in row.items() if name not in ("区县", "任务号")}
        | {"任务": f"第{int(row['任务号'])}项 {row['任务']}"}
        for row in bare_tasks(shelved, district=district)
    ]
    assert listed_with(board, "任务", "领域") == told
    own = [target for target in shelved.targets if target.district["name"] == district and target.counted]
    counted = Counter(target.category["name"] for target in own)
    masked = Counter(target.category["name"] for target in own if target.presence == "withheld")
    assert cells(table_with(board, "领域", "目标数")) == [
        expected({"领域": name, "目标数": counted[name], "其中原文隐去": masked[name]}) for name in _categories(shelved)
    ]
    led: dict[str, list[Target]] = defaultdict(list)
    for target in own:
        for department in target.leads:
            led[department["name"]].append(target)
    for row in cells(table_with(board, "部门", "牵头目标数")):
        held = led[row["部门"]]
        assert (row["牵头目标数"], row["其中原文隐去"]) == (
            len(held), sum(target.presence == "withheld" for target in held)
        )  # fmt: skip
    most = max(len(held) for held in led.values())
    assert cells(table_with(board, "部门", "牵头目标数"))[0]["牵头目标数"] == most
    behind = ways(board, "部门", "牵头目标数", "其中原文隐去")
    rows = cells(table_with(board, "部门", "牵头目标数"))
    for row, (page, asked) in zip(rows, behind, strict=True):
        assert (page, asked["districts"]) == ("department", [district])
        assert asked["departments"][0].startswith(row["部门"])
    assert ways(board, "领域", "目标数", "其中原文隐去") == [
        ("targets", {"districts": [district], "categories": [name]}) for name in _categories(shelved)
    ]


@pytest.mark.parametrize(
    ("script", "parameters", "key"),
    [
        ("board/district", {"district": "青州市"}, "ranked"),
        ("compare/indicator", {"districts": ["青州市", "周村区"], "pair": "true", "focus": "周村区"}, "pair"),
    ],
)
def test_a_strip_and_its_line_in_the_table_lead_to_one_target(
    shelved: Record, script: str, parameters: dict[str, Any], key: str
) -> None:
    board = with_twins(script, key, **parameters)
    drawn = {}
    for chart in board.get("vega_lite_chart"):
        for dataset in chart.proto.datasets:
            rows = pa.ipc.open_stream(dataset.data.data).read_all().to_pylist()
            drawn |= {row["title"]: row["target_id"] for row in rows if "aside" in row}
    (table,) = [own for own in tables(board) if "指标" in own.columns and "比较须知" in own.columns]
    behind = [asked["target"][0] for _, asked in ways(board, *table.columns)]
    assert behind == [drawn[name] for name in table["指标"]]


@pytest.mark.parametrize("category_id", ["green", "rural"])
def test_the_tables_of_a_category(shelved: Record, category_id: str) -> None:
    name = shelved.table("categories")[category_id]["name"]
    board = with_twins("board/category", "districts-bars", category=name)
    districts, single, tasks = sheets(board)
    heads = list(single[0])
    rows = [
        target_row(target) | {"目标年份": target.row["due_year"], "区县": target.district["short_name"]}
        for target in alone(shelved, category=category_id)
    ]
    assert set(heads) > {"目标", "区县", "原文数字", "换算值"}
    assert single == as_read({head: row[head] for head in heads} for row in rows)
    assert sorted(tasks[0]) == sorted(TASK_HEADS)
    assert tasks == as_read({head: row[head] for head in tasks[0]} for row in bare_tasks(shelved, category=category_id))
    counted = Counter(
        target.district["name"] for target in shelved.targets if target.counted and target.category["name"] == name
    )
    masked = Counter(
        target.district["name"]
        for target in shelved.targets
        if target.counted and target.presence == "withheld" and target.category["name"] == name
    )
    places = sorted(shelved.records["districts"], key=lambda row: (-counted[row["name"]], row["district_id"]))
    assert districts == as_read(
        {"区县": row["short_name"], "目标数": counted[row["name"]], "其中原文隐去": masked[row["name"]]}
        for row in places
    )
    assert ways(board, "区县", "目标数", "其中原文隐去") == [
        ("targets", {"districts": [row["name"]], "categories": [name]}) for row in places
    ]
    most = max(counted.values())
    first = [district["name"] for district in shelved.records["districts"] if counted[district["name"]] == most]
    found = f"{name}：各区县的计划共提出 {counted.total()} 个目标（不是完成数），"
    assert f"{found}{'、'.join(first)}{'并列' if len(first) > 1 else ''}最多（{most} 个）" in plain(said(board))


def _categories(record: Record) -> list[str]:
    rows: list[Row] = sorted(record.records["categories"], key=lambda row: int(row["sort"]))
    return [row["name"] for row in rows]


def test_shares_are_of_all_tasks_of_a_category() -> None:
    counts = pd.Series({"districts": 2, "documents": 2, "tasks": 12, "tasks_with_figures": 4, "targets": 9})
    tasks = pd.DataFrame({"category": ["甲", "乙"], "with_figures": [1, 2], "in_words": [1, 0], "without": [2, 6]})
    assert overview.answer(counts, tasks).endswith(
        "有量化目标的任务占比，甲最高（4 项中 2 项，50%），乙最低（8 项中 2 项，25%）。"
    )
