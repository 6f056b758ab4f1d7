"""与上一份计划相比 on an invented issued version of 茌平's plan."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from policytargets.exhibits import catalogue
from policytargets.exhibits.model import Exhibit
from policytargets.record.building import open_record
from policytargets.record.shelf import SHELF
from policytargets.record.tables import Records, Row
from policytargets.ui.blocks import comparing
from tests.pages import opened, said

OLD, NEW = "chiping-2023-2025", "chiping-2023-2025-issued"


@pytest.fixture
def issued(records: Records, spoil: Callable, folder: Path) -> Path:
    """A copy of the draft as an issued plan: one figure raised, one lowered, one left out, none masked: invented."""

    def copied(row: Row) -> Row:
        moved = {name: value.replace(f"{OLD}/", f"{NEW}/") for name, value in row.items()}
        return {**moved, **({"document_id": NEW} if row.get("document_id") == OLD else {})}

    def targets(rows: list[Row]) -> None:
        own = [copied(row) for row in records["targets"] if row["task_id"].startswith(f"{OLD}/")]
        by_id = {row["target_id"]: row for row in own}
        by_id[f"{NEW}/6-1"].update(value="90", printed="90家")
        by_id[f"{NEW}/117-1"].update(value="4.2", printed="4.2个以上")
        for row in own:
            if row["withheld"] == "true":
                row.update(value="7", printed=re.sub(r"[*x]+", "7", row["printed"]), withheld="false")
        rows.extend(row for row in own if row["target_id"] != f"{NEW}/109-1")

    document = next(row for row in records["documents"] if row["document_id"] == OLD)
    spoil(
        "documents",
        lambda rows: rows.append(
            {
                **document,
                "document_id": NEW,
                "status": "issued",
                "issued_on": "2023-09-01",
                "title": "示例（虚构）印发稿",
            }
        ),
    )
    for table in ("tasks", "responsibilities", "excluded_figures", "excluded_words", "projects"):
        spoil(
            table,
            lambda rows, table=table: rows.extend(
                copied(row) for row in records[table] if row["task_id"].startswith(f"{OLD}/")
            ),
        )
    spoil(
        "projects",
        lambda rows: [
            row.update(project_id=row["project_id"].replace(f"{OLD}/", f"{NEW}/"))
            for row in rows
            if row["task_id"].startswith(f"{NEW}/")
        ],
    )
    spoil("targets", targets)
    return folder


def test_each_change_is_named(issued: Path, records: Records) -> None:
    rows = open_record(issued).query("board/district_versions", district="chiping")
    changed = rows[~rows["change"].isin(["same", "revealed"])].set_index("change")
    assert sorted(changed.index) == ["dropped", "lowered", "raised"]
    assert changed.loc["raised", ["before_printed", "after_printed"]].tolist() == ["80家", "90家"]
    assert changed.loc["lowered", "after_printed"] == "4.2个以上"
    revealed = rows[rows["change"] == "revealed"]
    masked = [row for row in records["targets"] if row["withheld"] == "true" and not row["part_of"]]
    assert sorted(revealed["before_printed"]) == sorted(row["printed"] for row in masked)
    assert changed.loc["dropped", "before_id"] == f"{OLD}/109-1"


def test_what_succeeds_is_paired_whatever_its_indicator(issued: Path, records: Records, spoil: Callable) -> None:
    """109-1 is dropped: a target of another indicator is said to succeed it, and is no longer paired by its own."""
    other = next(row for row in records["targets"] if row["task_id"] == f"{OLD}/6")
    dropped = next(row for row in records["targets"] if row["target_id"] == f"{OLD}/109-1")
    assert other["indicator_id"] != dropped["indicator_id"]
    succeeding = other["target_id"].replace(f"{OLD}/", f"{NEW}/")
    spoil(
        "targets",
        lambda rows: [row.update(succeeds=f"{OLD}/109-1") for row in rows if row["target_id"] == succeeding],
    )
    rows = open_record(issued).query("board/district_versions", district="chiping")
    pairs = dict(zip(rows["after_id"], rows["before_id"], strict=True))
    assert pairs[succeeding] == f"{OLD}/109-1"
    assert rows.set_index("before_id").loc[other["target_id"], "change"] == "dropped"
    assert rows["before_id"].dropna().is_unique
    assert rows["after_id"].dropna().is_unique


def test_a_district_with_one_plan_has_no_such_rows(database) -> None:
    assert database.query("board/district_versions", district="chiping").empty


def test_the_page_says_so(issued: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYTARGETS_DATA", str(issued))
    SHELF.clear()
    board = opened("board/district", district="茌平区")
    text = said(board) + "".join(heading.value for heading in board.subheader)
    slide = catalogue.exhibit(comparing, "district-versions?district=chiping", focus="", made_on=date(2026, 11, 25))
    SHELF.clear()
    assert isinstance(slide, Exhibit)
    assert "数字提高 1 个" in slide.title
    assert set(slide.table()["变化"]) == {"数字提高", "数字降低", "不再提出", "写出了数字"}
    assert len(slide.sources()) == 2
    before, after = slide.cited() if slide.cited else []
    for place, also_after in (("第6项", True), ("第117项", True), ("第109项", False)):
        assert (place in before.split("，")[-1].split("、"), place in after.split("，")[-1].split("、")) == (
            True,
            also_after,
        )
    assert not board.exception
    assert "与上一份计划相比" in text
    assert "数字提高 1 个" in text
    assert "不再提出 1 个" in text
