"""Every exhibit: its table against plain Python in each file, its picture with title, unit, source and date."""

import io
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pandas as pd
import pytest

from policytargets.charts.areas import Box, tiles
from policytargets.comparisons.standings import REASONS
from policytargets.exhibits import bases, catalogue, department, district, overview, pair
from policytargets.exhibits.answering import Answering
from policytargets.exhibits.asking import end_of
from policytargets.exhibits.model import Exhibit
from policytargets.exports.exhibit_tables import exhibit_file, exhibit_workbook
from policytargets.exports.pictures.exhibits import exhibit_pdf, exhibit_png, exhibit_svg
from policytargets.exports.spreadsheets import to_csv
from policytargets.record.building import open_record
from policytargets.record.database import Database
from policytargets.record.tables import read_tables
from policytargets.ui.blocks import comparing as answers
from tests import words
from tests.duties_in_python import COUNTS, counts_of, flows_in, roles_in
from tests.record_in_python import Record, cells, comparable, counted, expected, numbered
from tests.tables_in_python import lines_of, targets_by_district

MADE_ON = date(2026, 11, 25)


def of_workbook(exhibit: Exhibit) -> list[dict[str, Any]]:
    book = openpyxl.load_workbook(io.BytesIO(exhibit_workbook(exhibit)))
    head, *lines = book["数据"].iter_rows(values_only=True)
    return [{name: comparable(cell) for name, cell in zip(head, line, strict=True)} for line in lines]


def of_csv(exhibit: Exhibit) -> list[dict[str, Any]]:
    return pd.read_csv(io.BytesIO(to_csv(exhibit.table())), dtype=str, keep_default_na=False).to_dict("records")


