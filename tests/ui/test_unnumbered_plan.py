"""A plan whose goals stand in no numbered task, written from its document, on the pages: no task of number 0."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from streamlit.testing.v1 import AppTest

from policytargets.intake.publishing import publish
from policytargets.record.shelf import SHELF
from policytargets.ui.board import district_files
from tests.intake.unnumbered import BARE, TITLE, WITH_PREAMBLE, reviewed
from tests.pages import opened, said

GOAL = "example-2024/u1-1"
NOUGHT = r"第 ?(?:0|零|None|nan) ?项|(?<!\d)0 ?项(?:编号)?任务"
PAGES = {
    "board/overview": {}, "board/district": {"district": "示例县"}, "board/category": {"category": "乡村振兴"},
    "board/department": {"districts": "示例县"}, "evidence/target": {"target": GOAL},
    "evidence/task": {"task": "example-2024/u1"}, "evidence/targets": {"districts": "示例县"}, "evidence/sources": {},
    "compare/slides": {"deck": "task-targets?task=example-2024/u1"},
}  # fmt: skip


@pytest.fixture(params=[WITH_PREAMBLE, BARE], ids=["preamble", "bare"])
def text(
    request: pytest.FixtureRequest, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """The record with the plan, read by every page of the test."""
    publish(reviewed(tmp_path, request.param), folder)
    monkeypatch.setenv("POLICYTARGETS_DATA", str(folder))
    monkeypatch.setenv("POLICYTARGETS_DOCUMENTS", str(tmp_path / "copies"))
    SHELF.clear()
    yield request.param
    SHELF.clear()


def everything(board: AppTest) -> str:
    """Whatever a page sends to the browser: running text, tables, titles, files' names."""
    sent = [getattr(element, "proto", None) for element in board.main]
    return "\n".join(proto.SerializeToString().decode("utf-8", "replace") for proto in sent if proto is not None)


def test_no_page_speaks_of_a_task_of_number_nought(text: str) -> None:
    for page, parameters in PAGES.items():
        board = opened(page, **parameters)
        assert not board.exception, page
        shown = everything(board)
        assert len(shown) > 500, page
        assert re.findall(NOUGHT, shown) == [], page


def test_the_pages_of_the_goal_say_where_it_stands_and_show_it(text: str) -> None:
    chapter = "前言" if text == WITH_PREAMBLE else TITLE
    target = opened("evidence/target", target=GOAL)
    assert f"示例县，《{TITLE}》，{chapter}，未编号段落" in everything(target)
    assert "<mark" in said(target)
    task = opened("evidence/task", task="example-2024/u1")
    held = 2 if text == WITH_PREAMBLE else 3
    assert f"示例县计划的未编号段落，归入乡村振兴：{held} 项量化目标。" in said(task)
    assert f"示例县，《{TITLE}》，{chapter}，未编号段落" in everything(task)


def test_the_paper_of_the_district_says_where_its_goals_stand(text: str) -> None:
    database = SHELF.newest()
    plan = database.query("board/district_plan", district="example").iloc[0].to_dict()
    paper = docx.Document(io.BytesIO(district_files.report(database, plan, [])))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    told = "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])
    assert cells.count("未编号段落") == (7 if text == WITH_PREAMBLE else 3)
    assert not re.search(NOUGHT, told)


def test_a_plan_without_tasks_says_so(text: str) -> None:
    found = said(opened("board/district", district="示例县"))
    if text == BARE:
        assert "示例县的计划没有编号任务，提出 3 个量化目标；没有与其他区县共有的指标。" in found
    else:
        assert "示例县的计划有 2 项任务，2 项提出量化目标" in found
