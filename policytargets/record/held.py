"""What the list of targets finds: over rows held as plain Python where the record is of usual size, else by query.

Planning a query takes a hundred times as long as looking at some hundred rows.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

import pandas as pd

from policytargets.record.database import Database

Row = dict[Any, Any]
Chosen = Mapping[str, Any]
TARGET_FACETS = {
    "districts": "district_id",
    "categories": "category_id",
    "bases": "basis",
    "comparators": "comparator",
    "strengths": "strength",
    "due_years": "due_year",
    "presences": "presence",
    "indicators": "indicator_id",
}
TASK_FACETS = {facet: TARGET_FACETS[facet] for facet in ("districts", "categories")}
OWNERS = {"lines": "lines", "departments": "ids"}
ROLES = ("lead", "support")
MOST_HELD = 20_000
EVERYTHING: dict[str, Any] = {
    **{facet: [] for facet in (*TARGET_FACETS, *OWNERS, "words")},
    "roles": list(ROLES),
}
OF_TASKS = ("districts", "categories", "lines", "departments", "roles", "words")


class Found(NamedTuple):
    """One page of what was found: how many rows in all, how many of them count, and the rows of the page."""

    found: int
    counted: int
    rows: list[Row]


class Held:
    """All rows of `evidence/targets_page` or `evidence/targets_tasks` in document order, and their searched texts.

    What is let through is what the query lets through: `evidence/targets_page.sql` says it for records of any size.
    """

    def __init__(self, rows: pd.DataFrame, texts: pd.DataFrame, facets: Mapping[str, str]) -> None:
        self.rows = plain_rows(rows)
        self._facets = facets
        self._texts = [
            dict(zip(("", *ROLES), parts, strict=True))
            for parts in zip(texts["own"], texts["led"], texts["supported"], strict=True)
        ]

    def matching(self, chosen: Chosen) -> list[Row]:
        """The rows that meet every filter, in document order; an empty filter lets everything through."""
        asked = {facet: frozenset(chosen[facet]) for facet in (*self._facets, *OWNERS) if chosen[facet]}
        words, roles, parts = chosen["words"], chosen["roles"], ("", *chosen["roles"])
        return [
            row
            for row, texts in zip(self.rows, self._texts, strict=True)
            if not any(codes.isdisjoint(self._codes(row, facet, roles)) for facet, codes in asked.items())
            and all(any(word in texts[part] for part in parts) for word in words)
        ]

    def _codes(self, row: Row, facet: str, roles: Sequence[str]) -> Iterable[Any]:
        """What a row has of a facet: one code, or those of its lines or departments in the roles."""
        if facet in self._facets:
            return (row[self._facets[facet]],)
        return chain.from_iterable(row[f"{role}_{OWNERS[facet]}"] for role in roles)


def plain_rows(frame: pd.DataFrame) -> list[Row]:
    """The rows of a frame as dictionaries; lists as lists."""
    rows: list[Row] = frame.to_dict("records")
    for row in rows:
        row.update({name: list(value) for name, value in row.items() if hasattr(value, "tolist") and value.ndim})
    return rows


def by_order(rows: Sequence[Row], order: str, places: Mapping[str, int]) -> list[Row]:
    """Targets in document order brought into one of the orders of `evidence/targets_page`; `places` are those of names
    in the order of their sounds."""
    keys: dict[str, Callable[[Row], tuple[Any, ...]]] = {
        "due_year": lambda row: (row["due_year"],),
        "department": lambda row: (not row["leads"], [places[name] for name in row["leads"][:1]]),
        "indicator": lambda row: (
            row["category_sort"],
            places[row["indicator"]],
            pd.isna(row["value_std"]),
            0 if pd.isna(row["value_std"]) else -row["value_std"],
        ),
    }
    return sorted(rows, key=keys[order]) if order in keys else list(rows)


class TargetList:
    """The list of targets over one record; `ask` answers the queries of a record too large to be held."""

    def __init__(self, database: Database, ask: Callable[..., pd.DataFrame]) -> None:
        self._ask = ask
        self._targets: Held | None = None
        self._tasks: Held | None = None
        self._places: dict[str, int] = {}
        if int(database.query("record/overview_counts").iloc[0]["statements"]) <= MOST_HELD:
            every = database.query("evidence/targets_page", **EVERYTHING, order="plan", limit=MOST_HELD, offset=0)
            texts = database.query("evidence/targets_texts")
            placed = database.query("evidence/targets_places")
            self._places = dict(zip(placed["name"], placed["place"], strict=True))
            self._targets = Held(every[every["target_id"].notna()], texts, TARGET_FACETS)
            bare = database.query("evidence/targets_tasks", **_of_tasks(EVERYTHING), most=MOST_HELD)
            self._tasks = Held(bare, bare, TASK_FACETS)

    def targets(self, chosen: Chosen, order: str = "plan", limit: int = 0, offset: int = 0) -> Found:
        """A page of the targets that meet the filters, with the columns of `evidence/targets_page`."""
        if self._targets is None:
            page = self._ask("evidence/targets_page", **chosen, order=order, limit=limit, offset=offset)
            totals = page.iloc[0]
            return Found(
                int(totals["found"]), int(totals["found_counted"]), plain_rows(page[page["target_id"].notna()])
            )
        found = self._targets.matching(chosen)
        page_rows = by_order(found, order, self._places)[offset : offset + limit] if limit else []
        return Found(len(found), sum(row["counted"] for row in found), page_rows)

    def tasks(self, chosen: Chosen, most: int) -> Found:
        """The first tasks without a target that meet those filters that tasks have (`evidence/targets_tasks`)."""
        if self._tasks is None:
            page = self._ask("evidence/targets_tasks", **_of_tasks(chosen), most=most)
            return Found(int(page["found"].iloc[0]) if len(page) else 0, 0, plain_rows(page))
        found = self._tasks.matching(chosen)
        return Found(len(found), 0, found[:most])


def _of_tasks(chosen: Chosen) -> dict[str, Any]:
    return {name: chosen[name] for name in OF_TASKS}
