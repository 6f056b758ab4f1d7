"""Heat map and matrix draw what plain Python counts, each number in its cell, and frame the focus district alone."""

from collections import Counter
from typing import Any

import pytest

from policytargets.charts.department import responsibility_matrix
from policytargets.charts.heat_map import category_heat_map
from policytargets.charts.style import LIGHT
from tests.record_in_python import Record


def drawn(chart: Any) -> list[dict[str, Any]]:
    (rows,) = chart.to_dict()["datasets"].values()
    return rows


@pytest.mark.parametrize("focus", ["", "example", "qingzhou"])
def test_every_cell_of_the_heat_map(odd: Record, focus: str) -> None:
    told: Counter[tuple[str, str]] = Counter()
    masked: Counter[tuple[str, str]] = Counter()
    for target in odd.targets:
        if target.counted:
            place = target.category["name"], target.district["short_name"]
            told[place] += 1
            masked[place] += target.presence == "withheld"
    rows = drawn(category_heat_map(odd.database.query("record/heat_map", districts=[]), LIGHT, focus))
    assert len(rows) == len(odd.records["districts"]) * len(odd.records["categories"])
    for row in rows:
        place = row["category"], row["short_name"]
        assert (row["targets"], row["withheld"]) == (told[place], masked[place])
        assert row["focused"] == (row["district_id"] == focus)
        assert row["short_name"] == odd.table("districts")[row["district_id"]]["short_name"]


@pytest.mark.parametrize("focus", ["", "zhoucun"])
def test_every_cell_of_the_matrix(odd: Record, focus: str) -> None:
    owners = ["zhoucun-ecology", "example-both", "example-office"]
    departments = odd.table("departments")
    cells = odd.database.query("board/department_matrix", owners=owners, districts=[])
    cells = cells.assign(
        label=[departments[code]["name"] for code in cells["owner_id"]],
        place=[owners.index(code) for code in cells["owner_id"]],
        district_id=[departments[code]["district_id"] for code in cells["owner_id"]],
    )
    told: dict[str, Counter[tuple[str, str]]] = {"leads": Counter(), "supports": Counter()}
    for target in odd.targets:
        for role, own in (("leads", target.leads), ("supports", target.supports)):
            for department in own if target.counted else ():
                told[role][department["department_id"], target.category["name"]] += 1
    for row in drawn(responsibility_matrix(cells, LIGHT, "targets", focus)):
        place = row["owner_id"], row["category"]
        assert (row["led"], row["beside"]) == (told["leads"][place], f"配{told['supports'][place]}")
        assert row["focused"] == (departments[row["owner_id"]]["district_id"] == focus)
