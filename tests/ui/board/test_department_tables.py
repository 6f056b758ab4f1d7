"""责任部门: its lists, files and the tables under its charts row by row against plain Python over the CSV files."""

import csv
import io
from collections import defaultdict
from datetime import date
from typing import Any

import openpyxl
import pytest

from policytargets.charts.department import EITHER_ROLE
from policytargets.exhibits import department_lists as exhibits
from policytargets.exports.spreadsheets import to_csv
from policytargets.record.tables import Row
from policytargets.ui.blocks import comparing
from policytargets.ui.blocks.record import rows
from policytargets.ui.board import department_lists
from policytargets.ui.board.department import Selection
from tests import words
from tests.duties_in_python import COUNTS, chosen, counts_of, roles_in
from tests.pages import table_of, tables, with_twins
from tests.record_in_python import (
    Record,
    Target,
    cells,
    comparable,
    numbered,
)
from tests.tables_in_python import lines_of, target_row, targets_by_district, task_row

BOTH = ["lead", "support"]
MADE_ON = date(2026, 11, 26)
SELECTIONS = [
    Selection("line", ["agriculture"], [], BOTH, ""),
    Selection("line", ["office", "science"], ["example", "jiangbei"], ["lead"], ""),
    Selection("line", ["science"], [], ["support"], ""),
    Selection("line", ["collective"], [], BOTH, ""),
    Selection("department", ["example-office"], [], BOTH, ""),
    Selection("department", ["example-both", "zhoucun-development-reform"], [], ["support"], ""),
]


@pytest.fixture(scope="module")
def targets(odd: Record) -> list[Target]:
    return odd.targets


@pytest.mark.parametrize("selection", SELECTIONS, ids=str)
def test_tasks_are_listed_with_role_and_departments(shelved: Record, selection: Selection) -> None:
    told = [task_row(shelved, task, roles) for task, roles in roles_in(shelved, selection)]
    assert told
    assert cells(department_lists.tasks_of(selection, most=5000)) == told
    stated = {target.numbered for target in shelved.targets}
    bare = [
        task["task_id"] for task, _ in roles_in(shelved, selection) if numbered(task) and numbered(task) not in stated
    ]
    shown = department_lists.tasks_of(selection, most=5000, without_figures=True)
    assert shown["任务编号"].tolist() == bare


@pytest.mark.parametrize("selection", SELECTIONS, ids=str)
def test_targets_are_listed_with_role(shelved: Record, targets: list[Target], selection: Selection) -> None:
    roles = {task["task_id"]: held for task, held in roles_in(shelved, selection)}
    told = [
        {"角色": words.ROLES[frozenset(roles[target.task["task_id"]])], **target_row(target)}
        for target in targets
        if target.task["task_id"] in roles
    ]
    assert cells(department_lists.targets_of(selection, most=5000)) == told


def test_the_workbook_holds_both_lists_and_says_what_they_are(shelved: Record, targets: list[Target]) -> None:
    selection = SELECTIONS[1]
    book = openpyxl.load_workbook(io.BytesIO(department_lists.workbook(selection)))
    roles = {task["task_id"]: held for task, held in roles_in(shelved, selection)}
    tasks = [task_row(shelved, task, held) for task, held in roles_in(shelved, selection)]
    assert _sheet(book, "任务") == tasks
    own = [target_row(target) for target in targets if target.task["task_id"] in roles]
    assert [{name: row[name] for name in own[0]} for row in _sheet(book, "目标")] == own
    notes = list(book["说明"].iter_rows(values_only=True))
    documents = shelved.table("documents")
    districts = shelved.table("districts")
    plans = [documents[name] for name in dict.fromkeys(task["document_id"] for task, _ in roles_in(shelved, selection))]
    assert sorted(text for label, text in notes if label == "来源") == sorted(
        f"{districts[plan['district_id']]['name']}，《{plan['title']}》"
        f"（{plan['doc_no'] or '公开文本未载文号'}，{words.STATUS[plan['status']]}）"
        for plan in plans
    )
    lines = shelved.table("lines")
    named = "、".join(lines[code]["name"] for code in selection.codes)
    where = "、".join(districts[code]["name"] for code in selection.districts)
    assert dict(notes)["筛选"] == f"条线：{named}；区县：{where}；角色：牵头"
    assert dict(notes)["标题"] == f"部门任务清单：{named}"
    text = to_csv(department_lists.tasks_of(selection, most=5000)).decode("utf-8-sig")
    assert [row["任务编号"] for row in csv.DictReader(io.StringIO(text))] == [row["任务编号"] for row in tasks]


