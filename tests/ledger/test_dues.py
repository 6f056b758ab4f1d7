"""Due items against the curated tables, worked out by hand in Python, and the record's other forms."""

import hashlib
from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from policytargets.ledger.dues import due_item
from policytargets.ledger.model import DueItem
from policytargets.record.building import open_record
from policytargets.record.database import Database
from policytargets.record.tables import Records, Row
from tests.record_in_python import counted, indexed


@pytest.fixture(scope="module")
def rows(database: Database) -> dict[str, dict[str, object]]:
    return by_id(database)


def by_id(database: Database) -> dict[str, dict[str, object]]:
    found = database.query("ledger/due_items").to_dict("records")
    return {
        row["due_id"]: {
            name: None if isinstance(value, float) and value != value else value for name, value in row.items()
        }
        for row in found
    }


def averaged(target: Row, tracking: dict[str, Row]) -> bool:
    return target["period"] == "average" or tracking.get(target["target_id"], {}).get("averaged") == "true"


def expected_windows(target: Row, document: Row, mean: bool) -> dict[str, tuple[date, date]]:
    start, end = date.fromisoformat(document["period_start"]), date.fromisoformat(document["period_end"])
    due = int(target["due_year"])
    if target["period"] == "each_year" and not mean:
        years = range(start.year, due + 1)
        marks = [f"@{year}" for year in years] if len(years) > 1 else [""]
        return {
            target["target_id"] + mark: (max(start, date(year, 1, 1)), min(end, date(year, 12, 31)))
            for year, mark in zip(years, marks, strict=True)
        }
    first = date(due, 1, 1) if target["period"] == "year" else start
    return {target["target_id"]: (max(start, first), min(end, date(due, 12, 31)))}


def test_one_due_item_for_each_counted_target_and_year(rows: dict, records: Records) -> None:
    documents, tasks = indexed(records, "documents"), indexed(records, "tasks")
    tracking = {row["due_id"]: row for row in records["tracking"]}
    expected = {}
    for target in counted(records):
        document = documents[tasks[target["task_id"]]["document_id"]]
        expected |= expected_windows(target, document, averaged(target, tracking))
    found = {key: row for key, row in rows.items() if row["kind"] == "figure"}
    assert found.keys() == expected.keys()
    for key, (start, end) in expected.items():
        assert (found[key]["window_start"].date(), found[key]["window_end"].date()) == (start, end), key


def test_one_due_item_for_each_numbered_task_without_figures(rows: dict, records: Records) -> None:
    tasks = indexed(records, "tasks")
    told = {(tasks[row["task_id"]]["document_id"], tasks[row["task_id"]]["task_no"]) for row in records["targets"]}
    bare = {
        f"task:{row['task_id']}" for row in records["tasks"]
        if row["task_no"] != "0" and not row["item"] and (row["document_id"], row["task_no"]) not in told
    }  # fmt: skip
    assert {key for key, row in rows.items() if row["kind"] == "task"} == bare


def test_figures_are_those_of_the_record_in_the_converted_unit(rows: dict, records: Records) -> None:
    targets, units, indicators = indexed(records, "targets"), indexed(records, "units"), indexed(records, "indicators")
    for row in rows.values():
        if row["kind"] == "task":
            continue
        target, item = targets[row["target_id"]], due_item(row)
        assert (item.value is None) == (not target["value"])
        if target["value"]:
            canonical = indicators[target["indicator_id"]]["unit"]
            factor = Fraction(1)
            if target["unit"]:
                factor = Fraction(units[target["unit"]]["factor"]) / Fraction(units[canonical]["factor"])
            assert item.value == Fraction(target["value"]) * factor, row["due_id"]
            allowed = Fraction(1, 2) if target["basis"] in ("share", "growth") else item.value / 20
            assert item.tolerance == allowed


def test_reporters_are_the_first_leading_departments(rows: dict, records: Records) -> None:
    leads = {
        row["task_id"]: row["department_id"]
        for row in records["responsibilities"]
        if row["role"] == "lead" and row["position"] == "1"
    }
    for row in rows.values():
        assert row["reporter_id"] == leads.get(row["task_id"]), row["due_id"]


DEFAULTS = {
    # basis, period → reading, pacing, cadence, baseline; None: several, told apart below
    ("new", "year"): ("cumulative", "linear", "month", 0),
    ("new", "each_year"): ("cumulative", "linear", "month", 0),
    ("new", "plan"): ("cumulative", "linear", "month", 0),
    ("cumulative", "by_end"): ("stock", "linear", "quarter", None),
    ("level", "year"): ("year_to_date", "final", "year", 0),
    ("level", "each_year"): ("stock", "hold", "quarter", None),
    ("growth", "year"): ("growth", "hold", "quarter", None),
    ("cap", "year"): ("used", "ceiling", "month", 0),
}


def test_what_is_asked_for_follows_from_basis_and_period(rows: dict, records: Records) -> None:
    tracked = {row["due_id"] for row in records["tracking"]}
    targets = indexed(records, "targets")
    seen: Counter[tuple[str, str]] = Counter()
    for key, row in rows.items():
        if row["kind"] == "task" or key in tracked:
            continue
        target = targets[row["target_id"]]
        kind = (target["basis"], target["period"])
        asked = (
            row["reading"],
            row["pacing"],
            row["cadence"],
            None if row["baseline"] is None else Decimal(row["baseline"]),
        )
        seen[kind] += 1
        if kind in DEFAULTS and row["basis"] in ("new", "level") and row["direction"] == "lower":
            assert row["pacing"] == "ceiling" or row["reading"] == "mean", key
        elif kind in DEFAULTS:
            assert asked == DEFAULTS[kind], key
        elif target["basis"] == "share":
            whole = row["value_std"] is not None and Decimal(row["value_std"]) == 100 and row["direction"] == "higher"
            assert asked == ("share", "hold" if whole else "linear", "quarter", None), key
    assert set(DEFAULTS) <= set(seen)


