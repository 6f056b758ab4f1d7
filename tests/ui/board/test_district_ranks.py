"""The ranks on 区县 against plain Python over the tables, and how firmly its plan commits itself."""

from collections import Counter, defaultdict
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from policytargets.comparisons.making import compare_each
from policytargets.comparisons.standings import standings
from tests import words
from tests.conftest import Record
from tests.record_in_python import Target, all_targets

DISTRICTS = ("chiping", "dongchangfu", "jiangbei", "qingzhou", "zhoucun", "example")
UPPER = {"at_most", "less_than"}


def stated(record: Record) -> dict[str, list[Target]]:
    """indicator_id → the figures that stand on its axis: of each newest plan, restatements and parts left out, all of
    the period that most of them share."""
    own = [target for target in all_targets(record.records) if not target.row["restates"]]
    own = [target for target in own if target.document["document_id"] != "example-2023"]
    indicator = {target.target_id: target.indicator["indicator_id"] for target in own}
    found: dict[str, list[Target]] = defaultdict(list)
    for target in own:
        name = target.indicator["indicator_id"]
        if target.presence == "set" and indicator.get(target.row["part_of"]) != name:
            found[name].append(target)
    for name, targets in found.items():
        periods = Counter(target.row["period"] for target in targets)
        main = max(periods, key=lambda period: (periods[period], period == "year", period))
        found[name] = [target for target in targets if target.row["period"] == main]
    return found


def by_value(targets: list[Target], district: str) -> bool:
    """Whether the district's is the larger figure, whatever is better."""
    return max(targets, key=lambda target: target.value or 0).district["district_id"] == district


def ranks(record: Record, district: str) -> dict[str, str]:
    """indicator_id → the rank of the district in words, where the figures may be put in order."""
    found = {}
    for name, targets in stated(record).items():
        by_district = {target.district["district_id"]: target for target in targets}
        alike = (
            len(targets) == len(by_district) > 1
            and len({target.row["due_year"] for target in targets}) == 1
            and len({target.row["comparator"] in UPPER for target in targets}) == 1
            and not any(target.row["value_high"] for target in targets)
            and not targets[0].indicator["comparable_note"]
            and not any((one.row["stated_in"], one.row["comparator"]) == ("words", "about") for one in targets)
        )
        if alike and district in by_district:
            low = targets[0].indicator["direction"] == "lower"
            values = [(target.value or 0) * (-1 if low else 1) for target in targets]
            own = (by_district[district].value or 0) * (-1 if low else 1)
            place = 1 + sum(value > own for value in values)
            shared = "并列" if values.count(own) > 1 else ""
            if len(values) == 2:
                found[name] = "两者相同" if shared else "两者较大" if by_value(targets, district) else "两者较小"
                continue
            found[name] = f"{shared}第{place}/共{len(values)}" + ("（从小到大）" if low else "")
    return found


@pytest.mark.parametrize("district", DISTRICTS)
def test_ranks_are_those_that_python_finds(odd: Record, district: str) -> None:
    listed = odd.database.query("board/shared_indicators", categories=[])["indicator_id"].tolist()
    made = compare_each(
        odd.database.query("comparisons/indicators", indicators=listed),
        odd.database.query("comparisons/indicator_targets", indicators=listed, districts=[]),
        odd.database.query("comparisons/districts", districts=[]),
        made_on=date(2026, 11, 25),
        order="plan",
    )
    seen = standings(made, district)
    told = {standing.comparison.indicator_id: standing.aside for standing in seen if standing.aside}
    assert told == ranks(odd, district)
    assert all(bool(standing.aside) != bool(standing.reason) for standing in seen)


@pytest.mark.parametrize("district", DISTRICTS)
def test_strengths_are_counted(odd: Record, district: str) -> None:
    counted_targets = [target for target in all_targets(odd.records) if target.counted]
    own = [target for target in counted_targets if target.district["district_id"] == district]
    own = [target for target in own if target.document["document_id"] != "example-2023"]
    document = own[0].document["document_id"]
    found = odd.database.query("board/district_years", document=document)
    counted = Counter((int(target.row["due_year"]), target.row["strength"]) for target in own)
    assert {(row.due_year, row.strength): row.targets for row in found.itertuples()} == counted


SEVERAL_STRENGTHS = """
import pandas
from policytargets.ui.board.district_lists import commitments

rows = {"due_year": [2024, 2025, 2025], "strength": ["strive", "ensure", "strive"], "targets": [3, 1, 2]}
commitments(pandas.DataFrame(rows))
"""


def test_strengths_are_told_in_words() -> None:
    app = AppTest.from_string(SEVERAL_STRENGTHS).run()
    assert not app.exception
    assert app.caption[0].value.startswith(
        f"承诺力度：{words.STRENGTH['ensure']} 1 个，{words.STRENGTH['strive']} 5 个"
    )
