"""A plan of a later year is added to the record: what was counted for a day stays as it was."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from policytargets.ledger.feed import Feed
from policytargets.record.curated import TABLE
from policytargets.record.shelf import SHELF
from policytargets.record.tables import write_table
from policytargets.ui.blocks import ledger as board
from tests.pages import opened as page
from tests.pages import plain, said

OLD, NEW = "zhoucun-2023", "zhoucun-2026"
TABLES = ("documents", "tasks", "responsibilities", "targets")


@pytest.fixture
def later(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, str]]]:
    """The plan of one district again for 2026; gives the targets that it adds."""
    for name in TABLES:
        file = folder / f"{name}.csv"
        with file.open(encoding="utf-8", newline="") as text:
            rows = list(csv.DictReader(text))
        own = [row for row in rows if any(str(value).split("/")[0] == OLD for value in row.values())]
        added = [{key: value.replace(OLD, NEW).replace("2023-", "2026-") for key, value in row.items()} for row in own]
        for row in added:
            row.update({key: "2026" for key in ("due_year",) if key in row})
            row.update({key: "f" * 64 for key in ("source_sha256",) if key in row})
        write_table(file, TABLE[name], [*rows, *added])
    monkeypatch.setenv("POLICYTARGETS_DATA", str(folder))
    SHELF.clear()
    yield [row for row in added if not row["restates"] and not row["part_of"]]
    SHELF.clear()


def counted(shown: object) -> int:
    return int(re.search(r"共 (\d+) 个应报项", plain(said(shown)))[1])  # type: ignore[arg-type, index]


def test_a_plan_of_a_later_year_changes_no_count_of_a_day(invented_feed: Feed, later: list[dict[str, str]]) -> None:
    new = [due for due in board.dues() if due["document_id"] == NEW]
    assert {due["target_id"] for due in new if due["kind"] == "figure"} == {row["target_id"] for row in later}
    shown = page("ledger/progress")
    assert counted(shown) == len(board.dues()) - len(new)
    assert f"全部区县另有 {len(new)} 个应报项的计划在 2023-03-31 还没有开始" in plain(said(shown))
    mine = [due for due in board.dues() if due["document_id"] == OLD]
    assert counted(page("board/district", district="周村区")) == len(mine)
    ahead = [due for due in board.dues() if due["window_start"].year > 2023 and due["document_id"] != NEW]
    assert ahead, "later years of a plan that runs already count"
    assert "未到期" in plain(said(shown))


def test_a_target_of_a_plan_that_has_not_begun_says_so(invented_feed: Feed, later: list[dict[str, str]]) -> None:
    told = plain(said(page("evidence/target", target=later[0]["target_id"])))
    assert "2026-01-01 至 2026-12-31 尚无已发布的填报" in told
