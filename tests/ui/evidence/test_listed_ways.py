"""The table of 目标清单 and the page of a task: whole rows, each with the ways to its own target and task."""

import io
import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.odd_record import DOCUMENT
from tests.pages import beside, listed, opened, plain, said
from tests.record_in_python import Record, cells, numbered
from tests.tables_in_python import list_row


def ways(board: AppTest, page: str, key: str) -> list[str]:
    """What the links to a page name, in the order of the rows."""
    bodies = [element.proto.body for element in board.get("html") if "<table" in element.proto.body]
    found = [urlsplit(unescape(href)) for href in re.findall(r'href="([^"]*)"', bodies[0])]
    return [parse_qs(way.query)[key][0] for way in found if way.path == page]


def test_every_row_leads_to_its_own_target_and_task(shelved: Record) -> None:
    board = opened("evidence/targets", districts="示例区", roles="牵头或配合")
    own = [target for target in shelved.targets if target.district["district_id"] == "example"]
    assert ways(board, "target", "target") == [target.target_id for target in own]
    assert ways(board, "task", "task") == [target.task["task_id"] for target in own]
    told = [{name: "—" if cell is None else str(cell) for name, cell in list_row(target).items()} for target in own]
    shown = listed(board).astype(str).to_dict("records")
    assert [row | {"目标年份": ""} for row in shown] == [row | {"目标年份": ""} for row in told]
    assert [row["目标年份"][:4] for row in shown] == [target.row["due_year"] for target in own]


@pytest.mark.parametrize("number", ["1", "2", "3"])
def test_a_task_tells_lead_from_support_and_lists_its_targets(shelved: Record, number: str) -> None:
    task = shelved.table("tasks")[f"{DOCUMENT}/{number}"]
    board = opened("evidence/task", task=task["task_id"])
    held = shelved.departments[task["task_id"]]
    assert {role: [plain(name) for name in beside(board, role)] for role in ("牵头", "配合")} == {
        "牵头": [row["name"] for row in held["lead"]],
        "配合": [row["name"] for row in held["support"]],
    }
    assert ("未列全" in said(board)) == bool(shelved.open_lists[task["task_id"]])
    own = [target for target in shelved.targets if target.numbered == numbered(task)]
    assert sorted(ways(board, "target", "target")) == sorted(target.target_id for target in own)
    shown = {row["目标"]: row["原文"] for row in cells(listed(board))}
    assert shown == {target.row["name"]: target.row["printed"] for target in own}


def test_each_download_holds_what_stands_above_it(shelved: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """当前结果 holds the targets found and 全部目标 every one, whatever the form of the file."""
    files: dict[str, Any] = {}
    monkeypatch.setattr(st, "download_button", lambda label, data, *_, key, **more: files.update({key: data}))
    opened("evidence/targets", districts="示例区", roles="牵头或配合")
    every = [target.target_id for target in shelved.targets]
    own = [target.target_id for target in shelved.targets if target.district["district_id"] == "example"]
    for name, told in (("found", own), ("all", every)):
        tables = {
            f"{name}-XLSX": lambda content: pd.read_excel(io.BytesIO(content), sheet_name="目标"),
            f"{name}-CSV（Excel 用）": lambda content: pd.read_csv(io.BytesIO(content)),
            f"{name}-CSV（程序用）": lambda content: pd.read_csv(io.BytesIO(content)),
            f"{name}-Parquet": lambda content: pd.read_parquet(io.BytesIO(content)),
        }
        for key, read in tables.items():
            table = read(files[key]())
            assert table["目标编号" if "目标编号" in table else "target_id"].tolist() == told, key
