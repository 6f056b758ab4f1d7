"""一项任务: its targets, projects and departments are those of the tables; tasks without targets are found."""

import pytest

from policytargets.record.database import Database
from policytargets.record.tables import Records
from policytargets.wording.searching import folded
from tests.pages import listed, opened, said
from tests.record_in_python import EVERYTHING, indexed


def of_task(records: Records, table: str, task_id: str) -> list[dict[str, str]]:
    return [row for row in records[table] if row["task_id"] == task_id]


@pytest.mark.parametrize("task_id", ["zhoucun-2023/38", "chiping-2023-2025/30", "jiangbei-2023/20", "qingzhou-2023/72"])
def test_a_task_shows_its_targets_projects_and_departments(records: Records, task_id: str) -> None:
    board = opened("evidence/task", task=task_id)
    assert not board.exception
    assert board.title[0].value == indexed(records, "tasks")[task_id]["title"]
    text = said(board)
    targets, projects = of_task(records, "targets", task_id), of_task(records, "projects", task_id)
    assert all(row["name"] in text and row["printed"] in text for row in targets)
    assert all(row["name"] in text for row in projects)
    assert (f"{len(targets)} 项量化目标" if targets else "没有量化目标") in text
    again = sum(bool(row["restates"] or row["part_of"]) for row in targets)
    assert (f"（其中 {again} 项是重复表述、总数的其中项或另一种计量，不另计）" in text) == bool(again)
    assert text.count("，不另计<") == again
    departments = indexed(records, "departments")
    named = {departments[row["department_id"]]["name"] for row in of_task(records, "responsibilities", task_id)}
    assert named <= {button.label for button in board.button}


def test_leads_stand_before_supports(records: Records) -> None:
    task_id = "chiping-2023-2025/107"
    board = opened("evidence/task", task=task_id)
    departments = indexed(records, "departments")
    rows = sorted(of_task(records, "responsibilities", task_id), key=lambda row: (row["role"], int(row["position"])))
    expected = [departments[row["department_id"]]["name"] for row in rows]
    assert [button.label for button in board.button][: len(expected)] == expected


def test_an_unknown_task_is_said() -> None:
    assert "没有编号为“zz”的任务" in said(opened("evidence/task", task="zz"))
    assert "没有写明是哪一项任务" in said(opened("evidence/task"))


@pytest.mark.parametrize(("word", "district"), [("平台", ""), ("宣传部", "zhoucun"), ("", "qingzhou")])
def test_tasks_without_targets_are_found_beside_the_list(
    database: Database, records: Records, word: str, district: str
) -> None:
    quantified = {row["task_id"].split(".")[0] for row in records["targets"]}
    documents, districts = indexed(records, "documents"), indexed(records, "districts")
    departments, lines = indexed(records, "departments"), indexed(records, "lines")
    categories = indexed(records, "categories")
    expected = set()
    for task in records["tasks"]:
        document = documents[task["document_id"]]
        own = [departments[row["department_id"]] for row in of_task(records, "responsibilities", task["task_id"])]
        served = [lines[line]["name"] for organ in own for line in organ["line_ids"].split(";")]
        texts = [task["title"], task["chapter"], categories[task["category_id"]]["name"], document["title"]]
        texts += [document["doc_no"], districts[document["district_id"]]["name"]]
        texts += [organ["name"] for organ in own] + served + [f"{line}局" for line in served]
        bare = task["task_no"] != "0" and not task["item"] and task["task_id"] not in quantified
        if bare and district in ("", document["district_id"]) and any(folded(word) in folded(text) for text in texts):
            expected.add(task["task_id"])
    asked = {name: EVERYTHING[name] for name in ("categories", "lines", "departments")}
    asked |= {"districts": [district] if district else [], "words": [folded(word)] if word else []}
    asked["roles"] = ["lead", "support"]
    found = database.query("evidence/targets_tasks", **asked, most=500)
    assert set(found["task_id"]) == expected
    assert set(found["found"]) == {len(expected)}


def test_the_list_names_them_and_opens_them() -> None:
    board = opened("evidence/targets", q="宣传部")
    board.session_state["bare-tasks-fold"] = True
    board.run()
    assert not board.exception
    assert "task?task=" in said(board)
    assert not listed(board).empty
