"""The questions behind the main pages, put to the board, to pandas and to SQLite over the same rows."""

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from policytargets.record.database import Database
from policytargets.record.held import Found, TargetList

FOLDER = Path(__file__).with_name("sqlite")
TARGET_COLUMNS = (
    "place", "target_id", "task_id", "document_id", "district_id", "category_id", "indicator_id",
    "counted", "withheld", "newest", "text",
)  # fmt: skip
FILTERS: dict[str, Any] = {
    "districts": [], "categories": [], "lines": [], "departments": [], "roles": ["lead"], "bases": [],
    "comparators": [], "strengths": [], "due_years": [], "presences": [], "words": [], "indicators": [],
    "order": "plan", "limit": 25, "offset": 0,
}  # fmt: skip
PAGE = ("order", "limit", "offset")
HEADLINES = ("5g-base-stations-new", "green-building-area-new", "grain-capacity")
Answer = list[tuple[Any, ...]]
Questions = dict[str, Callable[[], Answer]]


def board(database: Database, district: str) -> Questions:
    """What the pages ask the board, each cut down to what the rivals answer too."""

    def asked(columns: list[str], query: str, **parameters: Any) -> Answer:
        return _plain(database.query(query, **parameters)[columns])

    targets = TargetList(database, database.query)

    def listed(limit: int = 25, **chosen: list[str]) -> Found:
        asked_for = {name: value for name, value in FILTERS.items() if name not in PAGE}
        return targets.targets(asked_for | chosen, limit=limit)

    duty: dict[str, Any] = {"lines": ["science"], "departments": [], "districts": [], "roles": ["lead"]}
    cell = ["district_id", "category_id", "targets", "withheld", "tasks"]
    return {
        "heat map": lambda: [row for row in asked(cell, "record/heat_map", districts=[]) if row[2]],
        "overview counts": lambda: asked(["tasks", "statements", "targets", "withheld"], "record/overview_counts"),
        "one category listed": lambda: [
            (page.found, row["target_id"]) for page in [listed(categories=["innovation"])] for row in page.rows
        ],
        "search": lambda: [(listed(limit=0, words=["5g"]).found,)],
        "one indicator": lambda: [
            (row[0],)
            for row in asked(
                ["target_id", "indicator_id"],
                "comparisons/indicator_targets",
                indicators=["grain-capacity"],
                districts=[],
            )
            if row[1] == "grain-capacity"
        ],
        "one line": lambda: asked(["targets"], "board/department_counts", **duty),
        "ranking of lines": lambda: [
            row
            for row in asked(["owner_id", "targets"], "board/line_ranking", districts=[], roles=["lead"], most=99)
            if row[1]
        ],
        "one district": lambda: [
            row for row in asked(["category_id", "targets"], "record/heat_map", districts=[district]) if row[1]
        ],
    }


class Frames:
    """The rows in pandas: codes as categories, the frames ordered as the questions look them up."""

    def __init__(self, file: Path) -> None:
        targets, tasks, duties = (_fetched(file, name).df() for name in ("rows", "tasks", "duties"))
        targets.columns = list(TARGET_COLUMNS)
        tasks.columns = ["task_id", "document_id", "district_id", "category_id", "task_no", "whole"]
        duties.columns = ["task_id", "role", "line_id"]
        for frame in (targets, tasks, duties):
            for name in frame.columns.intersection(["district_id", "category_id", "indicator_id", "role", "line_id"]):
                frame[name] = frame[name].astype("category")
        self.targets = targets.sort_values("place").astype({"counted": bool, "withheld": bool, "newest": bool})
        self.tasks = tasks.astype({"whole": bool})
        counted = self.targets.loc[self.targets["counted"], ["task_id"]].assign(targets=1)
        self.duties = duties.merge(counted.groupby("task_id").sum().reset_index(), on="task_id", how="left").fillna(
            {"targets": 0}
        )

    def questions(self, district: str) -> Questions:
        """The same questions; work that does not depend on what is asked is done already."""
        targets, tasks, duties = self.targets, self.tasks, self.duties

        def heat_map() -> Answer:
            cell = ["district_id", "category_id"]
            own = targets[targets["counted"]].groupby(cell, observed=True)["withheld"].agg(["size", "sum"])
            work = tasks[tasks["whole"]].groupby(cell, observed=True).size().rename("tasks")
            return _plain(own.join(work).fillna(0).reset_index())

        def listed() -> Answer:
            own = targets[targets["category_id"] == "innovation"]
            return [(len(own), name) for name in own["target_id"].head(25)]

        def ranking() -> Answer:
            led = duties[duties["role"] == "lead"].groupby("line_id", observed=True)["targets"].sum()
            return [row for row in _plain(led.reset_index()) if row[1]]

        led_by = (duties["role"], duties["line_id"])
        return {
            "heat map": heat_map,
            "overview counts": lambda: [
                (
                    int(tasks["whole"].sum()),
                    len(targets),
                    int(targets["counted"].sum()),
                    int((targets["counted"] & targets["withheld"]).sum()),
                )
            ],
            "one category listed": listed,
            "search": lambda: [(int(targets["text"].str.contains("5g", regex=False).sum()),)],
            "one indicator": lambda: _plain(
                targets.loc[(targets["indicator_id"] == "grain-capacity") & targets["newest"], ["target_id"]]
            ),
            "one line": lambda: [(int(duties.loc[(led_by[0] == "lead") & (led_by[1] == "science"), "targets"].sum()),)],
            "ranking of lines": ranking,
            "one district": lambda: _plain(
                targets[(targets["district_id"] == district) & targets["counted"]]
                .groupby("category_id", observed=True)
                .size()
                .reset_index()
            ),
        }


class Lite:
    """The rows in SQLite with the indexes of `sqlite/indexes.sql`."""

    def __init__(self, file: Path, place: Path) -> None:
        self._connection = sqlite3.connect(place)
        self._connection.executescript((FOLDER / "schema.sql").read_text(encoding="utf-8"))
        for table, name in (("targets", "rows"), ("tasks", "tasks"), ("duties", "duties")):
            fetched = _fetched(file, name)
            marks = ", ".join("?" * len(fetched.description or ()))
            while rows := fetched.fetchmany(50_000):
                self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
        self._connection.executescript((FOLDER / "indexes.sql").read_text(encoding="utf-8"))
        self._connection.execute("PRAGMA cache_size = -1000000")

    def questions(self, district: str) -> Questions:
        """The same questions in SQL."""
        text = (FOLDER / "questions.sql").read_text(encoding="utf-8")
        found = dict(re.findall(r"^-- (.+)\n((?:(?!-- ).*\n)+)", text, re.MULTILINE))

        def asker(sql: str) -> Callable[[], Answer]:
            return lambda: self._connection.execute(sql, {"district": district}).fetchall()

        return {name: asker(sql) for name, sql in found.items()}

    def close(self) -> None:
        """Release the file."""
        self._connection.close()


def _fetched(file: Path, name: str) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(str(file), read_only=True)
    return connection.execute((FOLDER / f"{name}.sql").read_text(encoding="utf-8"))


def _plain(frame: pd.DataFrame) -> Answer:
    """Rows as tuples of plain values."""
    return [tuple(row) for row in frame.astype(object).itertuples(index=False)]
