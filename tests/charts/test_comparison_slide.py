"""The bars of a comparison on a slide, with what was done: never smaller than the back row reads."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from policytargets.charts.comparison_slide import slide_bars
from policytargets.charts.style import LIGHT
from policytargets.comparisons.examples import absences, example
from policytargets.comparisons.model import Comparison, Progress
from policytargets.wording.wrapping import width_of

DONE = Progress(5.0, "5 个", date(2023, 9, 30), "yellow", "▲ 黄灯 · 略低于序时")


def tracked() -> Comparison:
    """Two figures with what was done of them, one on another basis, one that is not set."""
    figures = [row for row in example().rows if row.comparator in ("exactly", "at_least")][:2]
    missing = [next(row for row in absences().rows if row.presence == one) for one in ("other_basis", "unset")]
    return replace(example(), rows=(*(replace(row, progress=DONE) for row in figures), *missing))


def layers_of(box: tuple[int, int]) -> tuple[list[dict[str, Any]], list[str], float]:
    """The marks of text, the names of the rows, and the height of all rows in pixels."""
    drawn = slide_bars(tracked(), LIGHT, "", box).to_dict(validate=False)
    (rows,) = drawn["datasets"].values()
    texts = [layer["mark"] for layer in drawn["layer"] if layer["mark"]["type"] == "text"]
    return texts, [row["label"] for row in rows], drawn["height"]["step"] * len(rows)


@pytest.mark.parametrize("box", [(1760, 740), (1760, 600), (1280, 450)])
def test_letters_with_progress_are_never_below_36(box: tuple[int, int]) -> None:
    texts, _, height = layers_of(box)
    assert min(text["fontSize"] for text in texts) >= 36
    assert height <= box[1]


@pytest.mark.parametrize("box", [(1760, 740), (1280, 600)])
@pytest.mark.parametrize("tracks", [False, True])
def test_a_figure_above_a_bar_is_never_cut(box: tuple[int, int], *, tracks: bool) -> None:
    """Of a row with a long figure and longer details the name has what the figure leaves."""
    long = "不少于 123456789012 平方公里 = 1234.5 亿平方米"
    rows = [
        replace(
            row, figure=long, details="三年合计 · 含改造 · 征求意见稿，数字可能变动", progress=DONE if tracks else None
        )
        for row in example().rows[:3]
    ]
    drawn = slide_bars(replace(example(), rows=tuple(rows)), LIGHT, "", box).to_dict(validate=False)
    texts = [layer for layer in drawn["layer"] if layer["mark"]["type"] == "text"]
    (label,) = [layer for layer in texts if layer["encoding"].get("text", {}).get("field") == "label"]
    (figure,) = [layer for layer in texts if layer["encoding"].get("text", {}).get("field") == "figure"]
    size = figure["mark"]["fontSize"]
    needed = width_of(long) * size
    assert needed <= box[0]
    assert figure["mark"]["limit"]["expr"] == "width"
    beside = [row["beside"] for row in next(iter(drawn["datasets"].values())) if row["beside"]]
    assert beside == [pytest.approx(width_of(long))] * 3
    assert label["mark"]["limit"]["expr"] == f"width - {size} * (datum.beside + 0.3)"


def test_what_has_no_room_with_progress_is_told_in_the_last_line() -> None:
    """Letters of 38 in rows of 3.7 take 141 pixels: in 450 there is room for three, in 740 for five."""
    figures, missing = [row.label for row in tracked().rows[:2]], tracked().rows[2:]
    assert layers_of((1280, 450))[1] == [*figures, f"另有口径：{missing[0].label}；未设定：{missing[1].label}"]
    assert layers_of((1280, 740))[1] == [*figures, missing[0].label, f"未设定：{missing[1].label}"]


def test_several_rows_of_one_district_without_room_are_counted_in_the_last_line() -> None:
    """Their names and details had no room in it."""
    first = replace(tracked().rows[0], details="铝及铝加工产业规上企业总数 · 征求意见稿", progress=DONE)
    shown = replace(tracked(), rows=tuple(replace(first, target_id=f"t{place}") for place in range(9)))
    (rows,) = slide_bars(shown, LIGHT, "", (1280, 450)).to_dict(validate=False)["datasets"].values()
    assert [row["label"] for row in rows][2:] == [f"未画：{first.label} 7 项"]
