"""责任部门 without a choice: every department with what it leads and supports, held against the record's own rows."""

from collections import defaultdict

import pytest

from tests import pages
from tests.record_in_python import Record, counted, numbered

HEADS = ("部门", "区县", "牵头目标", "牵头任务", "配合目标", "配合任务")


def worked_out(record: Record, roles: set[str]) -> dict[tuple[str, str], tuple[int | None, ...]]:
    """By department and district: targets and tasks led, targets and tasks supported; none of a kind as None."""
    targets: dict[str, set[str]] = defaultdict(set)
    for row in counted(record.records):
        targets[row["task_id"]].add(row["target_id"])
    held: dict[str, dict[str, tuple[set[str], set[tuple[str, str]]]]] = defaultdict(
        lambda: {"lead": (set(), set()), "support": (set(), set())}
    )
    tasks = record.table("tasks")
    for row in record.records["responsibilities"]:
        own = held[row["department_id"]][row["role"]]
        own[0].update(targets[row["task_id"]])
        own[1].update({number} if (number := numbered(tasks[row["task_id"]])) else ())
    departments, districts = record.table("departments"), record.table("districts")
    asked = {row["department_id"] for row in record.records["responsibilities"] if row["role"] in roles}
    return {
        (departments[code]["name"], districts[departments[code]["district_id"]]["short_name"]): tuple(
            len(kind) or None for role in ("lead", "support") for kind in by_role[role]
        )
        for code, by_role in held.items()
        if code in asked
    }


@pytest.mark.parametrize(("role", "roles"), [("牵头", {"lead"}), ("牵头或配合", {"lead", "support"})])
@pytest.mark.parametrize("by", ["按条线", "按部门"])
def test_every_department_is_listed_with_its_counts(shelved: Record, role: str, roles: set[str], by: str) -> None:
    board = pages.opened("board/department", roles=role, by=by)
    assert not board.exception
    table = pages.table_of(board, *HEADS)
    expected = worked_out(shelved, roles)
    drafts = {row["document_id"].split("-")[0] for row in shelved.records["documents"] if row["status"] == "draft"}
    marked = {shelved.table("districts")[code]["short_name"] for code in drafts}
    rows = [tuple(None if value != value else value for value in row) for row in table.itertuples(index=False)]
    told = {(name, place.removesuffix("（征求意见稿）")): tuple(counts) for name, place, *counts in rows}
    assert told == expected
    assert {place.removesuffix("（征求意见稿）") for place in table["区县"] if place.endswith("稿）")} == marked
    ways = pages.ways(board, *HEADS)
    assert len(ways) == len(expected)
    assert all(path.endswith("department") and "departments" in query for path, query in ways)


def test_the_list_is_that_of_the_chosen_districts_and_gone_with_a_choice(shelved: Record) -> None:
    table = pages.table_of(pages.opened("board/department", districts="周村区"), *HEADS)
    assert set(table["区县"]) == {"周村"}
    chosen = pages.opened("board/department", lines="科技")
    assert "全部责任部门" not in [heading.value for heading in chosen.subheader]


def test_a_line_says_which_departments_are_counted_under_it(shelved: Record) -> None:
    """Of departments merged out of several their other lines are told."""
    lines = shelved.table("lines")
    for page in ("board/department", "evidence/targets"):
        board = pages.opened(page, lines="发改委")
        (told,) = [caption.value for caption in board.caption if "“发展改革”条线包括：" in caption.value]
        own = [row for row in shelved.records["departments"] if "development-reform" in row["line_ids"].split(";")]
        assert len(own) > 3
        for row in own:
            place = shelved.table("districts")[row["district_id"]]["short_name"]
            assert f"{place}的{row['name']}" in told
            others = [code for code in row["line_ids"].split(";") if code != "development-reform"]
            assert all(lines[code]["name"] in told for code in others)
        assert "合并设置，兼" in told


def test_a_general_name_among_the_departments_tells_the_merged_ones(shelved: Record) -> None:
    board = pages.opened("board/department", by="按部门", departments="发改委")
    (told,) = [caption.value for caption in board.caption if "合并设置的部门，职责不止一条线" in caption.value]
    merged = [
        row
        for row in shelved.records["departments"]
        if "development-reform" in row["line_ids"].split(";") and ";" in row["line_ids"]
    ]
    assert merged
    assert all(row["name"] in told for row in merged)
    assert "职责不止一条线" not in pages.said(pages.opened("board/department", departments="区科技局（茌平）"))