def test_whole_things_are_counted_and_rates_are_not(rows: dict) -> None:
    by_name = {row["name"]: row for row in rows.values() if row["kind"] == "figure"}
    assert by_name["每千人口婴幼儿托位数"]["unit_std"] == by_name["动态储备在库项目"]["unit_std"] == "个"
    assert not by_name["每千人口婴幼儿托位数"]["counts"]
    assert Decimal(by_name["每千人口托位数"]["value_std"]) == 5
    assert not by_name["每千人口托位数"]["counts"]
    assert by_name["动态储备在库项目"]["counts"]
    for row in rows.values():
        if row["counts"] and row["value_std"] is not None:
            assert Decimal(row["value_std"]) % 1 == 0, row["due_id"]


def test_more_than_was_promised_is_no_fault(rows: dict, records: Records) -> None:
    """Counted targets whose indicator has no direction are met by more."""
    targets, indicators = indexed(records, "targets"), indexed(records, "indicators")
    undirected = [
        row["direction"] for row in rows.values()
        if row["kind"] == "figure" and indicators[targets[row["target_id"]]["indicator_id"]]["direction"] == "none"
        and row["basis"] in ("new", "cumulative")
    ]  # fmt: skip
    assert undirected
    assert set(undirected) == {"higher"}


def test_what_should_not_happen_is_breached_when_it_does(rows: dict) -> None:
    """Counted events of a year that should stay low can't be undone, and their absence in March is no achievement."""
    events = [row for row in rows.values() if (row["direction"], row["reading"]) == ("lower", "year_to_date")]
    assert events
    assert {(row["pacing"], row["cadence"], row["basis"]) for row in events} == {("ceiling", "month", "level")}
    for row in rows.values():
        assert row["pacing"] != "ceiling" or row["direction"] == "lower", row["due_id"]


def test_the_fingerprint_is_of_what_is_printed_and_meant(rows: dict, records: Records) -> None:
    target = indexed(records, "targets")["jiangbei-2023/22-1"]
    value = f"{Decimal(target['value']):.4f}"
    parts = (target["printed"], target["comparator"], value, target["unit"], target["basis"], target["period"], "2023")
    assert rows["jiangbei-2023/22-1"]["fingerprint"] == hashlib.sha256("|".join(parts).encode()).hexdigest()
    assert len({row["fingerprint"] for row in rows.values()}) > len(rows) / 2


Change = Callable[[str, Callable[[list[Row]], object]], None]


def changed(folder: Path, spoil: Change, target_id: str, **fields: str) -> dict[str, DueItem]:
    """The due items of one target after its curated row has been changed."""
    spoil("targets", lambda rows: next(row for row in rows if row["target_id"] == target_id).update(fields))
    database = open_record(folder)
    try:
        return {key: due_item(row) for key, row in by_id(database).items() if row["target_id"] == target_id}
    finally:
        database.close()


def test_a_mean_over_the_plan_is_one_item(folder: Path, spoil: Change) -> None:
    spoil("tracking", lambda rows: rows.remove(next(r for r in rows if r["due_id"] == "chiping-2023-2025/20-1")))
    (item,) = changed(folder, spoil, "chiping-2023-2025/20-1", period="average").values()
    assert (item.averaged, item.reading, item.pacing, item.cadence) == (True, "yearly", "hold", "year")
    assert (item.window_start, item.window_end) == (date(2023, 1, 1), date(2025, 12, 31))


def test_a_commitment_in_words_without_a_figure_has_an_item_without_value(folder: Path, spoil: Change) -> None:
    words = {"printed": "高于全市平均", "position": "", "stated_in": "words", "benchmark": "全市平均", "value": "",
             "unit": "", "comparator": "more_than"}  # fmt: skip
    (item,) = changed(folder, spoil, "zhoucun-2023/8-5", **words).values()
    assert (item.value, item.withheld, item.direction) == (None, False, "higher")


def test_less_than_is_bound_from_above(folder: Path, spoil: Change) -> None:
    less = {"printed": "低于8%", "comparator": "less_than"}
    (item,) = changed(folder, spoil, "zhoucun-2023/8-5", **less).values()
    assert (item.direction, item.value) == ("lower", 8)


def test_the_office_with_the_true_figures_gets_lights(folder: Path, spoil: Change) -> None:
    """A masked row whose figure the office fills in its own copy becomes an ordinary item."""
    target = "chiping-2023-2025/13-1"
    given = {"printed": "300名以上", "value": "300", "withheld": "false", "unit": "名"}
    items = changed(folder, spoil, target, **given)
    assert list(items) == [f"{target}@2023", f"{target}@2024", f"{target}@2025"]
    assert {(item.value, item.counts, item.withheld) for item in items.values()} == {(300, True, False)}


def test_the_unit_of_the_document_is_offered_where_it_is_another_one(database: Database) -> None:
    rows = database.query("ledger/due_items").to_dict("records")
    offered = {item.due_id: (item.unit_printed, item.unit, item.factor) for item in map(due_item, rows)
               if item.unit_printed}  # fmt: skip
    grain = ("亿斤", "万吨", 5)  # 100,000,000 x 0.5 kg = 50,000 t
    for due_id in ("chiping-2023-2025/64-1", "jiangbei-2023/33-2", "qingzhou-2023/43-2"):
        assert offered.pop(due_id) == grain
    assert offered.pop("dongchangfu-2023/42-2") == ("万公斤", "万吨", Fraction(1, 1000))
    assert not {unit for unit, _, _ in offered.values()} & {"人", "名", "家", "处", "%"}, offered