def as_text(rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    """The rows as a file of text has them: whole numbers without decimals, nothing for what is missing."""

    def written(cell: Any) -> str:
        if isinstance(cell, str) or cell is None:
            return cell or ""
        return f"{Decimal(cell):f}".rstrip("0").rstrip(".") if "." in f"{Decimal(cell):f}" else str(cell)

    return [{name: written(cell) for name, cell in row.items()} for row in rows]


def words_of(svg: str) -> str:
    """All text of a picture, lines joined, without spaces, as breaking a line takes some away."""
    texts = [text.text or "" for text in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]
    return "".join(texts).replace(" ", "")


def holds(exhibit: Exhibit, rows: list[dict[str, Any]]) -> None:
    """Table, workbook and CSV have these rows; workbook and picture all that must be read with them."""
    assert cells(exhibit.table()) == rows
    assert of_workbook(exhibit) == rows
    assert of_csv(exhibit) == as_text(rows)
    book = openpyxl.load_workbook(io.BytesIO(exhibit_workbook(exhibit)))
    told = "\n".join(str(cell) for line in book["说明"].iter_rows(values_only=True) for cell in line)
    wanted = [exhibit.title, exhibit.meta, *exhibit.sources(), *exhibit.notes, "2026-11-25"]
    assert [words for words in wanted if words not in told] == []
    if exhibit.drawings:
        picture = words_of(exhibit_svg(exhibit))
        assert [
            words for words in (exhibit.title, exhibit.meta, exhibit.source) if words.replace(" ", "") not in picture
        ] == []
        assert exhibit_png(exhibit).startswith(b"\x89PNG")
        assert exhibit_pdf(exhibit).startswith(b"%PDF")
    assert exhibit_file(exhibit, "png").endswith("_2026-11-25.png")


@pytest.mark.parametrize("counting", ["chapter", "matter"])
def test_targets_by_category_and_district(shelved: Record, counting: str) -> None:
    exhibit = overview.cells(answers, counting=counting, focus="", made_on=MADE_ON)
    targets = shelved.targets
    categories = shelved.table("categories")
    if counting == "matter":
        targets = [replace(target, category=categories[target.indicator["category_id"]]) for target in shelved.targets]
    rows = targets_by_district(shelved, targets, [])
    holds(exhibit, rows)
    totals = {row["领域"]: sum(cell for name, cell in row.items() if name != "领域") for row in rows}
    most = int(max(totals.values()))
    assert f"{next(name for name, number in totals.items() if number == most)}最多（{most} 个）" in exhibit.title
    assert len(exhibit.sources()) == len(shelved.records["documents"])


def test_tasks_by_how_they_commit(shelved: Record) -> None:
    stated: dict[Any, set[str]] = defaultdict(set)
    for target in shelved.targets:
        stated[target.numbered].add(target.row["stated_in"])
    told: dict[str, Counter[str]] = {row["name"]: Counter() for row in _categories(shelved)}
    for task in shelved.records["tasks"]:
        if numbered(task) and not task["item"]:
            ways = stated[numbered(task)]
            kind = "没有量化目标" if not ways else "只有文字量化" if ways == {"words"} else "有数字"
            told[shelved.table("categories")[task["category_id"]]["name"]][kind] += 1
    kinds = ("有数字", "只有文字量化", "没有量化目标")
    rows = [
        {"领域": name}
        | {kind: held[kind] for kind in kinds}
        | {"没有量化目标的占比": words.per_cent(Fraction(held["没有量化目标"], max(held.total(), 1)))}
        for name, held in told.items()
    ]
    exhibit = overview.tasks(answers, made_on=MADE_ON)
    holds(exhibit, rows)
    picture = words_of(exhibit_svg(exhibit))
    for row in rows:
        number = sum(row[kind] for kind in kinds)
        assert not number or f"{row['领域']}{number}" in picture


def test_tiles_fill_their_box_each_as_large_as_its_number() -> None:
    sizes = [60.0, 40.0, 25.0, 9.0, 5.0, 1.0]
    found = tiles(sizes, Box(10, 20, 300, 140))
    for size, box in zip(sizes, found, strict=True):
        assert box.width * box.height == pytest.approx(300 * 140 * size / sum(sizes))
        assert box.left >= 10 - 1e-6
        assert box.left + box.width <= 310 + 1e-6
        assert box.top >= 20 - 1e-6
        assert box.top + box.height <= 160 + 1e-6
    for place, one in enumerate(found):
        for other in found[place + 1 :]:
            across = min(one.left + one.width, other.left + other.width) - max(one.left, other.left)
            down = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
            assert min(across, down) < 1e-6


def _categories(record: Record) -> list[dict[str, str]]:
    return sorted(record.records["categories"], key=lambda row: int(row["sort"]))


ASKED = [
    Answering("line", [], [], ["lead"], ""),
    Answering("line", ["science"], [], ["lead", "support"], "qingzhou"),
    Answering("department", ["example-office"], ["example"], ["lead", "support"], ""),
]


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_who_answers_for_most(shelved: Record, asked: Answering) -> None:
    exhibit = department.ranking(answers, asked, made_on=MADE_ON)
    rows = cells(exhibit.table())
    word = "条线" if asked.shown == "line" else "部门"
    owners = _owners(shelved, asked.shown)
    for row in rows:
        held = owners[row[word], row.get("区县")]
        here = [task for task, _ in roles_in(shelved, asked)] if asked.districts else None
        told = [
            counts_of(shelved, shelved.targets, held, category["category_id"])
            for category in shelved.records["categories"]
        ]
        assert here is not None or tuple(row[name] for name in COUNTS) == tuple(map(sum, zip(*told, strict=True)))
    holds(exhibit, rows)
    name = rows[0][word] if asked.shown == "line" else f"{rows[0][word]} {rows[0]['区县']}"
    assert name in exhibit.title


@pytest.mark.parametrize("role", ["lead", "support"])
@pytest.mark.parametrize("measure", ["targets", "tasks"])
def test_the_matrix_of_owners_and_categories(shelved: Record, measure: str, role: str) -> None:
    asked = replace(ASKED[1], roles=[role])
    exhibit = department.matrix(answers, asked, measure=measure, made_on=MADE_ON)
    rows = cells(exhibit.table())
    owners = {place: held for place, held in _owners(shelved, "department").items() if _serving(shelved, held, asked)}
    told = {
        (*place, category["name"]): counts_of(shelved, shelved.targets, held, category["category_id"])
        for place, held in owners.items()
        for category in shelved.records["categories"]
    }
    shown = {(row["部门"], row["区县"], row["领域"]): tuple(row[name] for name in COUNTS) for row in rows}
    # Who has nothing in the role is no row.
    own = {place[:2] for place, counts in told.items() if counts[role == "support"] or counts[2 + (role == "support")]}
    assert shown == {place: counts for place, counts in told.items() if any(counts) and place[:2] in own}
    holds(exhibit, rows)
    place = 2 * (measure == "tasks") + (role == "support")
    assert f"（{max(counts[place] for counts in told.values())} " in exhibit.title
    assert exhibit.title.startswith("牵头集中在哪里：" if role == "lead" else "配合集中在哪里：")


@pytest.mark.parametrize("asked", [*ASKED[1:], replace(ASKED[2], districts=[])], ids=str)
def test_targets_of_the_chosen_by_category_and_district(shelved: Record, asked: Answering) -> None:
    tasks = {task["task_id"] for task, _ in roles_in(shelved, asked)}
    mine = [target for target in shelved.targets if target.task["task_id"] in tasks]
    within = _with_department(shelved, asked)
    exhibit = department.cells(answers, asked, made_on=MADE_ON)
    holds(exhibit, targets_by_district(shelved, mine, within))
    if asked.level == "department":
        assert len(exhibit.table().columns) == 1 + len(within)
        assert len(within) < len(shelved.records["districts"])


def _with_department(shelved: Record, asked: Answering) -> list[str]:
    """The districts chosen; of departments those only in which there is one."""
    if asked.level == "line":
        return asked.districts
    own = [row["district_id"] for row in shelved.records["departments"] if row["department_id"] in asked.codes]
    return [code for code in own if code in asked.districts] or asked.districts or own


def test_partners(shelved: Record) -> None:
    exhibit = department.partners(answers, ASKED[1], made_on=MADE_ON)
    assert exhibit is not None
    shared: dict[str, dict[str, set[Any]]] = defaultdict(lambda: defaultdict(set))
    names = {row["line_id"]: row["name"] for row in shelved.records["lines"]}
    for task, _ in roles_in(shelved, ASKED[1]):
        for role, held in shelved.departments[task["task_id"]].items():
            for row in held:
                if numbered(task) and "science" not in lines_of(row):
                    for line in lines_of(row):
                        shared[names[line]][role].add(numbered(task))
    rows = cells(exhibit.table())
    assert {row["条线"].split(" ")[0]: tuple(row.values())[1:] for row in rows} == {
        name: (len(both), len(by_role["lead"]), len(both - by_role["lead"]))
        for name, by_role in shared.items()
        for both in [by_role["lead"] | by_role["support"]]
    }
    holds(exhibit, rows)


@pytest.mark.parametrize("asked", [*ASKED[:2], replace(ASKED[1], roles=["support"])], ids=str)
def test_flows(shelved: Record, asked: Answering) -> None:
    exhibit = department.flows(answers, asked, made_on=MADE_ON)
    assert exhibit is not None
    lines = shelved.table("lines")
    told = flows_in(shelved, "line", set(asked.codes), asked.roles)
    rows = cells(exhibit.table())
    named = {(lines[lead]["name"], lines[support]["name"]): number for (lead, support), number in told.items()}
    assert all(named[row["牵头"], row["配合"]] == row["共同任务"] for row in rows)
    assert [row["共同任务"] for row in rows] == sorted(told.values(), reverse=True)[: len(rows)]
    assert len(rows) == min(len(told), department.MOST_FLOWS)
    holds(exhibit, rows)
    picture = words_of(exhibit_svg(exhibit))
    assert all(row["牵头"] in picture and row["配合"] in picture for row in rows)


@pytest.mark.parametrize("code", ["example", "chiping"])
def test_targets_of_a_district_by_category_and_department(shelved: Record, code: str) -> None:
    own = [target for target in shelved.targets if target.district["district_id"] == code and target.counted]
    counted = Counter(target.category["name"] for target in own)
    masked = Counter(target.category["name"] for target in own if target.presence == "withheld")
    rows = [
        expected({"领域": row["name"], "目标数": counted[row["name"]], "其中原文隐去": masked[row["name"]]})
        for row in _categories(shelved)
    ]
    holds(district.categories(answers, code, made_on=MADE_ON), rows)
    led: Counter[str] = Counter()
    hidden: Counter[str] = Counter()
    for target in own:
        for name in {row["name"] for row in target.leads}:
            led[name] += 1
            hidden[name] += target.presence == "withheld"
    exhibit = district.departments(answers, code, made_on=MADE_ON)
    shown = cells(exhibit.table())
    assert {row["部门"]: (row["牵头目标数"], row["其中原文隐去"]) for row in shown if row["牵头目标数"]} == {
        name: (number, hidden[name]) for name, number in led.items()
    }
    holds(exhibit, shown)


class Asked:
    """Answers from a record of its own."""

    def __init__(self, database: Database) -> None:
        self.rows = database.query


def test_a_plan_of_one_due_year_has_no_chart_of_years(shelved: Record) -> None:
    for document in shelved.records["documents"]:
        years = {target.row["due_year"] for target in shelved.targets if target.document is document}
        exhibit = district.due_years(answers, document["district_id"], document["document_id"], made_on=MADE_ON)
        assert (exhibit is None) == (len(years) < 2)


def test_targets_of_a_plan_by_due_year_and_strength(folder: Path, spoil: Callable[..., None]) -> None:
    def earlier(rows: list[dict[str, str]]) -> None:
        for row in [row for row in rows if row["target_id"].startswith("chiping")][::3]:
            row["due_year"] = "2024"

    spoil("targets", earlier)
    own = [row for row in counted(read_tables(folder)) if row["target_id"].startswith("chiping")]
    asked: Any = Asked(open_record(folder))
    exhibit = district.due_years(asked, "chiping", "chiping-2023-2025", made_on=MADE_ON)
    assert exhibit is not None
    again = catalogue.exhibit(asked, exhibit.subject, focus="", made_on=MADE_ON)
    assert isinstance(again, Exhibit)
    assert cells(again.table()) == cells(exhibit.table())
    kinds = [(f"{row['due_year']}年", words.STRENGTH[row["strength"]]) for row in own]
    numbers = Counter(f"{year} · {strength}" for year, strength in kinds)
    masked = Counter(
        f"{year} · {strength}" for (year, strength), row in zip(kinds, own, strict=True) if row["withheld"] == "true"
    )
    shown = cells(exhibit.table())
    assert [row["目标年份与承诺力度"][:5] for row in shown] == sorted(kind[:5] for kind in numbers)
    assert {row["目标年份与承诺力度"]: (row["目标数"], row["其中原文隐去"]) for row in shown} == {
        kind: (number, masked[kind]) for kind, number in numbers.items()
    }
    most, number = Counter(year for year, _ in kinds).most_common(1)[0]
    assert most in exhibit.title
    assert str(number) in exhibit.title
    holds(exhibit, shown)


@pytest.mark.parametrize("code", ["qingzhou", "example"])
def test_every_shared_indicator_stands_in_one_group(shelved: Record, code: str) -> None:
    seen = district.seen_from(answers, code)
    groups = [district.RANKED, *REASONS]
    found = [district.strips(answers, code, group, seen, made_on=MADE_ON) for group in groups]
    listed = [row["指标"] for exhibit in found if exhibit for row in cells(exhibit.table())]
    shared = answers.rows("board/shared_indicators", categories=[])["indicator_id"]
    names = {shelved.table("indicators")[name]["name"] for name in shared}
    assert len(listed) == len(set(listed))
    assert set(listed) <= names
    for group, exhibit in zip(groups, found, strict=True):
        if exhibit and group in (district.RANKED, "caution", "withheld"):
            holds(exhibit, cells(exhibit.table()))
            picture = words_of(exhibit_svg(exhibit))
            assert all(row["指标"].replace(" ", "") in picture for row in cells(exhibit.table()))
            brief = district.strips(answers, code, group, seen, made_on=MADE_ON, most=2)
            assert brief is not None
            assert sum(len(drawing.inputs[0]) for drawing in brief.drawings) == min(2, len(exhibit.rows))
            assert cells(brief.table()) == cells(exhibit.table())


def test_two_districts(shelved: Record) -> None:
    couple = ("qingzhou", "zhoucun")
    found, others = pair.pairs_of(answers, couple, wording="both")
    exhibit = pair.dumbbells(answers, couple, found, others, focus="", wording="both", made_on=MADE_ON)
    assert exhibit is not None
    rows = cells(exhibit.table())
    assert len(rows) == len(found)
    holds(exhibit, rows)
    indicators = {row["name"]: row["indicator_id"] for row in shelved.records["indicators"]}
    for row in rows:
        for code in couple:
            name = shelved.table("districts")[code]["name"]
            own = [
                target.row["printed"]
                for target in shelved.targets
                if target.district["district_id"] == code and target.row["indicator_id"] == indicators[row["指标"]]
            ]
            assert any(printed in row[name] for printed in own)
    of_either = [
        target.row["comparator"]
        for target in shelved.targets
        if target.district["district_id"] in couple
        and target.indicator["name"] in {row["指标"] for row in rows}
        and target.presence == "set"
    ]
    signs = {"▶": ("at_least", "more_than"), "◀": ("at_most", "less_than"), "◆": ("about",), "区间": ("between",)}
    for sign, bounds in signs.items():
        assert any(sign in mark for mark in exhibit.marks) == any(one in bounds for one in of_either), sign


@pytest.mark.parametrize("indicator", ["high-tech-enterprises-new", "green-building-share"])
def test_one_thing_on_two_bases(shelved: Record, indicator: str) -> None:
    exhibit = bases.bases(answers, indicator, focus="", made_on=MADE_ON)
    assert exhibit is not None
    rows = cells(exhibit.table())
    holds(exhibit, rows)
    names = [name for name in rows[0] if name not in ("区县", "来源")]
    stated = [{row["区县"] for row in rows if row[name] != "此口径未设定"} for name in names]
    both, only = len(stated[0] & stated[1]), [len(stated[0] - stated[1]), len(stated[1] - stated[0])]
    told = exhibit.title.partition("：")[2]
    assert told.startswith(f"{both} 个区县两样都设定" if both else "没有区县两样都设定")
    for number, word in zip(only, ("前者", "后者"), strict=True):
        assert (f"{number} 个只设定{word}" in told) == (number > 0)
    assert bases.bases(answers, "grain-sown-area", focus="", made_on=MADE_ON) is None


def _owners(record: Record, level: str) -> dict[tuple[str, str | None], set[str]]:
    """Name and short name of the district → the departments behind an owner."""
    if level == "line":
        return {
            (line["name"], None): {
                row["department_id"] for row in record.records["departments"] if line["line_id"] in lines_of(row)
            }
            for line in record.records["lines"]
        }
    short = {row["district_id"]: row["short_name"] for row in record.records["districts"]}
    departments = record.records["departments"]
    return {(row["name"], short[row["district_id"]]): {row["department_id"]} for row in departments}


def _serving(record: Record, held: set[str], asked: Answering) -> bool:
    return any(set(lines_of(record.table("departments")[code])) & set(asked.codes) for code in held)


def test_the_end_of_two_is_no_superlative() -> None:
    assert end_of(["甲", "乙"], [3, 2], "最多", "个") == "甲较多（3 个）"
    assert end_of(["甲", "乙"], [3, 2], "最少", "个") == "乙较少（2 个）"
    assert end_of(["甲", "乙"], [3, 3], "最多", "个") == "甲、乙相同（3 个）"
    assert end_of(["甲"], [3], "最多", "个") == "甲 3 个"
    assert end_of(["甲", "乙", "丙"], [3, 3, 1], "最多", "个") == "甲、乙并列最多（3 个）"
