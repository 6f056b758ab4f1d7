"""An invented sixth district with a plan of its own years: no sentence on a page is typed for the five."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from policytargets.comparisons.captions import finding
from policytargets.comparisons.making import compare_each
from policytargets.comparisons.model import Comparison
from policytargets.record.shelf import SHELF
from policytargets.record.tables import Row
from tests.pages import opened, said

DOCUMENT = "example-2024-2025"
TARGET = {
    "restates": "", "part_of": "", "succeeds": "", "caveat": "", "withheld": "false", "strength": "plain",
    "value_high": "", "benchmark": "", "position": "", "due_year": "2025",
}  # fmt: skip


def target(number: int, **more: str) -> Row:
    task = f"{DOCUMENT}/{number}"
    return {**TARGET, "target_id": f"{task}-1", "task_id": task, "seq": "1", **more}


def task(number: int) -> Row:
    return {
        "task_id": f"{DOCUMENT}/{number}", "document_id": DOCUMENT, "chapter_no": "1", "chapter": "一、示例章",
        "section": "", "task_no": str(number), "item": "", "title": f"示例任务{number}", "category_id": "green",
    }  # fmt: skip


ROWS: dict[str, list[Row]] = {
    "districts": [
        {"district_id": "example", "name": "示例区", "short_name": "示例", "city": "示例市", "kind": "市辖区",
         "adcode": ""}
    ],
    "documents": [
        {
            "document_id": DOCUMENT, "district_id": "example", "title": "示例区虚构工作计划",
            "doc_no": "示例〔2024〕1号",
            "issuer": "", "issued_on": "2024-01-05", "status": "issued", "period_start": "2024-01-01",
            "period_end": "2025-12-31", "stated_task_count": "3", "source_sha256": "0" * 64,
        }
    ],
    "departments": [
        {"department_id": "example-office", "district_id": "example", "name": "区示例局", "line_ids": "office"}
    ],
    "department_names": [
        {"district_id": "example", "printed": "区示例局", "department_id": "example-office"}
    ],
    "tasks": [task(1), task(2), task(3)],
    "responsibilities": [
        {"task_id": f"{DOCUMENT}/{number}", "role": "lead", "position": "1", "printed": "区示例局",
         "department_id": "example-office", "and_others": "false"}
        for number in (1, 2, 3)
    ],
    "targets": [
        target(1, indicator_id="good-air-days-share", name="示例优良天数", printed="高于全市平均", stated_in="words",
               benchmark="全市平均", comparator="more_than", value="", unit="%", basis="share", period="by_end"),
        target(2, indicator_id="waste-sorting-coverage", name="示例覆盖率", printed="全覆盖", stated_in="words",
               comparator="exactly", value="100", unit="%", basis="share", period="by_end"),
        target(3, indicator_id="example-part", name="示例其中项", printed="20%", position="1", stated_in="digits",
               comparator="exactly", value="20", unit="%", basis="share", period="by_end"),
    ],
    "indicators": [
        {"indicator_id": "example-part", "family_id": "", "subject_id": "", "part_of": "", "name": "示例其中项",
         "category_id": "green", "basis": "share", "unit": "%", "direction": "higher", "definition": "虚构的示例",
         "comparable_note": "", "headline": ""}
    ],
}  # fmt: skip


@pytest.fixture(autouse=True)
def six(
    folder: Path, spoil: Callable[[str, Callable[[list[Row]], object]], None], monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """The record with the invented district, read by every page of the test."""

    def added(table: str) -> Callable[[list[Row]], object]:
        def edit(rows: list[Row]) -> None:
            if table == "indicators":
                (total,) = [row for row in rows if row["indicator_id"] == "waste-disposal-rate"]
                ROWS[table][0].update(family_id=total["family_id"], part_of="waste-disposal-rate")
            rows.extend(dict(row) for row in ROWS[table])

        return edit

    for table in ROWS:
        spoil(table, added(table))
    monkeypatch.setenv("POLICYTARGETS_DATA", str(folder))
    SHELF.clear()
    yield
    SHELF.clear()


def test_the_overview_counts_and_dates_the_plans_from_the_record() -> None:
    board = opened("board/overview")
    assert not board.exception
    text = said(board)
    assert "6 个区县的 6 份计划" in text
    assert "示例区为 2024—2025 年计划" in text
    assert "茌平区为 2023—2025 年计划（征求意见稿）" in text
    assert "其余为 2023 年计划" in text
    assert "全部 6 份计划" in text
    assert "五" not in text


def test_a_district_page_dates_its_plan_and_compares() -> None:
    board = opened("board/district", district="示例区")
    assert not board.exception
    assert "计划期：2024—2025年" in said(board)
    assert "3 项任务都有量化目标" in said(board)


@pytest.mark.parametrize(
    ("indicator_id", "figure"),
    [
        ("good-air-days-share", "有表述，无数字（高于全市平均）"),
        ("waste-sorting-coverage", "全覆盖（100%）"),
        ("waste-disposal-rate", "另有口径：示例其中项 20%"),
    ],
)
def test_words_and_parts_stand_beside_the_figures(indicator_id: str, figure: str) -> None:
    database = SHELF.newest()
    (made,) = compare_each(
        database.query("comparisons/indicators", indicators=[indicator_id]),
        database.query("comparisons/indicator_targets", indicators=[indicator_id], districts=[]),
        database.query("comparisons/districts", districts=[]),
        made_on=date(2026, 11, 25),
    )
    assert isinstance(made, Comparison)
    assert [row.figure for row in made.rows if row.district_id == "example"] == [figure]
    ends = {row.figure for row in made.drawn}
    assert figure in finding(made) or figure in ends


def test_the_page_of_a_relative_commitment_names_its_benchmark() -> None:
    board = opened("evidence/target", target=f"{DOCUMENT}/1-1")
    assert not board.exception
    (figure,) = [metric for metric in board.metric if metric.value == "高于全市平均"]
    assert figure.label == "原文用语 · 有表述，无数字"
    assert "原文以“全市平均”为比照" in said(board)
    assert not [metric for metric in board.metric if metric.label == "换算值"]


def test_words_that_fix_a_number_are_shown_with_it() -> None:
    board = opened("evidence/target", target=f"{DOCUMENT}/2-1")
    assert [metric.value for metric in board.metric][:2] == ["全覆盖", "100%"]
