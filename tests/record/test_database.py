"""What the record says, worked out a second time in plain Python from the CSV files."""

from collections import Counter, defaultdict
from decimal import Decimal

import pandas as pd
import pytest

from policytargets.record.database import Database
from policytargets.record.tables import Records
from policytargets.wording.searching import folded
from tests.record_in_python import EVERYTHING, counted, indexed


@pytest.fixture(scope="module")
def full(database: Database) -> pd.DataFrame:
    return database.query("record/all_targets").set_index("target_id")


def test_the_record_is_as_large_as_the_contract_says(records: Records) -> None:
    numbered = [row for row in records["tasks"] if row["task_no"] != "0" and not row["item"]]
    assert len(numbered) == 450
    assert Counter(row["document_id"] for row in numbered) == {
        "jiangbei-2023": 76,
        "dongchangfu-2023": 90,
        "zhoucun-2023": 65,
        "chiping-2023-2025": 134,
        "qingzhou-2023": 85,
    }


def test_at_least_35_indicators_are_shared(records: Records) -> None:
    documents = defaultdict(set)
    for row in records["targets"]:
        documents[row["indicator_id"]].add(row["task_id"].split("/")[0])
    assert sum(len(found) > 1 for found in documents.values()) >= 35


def test_normalised_values_follow_the_units(records: Records, full: pd.DataFrame) -> None:
    units, indicators = indexed(records, "units"), indexed(records, "indicators")
    assert len(full) == len(records["targets"])
    for row in records["targets"]:
        unit = indicators[row["indicator_id"]]["unit"]
        found = full.loc[row["target_id"], "value_std"]
        if not row["value"]:
            assert pd.isna(found)
            continue
        expected = Decimal(row["value"])
        if row["unit"] != unit:
            expected *= Decimal(units[row["unit"]]["factor"]) / Decimal(units[unit]["factor"])
        assert found == pytest.approx(float(expected), rel=1e-9), row["target_id"]


def test_grain_is_comparable_in_ten_thousand_tonnes(full: pd.DataFrame) -> None:
    grain = full[(full["indicator_id"] == "grain-capacity") & ~full["withheld"]]
    assert set(grain["unit_std"]) == {"万吨"}
    assert dict(zip(grain["district_id"], grain["value_std"], strict=True)) == {
        "jiangbei": 15.0,
        "zhoucun": 4.4,
    }


def test_departments_come_in_printed_order_with_their_roles(records: Records, full: pd.DataFrame) -> None:
    names = {row["department_id"]: row["name"] for row in records["departments"]}
    expected = defaultdict(lambda: {"lead": [], "support": []})
    for row in records["responsibilities"]:
        expected[row["task_id"]][row["role"]].append(names[row["department_id"]])
    for row in full.itertuples():
        assert list(row.leads) == expected[row.task_id]["lead"]
        assert list(row.supports) == expected[row.task_id]["support"]


def test_science_finds_every_science_department(database: Database, records: Records) -> None:
    lines = {row["department_id"] for row in records["departments"] if "science" in row["line_ids"].split(";")}
    printed = {row["printed"] for row in records["department_names"] if row["department_id"] in lines}
    assert {"区科技局", "区科学技术局", "市科技局", "区经济发展局"} <= printed


def test_the_heat_map_counts_what_python_counts(database: Database, records: Records) -> None:
    tasks, documents = indexed(records, "tasks"), indexed(records, "documents")
    expected = Counter()
    for row in counted(records):
        task = tasks[row["task_id"]]
        expected[documents[task["document_id"]]["district_id"], task["category_id"]] += 1
    cells = database.query("record/heat_map", districts=[])
    assert len(cells) == len(records["districts"]) * len(records["categories"])
    for cell in cells.itertuples():
        assert cell.targets == expected[cell.district_id, cell.category_id]
    assert cells["tasks"].sum() == 450


def test_the_overview_counts_what_python_counts(database: Database, records: Records) -> None:
    row = database.query("record/overview_counts").iloc[0]
    tasks = indexed(records, "tasks")
    with_figures = {
        (tasks[target["task_id"]]["document_id"], tasks[target["task_id"]]["task_no"])
        for target in records["targets"]
        if tasks[target["task_id"]]["task_no"] != "0"
    }
    assert row["targets"] == len(counted(records))
    assert row["statements"] == len(records["targets"])
    assert row["withheld"] == sum(target["withheld"] == "true" for target in counted(records))
    assert row["tasks_with_figures"] == len(with_figures)
    assert row["tasks"] == 450


@pytest.mark.parametrize(
    ("roles", "roles_counted"),
    [(["lead"], {"lead"}), (["support"], {"support"}), (["lead", "support"], {"lead", "support"})],
)
def test_the_line_filter_follows_the_roles(
    database: Database, records: Records, roles: list[str], roles_counted: set[str]
) -> None:
    science = {row["department_id"] for row in records["departments"] if "science" in row["line_ids"].split(";")}
    tasks = {
        row["task_id"]
        for row in records["responsibilities"]
        if row["department_id"] in science and row["role"] in roles_counted
    }
    expected = {row["target_id"] for row in records["targets"] if row["task_id"] in tasks}
    found = database.query("evidence/targets", **{**EVERYTHING, "lines": ["science"], "roles": roles})
    assert set(found["target_id"]) == expected
    assert len(found) == len(expected)


def test_filters_add_up(database: Database, records: Records) -> None:
    found = database.query(
        "evidence/targets",
        **{**EVERYTHING, "roles": ["lead"], "districts": ["zhoucun"], "bases": ["share"], "presences": ["set"]},
    )
    expected = {
        row["target_id"]
        for row in records["targets"]
        if row["task_id"].startswith("zhoucun") and row["basis"] == "share" and row["value"]
    }
    assert set(found["target_id"]) == expected


@pytest.mark.parametrize("word", ["5g", "粮食", "科技局", "100%", "东昌政办字〔2023〕11号", "绿色建筑"])
def test_search_finds_what_users_type(database: Database, word: str) -> None:
    assert not database.query("evidence/targets", **{**EVERYTHING, "roles": ["lead"], "words": [folded(word)]}).empty


@pytest.mark.parametrize("word", ["%", "_", "' or 1=1 --", "\\", "<b>", "🙂", "；drop table"])
def test_search_takes_signs_as_text(database: Database, records: Records, word: str) -> None:
    found = database.query("evidence/targets", **{**EVERYTHING, "roles": ["lead"], "words": [folded(word)]})
    assert len(found) < len(records["targets"])