def _sheet(book: openpyxl.Workbook, name: str) -> list[dict[str, Any]]:
    head, *lines = book[name].iter_rows(values_only=True)
    return [{name: comparable(cell) for name, cell in zip(head, line, strict=True)} for line in lines]


def test_the_tables_under_the_charts_tell_lead_from_support(shelved: Record, targets: list[Target]) -> None:
    board = with_twins("board/department", "matrix", "places", lines="科技", roles="牵头或配合")
    departments = shelved.table("departments")
    short = {row["district_id"]: row["short_name"] for row in shelved.records["districts"]}
    own = {
        (row["name"], short[row["district_id"]]): row["department_id"]
        for row in departments.values()
        if "science" in lines_of(row)
    }
    matrix = table_of(board, "部门", "区县", "领域", *COUNTS, *EITHER_ROLE.values())
    shown = {(row["部门"], row["区县"], row["领域"]): tuple(row[name] for name in COUNTS) for row in cells(matrix)}
    told = {
        (*place, category["name"]): counts_of(shelved, targets, {code}, category["category_id"])
        for place, code in own.items()
        for category in shelved.records["categories"]
    }
    assert shown == {place: counts for place, counts in told.items() if any(counts)}
    roles = {task["task_id"] for task, _ in roles_in(shelved, Selection("line", ["science"], [], BOTH, ""))}
    districts = next(table for table in tables(board) if {"领域", "东昌府"} <= set(table.columns))
    mine = [target for target in targets if target.task["task_id"] in roles]
    assert {row["领域"]: row for row in cells(districts)} == {
        row["领域"]: row for row in targets_by_district(shelved, mine, [], "short_name")
    }


def test_partners_lead_or_support(shelved: Record) -> None:
    board = with_twins("board/department", "partners", lines="科技", roles="牵头或配合")
    shared: dict[str, dict[str, set[Any]]] = defaultdict(lambda: defaultdict(set))
    names = {row["line_id"]: row["name"] for row in shelved.records["lines"]}
    for task, _ in roles_in(shelved, Selection("line", ["science"], [], BOTH, "")):
        for role, held in shelved.departments[task["task_id"]].items():
            for row in held:
                if numbered(task) and "science" not in lines_of(row):
                    for line in lines_of(row):
                        shared[names[line]][role].add(numbered(task))
    shown = table_of(board, "条线", "共同任务", "对方牵头", "对方配合")
    assert {row["条线"].split(" ")[0]: tuple(row.values())[1:] for row in cells(shown)} == {
        name: (len(both), len(by_role["lead"]), len(both - by_role["lead"]))
        for name, by_role in shared.items()
        for both in [by_role["lead"] | by_role["support"]]
    }


@pytest.mark.parametrize("selection", SELECTIONS, ids=str)
def test_the_exhibits_of_tasks_are_those_lists(shelved: Record, selection: Selection) -> None:
    stated = {target.numbered for target in shelved.targets}
    held = [(task, roles) for task, roles in roles_in(shelved, selection) if numbered(task)]
    bare = [task["title"] for task, _ in held if numbered(task) not in stated]
    shown = exhibits.bare_tasks(comparing, selection, made_on=MADE_ON)
    assert ([] if shown is None else shown.table()["任务"].tolist()) == bare
    if shown is not None:
        assert f" {len({numbered(task) for task, _ in held if numbered(task) not in stated})} 项" in shown.title
    partners = rows("board/department_partners", level=selection.level, **selection.parameters)["partner_id"]
    for partner in partners.head(3):
        joint = [task for task, _ in held if _shared(shelved, task, selection, partner)]
        made = exhibits.joint_tasks(comparing, selection, partner, made_on=MADE_ON)
        assert made is not None
        assert made.table()["任务"].tolist() == [task["title"] for task in joint]
        assert f"有 {len({numbered(task) for task in joint})} 项共同任务" in made.title
    assert exhibits.joint_tasks(comparing, selection, "nobody", made_on=MADE_ON) is None


def _shared(record: Record, task: Row, selection: Selection, partner: str) -> bool:
    """Whether a department of the partner that is none of the chosen ones has a role in the task."""
    other = Selection(selection.level, [partner], [], BOTH, "")
    held = [row for of_role in record.departments[task["task_id"]].values() for row in of_role]
    return any(chosen(row, other) and not chosen(row, selection) for row in held)
