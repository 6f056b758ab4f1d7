"""The native chart of a comparison's workbook as LibreOffice Calc draws it: bars from zero, in their length."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from policytargets.charts.style import LIGHT
from policytargets.comparisons.making import compare_each
from policytargets.comparisons.model import Comparison
from policytargets.exports.comparison_tables import to_comparison_workbook
from policytargets.record.database import Database
from tests.office import bars, converted, pages, picture, text_of

MOST = 8  # shared indicators drawn, taken evenly from all


@pytest.fixture(scope="module")
def shared(database: Database) -> list[Comparison]:
    """Indicators with figures of two districts or more, a range and a negative figure made of two of them."""
    names = database.query("choices/indicators")["indicator_id"].tolist()
    rows = database.query("comparisons/indicators", indicators=names)
    targets = database.query("comparisons/indicator_targets", indicators=names, districts=[])
    districts = database.query("comparisons/districts", districts=[])
    made = compare_each(rows, targets, districts, made_on=date(2026, 11, 22))
    shown = [one for one in made if isinstance(one, Comparison) and len({row.district_id for row in one.drawn}) > 1]
    return shown[:: max(len(shown) // MOST, 1)]


def changed(comparison: Comparison, change: Callable[[float], dict[str, float]], name: str) -> Comparison:
    """The comparison (made up, for this test) with another figure in its first row."""
    first, *others = comparison.drawn
    other = replace(first, **change(first.value or 0))
    return replace(comparison, indicator_id=name, rows=(other, *others))


def test_bars_start_at_zero_and_are_as_long_as_their_figures(shared: list[Comparison], tmp_path: Path) -> None:
    drawn = [*shared, changed(shared[0], lambda value: {"value_high": value * 2}, "a-range")]
    files = [tmp_path / f"{shown.indicator_id}.xlsx" for shown in drawn]
    for shown, file in zip(drawn, files, strict=True):
        file.write_bytes(to_comparison_workbook(shown))
    for shown, pdf in zip(drawn, converted(files), strict=True):
        sheets = pages(pdf)
        assert len(sheets) == 3, shown.indicator_id
        assert all(shown.title.replace(" ", "") in text_of(sheet) for sheet in (sheets[0], sheets[-1]))
        found = bars(picture(sheets[0]), LIGHT.brand)
        values = [row.value for row in shown.drawn if row.value]
        assert len(found) == len(values), shown.indicator_id
        if not values:
            continue  # zero is a length of nothing
        assert max(box[0] for box in found) - min(box[0] for box in found) <= 3, shown.indicator_id
        lengths = [box[2] - box[0] for box in found]
        for length, value in zip(lengths, values, strict=True):
            assert length == pytest.approx(max(lengths) * value / max(values), abs=4), shown.indicator_id


def test_a_negative_figure_goes_the_other_way(shared: list[Comparison], tmp_path: Path) -> None:
    shown = changed(shared[0], lambda value: {"value": -value / 2}, "negative")
    file = tmp_path / "negative.xlsx"
    file.write_bytes(to_comparison_workbook(shown))
    (pdf,) = converted([file])
    first, *others = bars(picture(pages(pdf)[0]), LIGHT.brand)
    assert all(abs(first[2] - other[0]) <= 3 for other in others)
