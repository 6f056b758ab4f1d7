"""The tables of targets that all pages and files for readers share, against plain Python over the CSV files."""

import pytest

from policytargets.exhibits.asking import by_district
from policytargets.ui.blocks.tables import targets_frame
from tests.record_in_python import Record, cells
from tests.tables_in_python import target_row, targets_by_district


def test_every_target_is_told_as_the_tables_have_it(odd: Record) -> None:
    shown = cells(targets_frame(odd.database.query("record/all_targets")))
    assert shown == [target_row(target) for target in odd.targets]


@pytest.mark.parametrize("districts", [[], ["example", "zhoucun"]], ids=str)
def test_the_table_of_a_heat_map_counts_what_python_counts(odd: Record, districts: list[str]) -> None:
    shown = cells(by_district(odd.database.query("record/heat_map", districts=districts)))
    assert shown == targets_by_district(odd, odd.targets, districts)
