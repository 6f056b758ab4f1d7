"""The native charts of workbooks and slides as LibreOffice draws them, of every shared indicator: bars from zero, in
their length, each with its name and its figure, gaps where there is none."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy
import pytest
from PIL import Image

from policytargets.charts.style import LIGHT
from policytargets.comparisons.making import compare_each
from policytargets.comparisons.model import Comparison
from policytargets.exports.comparison_tables import to_comparison_workbook
from policytargets.exports.slides.presentation import to_pptx
from policytargets.record.database import Database
from tests.office import bars, converted, pages, picture, text_of

OPEN, FADING = ("at_least", "more_than"), 0.775  # of a bar on a slide, from where it fades


@pytest.fixture(scope="module")
def shared(database: Database) -> list[Comparison]:
    """Indicators with figures of two districts or more, a range and a negative figure made of two of them."""
    names = database.query("choices/indicators")["indicator_id"].tolist()
    rows = database.query("comparisons/indicators", indicators=names)
    targets = database.query("comparisons/indicator_targets", indicators=names, districts=[])
    districts = database.query("comparisons/districts", districts=[])
    made = compare_each(rows, targets, districts, made_on=date(2026, 11, 22))
    shown = [one for one in made if isinstance(one, Comparison) and len({row.district_id for row in one.drawn}) > 1]
    assert len(shown) > 30
    return shown


def changed(comparison: Comparison, change: Callable[[float], dict[str, float]], name: str) -> Comparison:
    """The comparison (made up, for this test) with another figure in its first row."""
    first, *others = comparison.drawn
    other = replace(first, **change(first.value or 0))
    return replace(comparison, indicator_id=name, rows=(other, *others))


def drawn_on(image: Image.Image) -> list[tuple[int, int, int, int]]:
    """Every bar from above, hollow ones by their pale inside, where no full bar lies."""
    full = bars(image, LIGHT.brand, least=8)
    pale = [inside(image, box) for box in bars(image, LIGHT.grid, least=30, thick=20)]
    beside = [box for box in pale if not any(box[1] < other[3] and other[1] < box[3] for other in full)]
    return sorted([*full, *(box for box in beside if box[2] - box[0] >= 30)], key=lambda box: box[1])


def inside(image: Image.Image, box: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """The box without columns that are not pale from top to bottom: edges of letters beside the bar are pale too."""
    wanted = numpy.array(Image.new("RGB", (1, 1), LIGHT.grid))[0, 0]
    columns = (numpy.asarray(image.crop(box)) == wanted).all(axis=2).mean(axis=0) > 0.8
    within = numpy.flatnonzero(columns)
    left, right = (int(within[0]), int(within[-1]) + 1) if len(within) else (0, 0)
    return box[0] + left, box[1], box[0] + right, box[3]


def hold(page: Any, shown: Comparison, *, fading: bool) -> None:
    """The bars, names and figures on a page are those of the comparison."""
    words = text_of(page)
    for row in shown.rows:
        assert "".join(row.figure.split()) in words, (shown.indicator_id, row.figure)
        assert row.district in words, (shown.indicator_id, row.district)
    image = picture(page)
    found = drawn_on(image) if fading else bars(image, LIGHT.brand)
    stated = [row for row in shown.drawn if row.value]  # zero is a length of nothing
    assert len(found) == len(stated), shown.indicator_id
    if stated:
        lengths = [box[2] - box[0] for box in found]
        parts = [FADING if fading and row.comparator in OPEN else 1 for row in stated]
        _, longest = max((row.value or 0, place) for place, row in enumerate(stated))
        unit = lengths[longest] / parts[longest] / (stated[longest].value or 1)
        assert max(box[0] for box in found) - min(box[0] for box in found) <= 3, shown.indicator_id
        for length, part, row in zip(lengths, parts, stated, strict=True):
            expected = unit * (row.value or 0) * part
            assert length == pytest.approx(expected, abs=5, rel=0.04 if fading else 0), (
                shown.indicator_id,
                row.figure,
            )


def test_workbooks_draw_every_shared_indicator(shared: list[Comparison], tmp_path: Path) -> None:
    drawn = [*shared, changed(shared[0], lambda value: {"value_high": value * 2}, "a-range")]
    files = [tmp_path / f"{shown.indicator_id}.xlsx" for shown in drawn]
    for shown, file in zip(drawn, files, strict=True):
        file.write_bytes(to_comparison_workbook(shown))
    for shown, pdf in zip(drawn, converted(files), strict=True):
        sheets = pages(pdf)
        feet = [re.search(r"(图表|数据|说明)第\d+页", text_of(sheet)) for sheet in sheets]
        names = [foot[1] for foot in feet if foot]
        # The table takes two sheets beside each other where its letters would be too small on one.
        assert names in (["图表", "数据", "说明"], ["图表", "数据", "数据", "说明"]), shown.indicator_id
        assert all(shown.title.replace(" ", "") in text_of(sheet) for sheet in (sheets[0], sheets[-1]))
        hold(sheets[0], shown, fading=False)


def test_slides_draw_every_shared_indicator(shared: list[Comparison], tmp_path: Path) -> None:
    file = tmp_path / "all.pptx"
    file.write_bytes(to_pptx(shared, title="全部共有指标"))
    (pdf,) = converted([file])
    slides = pages(pdf)
    for shown, slide in zip(shared, slides[1:], strict=False):
        assert shown.title.replace(" ", "") in text_of(slide)
        hold(slide, shown, fading=True)


def test_a_negative_figure_goes_the_other_way(shared: list[Comparison], tmp_path: Path) -> None:
    shown = changed(shared[0], lambda value: {"value": -value / 2}, "negative")
    file = tmp_path / "negative.xlsx"
    file.write_bytes(to_comparison_workbook(shown))
    (pdf,) = converted([file])
    first, *others = bars(picture(pages(pdf)[0]), LIGHT.brand)
    assert all(abs(first[2] - other[0]) <= 3 for other in others)
