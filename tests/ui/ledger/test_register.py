"""台账 is narrowed by the facets of 目标清单, and what was released for every period goes along as one file."""

import io
import re
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest
import streamlit as st
from openpyxl import load_workbook

from policytargets.ledger.feed import Feed
from policytargets.record.tables import Records
from policytargets.ui.blocks import ledger as board
from tests.pages import opened as page
from tests.pages import plain, said


def line_of(records: Records) -> dict[str, set[str]]:
    return {row["department_id"]: set(row["line_ids"].split(";")) for row in records["departments"]}


def leads_of(records: Records, task_id: str) -> list[str]:
    own = [row for row in records["responsibilities"] if row["task_id"] == task_id and row["role"] == "lead"]
    return [row["department_id"] for row in own]


@pytest.mark.parametrize(("facet", "name"), [("lines", "agriculture"), ("bases", "share"), ("strengths", "strive")])
def test_the_register_has_the_facets_of_the_list_of_targets(
    invented_feed: Feed, records: Records, facet: str, name: str
) -> None:
    targets = {row["target_id"]: row for row in records["targets"]}
    indicators = {row["indicator_id"]: row for row in records["indicators"]}
    lines, words = line_of(records), {"bases": "比率", "strengths": "力争", "lines": ""}
    words["lines"] = next(row["name"] for row in records["lines"] if row["line_id"] == name or facet != "lines")
    expected = 0
    for due in board.dues():
        target = targets.get(due["target_id"] or "", {})
        held = {
            "bases": bool(target) and indicators[target["indicator_id"]]["basis"] == name,
            "strengths": bool(target) and target["strength"] == name,
            "lines": any(name in lines[code] for code in leads_of(records, due["task_id"])),
        }
        expected += held[facet]
    told = plain(said(page("ledger/progress", **{facet: words[facet]})))
    assert 0 < expected < len(board.dues())
    assert int(re.search(r"共 (\d+) 个应报项", told)[1]) == expected  # type: ignore[index]


def test_every_period_goes_along_as_numbers(invented_feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    files: dict[str, bytes] = {}
    give = st.download_button

    def giving(label: str, data: Any, file_name: str, *rest: Any, **more: Any) -> bool:
        if "各期" in label or "Parquet" in label:
            files[file_name.rpartition(".")[2] + ("" if "各期" in label else " of the day")] = data()
        return give(label, data, file_name, *rest, **more)

    monkeypatch.setattr(st, "download_button", giving)
    assert not page("ledger/progress", districts="青州市", as_of="2023-03-31").exception
    mine = {due["due_id"]: due for due in board.dues() if due["district_id"] == "qingzhou"}
    expected = {
        (report["due_id"], report["ends_on"]): None if report["value"] is None else float(report["value"])
        for report in invented_feed.released if report["due_id"] in mine
    }  # fmt: skip
    assert len({day for _, day in expected}) == 3
    heads, *rows = [list(row) for row in load_workbook(io.BytesIO(files["xlsx"]))["各期"].values]
    sheet = pd.DataFrame(rows, columns=heads)
    for table in (
        sheet,
        pq.read_table(io.BytesIO(files["parquet"])).to_pandas(),
        pd.read_csv(io.BytesIO(files["csv"])),
    ):
        found = {
            (row["应报项编号"], str(row["数据截至"])[:10]): None if pd.isna(row["累计完成"]) else float(row["累计完成"])
            for row in table.to_dict("records")
        }  # fmt: skip
        assert found == expected
    words = dict(zip(zip(sheet["应报项编号"], sheet["周期"], strict=True), sheet["进度灯"], strict=True))
    corrected = [report for report in invented_feed.released if report["change_reason"] and report["due_id"] in mine]
    assert corrected
    assert all(
        words[report["due_id"], "2023年3月"][0] in "√●▲■○" for report in corrected if report["cadence"] == "month"
    )
    assert pq.read_table(io.BytesIO(files["parquet of the day"])).num_rows == len(mine)
