"""One thing on two bases: which figures stand in which panel, against plain Python over the tables."""

from collections import defaultdict
from datetime import date

import pytest

from policytargets.charts.bases import bases_panel
from policytargets.charts.style import LIGHT
from policytargets.comparisons.bases import absences, both_bases, to_frame
from policytargets.comparisons.making import compare_each
from policytargets.comparisons.model import Comparison
from policytargets.record.database import Database
from tests.conftest import Record

PANELS = [
    ("5g-base-stations-new", "5g-base-stations-total"),
    ("high-tech-enterprises-new", "high-tech-enterprises-total"),
    ("high-standard-farmland-new", "high-standard-farmland-total"),
    ("green-building-area-new", "green-building-share"),
]


def made(database: Database, couple: tuple[str, str]) -> list[Comparison]:
    asked = list(couple)
    indicators = database.query("comparisons/indicators", indicators=asked)
    targets = database.query("comparisons/indicator_targets", indicators=asked, districts=[])
    districts = database.query("comparisons/districts", districts=[])
    shown = compare_each(indicators, targets, districts, made_on=date(2026, 11, 25))
    by_id = dict(zip(indicators["indicator_id"], shown, strict=True))
    comparisons = [by_id[name] for name in couple]
    assert all(isinstance(one, Comparison) for one in comparisons)
    return comparisons


def printed(record: Record, indicator_id: str) -> dict[str, list[str]]:
    """district name → the figures as printed of its newest plan."""
    districts = {row["district_id"]: row["name"] for row in record.records["districts"]}
    found: dict[str, list[str]] = defaultdict(list)
    for target in record.records["targets"]:
        document_id = target["task_id"].split("/")[0]
        if target["indicator_id"] == indicator_id and not target["restates"] and document_id != "example-2023":
            found[districts[document_id.split("-")[0]]].append(target["printed"])
    return found


@pytest.mark.parametrize("couple", PANELS, ids=lambda couple: couple[0])
def test_each_district_stands_once_with_what_it_printed(odd: Record, couple: tuple[str, str]) -> None:
    first, second = made(odd.database, couple)
    expected = [printed(odd, name) for name in couple]
    table = to_frame(first, second)
    assert sorted(table["区县"]) == sorted(expected[0].keys() | expected[1].keys())
    for line in table.to_dict("records"):
        for shown, figures in ((first, expected[0]), (second, expected[1])):
            if line["区县"] in figures:
                assert all(figure in line[shown.title] for figure in figures[line["区县"]])
            else:
                assert line[shown.title] == "此口径未设定"
    every = {row["short_name"] for row in odd.records["districts"]}
    told = [label for labels in absences(first, second).values() for label in labels]
    assert {*told, *(line.label for line in both_bases(first, second))} == every
    assert len(told) == len(set(told))


def test_a_length_is_drawn_only_for_one_stated_figure(odd: Record) -> None:
    first, second = made(odd.database, PANELS[0])
    lines = both_bases(first, second)
    assert max(line.first.level or 0 for line in lines) == 1
    assert max(line.second.level or 0 for line in lines) == 1
    assert all((line.first.level is None) == (line.first.words == "此口径未设定") for line in lines)
    assert next(line for line in lines if line.label == "茌平").second.words == "900个（2025年，征求意见稿）"
    assert lines[0].label == "东昌府"  # the only one that says something on both


def test_the_basis_that_most_districts_state_comes_first(odd: Record) -> None:
    found = odd.database.query("compare/indicator_bases", indicator="5g-base-stations-new")
    assert found["indicator_id"].tolist() == ["5g-base-stations-total"]
    assert odd.database.query("compare/indicator_bases", indicator="grain-sown-area").empty
    # Of farmland what is built, improved or both is new alike: on another basis there is the total alone.
    farmland = odd.database.query("compare/indicator_bases", indicator="high-standard-farmland-new")
    assert farmland["indicator_id"].tolist() == ["high-standard-farmland-total"]


def test_the_panels_draw_a_bar_for_each_figure(odd: Record) -> None:
    first, second = made(odd.database, PANELS[0])
    data = bases_panel(first, second, LIGHT, "chiping").to_dict()["datasets"]
    cells = [entry for rows in data.values() for entry in rows if "level" in entry]
    assert len(cells) == 2 * len(both_bases(first, second))
    assert sum(cell["level"] is not None for cell in cells) == len(first.drawn) + len(second.drawn)
    assert {cell["district"] for cell in cells if cell["focused"]} == {"茌平区"}
