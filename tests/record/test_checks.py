"""Every check holds on the record, and each reports the defect it is there for, at its file, line and column."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from policytargets.errors import Problem, TablesInvalid
from policytargets.record.building import open_record
from policytargets.record.checks import check_names, check_rule
from policytargets.record.tables import Row
from policytargets.settings import data_folder

Rows = list[Row]


def of(rows: Rows, **wanted: str) -> Row:
    """The first row whose columns have the wanted values."""
    return next(row for row in rows if all(row[name] == value for name, value in wanted.items()))


def target(rows: Rows, **changes: str) -> None:
    """Change an ordinary stated target of an issued document that nothing refers to."""
    of(rows, target_id="jiangbei-2023/23-2").update(changes)


def repeated(rows: Rows, key: str, **changes: str) -> None:
    """Add a copy of the row with this first key column, changed."""
    first = next(iter(rows[0]))
    rows.append({**of(rows, **{first: key}), **changes})


PLANTS: dict[str, tuple[str, Callable[[Rows], object]]] = {
    "basis_differs": ("targets", lambda rows: target(rows, basis="level")),
    "chapter_differs": ("tasks", lambda rows: of(rows, task_id="jiangbei-2023/5").update(category_id="green")),
    "comparator_contradicts": ("targets", lambda rows: target(rows, comparator="about")),
    "department_unmapped": ("responsibilities", lambda rows: rows[0].update(printed="区某某局")),
    "department_unused": (
        "departments",
        lambda rows: repeated(rows, "qingzhou-emergency", department_id="qingzhou-zzz", name="市某某局"),
    ),
    "draft_without_mark": ("documents", lambda rows: rows[0].update(issued_on="2023-01-05")),
    "due_year_outside_plan": ("targets", lambda rows: target(rows, due_year="2024")),
    "duplicate_statement": (
        "targets",
        lambda rows: repeated(rows, "jiangbei-2023/23-2", target_id="jiangbei-2023/24-9", task_id="jiangbei-2023/24",
                              seq="9"),
    ),
    "excluded_document": ("excluded_figures", lambda rows: rows[0].update(document_id="zhoucun-2023")),
    "family_basis_repeated": (
        "indicators",
        lambda rows: repeated(rows, "grain-capacity", indicator_id="grain-capacity-two", headline="",
                              name=" ".join(of(rows, indicator_id="grain-capacity")["name"])),
    ),
    "figure_counted_twice": (
        "excluded_figures",
        lambda rows: rows.append({"document_id": "jiangbei-2023", "task_id": "jiangbei-2023/23", "printed": "100%",
                                  "position": "2", "reason": "threshold"}),
    ),
    "indicator_part_wrong": (
        "indicators",
        lambda rows: of(rows, indicator_id="life-expectancy").update(part_of="grain-capacity"),
    ),
    "indicator_unused": (
        "indicators",
        lambda rows: repeated(rows, "grain-capacity", indicator_id="zzz", headline="", name="没有目标的指标"),
    ),
    "light_rule_wrong": ("light_rules", lambda rows: of(rows, rule_id="wuhan").update(green_from="120")),
    "line_without_organ": ("lines", lambda rows: repeated(rows, "tax", line_id="zzz", name="空", sort="99")),
    "missing_lead": (
        "responsibilities",
        lambda rows: rows.remove(of(rows, task_id="jiangbei-2023/23", role="lead", position="1")),
    ),
    "name_unused": (
        "department_names",
        lambda rows: rows.append({"district_id": "zhoucun", "printed": "某某局", "department_id": "zhoucun-water"}),
    ),
    "part_exceeds_total": (
        "targets",
        lambda rows: of(rows, target_id="qingzhou-2023/72-2").update(value="40", printed="40所"),
    ),
    "part_of_wrong": ("targets", lambda rows: target(rows, part_of="jiangbei-2023/23-2")),
    "period_wrong": ("targets", lambda rows: target(rows, period="plan")),
    "position_gap": ("responsibilities", lambda rows: of(rows, task_id="jiangbei-2023/23").update(position="2")),
    "printed_without_unit": ("targets", lambda rows: target(rows, printed="100")),
    "printed_without_value": ("targets", lambda rows: target(rows, value="90")),
    "range_wrong": ("targets", lambda rows: target(rows, value_high="120")),
    "restates_wrong": ("targets", lambda rows: target(rows, restates="zhoucun-2023/31-1")),
    "role_repeated": (
        "responsibilities",
        lambda rows: rows.append({**of(rows, task_id="jiangbei-2023/23"), "role": "support"}),
    ),
    "share_above_100": ("targets", lambda rows: target(rows, value="101", printed="101%")),
    "project_id_wrong": (
        "projects",
        lambda rows: rows.append({"project_id": "jiangbei-2023/5-p9", "task_id": "jiangbei-2023/5", "seq": "9",
                                  "name": "某项目", "stage": "", "stage_group": "", "year": "2023"}),
    ),
    "project_year_outside_plan": (
        "projects",
        lambda rows: rows.append({"project_id": "jiangbei-2023/5-p1", "task_id": "jiangbei-2023/5", "seq": "1",
                                  "name": "某项目", "stage": "", "stage_group": "", "year": "2022"}),
    ),
    "stated_in_wrong": ("targets", lambda rows: target(rows, stated_in="words")),
    "succeeds_wrong": ("targets", lambda rows: target(rows, succeeds="zhoucun-2023/31-1")),
    "subject_wrong": (
        "indicators",
        lambda rows: of(rows, indicator_id="life-expectancy").update(subject_id="grain-capacity"),
    ),
    "target_id_wrong": ("targets", lambda rows: target(rows, seq="7")),
    "task_gap": ("documents", lambda rows: rows[0].update(stated_task_count="135")),
    "task_id_wrong": ("tasks", lambda rows: of(rows, task_id="jiangbei-2023/5").update(task_no="6")),
    "task_order": (
        "tasks",
        lambda rows: of(rows, task_id="jiangbei-2023/74").update(
            {name: of(rows, task_id="jiangbei-2023/5")[name] for name in ("chapter_no", "chapter", "category_id")}
        ),
    ),
    "tracking_contradicts": (
        "tracking",
        lambda rows: of(rows, due_id="chiping-2023-2025/c4-1").update(pacing="ceiling"),
    ),
    "tracking_unknown_due": (
        "tracking",
        lambda rows: repeated(rows, "jiangbei-2023/69-1", due_id="jiangbei-2023/69-9"),
    ),
    "unit_not_convertible": ("targets", lambda rows: target(rows, unit="公里", printed="100公里")),
    "unit_unused": ("units", lambda rows: repeated(rows, "亿斤", unit="石")),
    "unit_wrong": ("units", lambda rows: of(rows, unit="吨").update(factor="2")),
    "withheld_wrong": ("targets", lambda rows: target(rows, withheld="true")),
}  # fmt: skip


def test_all_checks_hold_on_the_record() -> None:
    open_record(data_folder()).close()


def test_every_check_has_a_planted_defect() -> None:
    assert sorted(PLANTS) == check_names()


@pytest.mark.parametrize("check", sorted(PLANTS))
def test_the_planted_defect_is_reported(
    folder: Path, spoil: Callable[[str, Callable[[Rows], object]], None], check: str
) -> None:
    table, edit = PLANTS[check]
    spoil(table, edit)
    with pytest.raises(TablesInvalid) as caught:
        open_record(folder)
    found: list[Problem] = [problem for problem in caught.value.problems if problem.rule == check_rule(check)]
    assert found, caught.value.problems
    assert all(problem.line > 1 and problem.column and problem.found and problem.expected for problem in found)
    lines = (folder / found[0].file).read_text(encoding="utf-8").split("\n")
    assert lines[found[0].line - 1]


def test_the_record_is_sealed(database) -> None:
    with pytest.raises(duckdb.Error):
        database._connection.execute("SELECT * FROM read_csv('/etc/passwd')")
    with pytest.raises(duckdb.Error):
        database._connection.execute("SET enable_external_access = true")
