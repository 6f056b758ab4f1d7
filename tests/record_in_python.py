"""The record in plain Python: rows of the tables joined by hand, to hold what the board says against."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from policytargets.record.database import Database
from policytargets.record.tables import Records, Row
from tests import words

# The parameters of `evidence/targets` with which nothing is left out.
EVERYTHING = {
    name: []
    for name in (
        "districts", "categories", "lines", "departments", "bases", "comparators", "strengths", "due_years",
        "presences", "words", "indicators",
    )
}  # fmt: skip
ROLES = ("lead", "support")


@dataclass(frozen=True)
class Target:
    """A row of targets.csv beside the rows it belongs to; departments in printed order, figures exact."""

    row: Row
    task: Row
    document: Row
    district: Row
    category: Row
    indicator: Row
    leads: tuple[Row, ...]
    supports: tuple[Row, ...]
    and_others: frozenset[str]
    factor: Fraction
    measured_otherwise: bool  # a part of what another unit counts whole

    @property
    def target_id(self) -> str:
        return self.row["target_id"]

    @property
    def counted(self) -> bool:
        return not self.row["restates"] and not self.row["part_of"]

    @property
    def presence(self) -> str:
        if self.row["withheld"] == "true":
            return "withheld"
        return "set" if self.row["value"] else "worded"

    @property
    def value(self) -> Decimal | None:
        return self.normalised("value")

    @property
    def value_high(self) -> Decimal | None:
        return self.normalised("value_high")

    def normalised(self, column: str) -> Decimal | None:
        """The figure in the unit of its indicator, to six decimals."""
        return decimal(Fraction(self.row[column]) * self.factor) if self.row[column] else None

    @property
    def figure(self) -> str:
        """The normalised figure with bound and unit; empty without a figure."""
        if self.value is None:
            return ""
        span = plain(self.value) + ("" if self.value_high is None else f"–{plain(self.value_high)}")
        unit = self.indicator["unit"]
        return words.MARK[self.row["comparator"]] + span + (unit if unit in ("", "%") else f" {unit}")

    @property
    def citation(self) -> str:
        number = f"（{self.document['doc_no']}）" if self.document["doc_no"] else ""
        place = "未编号段落" if self.task["task_no"] == "0" else f"第{self.task['task_no']}项"
        item = f"（{self.task['item']}）" if self.task["item"] else ""
        return f"{self.district['name']}，《{self.document['title']}》{number}，{self.task['chapter']}，{place}{item}"

    @property
    def numbered(self) -> tuple[str, str] | None:
        return numbered(self.task)

    def departments(self, roles: Iterable[str]) -> list[Row]:
        return [row for role in roles for row in (self.leads if role == "lead" else self.supports)]


@dataclass(frozen=True)
class Record:
    """One record twice: as the board reads it, and its tables as rows of text with what follows from them."""

    folder: Path
    records: Records
    database: Database

    @cached_property
    def targets(self) -> list[Target]:
        return all_targets(self.records)

    @cached_property
    def departments(self) -> dict[str, dict[str, tuple[Row, ...]]]:
        return answering(self.records)

    @cached_property
    def open_lists(self) -> dict[str, frozenset[str]]:
        return open_lists(self.records)

    def table(self, name: str) -> dict[str, Row]:
        return indexed(self.records, name)


def counted(records: Records) -> list[dict[str, str]]:
    return [row for row in records["targets"] if not row["restates"] and not row["part_of"]]


def indexed(records: Records, table: str) -> dict[str, dict[str, str]]:
    first = next(iter(records[table][0]))
    return {row[first]: row for row in records[table]}


def numbered(task: Row) -> tuple[str, str] | None:
    """Which numbered task a row of tasks.csv tells of; None for the introduction of a chapter."""
    return (task["document_id"], task["task_no"]) if task["task_no"] != "0" else None


def in_document_order(task: Row) -> tuple[Any, ...]:
    """Documents by id; chapters and tasks by number; the task itself before its paragraphs."""
    return task["document_id"], int(task["chapter_no"]), int(task["task_no"]), task["item"] != "", task["item"]


def answering(records: Records) -> dict[str, dict[str, tuple[Row, ...]]]:
    """task_id → role → the departments that answer for it in printed order."""
    departments = indexed(records, "departments")
    found: dict[str, dict[str, list[tuple[int, Row]]]] = defaultdict(lambda: {role: [] for role in ROLES})
    for row in records["responsibilities"]:
        found[row["task_id"]][row["role"]].append((int(row["position"]), departments[row["department_id"]]))
    every = {task["task_id"]: found[task["task_id"]] for task in records["tasks"]}
    return {
        task_id: {role: tuple(row for _, row in sorted(own, key=lambda pair: pair[0])) for role, own in by_role.items()}
        for task_id, by_role in every.items()
    }


def open_lists(records: Records) -> dict[str, frozenset[str]]:
    """task_id → the roles whose list of departments ends in 等."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in records["responsibilities"]:
        if row["and_others"] == "true":
            found[row["task_id"]].add(row["role"])
    return {task["task_id"]: frozenset(found[task["task_id"]]) for task in records["tasks"]}


def all_targets(records: Records) -> list[Target]:
    """Every target in document order."""
    tables = ("tasks", "documents", "districts", "categories", "indicators", "units")
    tasks, documents, districts, categories, indicators, units = (indexed(records, table) for table in tables)
    roles, others, rows = answering(records), open_lists(records), indexed(records, "targets")
    found = []
    for row in records["targets"]:
        task, indicator = tasks[row["task_id"]], indicators[row["indicator_id"]]
        document = documents[task["document_id"]]
        own, canonical = (Fraction(units[unit]["factor"]) if unit else 1 for unit in (row["unit"], indicator["unit"]))
        by_role = roles[row["task_id"]]
        whole = rows.get(row["part_of"], row)
        kinds = {units[unit]["quantity"] if unit else "" for unit in (row["unit"], whole["unit"])}
        found.append(
            Target(
                row, task, document, districts[document["district_id"]], categories[task["category_id"]], indicator,
                by_role["lead"], by_role["support"], others[row["task_id"]], Fraction(own, canonical), len(kinds) > 1,
            )
        )  # fmt: skip
    return sorted(found, key=lambda target: (*in_document_order(target.task), int(target.row["seq"])))


def decimal(number: Fraction) -> Decimal:
    """To six decimals, halves up."""
    whole = Decimal(number.numerator) / Decimal(number.denominator)
    return whole.quantize(Decimal("0.000001"), ROUND_HALF_UP)


def plain(number: Decimal) -> str:
    text = f"{number:,.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def names(departments: Iterable[Row]) -> str:
    return "、".join(row["name"] for row in departments)


def cells(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame to compare: nothing, NaN and empty text alike are None, numbers are exact decimals."""
    return [{str(name): comparable(value) for name, value in row.items()} for row in frame.to_dict("records")]


def comparable(value: Any) -> Any:
    """A cell to compare: nothing, NaN and empty text are None; numbers are decimals of six places."""
    if value is None or value is pd.NA or value == "" or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int | float | Decimal):
        return Decimal(str(value)).quantize(Decimal("0.000001"))
    return comparable(value.item()) if hasattr(value, "item") else value


def expected(row: dict[str, Any]) -> dict[str, Any]:
    """A row worked out by hand, in the form of `cells`."""
    return {name: comparable(value) for name, value in row.items()}
