"""What the record would refuse of one row, asked of its own checks before the reviewer passes it."""

from collections.abc import Mapping
from typing import Any

from policytargets.errors import Problem
from policytargets.intake.desk import Row
from policytargets.intake.publishing_targets import cells
from policytargets.record.building import check_rows
from policytargets.record.curated import IN_FIGURES, TABLE
from policytargets.record.fields import complaints
from policytargets.record.tables import Records

# The checks that judge a target by itself, with its plan, its indicator and its unit.
OF_ONE_ROW = (
    "basis_differs", "comparator_contradicts", "due_year_outside_plan", "period_wrong",
    "printed_without_unit", "printed_without_value", "range_wrong", "share_above_100", "stated_in_wrong",
    "unit_not_convertible", "withheld_wrong",
)  # fmt: skip
# Those that judge the targets and departments of a document beside each other: what they find no later decision mends
# but one on these very rows.
OF_SEVERAL = (
    "duplicate_statement", "figure_counted_twice", "part_exceeds_total", "part_of_wrong", "restates_wrong",
    "role_repeated", "succeeds_wrong",
)  # fmt: skip
READ = ("documents", "tasks", "indicators", "units", "targets")
# What is given to the row, or confirmed beside it, later than it is passed.
LATER = ("target_id", "task_id", "seq", "position", "indicator_id")


def few_rows(
    final: Mapping[str, Any], about: Mapping[str, Any], records: Records, beside: Mapping[str, Row]
) -> Records:
    """The row to be with what it is judged by; `beside` is the indicator and the unit that are told with it."""
    document_id = str(about["document_id"])
    task_id = f"{document_id}/{final['passage']}"
    own = cells(final) | {"target_id": f"{task_id}-1", "task_id": task_id, "seq": "1"}
    own |= {"position": "1" if final["stated_in"] in IN_FIGURES else ""}
    document = {name: str(about.get(name) or "") for name in TABLE["documents"].header}
    task = dict.fromkeys(TABLE["tasks"].header, "") | {"task_id": task_id, "document_id": document_id}
    found = {"documents": [document], "tasks": [task], "targets": [own]}
    for table, key, value in (("indicators", "indicator_id", own["indicator_id"]), ("units", "unit", own["unit"])):
        told = [{**dict.fromkeys(TABLE[table].header, ""), **beside[table], key: value}] if beside.get(table) else []
        found[table] = [*told, *(row for row in records[table] if table == "units" or row[key] == value)]
    return found


def rows_around(target: Row, records: Records) -> Records:
    """The same of a target that stands in the tables."""
    task = next(row for row in records["tasks"] if row["task_id"] == target["task_id"])
    document = next(row for row in records["documents"] if row["document_id"] == task["document_id"])
    indicators = [row for row in records["indicators"] if row["indicator_id"] == target["indicator_id"]]
    return {
        "documents": [document], "tasks": [task], "indicators": indicators, "units": records["units"],
        "targets": [target],
    }  # fmt: skip


def refusals(rows: Records) -> list[Problem]:
    """Why the record would refuse the target among these rows: its fields one by one, then the checks of one row."""
    (own,) = rows["targets"]
    table = TABLE["targets"]
    found = [
        Problem(table.file, 1, column.name, was, wanted, rule)
        for column in table.columns
        if column.name not in LATER
        for was, wanted, rule in complaints(column, own[column.name])
    ]
    return found or check_rows({name: rows[name] for name in READ}, OF_ONE_ROW)


def fitting(rows: Records, problem: Problem) -> list[str]:
    """The codes of the column at fault with which the same check would let the target among these rows pass."""
    (own,) = rows["targets"]
    every = [own | {problem.column: code, "target_id": code} for code in TABLE["targets"].column(problem.column).codes]
    left = check_rows({**{name: rows[name] for name in READ}, "targets": every}, OF_ONE_ROW)
    wrong = {found.line for found in left if found.rule == problem.rule}
    return [row[problem.column] for number, row in enumerate(every, 1) if number not in wrong]
