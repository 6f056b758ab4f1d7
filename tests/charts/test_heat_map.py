"""Heat map and matrix draw what plain Python counts, each number in its cell, and frame the focus district alone."""

import io
import re
from collections import Counter
from typing import Any

import pandas as pd
import pytest
from PIL import Image

from policytargets.charts.department import responsibility_matrix
from policytargets.charts.heat_map import category_heat_map
from policytargets.charts.style import LIGHT
from policytargets.exports.pictures.studio import STUDIO
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


@pytest.mark.parametrize(("width", "turned"), [(260, True), (400, True), (1000, False)])
def test_heads_of_many_districts_lie_or_stand_and_none_is_cut(odd: Record, width: int, turned: bool) -> None:
    found = odd.database.query("record/heat_map", districts=[])
    more = found[found["district_id"] == "dongchangfu"]
    found = pd.concat([found, *(more.assign(district_id=name, short_name=name) for name in ("高新城区", "经开城区"))])
    spec = category_heat_map(found, LIGHT).to_dict(validate=False)
    spec |= {"background": "white", "width": width, "autosize": {"type": "fit-x", "contains": "padding"}, "padding": 0}
    svg = STUDIO.draw(form="svg", chart=spec).decode()
    heads = re.findall(r'transform="([^"]*)"[^>]*>(?:高新城区|东昌府)<', svg)
    assert ["rotate(60)" in head for head in heads] == [turned, turned]
    picture = Image.open(io.BytesIO(STUDIO.draw(form="png", svg=svg, dots=150))).convert("L")
    assert picture.crop((0, 0, picture.width, 2)).getextrema()[0] == 255
    assert picture.crop((picture.width - 1, 0, picture.width, 60)).getextrema()[0] == 255


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
        assert (row["number"], row["beside"]) == (told["leads"][place], f"配{told['supports'][place]}")
        assert row["focused"] == (departments[row["owner_id"]]["district_id"] == focus)
